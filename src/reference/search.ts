import { allSteps } from '../checks/questions.ts';
import { allDefinitions } from '../decode/definitions.ts';
import { isRefusal } from '../input/formats/kernel-log/history.ts';
import { allTables } from '../input/formats/lspci/words/tables.ts';
import { rules } from '../lint/rules/index.ts';
import { allRunFindings } from '../lint/run-findings.ts';
import { signals } from '../verdict/signals/index.ts';
import { glossary } from './glossary.ts';
import { codesOf } from './page.ts';
import { referenceRows } from './rows.ts';

/* Finds what a word, a title or a message means where it is not a name. */

export type HitKind = 'term' | 'capability' | 'register' | 'field' | 'rule' | 'finding' | 'signal' | 'check';

/** What a search found, by a name that `pagesFor` knows. */
export interface Hit {
  readonly name: string;
  readonly kind: HitKind;
  readonly title: string;
  /** How well it fits: 0 is the word itself, and what is past `exact` only has it in it. */
  readonly rank: number;
}

/** Ranks up to here say that the word is a name, a title, or what lspci or the kernel calls it. */
export const exact = 3;

/** Ranks up to here say that the word is a name or a title. */
export const byTitle = 1;

interface Entry {
  readonly name: string;
  readonly kind: HitKind;
  readonly title: string;
  /** Other names of it: of lspci, setpci, Linux. */
  readonly aliases: readonly string[];
  /** What the kernel says, in the words of its log. */
  readonly messages: readonly string[];
  readonly text: string;
}

