/** What another program does to a text: the inverse of a wrapping of src/input/unwrap. */
export interface Way {
  readonly name: string;
  readonly wrap: (text: string) => string;
  /** The digits of a byte are not in the wrapped text as they are. */
  readonly encodes?: boolean;
  /** Names and details may come back with other blanks, or not at all; bytes and addresses do. */
  readonly changesText?: boolean;
  /** It has a syntax of its own, which a program that breaks lines at a width would break as well. */
  readonly isSyntax?: boolean;
  readonly breaksLines?: boolean;
  /** It writes other quotes and dashes, which no reader of another syntax takes. */
  readonly breaksSyntax?: boolean;
  /** Its rows are several times as wide where tabs are shown. */
  readonly widensRows?: boolean;
  /** Rows look like other things than rows: it is how they are shown or copied, after all else. */
  readonly isLast?: boolean;
  /** It changes the line ends of the text, so that what is put to each line is put there once, or at another place. */
  readonly changesEnds?: boolean;
  readonly isEachLine?: boolean;
  /** What stood in a line of its own is told by what it looks like. */
  readonly joinsLines?: boolean;
  /** It puts a number before each line, and nothing between that and the line. */
  readonly endsInNumber?: boolean;
}

/** Whether one program may well have got what the other one made. */
export function follows(outer: Way, inner: Way): boolean {
  // `dumps/host.txt:1:00:00.0`, and no line end to tell that the number is one of a line.
  if (outer.joinsLines && inner.endsInNumber) return false;
  if (inner.isLast || (outer.breaksSyntax && inner.isSyntax)) return false;
  // Rows as wide as several lines are not known for rows when they are broken.
  if (outer.breaksLines && inner.widensRows) return false;
  if (outer.breaksLines) return !inner.isSyntax && !inner.breaksLines && !inner.changesEnds;
  return !(inner.changesEnds && (outer.isEachLine || outer.changesEnds));
}

/** Each line changed, the empty last one left as it is. */
export const eachLine = (text: string, change: (line: string, n: number) => string): string => {
  const lines = text.split('\n');
  const last = lines.at(-1) === '' ? lines.pop() : undefined;
  return lines.map(change).join('\n') + (last === undefined ? '' : '\n');
};

export const two = (n: number): string => String(n % 60).padStart(2, '0');
