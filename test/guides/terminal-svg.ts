/* A terminal's text, with its colours, as a picture that a document can show. */

const colours: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};

interface Weight {
  colour: string | undefined;
  bold: boolean;
  dim: boolean;
  underline: boolean;
}

const plain = (): Weight => ({ colour: undefined, bold: false, dim: false, underline: false });

function changed(before: Weight, code: number): Weight {
  if (code === 0) return plain();
  if (code === 1) return { ...before, bold: true };
  if (code === 2) return { ...before, dim: true };
  if (code === 4) return { ...before, underline: true };
  if (code === 22) return { ...before, bold: false, dim: false };
  if (code === 24) return { ...before, underline: false };
  if (code === 39) return { ...before, colour: undefined };
  const colour = colours[code];
  if (colour === undefined) throw new Error(`the picture has no form for SGR ${code}`);
  return { ...before, colour };
}

/** A picture keeps no blanks beside each other, unless they are no-break spaces. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '\u00a0');

function span(text: string, { colour, bold, dim, underline }: Weight): string {
  if (text === '') return '';
  const attributes = [
    ...(colour ? [`fill="${colour}"`] : []),
    ...(bold ? ['font-weight="bold"'] : []),
    ...(dim ? ['opacity=".65"'] : []),
    ...(underline ? ['text-decoration="underline"'] : []),
  ];
  return attributes.length === 0 ? escaped(text) : `<tspan ${attributes.join(' ')}>${escaped(text)}</tspan>`;
}

const advance = 8.4;
const lineHeight = 19;
const margin = 16;

/** The command and what it prints, as an SVG. */
export function terminalSvg(command: string, text: string): string {
  let weight = plain();
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .split(/(\u001b\[[\d;]*m)/)
        .map((part) => {
          const [, codes] = /^\u001b\[([\d;]*)m$/.exec(part) ?? [];
          if (codes === undefined) return span(part, weight);
          for (const code of codes.split(';')) weight = changed(weight, Number(code));
          return '';
        })
        .join(''),
    );
  const shown = [`<tspan font-weight="bold">$ ${escaped(command)}</tspan>`, ...rows];
  const lengths = text.split('\n').map((line) => [...line.replace(/\u001b\[[\d;]*m/g, '')].length);
  const width = Math.ceil(Math.max(command.length + 2, ...lengths) * advance) + 2 * margin;
  const height = shown.length * lineHeight + 2 * margin;
  const lines = shown.map(
    (line, n) => `<text x="${margin}" y="${margin + (n + 1) * lineHeight - 5}">${line}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${command}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g fill="#e6edf3" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${lines.join('\n')}
</g>
</svg>
`;
}