/** Everything that fits, the best first. */
export function search(words: string): Hit[] {
  const asked = squeezed(words);
  if (asked === '') return [];
  const tokens = tokensOf(words);
  const message = withoutPrefix(words);
  return entries()
    .flatMap((entry) => {
      const rank = rankOf(entry, asked, tokens, message);
      return rank === undefined ? [] : [{ name: entry.name, kind: entry.kind, title: entry.title, rank }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
        Number(isSeldom(a)) - Number(isSeldom(b)),
    );
}

/** Tables that few machines of today have. */
const isSeldom = ({ name }: Hit): boolean =>
  /^(?:agp|pcix|hypertransport|cpci|mfvc|vc9|amd|cxl|vsec)/.test(name);

const kindOrder: readonly HitKind[] = [
  'term',
  'capability',
  'register',
  'field',
  'check',
  'signal',
  'rule',
  'finding',
];

/** Shorter words are in too many names to be looked for inside of them. */
const shortestFragment = 3;
/** Hits from here on have the words in their text alone: too little for a page in place of a list. */
export const inText = exact + 4;
/** A message has several words; fewer letters than these are none. */
const shortestMessage = 12;

function rankOf(entry: Entry, asked: string, tokens: readonly string[], message: string): number | undefined {
  const name = squeezed(entry.name);
  const title = squeezed(entry.title);
  if (name === asked) return 0;
  if (title === asked) return 1;
  if (entry.aliases.some((alias) => squeezed(alias) === asked)) return 2;
  if (asked.length >= shortestMessage && entry.messages.some((one) => isSaid(one, message))) return 1;
  if (entry.name === 'dump/vfs-refused' && isRefusal(message)) return 2;
  const last = squeezed(
    entry.name.slice(Math.max(...['.', '/'].map((end) => entry.name.lastIndexOf(end))) + 1),
  );
  if (last === asked) return exact;
  if (asked.length < shortestFragment) return undefined;
  const named = new Set([...tokensOf(entry.name), ...tokensOf(entry.title)]);
  if (tokens.every((token) => named.has(token))) return exact + 1;
  if (name.includes(asked) || title.includes(asked)) return exact + 2;
  if (entry.aliases.some((alias) => squeezed(alias).includes(asked))) return exact + 3;
  const said = new Set(tokensOf(entry.text));
  return tokens.every((token) => said.has(token) || named.has(token)) ? inText : undefined;
}

/** Every name, title and word that `search` knows to be a name, for one that is misspelt. */
export const spellings = (): string[] =>
  entries().flatMap(({ name, title, aliases }) => [name, title, ...aliases]);

/** Whether a message of the kernel is what was asked for; `n` and `…` stand for what differs. */
function isSaid(known: string, asked: string): boolean {
  const [one, other] = [squeezed(known), squeezed(asked)];
  return one.length >= shortestMessage && (other.includes(one) || one.includes(other));
}

const squeezed = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** A line of the log without its time, driver and address. */
const withoutPrefix = (line: string): string =>
  line
    .replace(
      /^\s*(?:\[\s*[\d.]+\]\s*)?(?:[\w-]+ )?(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7]:\s*/i,
      '',
    )
    .replace(/^!+\s*/, '');

let found: readonly Entry[] | undefined;

function entries(): readonly Entry[] {
  found ??= [
    ...glossary.map(
      ({ name, also = [], says = [], title, text }): Entry => ({
        name,
        kind: 'term',
        title,
        aliases: also,
        messages: says,
        text,
      }),
    ),
    ...tableEntries(),
    ...allSteps.map(({ meta }): Entry => {
      const text = `${meta.why} ${meta.linux} ${meta.fix} ${meta.errno ?? ''}`;
      return {
        name: meta.id,
        kind: 'check',
        title: meta.title,
        aliases: [],
        messages: quotedIn(`${meta.linux} ${meta.why}`),
        text,
      };
    }),
    ...signals.map(
      ({ id, title, why }): Entry => ({
        name: id,
        kind: 'signal',
        title,
        aliases: [],
        messages: quotedIn(why),
        text: why,
      }),
    ),
    ...rules.map((rule): Entry => {
      const { id, title, why, fix } = rule.meta;
      return {
        name: id,
        kind: 'rule',
        title,
        aliases: codesOf(rule),
        messages: quotedIn(`${why} ${fix}`),
        text: `${why} ${fix}`,
      };
    }),
    ...allRunFindings.map(
      ({ id, title, why, fix }): Entry => ({
        name: id,
        kind: 'finding',
        title,
        aliases: [],
        messages: [],
        text: `${why} ${fix}`,
      }),
    ),
  ];
  return found;
}

function* tableEntries(): Generator<Entry> {
  const words = lspciWords();
  for (const { name, title, aliases, kind } of allDefinitions()) {
    if (kind === 'header') continue;
    const others = [aliases?.linux, aliases?.setpci].filter((one) => one !== undefined);
    const initials = title.split(/[\s-]+/).map((word) => /^[A-Z]/.exec(word)?.[0] ?? '');
    yield {
      name,
      kind: 'capability',
      title,
      aliases: [...others, ...(initials.join('').length > 2 ? [initials.join('')] : [])],
      messages: [],
      text: '',
    };
  }
  const seen = new Set<string>();
  for (const { path, title, linux, field, register } of referenceRows()) {
    const name = path.replaceAll('[n]', '');
    // Headers of both kinds share their first registers.
    if (seen.has(name)) continue;
    seen.add(name);
    const note = field ? field.note : register.kind === 'register' ? register.note : undefined;
    yield {
      name,
      kind: field ? 'field' : 'register',
      title,
      aliases: [...(linux === undefined ? [] : [linux]), ...(words.get(name) ?? [])],
      messages: [],
      text: note ?? '',
    };
  }
}

/** What lspci calls registers and fields, by their paths: labels of lines and words in them. */
function lspciWords(): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, Set<string>>();
  const add = (path: string, word: string): void => {
    const name = path.replace(/\[\d+\]/g, '');
    const list = words.get(name) ?? new Set();
    words.set(name, list.add(word));
  };
  for (const { rows, other = [] } of allTables()) {
    for (const { line, words: printed, path } of [...rows, ...other]) {
      const register = path.split('.').length > 2 ? path.slice(0, path.lastIndexOf('.')) : path;
      const label = line.replace(/\..*| @\d+$| #$/g, '');
      if (/[A-Za-z]{2}/.test(label)) add(register, label);
      const word = printed.replace(/[*±#:,]/g, '').trim();
      if (/[A-Za-z]{2}/.test(word)) add(path, word);
      else if (word === '' && register === path) add(path, label);
    }
  }
  return new Map([...words].map(([path, list]) => [path, [...list]]));
}

/** What a text quotes. */
const quotedIn = (text: string): string[] =>
  [...text.matchAll(/[“"]([^”"]{8,})[”"]/g)].map(([, one = '']) => one);
