import { splitDumps } from '../input/segment.ts';
import { textSnapshots } from '../input/text.ts';
import { parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';

/*
 * What --fix repairs: the form of a dump as lspci prints it, and nothing that it says. Text goes through as single bytes,
 * and what it makes is read back: a repair after which the dump says anything else is not made.
 */

/** What is repaired, by the rule that asks for it. Offsets in lower case are how lspci prints them; no rule asks for that. */
export const fixedRules = ['dump/lf-line-ends', 'dump/final-newline', 'dump/sorted-functions'] as const;
type FixedRule = (typeof fixedRules)[number];

const header = /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7])(?: |$)/i;
const row = /^([0-9a-f]{2,3}): ((?:[0-9a-f]{2} ?){1,16})$/i;
/** A row that ends here may have been cut. */
const wholeRow = /^[0-9a-f]{2,3}:(?: [0-9a-f]{2}){16} ?$/i;

/** The dump with its form repaired; undefined where nothing is to do, or it is not what lspci prints. */
export function fixedDump(
  bytes: Uint8Array,
  wanted: (rule: FixedRule) => boolean = () => true,
): Uint8Array | undefined {
  const text = characters(bytes);
  if (text.includes('\0')) return undefined;
  // One line to lspci; readers take each CR alone for a line end.
  const hasOnlyCr = wanted('dump/lf-line-ends') && text.includes('\r') && !text.includes('\n');
  let result = hasOnlyCr ? text.replaceAll('\r', '\n') : text;
  const before = dumpsIn(hasOnlyCr ? bytesOf(result) : bytes);
  if (before.length === 0 || !before.every(({ inputFormat }) => inputFormat === 'lspci')) return undefined;
  const take = (next: string): void => {
    if (next !== result && says(before, dumpsIn(bytesOf(next)))) result = next;
  };
  if (wanted('dump/lf-line-ends')) take(result.replaceAll(/(?<!\r)\r\n/g, '\n'));
  take(withLowerOffsets(result));
  if (wanted('dump/final-newline')) take(withLastLineEnd(result));
  if (wanted('dump/sorted-functions') && before.length === 1) take(sorted(result));
  return result === text ? undefined : bytesOf(result);
}

/** A character for each byte, whatever the encoding. */
function characters(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return text;
}
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length }, (_, n) => text.charCodeAt(n));

const dumpsIn = (bytes: Uint8Array): Snapshot[] => textSnapshots('dump', bytes).flatMap(splitDumps);

const withLowerOffsets = (text: string): string =>
  text.replaceAll(/^[^\r\n]*/gm, (line) =>
    row.test(line) ? line.replace(/^[0-9a-f]+/i, (offset) => offset.toLowerCase()) : line,
  );

function withLastLineEnd(text: string): string {
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const isCut = /^[0-9a-f]{2,3}:/i.test(last) && !header.test(last) && !wholeRow.test(last);
  return last === '' || isCut ? text : `${text}\n`;
}

/** With the Functions in the order of their addresses. What is between them stays where it is. */
function sorted(text: string): string {
  if (text.includes('\r') || !text.endsWith('\n')) return text;
  const lines = text.split('\n').slice(0, -1);
  const starts = lines.flatMap((line, n) => (header.test(line) ? [n] : []));
  const first = starts[0];
  // A comment is about what follows it, and would be about something else.
  if (first === undefined || lines.slice(first).some((line) => line.startsWith('#'))) return text;
  const blocks = starts.map((start, n) => {
    const end = starts[n + 1] ?? lines.length;
    let stop = end;
    while (lines[stop - 1]?.trim() === '') stop--;
    const [, address = ''] = header.exec(lines[start] ?? '') ?? [];
    return { key: parseAddress(address) ?? 0, said: lines.slice(start, stop), after: lines.slice(stop, end) };
  });
  if (new Set(blocks.map(({ key }) => key)).size < blocks.length) return text;
  const inOrder = blocks.toSorted((a, b) => a.key - b.key);
  const result = inOrder.flatMap(({ said }, n) => [...said, ...(blocks[n]?.after ?? [])]);
  return `${[...lines.slice(0, first), ...result].join('\n')}\n`;
}

/** Whether two readings say the same of the same Functions, and the later one complains about nothing new. */
function says(before: readonly Snapshot[], after: readonly Snapshot[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((snapshot, n) => {
    const other = after[n];
    if (other?.inputFormat !== snapshot.inputFormat) return false;
    const byKey = new Map(other.functions.map((fn) => [fn.key, fn]));
    const codes = new Set(snapshot.diagnostics.map(({ code }) => code));
    return (
      byKey.size === snapshot.functions.length &&
      other.functions.length === snapshot.functions.length &&
      snapshot.functions.every((fn) => isSame(fn, byKey.get(fn.key))) &&
      other.diagnostics.every(({ code }) => codes.has(code))
    );
  });
}

function isSame(one: PciFunction, other: PciFunction | undefined): boolean {
  if (!other || one.config.end !== other.config.end || one.surroundings.text !== other.surroundings.text)
    return false;
  for (let offset = 0; offset < one.config.end; offset++) {
    const isKnown = one.config.has(offset, 1);
    if (isKnown !== other.config.has(offset, 1)) return false;
    if (isKnown && one.config.u8(offset) !== other.config.u8(offset)) return false;
  }
  return true;
}
