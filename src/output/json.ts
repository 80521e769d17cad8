import type { FunctionView } from '../decode/view.ts';
import type { PhysicalFunction } from '../machine/physical-function.ts';
import { formatId, formatKey } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import { snapshotName } from '../model/snapshot.ts';
import type { Evidence } from '../verdict/evidence.ts';
import type { Selection } from '../verdict/select.ts';
import type { System } from '../verdict/system.ts';
import { sharingJson } from './json-sharing.ts';

export const schemaVersion = 1;

/** One function's record under `snapshots[].functions[]`, as JSON; undefined when it has none. */
export type FunctionRecord = (system: System, fn: PciFunction) => string | undefined;

const id4 = (id: number | null): string | null => (id === null ? null : formatId(id));
const raw4 = (id: number): string | null => (id < 0 ? null : formatId(id));

/**
 * What `tree` says of one Function, every key in every row. Written by hand: of 100,000 Functions this is most of the
 * time.
 */
export const treeRecord: FunctionRecord = (system, fn) => {
  const report = system.report(fn);
  const { verdict, name } = report;
  const { config } = fn;
  const { role, attachment, detachedKind, certainty, pf, vfNumber, reason } = verdict;
  return (
    `{"address":"${fn.address}","role":"${role}","attachment":${word(attachment)},` +
    `"detached_kind":${word(detachedKind)},"certainty":${word(certainty)},` +
    `"pf":${pf === null ? 'null' : `"${formatKey(pf)}"`},"vf_number":${vfNumber},` +
    `"vendor_id":${word(id4(report.vendorId))},"device_id":${word(id4(report.deviceId))},` +
    `"raw_vendor_id":${word(raw4(config.u16(0)))},"raw_device_id":${word(raw4(config.u16(2)))},` +
    `"class_code":${word(classCode(report.view))},"name":${name === null ? 'null' : quoted(name)},` +
    `"known_bytes":${config.knownBytes},` +
    `"parent":${report.parent === null ? 'null' : `"${formatKey(report.parent)}"`},` +
    `"reason":${reason === null ? 'null' : quoted(reason)},"evidence":[${evidenceJson(verdict.evidence)}],` +
    `"sriov":${report.pf ? JSON.stringify(sriovRecord(system, report.pf)) : 'null'}}`
  );
};

/** A word of ours, which needs no escapes. */
const word = (text: string | null): string => (text === null ? 'null' : `"${text}"`);

/** Text that stands in JSON as it is. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/** What a signal said last, as JSON: VFs of one PF show the same. */
interface Said {
  readonly beginning: string;
  seen: string;
  json: string;
}
const said = new Map<string, Said>();

function evidenceJson(evidence: readonly Evidence[]): string {
  let text = '';
  for (const { signal, weight, seen } of evidence) {
    let last = said.get(signal);
    if (last === undefined) {
      last = { beginning: `{"signal":"${signal}","weight":"${weight}","seen":`, seen: '', json: '' };
      said.set(signal, last);
    }
    if (last.seen !== seen || last.json === '') {
      last.seen = seen;
      last.json = `${last.beginning}${quoted(seen)}}`;
    }
    text += text === '' ? last.json : `,${last.json}`;
  }
  return text;
}

function classCode(view: FunctionView): string | null {
  const { config } = view.fn;
  if (!config.has(9, 3)) return null;
  const code = (config.u8(0x0b) << 16) | (config.u8(0x0a) << 8) | config.u8(0x09);
  return code.toString(16).padStart(6, '0');
}

function sriovRecord(system: System, pf: PhysicalFunction): Record<string, unknown> {
  const { settings } = pf;
  const vfs = pf.vfs.filter((key) => key !== undefined && system.machine.byKey.has(key));
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

/** What `shared` says of one VF; nothing of other Functions. */
export const sharedRecord: FunctionRecord = (system, fn) => {
  const report = system.report(fn);
  return report.verdict.role === 'vf' ? JSON.stringify(sharingJson(system, report)) : undefined;
};

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
    yield `${firstSystem ? '' : ','}\n{"source":${JSON.stringify(snapshotName(system.snapshot))},"input_format":${JSON.stringify(system.snapshot.inputFormat)},"functions":[`;
    firstSystem = false;
    let first = true;
    for (const fn of system.snapshot.functions) {
      if (!selection.keeps(fn)) continue;
      const content = record(system, fn);
      if (!content) continue;
      yield `${first ? '' : ','}\n${content}`;
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
    const source = JSON.stringify(snapshotName(system.snapshot));
    for (const fn of system.snapshot.functions) {
      if (!selection.keeps(fn)) continue;
      const content = record(system, fn);
      if (content) yield `{"source":${source},${content.slice(1)}\n`;
    }
  }
}
