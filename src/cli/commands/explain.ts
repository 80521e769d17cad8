import { parseAddress } from '../../model/address.ts';
import { nearest } from '../../model/nearest.ts';
import { sheetMarkdown } from '../../output/markdown.ts';
import type { PageRecord } from '../../output/records/reference.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import { hitsText } from '../../output/text/hits.ts';
import { sheetText } from '../../output/text/sheet.ts';
import { knownNames, type Page, pagesFor } from '../../reference/page.ts';
import { byTitle, exact, type Hit, inText, search, spellings } from '../../reference/search.ts';
import { askedSheet, sheetOf, withoutRepeats } from '../../reference/sheet.ts';
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
    output.write(answers.flatMap(allPages).map(askedSheet).map(withoutRepeats).map(sheetMarkdown).join('\n'));
  } else {
    const style = await terminalStyle(flags);
    for (const [n, { asked, pages, hits }] of answers.entries()) {
      for (const [m, page] of pages.entries()) {
        if (n + m > 0) output.write('\n');
        await output.writeText(sheetText(withoutRepeats(askedSheet(page)), style), style);
      }
      if (hits.length > 0) await output.writeText(hitsText(asked, hits, pages.length > 0, style), style);
    }
  }
  await output.end();
}

/**
 * Several words that are not all names are one question: `explain not enough MMIO resources for SR-IOV`. Titles are names
 * too, unless they are one together: `explain VF Enable`.
 */
function answersTo(names: readonly string[]): Answer[] {
  if (names.length < 2 || names.every(hasPage)) return names.map(answerTo);
  const phrase = names.join(' ');
  const [best] = search(phrase);
  const areMany = best === undefined || (best.rank > exact && names.every(isNameOrTitle));
  return areMany ? names.map(answerTo) : [answerTo(phrase)];
}

const hasPage = (name: string): boolean => pagesFor(name).length > 0;
const isNameOrTitle = (name: string): boolean =>
  hasPage(name) || (search(name)[0]?.rank ?? Number.POSITIVE_INFINITY) <= byTitle;

function answerTo(asked: string): Answer {
  const pages = pagesFor(asked);
  if (pages.length > 0) return { asked, pages, hits: [] };
  const elsewhere = otherCommand(asked);
  if (elsewhere !== undefined) throw new UsageError(elsewhere);
  const hits = search(asked);
  const [best, second] = hits;
  if (!best) {
    const near = nearestName(asked);
    throw new UsageError(`nothing is called '${asked}'${near ? `; did you mean ${near}?` : ''}`);
  }
  const isPlain = best.rank <= exact && second?.rank !== best.rank;
  if (!isPlain && (second || best.rank >= inText)) return { asked, pages: [], hits };
  // Beside a page that fits, only what has the word in its name.
  return {
    asked,
    pages: pagesFor(best.name),
    // The page of a capability has its registers.
    hits: hits.slice(1).filter(({ rank, name }) => rank <= exact + 1 && !name.startsWith(`${best.name}.`)),
  };
}

/** What only a dump can tell, and the command that does. */
function otherCommand(asked: string): string | undefined {
  if (parseAddress(asked)) {
    return `'${asked}' is the address of a Function: lsvf why ${asked} FILE says what it is, lsvf show -s ${asked} FILE what it holds`;
  }
  if (/^[0-9a-f]{4}:[0-9a-f]{4}$/i.test(asked))
    return `'${asked}' is a Vendor ID and a Device ID: lsvf -d ${asked} FILE shows the Functions that have them`;
  if (/^(?:0x[0-9a-f]{1,3}|[0-9a-f]{1,3}h)$/i.test(asked)) {
    const offset = asked.toLowerCase().replace(/^0x|h$/g, '');
    return `'${asked}' is an offset: name the capability that it counts from, as in lsvf explain ECAP_SRIOV+${offset}`;
  }
  return undefined;
}

/** Upper and lower case do not count, and words of lspci are names too. */
function nearestName(asked: string): string | undefined {
  const known = new Map([...knownNames(), ...spellings()].map((name) => [name.toLowerCase(), name]));
  const near = nearest(asked.toLowerCase(), known.keys());
  return near === undefined || !/[a-z]/i.test(asked) ? undefined : known.get(near);
}

/** For a program: of several that fit, the pages of those that fit best. */
const allPages = ({ pages, hits }: Answer): readonly Page[] =>
  pages.length > 0
    ? pages
    : hits.filter(({ rank }) => rank === hits[0]?.rank).flatMap(({ name }) => pagesFor(name));
