/** What another program does to a text: the inverse of a wrapping of src/input/unwrap. */
export interface Way {
  readonly name: string;
  readonly wrap: (text: string) => string;
  /** The digits of a byte are not in the wrapped text as they are. */
  readonly encodes?: boolean;
  /** Names and details may come back with other blanks, or not at all; bytes and addresses do. */
  readonly changesText?: boolean;
  /** It can only be told where the rows of the dump stand in its lines: nothing may stand around those. */
  readonly needsPlain?: boolean;
}

/** Each line changed, the empty last one left as it is. */
export const eachLine = (text: string, change: (line: string, n: number) => string): string => {
  const lines = text.split('\n');
  const last = lines.at(-1) === '' ? lines.pop() : undefined;
  return lines.map(change).join('\n') + (last === undefined ? '' : '\n');
};

export const two = (n: number): string => String(n % 60).padStart(2, '0');
