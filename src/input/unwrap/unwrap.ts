import type { LostLines, Part, Wrapping } from './define.ts';
import { isPlain, look, otherWorth, saysSomething, visibleIn, worthOf } from './evidence.ts';
import { hasHint } from './hints.ts';
import { functionLine } from './known-lines.ts';
import { sampleOf } from './sample.ts';
import { Text, TextBuilder } from './text.ts';
import { wrappings } from './wrappings/index.ts';

/** A text as its tool printed it, and where everything of it is in the file. */
export interface Unwrapped {
  readonly text: Text;
  /** Whose it is, where a wrapping says so. */
  readonly label?: string;
  /** Bytes that are not text, such as a packed file; then the text is empty but for the place where they begin. */
  readonly file?: Uint8Array;
  /** It may be of the same system as the one before it, unless the same Functions come again. */
  readonly loose: boolean;
  /** What is not in it may have been left out. */
  readonly partial: boolean;
  /** Lines of other text that were left out. */
  readonly dropped: number;
  /** Places count from 1, in the file. */
  readonly lost: readonly LostLines[];
  /** The wrappings that were taken off, the outermost first. */
  readonly steps: readonly Wrapping[];
}

const inOrder = [...wrappings].sort((a, b) => a.rank - b.rank);

/** A file is not unwrapped further; nor are there more texts in it than this, or longer ones than so many times itself. */
const mostSteps = 10;
const mostParts = 256;
const mostGrowth = 16;
/** Characters that may be looked at to find the wrappings of a text: about a second. */
const mostTries = 12 << 20;
/** A file inside is worth the trouble, whatever may be in it. */
const fileWorth = 100;
const leastGainOf = { container: Number.NEGATIVE_INFINITY, characters: 0, lines: 1.5 } as const;

/** Takes off what other programs put around a text; undefined when nothing is to be taken off. */
export function unwrap(bytes: Uint8Array): Unwrapped[] | undefined {
  if (!hasHint(bytes)) return undefined;
  const text = Text.of(bytes);
  const run = new Run(text);
  const parts = run.open({ text, loose: false, partial: false, dropped: 0, lost: [], steps: [] });
  if (parts.every(({ steps }) => steps.length === 0)) return undefined;
  const useful = parts
    .map(withoutProse)
    .filter((part) => part.file || part.lost.length > 0 || saysSomething(part.text));
  return useful.length > 0 ? useful : undefined;
}

/** A person's words before the first Function and after the last row, of a text that was something else before. */
function withoutProse(part: Unwrapped): Unwrapped {
  const { lines } = part.text;
  const isOther = (line: string): boolean => /^(?:other|blank)$/.test(look(line, false).kind);
  const first = lines.findIndex((line) => !isOther(line));
  // The first lines of other formats may say what they are.
  if (part.steps.length === 0 || !functionLine.test(lines[first] ?? '')) return part;
  let last = lines.findLastIndex((line) => !isOther(line));
  // Text of the last Function.
  while (/^[ \t]+\S/.test(lines[last + 1] ?? '')) last++;
  const builder = new TextBuilder(part.text);
  for (let n = first; n <= last; n++) builder.copyLine(n);
  return { ...part, text: builder.finish() };
}

interface Found {
  readonly parts: Unwrapped[];
  readonly worth: number;
  readonly cost: number;
}

/** The shorter of two ways to the same bytes is right, and the one that does not take the text apart. */
const costOf = (parts: readonly Unwrapped[]): number =>
  Math.max(...parts.map(({ steps }) => steps.length)) + (parts.length - 1) / 2;

class Run {
  #tries = mostTries;
  #characters: number;
  #parts = 1;
  /** For texts that were searched, the wrappings that were found. */
  readonly #known = new Map<string, readonly Wrapping[]>();

  constructor(text: Text) {
    this.#characters = mostGrowth * Math.max(text.length, 4096);
  }

