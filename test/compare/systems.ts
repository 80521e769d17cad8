import { join } from 'node:path';
import type { DiffOptions } from '../../src/compare/diff.ts';
import { diff } from '../../src/compare/diff.ts';
import type { Difference, FieldChange, FunctionDifference } from '../../src/compare/difference.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import type { FunctionExample } from '../../src/lint/define.ts';
import { exampleSnapshot } from '../../src/lint/example.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { Names } from '../../src/verdict/names.ts';
import { parseSelector, type Selection, selectionOf } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';

export const systemOf = async (...functions: FunctionExample[]): Promise<System> =>
  new System(await exampleSnapshot({ functions }), new Names());

export const sample = async (name: string, file = 'lspci-xxxx.txt'): Promise<System> =>
  new System(await diskSnapshot(join(import.meta.dirname, '..', '..', 'samples', name, file)), new Names());

export const at = (address: string): Selection => {
  const pattern = parseSelector(address);
  if (!pattern) throw new Error(`'${address}' is no address`);
  return selectionOf([pattern]);
};

/** One Function of these bytes. */
export const systemOfBytes = (bytes: Uint8Array): System => {
  const fn = new PciFunction(0, 0x100, ConfigSpace.of(bytes), { kind: 'binary', file: 'bytes' });
  return new System({ source: 'bytes', inputFormat: 'raw', functions: [fn], diagnostics: [] }, new Names());
};

/** How two Functions differ. */
export async function differenceOf(
  before: FunctionExample,
  after: FunctionExample,
  options?: DiffOptions,
): Promise<Difference> {
  return diff(await systemOf(before), await systemOf(after), options);
}

/** The same, of two Functions that are known to differ. */
export async function pairOf(
  before: FunctionExample,
  after: FunctionExample,
  options?: DiffOptions,
): Promise<FunctionDifference> {
  const [pair] = (await differenceOf(before, after, options)).pairs;
  if (!pair) throw new Error('they do not differ');
  return pair;
}

/** `changed sriov.num_vfs 0 → 7` */
export const line = ({ kind, field, beforeText, afterText }: FieldChange): string =>
  `${kind} ${field} ${beforeText} → ${afterText}`;
