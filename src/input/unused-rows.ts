import type { Diagnostic } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Sixteen bytes after an offset, wherever they begin in their line. */
const row =
  /(?<![0-9a-z])[0-9a-f]{2,16}h?:[ \t]{1,4}([0-9a-f]{2}(?:[ \t]{1,2}[0-9a-f]{2}|-[0-9a-f]{2}){15})(?![0-9a-z])/gi;
const bytesPerRow = 16;
/** Each row of a Function has a byte at one of these. */
const step = 8;
/** Diagnostics that speak about such rows. */
const alreadySaid = /\/(?:unused-bytes|row-without-function|bad-byte|unknown-line)$/;
const conflicting = /\/conflicting-(?:bytes|row)$/;
/** So much of a text is decoded at once. */
const chunkSize = 1 << 20;

/**
 * Says which rows of bytes of a text no Function has. Most formats pass over what is not theirs, since logs and reports
 * hold much else; bytes without a Function are never passed over in silence.
 */
export function sayUnusedRows(
  source: string,
  bytes: Uint8Array,
  snapshots: readonly Snapshot[],
): readonly Snapshot[] {
  const [first, ...others] = snapshots;
  if (!first) return snapshots;
  if (snapshots.some(({ diagnostics }) => diagnostics.some(({ code }) => alreadySaid.test(code))))
    return snapshots;
  const found = unusedRows(
    bytes,
    snapshots.flatMap(({ functions }) => functions),
    inConflict(snapshots),
  );
  if (!found) return snapshots;
  const { line, column, count } = found;
  const rows = count === 1 ? 'this row of bytes is' : `${count} rows of bytes, the first of them here, are`;
  const diagnostic: Diagnostic = {
    code: 'input/unused-bytes',
    severity: 'warning',
    message: `${rows} not used: ${count === 1 ? 'it belongs' : 'they belong'} to no function that was read`,
    at: { file: source, line, column },
  };
  return [{ ...first, diagnostics: [...first.diagnostics, diagnostic] }, ...others];
}

interface Unused {
  readonly line: number;
  readonly column: number;
  count: number;
}

type Lines = (line: number) => boolean;

/** Lines of Functions that have bytes given twice: the rows that differ are not used, and a diagnostic says so. */
function inConflict(snapshots: readonly Snapshot[]): Lines {
  const spans = snapshots.flatMap(({ functions, diagnostics }) => {
    const said = new Set(
      diagnostics.filter(({ code }) => conflicting.test(code)).map(({ function: address }) => address),
    );
    if (said.size === 0) return [];
    const heads = functions.map((fn) => fn.positionOf().line ?? 0).sort((a, b) => a - b);
    return functions
      .filter(({ address }) => said.has(address))
      .map((fn) => {
        const from = fn.positionOf().line ?? 0;
        return { from, to: heads.find((head) => head > from) ?? Number.POSITIVE_INFINITY };
      });
  });
  return (line) => spans.some(({ from, to }) => from <= line && line < to);
}

function unusedRows(
  bytes: Uint8Array,
  functions: readonly PciFunction[],
  isInConflict: Lines,
): Unused | undefined {
  const decoder = new TextDecoder('latin1');
  let used: Used | undefined;
  let unused: Unused | undefined;
  let line = 1;
  for (let start = 0; start < bytes.length; ) {
    const end = endOfLine(bytes, start + chunkSize);
    const text = decoder.decode(bytes.subarray(start, end));
    let from = 0;
    const goTo = (index: number): void => {
      for (let at = text.indexOf('\n', from); at >= 0 && at < index; at = text.indexOf('\n', from)) {
        line++;
        from = at + 1;
      }
    };
    for (const { index, 1: digits = '' } of text.matchAll(row)) {
      goTo(index);
      used ??= usedBy(functions);
      // A row that is there once more is not another one.
      if (used.lines.has(line) || used.digits.has(digits.replace(/[^0-9a-f]/gi, '').toLowerCase())) continue;
      if (isInConflict(line)) continue;
      if (unused) unused.count++;
      else unused = { line, column: index - from + 1, count: 1 };
    }
    goTo(text.length);
    start = end;
  }
  return unused;
}

interface Used {
  readonly lines: ReadonlySet<number>;
  readonly digits: ReadonlySet<string>;
}

function usedBy(functions: readonly PciFunction[]): Used {
  const lines = new Set<number>();
  const digits = new Set<string>();
  for (const fn of functions) {
    for (const { start, end } of fn.config.knownRanges) {
      for (let offset = start; offset < end; offset += step) {
        const { line } = fn.positionOf(offset);
        if (line !== undefined) lines.add(line);
        if (offset % bytesPerRow === 0 && offset + bytesPerRow <= end)
          digits.add(hexOf(fn.config.slice(offset, offset + bytesPerRow)));
      }
    }
  }
  return { lines, digits };
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The index after the first line end at or after an index. */
function endOfLine(bytes: Uint8Array, from: number): number {
  const at = from < bytes.length ? bytes.indexOf(0x0a, from) : -1;
  return at < 0 ? bytes.length : at + 1;
}
