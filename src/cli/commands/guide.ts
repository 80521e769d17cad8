import { type GuideName, guides } from '../../guides/index.ts';
import { guideText } from '../../output/text/guide.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { terminalStyle } from '../terminal.ts';

export interface GuideFlags extends Pick<CommonFlags, 'output' | 'color'> {
  readonly format: 'text' | 'markdown';
}

/** Prints one guide, or what guides there are. */
export async function guide(name: GuideName | undefined, flags: GuideFlags): Promise<void> {
  const output = new Output(flags.output, 'text');
  const style = await terminalStyle(flags);
  if (name === undefined) await output.writeText(listText(style.chalk.bold), style);
  else {
    const { default: text } = await guides[name].load();
    if (flags.format === 'markdown') output.write(text);
    else await output.writeText(guideText(text, style), style);
  }
  await output.end();
}

function* listText(bold: (text: string) => string): Generator<string> {
  const names = Object.keys(guides) as GuideName[];
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) yield `${bold(name.padEnd(width))}  ${guides[name].title}\n`;
  yield '\nTo read one: lsvf guide NAME\n';
}
