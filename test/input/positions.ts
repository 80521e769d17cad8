import { expect } from 'vitest';
import { readBytes } from '../../src/input/read.ts';
import type { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/** Reads a text; every position of the snapshot lies inside it. */
export function read(text: string | Uint8Array, from?: string, name = 'dump'): Snapshot {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const snapshot = readBytes(name, bytes, from);
  const lines = new TextDecoder('latin1').decode(bytes).split('\n');
  for (const { at } of snapshot.diagnostics) {
    if (at?.line !== undefined) expect(lines.length).toBeGreaterThanOrEqual(at.line);
    if (at?.line !== undefined && at.column !== undefined) {
      expect((lines[at.line - 1] ?? '').length + 1).toBeGreaterThanOrEqual(at.column);
    }
  }
  return snapshot;
}

export const hexOf = (fn: PciFunction | undefined): string =>
  fn ? Buffer.from(fn.config.slice(0, fn.config.end)).toString('hex') : '';

export const codes = (snapshot: Snapshot): string[] =>
  [...snapshot.diagnostics, ...(snapshot.remarks ?? [])].map(
    ({ code, at }) => `${code}${at?.line ? ` ${at.line}:${at.column}` : ''}`,
  );

/** Where `position` stands on a byte's two digits; `*` rows and base64 have no digits of one byte. */
export function expectPositions(text: string, fn: PciFunction | undefined): void {
  expect(fn).toBeDefined();
  const lines = text.split('\n');
  let seen = 0;
  for (const { start, end } of fn?.config.knownRanges ?? []) {
    for (let offset = start; offset < end; offset++) {
      const { line = 0, column = 0 } = fn?.positionOf(offset) ?? {};
      const there = lines[line - 1] ?? '';
      if (/^\s*\*/.test(there)) continue;
      const digits = there.slice(column - 1, column + 1);
      expect([offset, line, column, digits.toLowerCase()]).toEqual([
        offset,
        line,
        column,
        fn?.config.u8(offset).toString(16).padStart(2, '0'),
      ]);
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(0);
}
