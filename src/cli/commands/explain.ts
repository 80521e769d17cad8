import { nearest } from '../../model/nearest.ts';
import { sheetMarkdown } from '../../output/markdown.ts';
import type { PageRecord } from '../../output/records/reference.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import { sheetText } from '../../output/text/sheet.ts';
import { knownNames, pagesFor } from '../../reference/page.ts';
import { sheetOf } from '../../reference/sheet.ts';
import { UsageError } from '../exit.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { terminalStyle } from '../terminal.ts';

export interface ExplainFlags extends Pick<CommonFlags, 'output' | 'color'> {
  readonly format: 'text' | 'json' | 'markdown';
}

export async function explain(names: readonly string[], flags: ExplainFlags): Promise<void> {
  const sheets = names.flatMap((name) => {
    const pages = pagesFor(name);
    if (pages.length > 0) return pages.map(sheetOf);
    const near = nearest(name, knownNames());
    throw new UsageError(`nothing is called '${name}'${near ? `; did you mean ${near}?` : ''}`);
  });
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  if (flags.format === 'json') {
    const pages = sheets.map(
      ({ facts, parts, ...sheet }): PageRecord => ({
        ...sheet,
        facts: Object.fromEntries(facts),
        parts: parts.map((part) => ({ ...part, facts: Object.fromEntries(part.facts) })),
      }),
    );
    output.write(`${JSON.stringify({ schema_version: schemaVersion, pages }, null, 2)}\n`);
  } else if (flags.format === 'markdown') {
    output.write(sheets.map(sheetMarkdown).join('\n'));
  } else {
    const style = await terminalStyle(flags);
    for (const [n, sheet] of sheets.entries()) {
      if (n > 0) output.write('\n');
      await output.writeText(sheetText(sheet, style), style);
    }
  }
  await output.end();
}
