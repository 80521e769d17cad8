import type { FunctionView } from '../decode/view.ts';
import { formatKey } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Selection } from '../relate/select.ts';
import type { FunctionReport, System } from '../relate/system.ts';
import type { PhysicalFunction } from '../relate/topology.ts';
import { registersJson } from './json-registers.ts';
import { sharingJson } from './json-sharing.ts';

export const schemaVersion = 1;

/** The content of one function's record under `snapshots[].functions[]`. */
export type FunctionRecord = (system: System, report: FunctionReport) => Record<string, unknown> | undefined;

const id4 = (id: number | null): string | null => (id === null ? null : id.toString(16).padStart(4, '0'));
const raw4 = (id: number): string | null => (id < 0 ? null : id.toString(16).padStart(4, '0'));

/** What `tree` says of one Function. */
export const treeRecord: FunctionRecord = (system, report) => {
  const { fn, verdict } = report;
  const { config } = fn;
  return {
    address: fn.address,
    role: verdict.role,
    attachment: verdict.attachment,
    ...(verdict.detachedKind ? { detached_kind: verdict.detachedKind } : {}),
    certainty: verdict.certainty,
    pf: verdict.pf === null ? null : formatKey(verdict.pf),
    vf_number: verdict.vfNumber,
    vendor_id: id4(report.vendorId),
    device_id: id4(report.deviceId),
    raw_vendor_id: raw4(config.u16(0)),
    raw_device_id: raw4(config.u16(2)),
    class_code: classCode(report.view),
    name: report.name,
    known_bytes: config.knownBytes,
    parent: report.parent === null ? null : formatKey(report.parent),
    ...(verdict.reason ? { reason: verdict.reason } : {}),
    evidence: verdict.evidence,
    sriov: report.pf ? sriovRecord(system, report.pf) : null,
  };
};

function classCode(view: FunctionView): string | null {
  const { config } = view.fn;
  if (!config.has(9, 3)) return null;
  const code = (config.u8(0x0b) << 16) | (config.u8(0x0a) << 8) | config.u8(0x09);
  return code.toString(16).padStart(6, '0');
}

function sriovRecord(system: System, pf: PhysicalFunction): Record<string, unknown> {
  const { settings } = pf;
  const vfs = pf.vfs.filter((key) => key !== undefined && system.topology.byKey.has(key));
  return {
    enabled: settings?.enabled ?? null,
    total_vfs: settings?.totalVfs ?? null,
    initial_vfs: settings?.initialVfs ?? null,
    num_vfs: settings?.numVfs ?? null,
    first_vf_offset: settings?.firstVfOffset ?? null,
    vf_stride: settings?.vfStride ?? null,
    vf_device_id: id4(settings?.vfDeviceId ?? null),
    ari_capable_hierarchy: settings?.ariCapableHierarchy ?? null,
    function_dependency_link: settings?.functionDependencyLink ?? null,
    vfs: vfs.map((key) => formatKey(key as number)),
    missing_vfs: pf.missing.map(formatKey),
    ...(settings ? {} : { unknown: 'the SR-IOV capability is not in the dump' }),
  };
}

/** What `show` says of one Function. */
export const showRecord: FunctionRecord = (_system, report) => registersJson(report.view, report.fn.address);

/** What `shared` says of one VF; nothing of other Functions. */
export const sharedRecord: FunctionRecord = (system, report) =>
  report.verdict.role === 'vf' ? sharingJson(system, report) : undefined;

export function diagnosticRecord(diagnostic: Diagnostic): Record<string, unknown> {
  const { code, severity, message, at, related } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(at?.line === undefined ? {} : { line: at.line, column: at.column ?? 1 }),
    ...(at?.offset === undefined ? {} : { offset: at.offset }),
    ...(diagnostic.function === undefined ? {} : { function: diagnostic.function }),
    ...(diagnostic.field === undefined ? {} : { field: diagnostic.field }),
    ...(related ? { related: related.map(({ at: place, ...rest }) => ({ ...rest, ...place })) } : {}),
  };
}

/** JSON of one or more snapshots, in pieces, one function at a time. */
export function* jsonDocument(
  systems: Iterable<System>,
  record: FunctionRecord,
  selection: Selection,
): Generator<string> {
  yield `{"schema_version":${schemaVersion},"snapshots":[`;
  let firstSystem = true;
  for (const system of systems) {
    yield `${firstSystem ? '' : ','}\n{"source":${JSON.stringify(system.snapshot.source)},"input_format":${JSON.stringify(system.snapshot.inputFormat)},"functions":[`;
    firstSystem = false;
    let first = true;
    for (const fn of system.snapshot.functions) {
      if (!selection.keeps(fn)) continue;
      const content = record(system, system.report(fn));
      if (!content) continue;
      yield `${first ? '' : ','}\n${JSON.stringify(content)}`;
      first = false;
    }
    yield `],"diagnostics":${JSON.stringify(system.diagnostics.map(diagnosticRecord))}}`;
  }
  yield ']}\n';
}

/** One function a line, with `source` in it. */
export function* jsonLines(
  systems: Iterable<System>,
  record: FunctionRecord,
  selection: Selection,
): Generator<string> {
  for (const system of systems) {
    for (const fn of system.snapshot.functions) {
      if (!selection.keeps(fn)) continue;
      const content = record(system, system.report(fn));
      if (content) yield `${JSON.stringify({ source: system.snapshot.source, ...content })}\n`;
    }
  }
}