  /** What is inside: of a long text the wrappings are found on a part of it, one after the other. */
  open(from: Unwrapped): Unwrapped[] {
    const sample = sampleOf(from.text);
    if (sample === from.text) return this.#search(from);
    const found = this.#search({ ...from, text: sample });
    const wrapping = found[0]?.steps[from.steps.length];
    // All of it is worth the time only where something comes out that can be read.
    if (!wrapping || !found.some(({ file, text }) => file || saysSomething(text))) return [from];
    const parts = wrapping.unwrap(from.text).map((part, n) => inside(from, wrapping, part, n));
    this.#characters -= parts.reduce((sum, { text }) => sum + text.length, 0);
    this.#parts += parts.length - 1;
    if (this.#characters < 0 || this.#parts > mostParts) return [from];
    return parts.flatMap((part) => this.open(part));
  }

  /** The wrappings below which most can be read; two ways often lead to the same text. */
  #search(from: Unwrapped): Unwrapped[] {
    const key = from.text.lines.join('\n');
    const known = this.#known.get(key);
    if (known) return [known.reduce((part, wrapping) => onlyPart(part, wrapping), from)];
    const parts = this.#searched(from);
    const [first] = parts;
    if (parts.length === 1 && first) this.#known.set(key, first.steps.slice(from.steps.length));
    return parts;
  }

  #searched(from: Unwrapped): Unwrapped[] {
    let best: Found = { parts: [from], worth: this.#worthOf([from]), cost: 0 };
    const before = best.worth;
    if (from.file || from.steps.length >= mostSteps) return best.parts;
    for (const wrapping of inOrder) {
      if (this.#tries < 0) break;
      if (!wrapping.detect(from.text)) continue;
      this.#tries -= from.text.length;
      const tried = wrapping.unwrap(from.text).map((part, n) => inside(from, wrapping, part, n));
      const [first] = tried;
      if (!first || tried.length > mostParts || (tried.length === 1 && isSame(first, from.text))) continue;
      const gain = this.#worthOf(tried) - before;
      if (gain < (wrapping.leastGain ?? leastGainOf[wrapping.kind])) continue;
      const parts = tried.flatMap((part) => this.#search(part));
      const found = { parts, worth: this.#worthOf(parts), cost: costOf(parts) };
      const isFirst = best.parts[0] === from;
      const isMore = isFirst ? found.worth > before : found.worth - found.cost > best.worth - best.cost;
      const isCertain = wrapping.settles
        ? found.worth > 0 && wrapping.settles(from.text)
        : wrapping.kind === 'characters';
      const isSettled = (isFirst || isMore) && isCertain;
      if (isMore || isSettled) best = found;
      if (isSettled || isPerfect(best.parts, from.text)) break;
    }
    return best.parts;
  }

  #worthOf(parts: readonly Unwrapped[]): number {
    const texts = parts.filter(({ file }) => !file).map(({ text }) => text);
    for (const text of texts) this.#tries -= text.length;
    // A line that is given up is not better than one that says nothing.
    const dropped = parts.reduce((sum, part) => sum + part.dropped, 0);
    return fileWorth * (parts.length - texts.length) + worthOf(...texts) + otherWorth * dropped;
  }
}

/** Whether each line is what a tool prints, and all bytes are there that could be seen before: nothing is left to find. */
function isPerfect(parts: readonly Unwrapped[], before: Text): boolean {
  const texts = parts.filter(({ file }) => !file).map((part) => withoutProse(part).text);
  if (!texts.every(isPlain)) return false;
  if (visibleIn(...texts) < visibleIn(before)) return false;
  // What is there twice may be one text in two forms.
  return texts.length === 1 || texts.reduce((sum, text) => sum + worthOf(text), 0) === worthOf(...texts);
}

const isSame = ({ text, file }: Part, before: Text): boolean =>
  file === undefined &&
  text.lines.length === before.lines.length &&
  text.lines.every((line, n) => line === before.lines[n]);

function onlyPart(from: Unwrapped, wrapping: Wrapping): Unwrapped {
  const [part] = wrapping.unwrap(from.text);
  return part ? inside(from, wrapping, part, 0) : from;
}

/** A part with what the wrappings around it say. */
function inside(outer: Unwrapped, wrapping: Wrapping, part: Part, place: number): Unwrapped {
  const labels = [outer.label, part.label].filter((label) => label !== undefined);
  const lost = (part.lost ?? []).map((one) => {
    const at = outer.text.at(one.line + 1, one.column + 1);
    return { ...one, ...at };
  });
  return {
    text: part.text,
    ...(labels.length > 0 ? { label: [...new Set(labels)].join(' ') } : {}),
    ...(part.file ? { file: part.file } : {}),
    loose: place === 0 ? outer.loose : part.loose === true,
    partial: outer.partial || part.partial === true,
    dropped: (place === 0 ? outer.dropped : 0) + (part.dropped ?? 0),
    lost: [...outer.lost, ...lost],
    steps: [...outer.steps, wrapping],
  };
}
