import type { PciIds } from '../input/pci-ids.ts';
import { parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type DiagnosticRecord, diagnosticRecord } from '../output/records/diagnostic.ts';
import { type SharedRecord, sharedRecord } from '../output/records/shared.ts';
import { type TreeRecord, treeRecord } from '../output/records/tree.ts';
import { Names } from '../verdict/names.ts';
import { System } from '../verdict/system.ts';

/** Where names come from. */
export interface NameOptions {
  /** Names of vendors and devices that the dump itself does not state. */
  readonly ids?: PciIds;
}

export const systemOf = (snapshot: Snapshot, { ids }: NameOptions): System =>
  new System(snapshot, new Names(ids));

/** A snapshot with its relations. */
export interface TopologyRecord {
  /** The input, as it was named. */
  readonly source: string;
  /** Name of its format, such as `lspci`. */
  readonly input_format: string;
  /** In the order of the input. */
  readonly functions: readonly TreeRecord[];
  /** What the input and the relations had to say. */
  readonly diagnostics: readonly DiagnosticRecord[];
}

/** The PF/VF tree of a snapshot with its evidence: what `lsvf tree --format json` prints of it. */
export function topology(snapshot: Snapshot, options: NameOptions = {}): TopologyRecord {
  const system = systemOf(snapshot, options);
  return {
    source: snapshot.source,
    input_format: snapshot.inputFormat,
    functions: snapshot.functions.map((fn) => treeRecord(system, fn)),
    diagnostics: system.diagnostics.map(diagnosticRecord),
  };
}

/** What each VF of a snapshot shares with its PF: what `lsvf shared --format json` prints of them. */
export function shared(snapshot: Snapshot, options: NameOptions = {}): SharedRecord[] {
  const system = systemOf(snapshot, options);
  return snapshot.functions.flatMap((fn) => {
    const report = system.report(fn);
    if (report.verdict.role !== 'vf') return [];
    return [sharedRecord(system, report)];
  });
}

/** The Function at an address such as `0000:01:10.0` or `01:10.0`; undefined when the snapshot has none there. */
export function functionAt(snapshot: Snapshot, address: string): PciFunction | undefined {
  const key = parseAddress(address);
  return key === undefined ? undefined : snapshot.functions.find((fn) => fn.key === key);
}
