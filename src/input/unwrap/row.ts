/** Bytes in hex digits after an offset, as every program that dumps memory prints them. */
export interface FoundRow {
  readonly start: number;
  /** Index of the character after the last digit. */
  readonly end: number;
  readonly bytes: number;
  /** The digits of the offset; undefined where a row has none. */
  readonly offset: string | undefined;
  /** Digits of one group: 2 where each byte is alone. */
  readonly width: number;
}

const offsetPart = /(?:0x)?([0-9a-f]{2,16})(?::[ \t]{1,4}|h?:?[ \t]{2,4}|[ \t](?=[0-9a-f]{4}[ \t]))/iy;
const longOffset = /(?:0x)?([0-9a-f]{6,16})h?:?[ \t]{1,4}/iy;
const group = /(?:0x)?([0-9a-f]{2,16})(?![0-9a-z:])/iy;
const separator = /[ \t]{1,3}|-(?=[0-9a-f]{2}[ -])/iy;
/** Fewer bytes are a number, or a word of somebody's. */
const fewestBytes = 4;
const fewestWithoutOffset = 8;
const fewestGroups = 4;

/** The row that begins at an index of the line. */
export function rowAt(line: string, start: number): FoundRow | undefined {
  const long = matchAt(longOffset, line, start);
  const short = long ?? matchAt(offsetPart, line, start);
  const found = short && groupsAt(line, start + short[0].length);
  if (short && found && found.bytes >= fewestBytes) return { start, offset: short[1], ...found };
  const bare = groupsAt(line, start);
  if (!bare || bare.bytes < fewestWithoutOffset || (2 * bare.bytes) / bare.width < fewestGroups)
    return undefined;
  // Words of people may consist of such letters; numbers do not.
  if (bare.width > 2 && !/[0-9]/.test(line)) return undefined;
  return { start, offset: undefined, ...bare };
}

function groupsAt(line: string, from: number): { end: number; bytes: number; width: number } | undefined {
  let at = from;
  let end = from;
  let bytes = 0;
  let width = 0;
  for (;;) {
    const match = matchAt(group, line, at);
    const digits = match?.[1]?.length ?? 0;
    if (!match || (digits & (digits - 1)) !== 0 || (width > 0 && digits !== width)) break;
    width = digits;
    bytes += digits / 2;
    at = end = at + match[0].length;
    const gap = matchAt(separator, line, at);
    if (!gap) break;
    at += gap[0].length;
    // Sixteen bytes are a row; two blanks after them begin the same bytes as characters.
    if (bytes === 16 && gap[0].length > 1) break;
  }
  return width > 0 ? { end, bytes, width } : undefined;
}

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

/** Where a row of bytes may begin that something comes before: not within a number. */
const anywhere =
  /(?<![0-9a-f])(?:0x)?[0-9a-f]{2,16}(?::[ \t]{1,4}|h?:?[ \t]{1,4})(?:0x)?(?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8})(?![0-9a-z:])/gi;
/** No prefix is longer. */
const longestPrefix = 400;

/** The first row with an offset and at least so many bytes, wherever it begins in the line. */
export function findRow(line: string, fewest = fewestBytes): FoundRow | undefined {
  anywhere.lastIndex = 0;
  for (let match = anywhere.exec(line); match; match = anywhere.exec(line)) {
    if (match.index > longestPrefix) return undefined;
    const row = rowAt(line, match.index);
    if (row?.offset !== undefined && row.bytes >= fewest) return row;
    anywhere.lastIndex = match.index + 1;
  }
  return undefined;
}

const gapInRun = '(?:[^0-9A-Za-z:\\-]{1,4}|&(?:nbsp|#160|#xa0|thinsp|ensp|emsp|#8201);|=20)';
const run = new RegExp(`(?<![0-9a-f])(?:[0-9a-f]{2}${gapInRun}){7}[0-9a-f]{2}(?![0-9a-z])`, 'gi');

/** How often eight bytes follow each other, with whatever a program put for the blanks between them. */
export const runsIn = (line: string): number => digitsOfRuns(line).length;

/** The digits of each eight bytes that follow each other. */
export function digitsOfRuns(line: string): string[] {
  if (line.length < 23) return [];
  return Array.from(line.matchAll(run), ([digits]) => digits.replace(/&#?\w+;|=20|[^0-9a-f]/gi, ''));
}
