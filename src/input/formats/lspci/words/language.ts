import type { FieldPath } from '../../../../registers/index.ts';
import { decimal, sign } from './wordings.ts';

export type Value = number | bigint;

/** Reads another field of the same Function; undefined when it does not have it or the dump lacks it. */
export type Get = (path: FieldPath) => number | undefined;

/** Values of several fields of one Function. */
export type Values = Readonly<Partial<Record<FieldPath, Value>>>;

/** How lspci puts a value into words, and back. */
export interface Wording {
  /** The words that lspci prints in the place of `*` (or `±`); undefined when it prints none. */
  readonly show: (value: number, get: Get, exact: Value) => string | undefined;
  /**
   * The value that the words stand for, or values by path where they tell about several fields. Undefined where the words
   * fit no value, or more than one. A wording without it is not read: it says less than the field, or lspci is wrong.
   */
  readonly read?: (words: string) => Value | Values | undefined;
  /** The words tell one bit of a field of `of` bits, of which each has its own row. */
  readonly bit?: { readonly n: number; readonly of: number };
}
export type Show = Wording['show'];

/** One thing that lspci prints, and the field in which we have it. */
export interface Row {
  /** Label of the line; `SltSta.Changed` of an inner one; `Region #` for any number, which is the index of `[0]` in paths;
   * `BAR @2` for the third line with a number. */
  readonly line: string;
  /** What is there: `*` for the value, `**` for the rest of the line, `±` for a flag, `#` for the number in the
   * label. A leading `*` begins the line. */
  readonly words: string;
  readonly path: FieldPath;
  /** Where a Function has it that does not have `path`: one with a header of that type. */
  readonly or?: { readonly layout?: 1 | 2; readonly path: FieldPath };
  readonly wording: Wording;
}

/** What lspci decodes of one capability. */
export interface Table {
  /** Path names of the capabilities that the rows are for; `header` for the header. */
  readonly capabilities: readonly string[];
  /** What `lspci -vvv` 3.9 prints, which is Debian's. */
  readonly rows: readonly Row[];
  /** Words of other versions. */
  readonly other?: readonly Row[];
  /** Words that tell a field only where others are not there: what `-v` shortens. */
  readonly forReading?: readonly Row[];
  /** Words with a sign that are not a field of this Function. */
  readonly ignored?: readonly string[];
}

/** A path with any index in the place of its own, as paths of tables are typed. */
type AnyIndex<P extends string> = P extends `${infer A}[${number}]${infer B}`
  ? `${A}[${number}]${AnyIndex<B>}`
  : P;

export type Under<P extends string> = FieldPath extends infer F
  ? F extends `${AnyIndex<P>}.${infer R}`
    ? R
    : never
  : never;

/** Flags of one line that are fields of one register. */
export function flags<const P extends string>(
  line: string,
  register: P,
  words: Readonly<Record<string, Under<P>>>,
): Row[] {
  return Object.entries(words).map(([word, field]) => ({
    line,
    words: `${word}±`,
    path: `${register}.${field}` as FieldPath,
    wording: sign,
  }));
}

/** A value in the place of `*`. */
export function value(
  line: string,
  words: string,
  path: FieldPath,
  wording: Wording = decimal,
  or?: Row['or'],
): Row {
  return { line, words, path, wording, ...(or ? { or } : {}) };
}

/** Words of which nothing is read: they say less than the field, or lspci is known to be wrong. */
export const only = (show: Show): Wording => ({ show });

/** Rows of which nothing is read, because some version of lspci prints other bits under these names. */
export const unread = (rows: readonly Row[]): Row[] =>
  rows.map((row) => ({ ...row, wording: only(row.wording.show) }));
