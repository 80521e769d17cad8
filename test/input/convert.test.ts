import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveLimits, isArchive } from '../../src/input/archive.ts';
import type { InputFormat } from '../../src/input/format.ts';
import { type Loss, lossesOf } from '../../src/input/losses.ts';
import { inOrder } from '../../src/input/order.ts';
import { headOf, readBytes, readPacked } from '../../src/input/read.ts';
import { ConfigSpace, type Range } from '../../src/model/config-space.ts';
import type { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { treeRecord } from '../../src/output/json.ts';
import { Names } from '../../src/relate/names.ts';
import { System } from '../../src/relate/system.ts';

/*
 * What convert writes is read back through detection, with the same bytes, known ranges, links and tree. What a format
 * cannot carry is named here, format by format; anything else that goes missing is a fault.
 */

type Kind = Loss['kind'];

interface Limits {
  /** What may be missing afterwards. */
  readonly lacks: readonly Kind[];
  /** Whether several functions fit. */
  readonly many: boolean;
}

const limits: Readonly<Record<string, Limits>> = {
  json: { lacks: [], many: true },
  lspci: { lacks: ['attribute', 'link'], many: true },
  'sysfs-tar': { lacks: ['text', 'attribute', 'bytes'], many: true },
};

const writable = inOrder.filter((format) => format.write !== undefined);
const nameOf = (format: InputFormat): string => format.writtenAs ?? format.name;

async function bytesOf(format: InputFormat, functions: readonly PciFunction[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const piece of format.write?.(functions) ?? [])
    chunks.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Uint8Array.from(Buffer.concat(chunks));
}

async function read(name: string, bytes: Uint8Array): Promise<Snapshot> {
  const { bytes: head } = headOf(name, bytes, true);
  return isArchive(head)
    ? readPacked(name, head, new Blob([bytes.slice()]).stream())
    : readBytes(name, bytes);
}

const root = join(import.meta.dirname, '..', '..', 'samples');
const samples = globSync('**/{*.txt,*.tar.gz}', { cwd: root }).sort();

const treeOf = (snapshot: Snapshot): unknown[] => {
  const system = new System(snapshot, new Names());
  return snapshot.functions.map((fn) => {
    const record = treeRecord(system, system.report(fn)) as Record<string, unknown>;
    return record;
  });
};

test('every format that is written has its limits in the table', () => {
  expect(writable.map(nameOf).sort()).toEqual(Object.keys(limits).sort());
  expect(samples.length).toBeGreaterThan(30);
});
