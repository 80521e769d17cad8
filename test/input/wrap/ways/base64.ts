import type { Way } from '../define.ts';

export default {
  name: 'base64',
  wrap: (text) =>
    `${(
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n')}\n`,
  encodes: true,
} satisfies Way;
