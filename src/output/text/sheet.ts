import type { Fact, Sheet } from '../../reference/sheet.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** One page of `explain`. */
export function* sheetText({ name, title, facts, parts }: Sheet, style: Style): Generator<string> {
  const { chalk } = style;
  yield `${chalk.bold(name)}  ${title}\n`;
  yield* factsText(facts, '  ', style);
  const width = Math.min(8, Math.max(0, ...parts.map(({ place }) => place.length)));
  for (const part of parts) {
    const last = part.path.startsWith(`${name}.`) ? part.path.slice(name.length + 1) : part.path;
    const indent = ' '.repeat(width + 4);
    // A place that takes conditions to say is below with the facts.
    const isShort = part.place.length <= width;
    const lead = `  ${(isShort ? part.place : '').padEnd(width)}  `;
    const heading = wrap(
      `${last === '' ? '' : `${last}  `}${part.title}`,
      Math.max(20, style.width - lead.length),
    );
    for (const [n, line] of heading.entries()) {
      const text = n === 0 && last !== '' ? chalk.bold(last) + line.slice(last.length) : line;
      yield `${n === 0 ? `\n${lead}` : indent}${text}\n`;
    }
    yield* factsText(isShort ? part.facts : [['place', part.place], ...part.facts], indent, style);
  }
}

function* factsText(facts: readonly Fact[], indent: string, { chalk, width }: Style): Generator<string> {
  const column = Math.max(0, ...facts.map(([label]) => label.length));
  for (const [label, text] of facts) {
    const lines = wrap(text, Math.max(20, width - indent.length - column - 2));
    for (const [n, line] of lines.entries()) {
      yield `${indent}${chalk.dim((n === 0 ? label : '').padEnd(column))}  ${line}\n`;
    }
  }
}
