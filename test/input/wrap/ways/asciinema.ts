import type { Way } from '../define.ts';

export default {
  name: 'asciinema',
  wrap: (text) => {
    const outputs = (text.match(/[\s\S]{1,200}/g) ?? []).map((part, n) =>
      JSON.stringify([n / 8 + 0.125, 'o', part.replaceAll('\n', '\r\n')]),
    );
    return `${['{"version": 2, "width": 80, "height": 24}', ...outputs].join('\n')}\n`;
  },
} satisfies Way;
