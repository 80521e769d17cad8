import type { Way } from '../define.ts';

export default {
  name: 'rtf',
  wrap: (text) =>
    `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Courier;}}\n\\f0\\fs20 ${text
      .replace(/[\\{}]/g, '\\$&')
      .replaceAll('\t', '\\tab ')
      .replaceAll('\n', '\\par\n')}}\n`,
} satisfies Way;
