import { parseAddress } from '../model/address.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type EmulateRecord, emulateRecord } from '../output/records/emulate.ts';
import { type NameOptions, systemOf } from './relations.ts';

/**
 * What a VMM has to do for each field of the VF at an address: what `lsvf emulate --format json` prints of it. Undefined
 * when the snapshot has no VF there.
 */
export function emulate(
  snapshot: Snapshot,
  address: string,
  options: NameOptions = {},
): EmulateRecord | undefined {
  const system = systemOf(snapshot, options);
  const key = parseAddress(address);
  const fn = key === undefined ? undefined : system.machine.byKey.get(key);
  const report = fn && system.report(fn);
  return report?.verdict.role === 'vf' ? emulateRecord(system, report) : undefined;
}
