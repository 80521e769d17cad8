import { FunctionView } from '../decode/view.ts';
import type { PciIds } from '../input/pci-ids.ts';
import { parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { diagnosticRecord, treeRecord } from '../output/json.ts';
import { sharingJson } from '../output/json-sharing.ts';
import type { Hazard, VfRule } from '../registers/define.ts';
import type { SharingVerdict } from '../sharing/sharing.ts';
import type { Attachment, Certainty, DetachedKind, Role } from '../verdict/classify.ts';
import type { Evidence } from '../verdict/evidence.ts';
import { Names } from '../verdict/names.ts';
import { System } from '../verdict/system.ts';

export interface NameOptions {
  /** Names of vendors and devices that the dump itself does not state. */
  readonly ids?: PciIds;
}

/** What `lsvf tree --format json` says of an SR-IOV capability; null where the dump does not hold it. */
export interface SriovRecord {
  readonly enabled: boolean | null;
  readonly total_vfs: number | null;
  readonly initial_vfs: number | null;
  readonly num_vfs: number | null;
  readonly first_vf_offset: number | null;
  readonly vf_stride: number | null;
  readonly vf_device_id: string | null;
  readonly ari_capable_hierarchy: boolean | null;
  readonly function_dependency_link: number | null;
  /** Addresses of its VFs in this snapshot. */
  readonly vfs: readonly string[];
  /** Addresses where VFs should be and are not. */
  readonly missing_vfs: readonly string[];
  /** Why its settings are not known. */
  readonly unknown?: string;
}

/** What `lsvf tree --format json` says of one Function. Addresses are `0000:01:10.0`, IDs four hex digits. */
export interface FunctionRecord {
  readonly address: string;
  readonly role: Role;
  readonly attachment: Attachment | null;
  /** Of a detached VF. */
  readonly detached_kind: DetachedKind | null;
  readonly certainty: Certainty | null;
  readonly pf: string | null;
  /** Counts from 1. */
  readonly vf_number: number | null;
  readonly vendor_id: string | null;
  readonly device_id: string | null;
  readonly raw_vendor_id: string | null;
  readonly raw_device_id: string | null;
  readonly class_code: string | null;
  readonly name: string | null;
  /** Bytes of its configuration space that the dump holds. */
  readonly known_bytes: number;
  /** Address of the bridge above it. */
  readonly parent: string | null;
  /** Why something is not known. */
  readonly reason: string | null;
  readonly evidence: readonly Evidence[];
  readonly sriov: SriovRecord | null;
}

export interface DiagnosticRecord {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Byte offset, in binary inputs. */
  readonly offset?: number;
  readonly function?: string;
  readonly field?: string;
}

export interface TopologyRecord {
  readonly source: string;
  readonly input_format: string;
  readonly functions: readonly FunctionRecord[];
  readonly diagnostics: readonly DiagnosticRecord[];
}

export const systemOf = (snapshot: Snapshot, { ids }: NameOptions): System =>
  new System(snapshot, new Names(ids));

/** The PF/VF tree of a snapshot with its evidence: what `lsvf tree --format json` prints of it. */
export function topology(snapshot: Snapshot, options: NameOptions = {}): TopologyRecord {
  const system = systemOf(snapshot, options);
  const records = snapshot.functions.map((fn) => treeRecord(system, fn) ?? 'null');
  return {
    source: snapshot.source,
    input_format: snapshot.inputFormat,
    functions: JSON.parse(`[${records.join(',')}]`) as FunctionRecord[],
    diagnostics: system.diagnostics.map(diagnosticRecord) as unknown as DiagnosticRecord[],
  };
}

export interface SharedFieldRecord {
  readonly path: string;
  readonly vf_rule: VfRule;
  /** IDs, raw registers and what has more than 32 bits are hex strings; null is not known. */
  readonly vf_value: number | string | null;
  /** The PF's own, even where Function 0 governs. */
  readonly pf_value: number | string | null;
  readonly effective_value: number | string | null;
  readonly effective_from: string | null;
  readonly hazard: Hazard | null;
  /** Of a shared field with a hazard class: whether it is in use; null where that is not known, and of other fields. */
  readonly in_use: boolean | null;
  readonly why: string;
}

export interface SharedCapabilityRecord {
  readonly capability: string;
  readonly in_vf: boolean | null;
  readonly in_pf: boolean | null;
  readonly verdict: SharingVerdict;
  readonly why: string;
  readonly fields: readonly SharedFieldRecord[];
}

/** What one VF has of its own and what is its PF's. */
export interface SharedRecord {
  readonly address: string;
  readonly pf: string | null;
  readonly attachment: Attachment | null;
  readonly certainty: Certainty | null;
  readonly capabilities: readonly SharedCapabilityRecord[];
}

/** What each VF of a snapshot shares with its PF: what `lsvf shared --format json` prints of them. */
export function shared(snapshot: Snapshot, options: NameOptions = {}): SharedRecord[] {
  const system = systemOf(snapshot, options);
  return snapshot.functions.flatMap((fn) => {
    const report = system.report(fn);
    if (report.verdict.role !== 'vf') return [];
    return [sharingJson(system, report) as unknown as SharedRecord];
  });
}

/** The Function at an address such as `0000:01:10.0` or `01:10.0`; undefined when the snapshot has none there. */
export function functionAt(snapshot: Snapshot, address: string): PciFunction | undefined {
  const key = parseAddress(address);
  return key === undefined ? undefined : snapshot.functions.find((fn) => fn.key === key);
}

/** The decoded view of a Function. Nothing is decoded before it is asked for. */
export const decode = (fn: PciFunction): FunctionView => new FunctionView(fn);
