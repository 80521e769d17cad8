import { nearest } from '../../model/nearest.ts';
import { sheetMarkdown } from '../../output/markdown.ts';
import type { PageRecord } from '../../output/records/reference.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import { hitsText } from '../../output/text/hits.ts';
import { sheetText } from '../../output/text/sheet.ts';
import { knownNames, type Page, pagesFor } from '../../reference/page.ts';
import { exact, type Hit, search } from '../../reference/search.ts';
import { askedSheet, sheetOf } from '../../reference/sheet.ts';
import { UsageError } from '../exit.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { terminalStyle } from '../terminal.ts';

export interface ExplainFlags extends Pick<CommonFlags, 'output' | 'color'> {
  readonly format: 'text' | 'json' | 'markdown';
}

/** What there is to say about a name, or of what a search for a word found. */
interface Answer {
  readonly asked: string;
  readonly pages: readonly Page[];
  /** What else fits; where there is no page, what it may be. */
  readonly hits: readonly Hit[];
}

export async function explain(names: readonly string[], flags: ExplainFlags): Promise<void> {
  const answers = answersTo(names);
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  if (flags.format === 'json') {
    const pages: PageRecord[] = answers
      .flatMap(allPages)
      .map(sheetOf)
      .map((sheet) => ({
        ...sheet,
        facts: Object.fromEntries(sheet.facts),
        parts: sheet.parts.map((part) => ({ ...part, facts: Object.fromEntries(part.facts) })),
      }));
    output.write(`${JSON.stringify({ schema_version: schemaVersion, pages }, null, 1)}\n`);
  } else if (flags.format === 'markdown') {
    output.write(answers.flatMap(allPages).map(askedSheet).map(sheetMarkdown).join('\n'));
  } else {
    const style = await terminalStyle(flags);
    for (const [n, { asked, pages, hits }] of answers.entries()) {
      for (const [m, page] of pages.entries()) {
        if (n + m > 0) output.write('\n');
        await output.writeText(sheetText(askedSheet(page), style), style);
      }
      if (hits.length > 0) await output.writeText(hitsText(asked, hits, pages.length > 0, style), style);
    }
  }
  await output.end();
}

/** Several words that are not all names are one question: `explain not enough MMIO resources for SR-IOV`. */
function answersTo(names: readonly string[]): Answer[] {
  const isOne = names.length > 1 && names.some((name) => pagesFor(name).length === 0);
  return isOne && search(names.join(' ')).length > 0 ? [answerTo(names.join(' '))] : names.map(answerTo);
}

function answerTo(asked: string): Answer {
  const pages = pagesFor(asked);
  if (pages.length > 0) return { asked, pages, hits: [] };
  const hits = search(asked);
  const [best, second] = hits;
  if (!best) {
    const near = nearest(asked, knownNames());
    throw new UsageError(`nothing is called '${asked}'${near ? `; did you mean ${near}?` : ''}`);
  }
  const isPlain = best.rank <= exact && second?.rank !== best.rank;
  if (!isPlain && second) return { asked, pages: [], hits };
  // Beside a page that fits, only what has the word in its name.
  return {
    asked,
    pages: pagesFor(best.name),
    hits: hits.slice(1).filter(({ rank }) => rank <= exact + 1),
  };
}

/** For a program: of several that fit, the pages of those that fit best. */
const allPages = ({ pages, hits }: Answer): readonly Page[] =>
  pages.length > 0
    ? pages
    : hits.filter(({ rank }) => rank === hits[0]?.rank).flatMap(({ name }) => pagesFor(name));
