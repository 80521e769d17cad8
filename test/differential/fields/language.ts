import type { FieldPath } from '../../../src/registers/index.ts';

export type Value = number | bigint;

/** Reads another field of the same Function; undefined when it does not have it or the dump lacks it. */
export type Get = (path: FieldPath) => number | undefined;

/** Turns our value into the words that lspci prints in the place of `*` (or `±`); undefined when it prints none. */
export type Show = (value: number, get: Get, exact: Value) => string | undefined;

/** One thing that lspci prints, and the field in which we have it. */
export interface Row {
  /** Label of the line; `SltSta.Changed` of an inner one; `Region #` for any number, which is the index of `[0]` in paths;
   * `BAR @2` for the third line with a number. */
  readonly line: string;
  /** What stands there: `*` for the value, `**` for the rest of the line, `±` for a flag. A leading `*` begins the line. */
  readonly words: string;
  readonly path: FieldPath;
  /** Where a Function without `path` has it. */
  readonly or?: FieldPath;
  readonly show: Show;
}

/** What lspci decodes of one capability. */
export interface Table {
  /** Path names of the capabilities that the rows are for; `header` for the header. */
  readonly capabilities: readonly string[];
  /** How lspci names it. */
  readonly title: RegExp;
  readonly rows: readonly Row[];
  /** Words with a sign that are no field of this Function's. */
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

export const sign: Show = (value) => (value ? '+' : '-');

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
    show: sign,
  }));
}

/** A value in the place of `*`. */
export function value(
  line: string,
  words: string,
  path: FieldPath,
  show: Show = decimal,
  or?: FieldPath,
): Row {
  return { line, words, path, show, ...(or ? { or } : {}) };
}

export const decimal: Show = (_, __, exact) => String(exact);

/** Lower-case hexadecimal of at least `digits` digits. */
export function hex(digits = 1): Show {
  return (_, __, exact) => exact.toString(16).padStart(digits, '0');
}

/** The words of each code; `rest` for codes that the list does not name. */
export function named(names: Readonly<Record<number, string>>, rest?: string): Show {
  return (code) => names[code] ?? rest;
}

/** `factor` times two to the power of the value. */
export function power(factor: number): Show {
  return (exponent) => String(factor * 2 ** exponent);
}
