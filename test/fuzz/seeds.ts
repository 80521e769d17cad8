import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diskSnapshot } from '../../src/input/disk.ts';
import { formats } from '../../src/input/formats/index.ts';
import { bridgesAbove } from '../../src/machine/buses.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { printers } from '../input/printers.ts';
import { described, statedPrinters } from '../input/stated-printers.ts';

const samples = resolve(process.env['LSVF_ROOT'] ?? '.', 'samples');
const largestSeed = 14 << 10;

/** Files of the samples, each at most some functions long: what is mutated has to stay cheap. */
function sampleFiles(folder: string): Uint8Array[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'broken' ? [] : sampleFiles(path);
    if (/\.(?:md|gz)$/.test(name)) return [];
    const bytes = readFileSync(path);
    if (bytes.length <= largestSeed) return [Uint8Array.from(bytes)];
    const middle = bytes.indexOf('\n\n', bytes.length / 2) + 2;
    return [bytes.subarray(0, largestSeed), bytes.subarray(middle, middle + largestSeed)].map((part) =>
      Uint8Array.from(part),
    );
  });
}

export interface Seeds {
  /** Inputs of every format. */
  readonly texts: readonly Uint8Array[];
  /** Trees as archives. */
  readonly archives: readonly Uint8Array[];
  /** Functions of the samples, with their surroundings. */
  readonly functions: readonly PciFunction[];
  /** Whole systems. */
  readonly systems: readonly (readonly PciFunction[])[];
}

async function written(functions: readonly PciFunction[]): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for (const format of formats) {
    if (!('write' in format) || !format.write) continue;
    const few =
      format.writtenAs === 'raw' || format.name === 'raw' ? functions.slice(0, 1) : functions.slice(0, 2);
    const parts: Uint8Array[] = [];
    try {
      for await (const part of format.write(few, bridgesAbove(few)))
        parts.push(typeof part === 'string' ? Buffer.from(part) : part);
    } catch {
      continue;
    }
    all.push(Uint8Array.from(Buffer.concat(parts)));
  }
  return all;
}

export async function loadSeeds(): Promise<Seeds> {
  const systems: PciFunction[][] = [];
  for (const { name } of readdirSync(samples, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )) {
    const file = join(samples, name, 'lspci-xxxx.txt');
    const tree = join(samples, name, 'sysfs.tar.gz');
    for (const path of [file, tree]) {
      if (!statSync(path, { throwIfNoEntry: false })) continue;
      systems.push([...(await diskSnapshot(path)).functions]);
    }
  }
  const functions = systems.flat();
  const express = functions.filter(({ config }) => config.end === 4096);
  const printed = Object.values(printers).map(({ print, before = [] }) => {
    const lines = [
      ...before,
      ...express
        .slice(0, 2)
        .flatMap((fn, n) => print({ domain: 0, bus: n + 1, device: 0, fn: 0 }, [...fn.config.slice(0, 256)])),
    ];
    return new TextEncoder().encode(`${lines.join('\n')}\n`);
  });
  const related = functions.filter(({ stated }) => stated.pf !== undefined || stated.vfs.size > 0);
  const stated = Object.values(statedPrinters).map(({ print }) =>
    new TextEncoder().encode(`${print(related.slice(0, 4).map(described)).join('\n')}\n`),
  );
  const outputs = await written(express.slice(0, 2));
  const isArchive = (bytes: Uint8Array): boolean => bytes[257] === 0x75;
  return {
    texts: [...sampleFiles(samples), ...printed, ...stated, ...outputs.filter((bytes) => !isArchive(bytes))],
    archives: outputs.filter(isArchive),
    functions,
    systems,
  };
}
