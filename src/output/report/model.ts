import { lengthOf } from '../../decode/length.ts';
import type { FunctionView, Reading, Site } from '../../decode/view.ts';
import { type Visitor, visit } from '../../decode/visit.ts';
import { adviceIn } from '../../lint/advice.ts';
import type { Finding } from '../../lint/engine.ts';
import { rules } from '../../lint/rules/index.ts';
import type { PhysicalFunction } from '../../machine/physical-function.ts';
import { routingIdsOf, vfRange } from '../../machine/routing.ts';
import { formatKey, parseAddress } from '../../model/address.ts';
import { base64Of } from '../../model/base64.ts';
import type { PciFunction } from '../../model/function.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { referenceRows } from '../../reference/rows.ts';
import { type Fact, fieldFacts } from '../../reference/sheet.ts';
import { hazardWords } from '../../registers/vf.ts';
import { sharingOf } from '../../sharing/sharing.ts';
import type { Selection } from '../../verdict/select.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';

/** Offset from the capability, bit, width in bits, path below the capability. */
export type FieldPlace = readonly [offset: number, low: number, width: number, path: string];

export interface CapabilityModel {
  readonly name: string;
  readonly title: string;
  readonly offset: number;
  readonly length: number;
  /** Index into `layouts`. */
  readonly layout: number;
}

export interface FunctionModel {
  readonly address: string;
  readonly domain: number;
  readonly rid: number;
  readonly role: string;
  readonly attachment: string | null;
  readonly certainty: string | null;
  readonly vfNumber: number | null;
  /** Addresses. */
  readonly pf: string | null;
  readonly parent: string | null;
  readonly ids: string;
  readonly name: string;
  readonly link: LinkModel | null;
  /** Of detached VFs, and of Functions that could not be told. */
  readonly evidence: readonly string[];
  /** Indexes into `bytes` and `shapes`. */
  readonly bytes: number;
  readonly shape: number;
  readonly ranges: readonly (readonly [number, number])[];
}

export interface LinkModel {
  readonly text: string;
  readonly down: boolean;
}

export interface PfModel {
  readonly address: string;
  readonly enabled: boolean | null;
  readonly ari: boolean | null;
  readonly num: number | null;
  readonly total: number | null;
  readonly offset: number | null;
  readonly stride: number | null;
  /** Routing IDs of its enabled VFs, also of those that another PF claims. */
  readonly rids: readonly number[];
  /** Addresses. */
  readonly vfs: readonly string[];
  readonly missing: readonly string[];
}

/** Path, rule, value in the VF, in the PF, the one that counts, hazard class, why. */
export type SharedRow = readonly [string, string, string, string, string, number, string];

export interface SharedGroup {
  readonly pf: string | null;
  readonly vfs: string[];
  readonly capabilities: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly why: string;
    readonly rows: readonly number[];
  }[];
}

export interface FindingModel {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly address: string | null;
  readonly field: string | null;
  readonly offset: number | null;
  readonly length: number;
  readonly place: string;
}

/** Mark, field, before, after, why. */
export type ChangeRow = readonly [string, string, string, string, string];

/** What changed in one Function, or in several in the same way. */
export interface ChangeBlock {
  readonly where: string;
  readonly what: string;
  /** Where the page can go: a Function of the second input, or of the first where the second has it no more. */
  readonly address: string;
  readonly system: 0 | 1;
  readonly texts: readonly string[];
  readonly rows: readonly ChangeRow[];
  readonly volatile: readonly ChangeRow[];
}

/** How the second input differs from the first. */
export interface DifferenceModel {
  readonly summary: string;
  readonly blocks: readonly ChangeBlock[];
  /** What could not be compared or told apart. */
  readonly notes: readonly string[];
}

export interface SystemModel {
  readonly source: string;
  readonly format: string;
  readonly functions: readonly FunctionModel[];
  readonly pfs: readonly PfModel[];
  readonly shared: readonly SharedGroup[];
  readonly findings: readonly FindingModel[];
}

/** All that a report holds; what repeats stands once, in a table. */
export interface ReportModel {
  readonly version: string;
  readonly systems: readonly SystemModel[];
  readonly bytes: readonly string[];
  readonly shapes: readonly (readonly CapabilityModel[])[];
  readonly layouts: readonly (readonly FieldPlace[])[];
  readonly sharedRows: readonly SharedRow[];
  /** By path without indexes. */
  readonly fields: Readonly<Record<string, FieldFacts>>;
  /** How hard a shared field is to give to a guest, in words, by class. */
  readonly hazards: Readonly<Record<number, string>>;
  /** Of the rules that found something: title, why, what to do. */
  readonly rules: Readonly<Record<string, readonly [string, string, string]>>;
  /** Of two inputs. */
  readonly difference: DifferenceModel | null;
}

/** What `explain` says of a field: its title, its Linux macro, and labels with texts. */
export type FieldFacts = readonly [title: string, linux: string, facts: readonly Fact[]];

export interface ReportOptions {
  readonly version: string;
  findingsOf(system: System): readonly Finding[];
  /** Which Functions are shown; relations are built from all. */
  readonly selection: Selection;
  readonly difference?: DifferenceModel;
}

/** Values that repeat, each kept once. */
class Table<T> {
  readonly values: T[] = [];
  readonly #known = new Map<string, number>();

  add(value: T): number {
    const key = JSON.stringify(value);
    let index = this.#known.get(key);
    if (index === undefined) {
      index = this.values.push(value) - 1;
      this.#known.set(key, index);
    }
    return index;
  }
}

export const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, '[n]');

export function reportModel(systems: readonly System[], options: ReportOptions): ReportModel {
  const bytes = new Table<string>();
  const shapes = new Table<readonly CapabilityModel[]>();
  const layouts = new Table<readonly FieldPlace[]>();
  const sharedRows = new Table<SharedRow>();
  const used = new Set<string>();
  const shapesOfBytes = new Map<string, number>();

  const shapeOf = (view: FunctionView): number => {
    const list: CapabilityModel[] = [];
    const add = (name: string, title: string, offset: number, length: number, site: Site | undefined) => {
      const places = site ? placesOf(view, site) : [];
      for (const [, , , path] of places) used.add(withoutIndexes(`${name.replace(/\[\d+\]$/, '')}.${path}`));
      list.push({ name, title, offset, length, layout: layouts.add(places) });
    };
    if (view.headerSite) add('header', 'Header', 0, 64, view.headerSite);
    for (const capability of view.capabilities) {
      const { entry, definition, instance } = capability;
      const name = instance > 0 ? `${capability.name}[${instance}]` : capability.name;
      const least = entry.kind === 'extended' ? 4 : 2;
      const length = Math.max(least, lengthOf(view, capability) ?? least);
      add(name, definition?.title ?? 'Unknown capability', entry.offset, length, view.siteOf(capability));
    }
    return shapes.add(list);
  };

  const functionModel = (system: System, report: FunctionReport): FunctionModel => ({
    ...identityOf(system, report),
    ...contentOf(report),
  });

  /** Functions with the same bytes have the same fields: of VFs there are many. */
  const contentOf = ({ fn, view }: FunctionReport): Pick<FunctionModel, 'bytes' | 'shape' | 'ranges'> => {
    const index = bytes.add(storedBytes(fn));
    const ranges = fn.config.knownRanges.map(({ start, end }) => [start, end] as const);
    const key = likeness(index, ranges, fn);
    const shape = shapesOfBytes.get(key) ?? shapeOf(view);
    shapesOfBytes.set(key, shape);
    return { bytes: index, shape, ranges };
  };

  const sharedOf = (system: System, reports: readonly FunctionReport[]): SharedGroup[] => {
    const groups = new Map<string, SharedGroup>();
    const groupsOfBytes = new Map<string, SharedGroup>();
    for (const report of reports) {
      const { fn } = report;
      if (report.verdict.role !== 'vf') continue;
      const { bytes: index, ranges } = contentOf(report);
      const like = `${report.verdict.attachment} ${report.verdict.pf} ${likeness(index, ranges, fn)}`;
      const known = groupsOfBytes.get(like);
      if (known) {
        known.vfs.push(fn.address);
        continue;
      }
      const sharing = sharingOf(system, report);
      const capabilities = sharing.capabilities.map(({ name, verdict, why, fields }) => ({
        name,
        verdict,
        why,
        rows: fields.map((field) => {
          used.add(withoutIndexes(field.path));
          const { path, rule, vfValue, pfValue, effectiveValue, hazard } = field;
          const values = [shown(vfValue), shown(pfValue), shown(effectiveValue)] as const;
          return sharedRows.add([path, rule ?? 'not known', ...values, hazard ?? 0, field.why]);
        }),
      }));
      const pf = report.verdict.pf === null ? null : formatKey(report.verdict.pf);
      const key = JSON.stringify([pf, capabilities]);
      const group = groups.get(key) ?? { pf, vfs: [], capabilities };
      group.vfs.push(fn.address);
      groups.set(key, group);
      groupsOfBytes.set(like, group);
    }
    return [...groups.values()];
  };

  const models = systems.map((system): SystemModel => {
    const { snapshot } = system;
    const reports = reportsOf(system, options.selection);
    const shown = new Set(reports.map(({ fn }) => fn.address));
    return {
      source: snapshotName(snapshot),
      format: snapshot.inputFormat,
      functions: reports.map((report) => functionModel(system, report)),
      pfs: pfsOf(system, options.selection),
      shared: sharedOf(system, reports),
      findings: options
        .findingsOf(system)
        .filter(({ function: address }) => address === null || shown.has(address))
        .map((finding) => findingModel(system, finding)),
    };
  });
  for (const block of options.difference?.blocks ?? [])
    for (const [, field] of [...block.rows, ...block.volatile]) used.add(withoutIndexes(field));
  const fields: Record<string, FieldFacts> = {};
  for (const row of referenceRows())
    if (used.has(row.path)) fields[row.path] = [row.title, row.linux ?? '', fieldFacts(row)];
  const tripped = new Set(models.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  const form = systems.find((_, n) => (models[n]?.findings.length ?? 0) > 0)?.snapshot.inputFormat;
  const rulePages: Record<string, readonly [string, string, string]> = {};
  for (const { meta } of rules)
    if (tripped.has(meta.id)) rulePages[meta.id] = [meta.title, meta.why, adviceIn(meta.fix, form)];
  return {
    version: options.version,
    hazards: hazardWords,
    rules: rulePages,
    difference: options.difference ?? null,
    systems: models,
    bytes: bytes.values,
    shapes: shapes.values,
    layouts: layouts.values,
    sharedRows: sharedRows.values,
    fields,
  };
}

/** What the drawing of one system needs, and nothing else. */
export function topologyModel(system: System, selection: Selection): SystemModel {
  const { snapshot } = system;
  const functions = reportsOf(system, selection).map(
    (report): FunctionModel => ({
      ...identityOf(system, report),
      bytes: 0,
      shape: 0,
      ranges: [],
    }),
  );
  const pfs = pfsOf(system, selection);
  return {
    source: snapshotName(snapshot),
    format: snapshot.inputFormat,
    functions,
    pfs,
    shared: [],
    findings: [],
  };
}

const reportsOf = (system: System, selection: Selection): FunctionReport[] =>
  system.snapshot.functions.filter((fn) => selection.keeps(fn)).map((fn) => system.report(fn));

/** More than all PFs of a system have, unless their settings are nonsense. */
const mostRoutingIds = 0x40000;

function pfsOf({ machine }: System, selection: Selection): PfModel[] {
  let left = mostRoutingIds;
  const ridsOf = ({ fn, settings }: PhysicalFunction): number[] => {
    if (!settings?.enabled) return [];
    const rids = routingIdsOf(vfRange(fn.routingId, settings, settings.numVfs ?? 0), left);
    left -= rids.length;
    return rids;
  };
  return [...machine.pfs.values()]
    .filter(({ fn }) => selection.keeps(fn))
    .map((pf) => ({ ...pf, rids: ridsOf(pf) }))
    .map(({ fn, settings, vfs, missing, rids }) => ({
      address: fn.address,
      enabled: settings?.enabled ?? null,
      ari: settings?.ariCapableHierarchy ?? null,
      num: settings?.numVfs ?? null,
      total: settings?.totalVfs ?? null,
      offset: settings?.firstVfOffset ?? null,
      stride: settings?.vfStride ?? null,
      vfs: vfs.flatMap((key) => (key === undefined ? [] : [formatKey(key)])),
      missing: missing.map(formatKey),
      rids,
    }));
}

/** The same for Functions that have the same bytes, and nothing beside them that changes how those read. */
const likeness = (
  bytes: number,
  ranges: FunctionModel['ranges'],
  { surroundings, address }: PciFunction,
): string => `${bytes} ${ranges.join(' ')}${surroundings.attributes ? ` ${address}` : ''}`;

/** What a Function is, without its bytes. */
function identityOf(
  system: System,
  report: FunctionReport,
): Omit<FunctionModel, 'bytes' | 'shape' | 'ranges'> {
  const { fn, verdict, view } = report;
  const unsure = verdict.attachment === 'detached' || verdict.attachment === 'unknown';
  return {
    address: fn.address,
    domain: fn.domain,
    rid: fn.routingId,
    role: verdict.role,
    attachment: verdict.attachment,
    certainty: verdict.certainty,
    vfNumber: verdict.vfNumber,
    pf: verdict.pf === null ? null : formatKey(verdict.pf),
    parent: report.parent === null ? null : formatKey(report.parent),
    ids: `${hex4(report.vendorId)}:${hex4(report.deviceId)}`,
    name: report.name ?? report.className ?? '',
    link: system.machine.claims.has(fn.key) ? null : linkOf(view),
    evidence: unsure ? verdict.evidence.map(({ weight, seen }) => `${weight}: ${seen}`) : [],
  };
}

function findingModel(system: System, finding: Finding): FindingModel {
  const { rule, severity, message, function: address, field, at, length } = finding;
  let offset: number | null = null;
  const key = address === null ? undefined : parseAddress(address);
  const fn = key === undefined ? undefined : system.machine.byKey.get(key);
  if (fn && field !== null) {
    const reading = system.report(fn).view.read(field);
    if (reading.state !== 'absent' && reading.place) offset = reading.place.offset + (reading.place.low >> 3);
  }
  const place = at.line === undefined ? at.file : `${at.file}:${at.line}:${at.column ?? 1}`;
  return { rule, severity, message, address, field, offset, length, place };
}

function placesOf(view: FunctionView, site: Site): FieldPlace[] {
  const places: FieldPlace[] = [];
  const add = (path: string, reading: Reading): void => {
    if (reading.state === 'absent' || !reading.place) return;
    const { offset, low, width } = reading.place;
    places.push([offset - site.base, low, width, path]);
  };
  const nothing = (): void => {};
  const visitor: Visitor = {
    register: (path, _key, definition, reading) => {
      if (!definition.fields) add(path, reading);
    },
    field: (path, _key, _definition, reading) => add(path, reading),
    bytes: (path, _key, _definition, offset, length) => {
      places.push([offset - site.base, 0, length * 8, path]);
    },
    beginTable: nothing,
    beginElement: nothing,
    endElement: nothing,
    endTable: nothing,
  };
  visit(view, site, visitor);
  return places;
}

/** Base64 of the bytes up to the last one that is not zero. */
function storedBytes({ config }: PciFunction): string {
  const bytes = config.slice(0, config.end);
  let { length } = bytes;
  while (length > 0 && bytes[length - 1] === 0) length--;
  return base64Of(bytes.subarray(0, length));
}

const speeds = ['?', '2.5', '5', '8', '16', '32', '64', '128'];

function linkOf(view: FunctionView): LinkModel | null {
  const speed = view.get('pcie.link_status.current_link_speed');
  const width = view.get('pcie.link_status.negotiated_link_width');
  const mostSpeed = view.get('pcie.link_capabilities.max_link_speed');
  const mostWidth = view.get('pcie.link_capabilities.maximum_link_width');
  if (!speed || !width) return null;
  const down = (mostSpeed ?? 0) > speed || (mostWidth ?? 0) > width;
  const now = `${speeds[speed] ?? '?'} GT/s x${width}`;
  return { text: down ? `${now} of ${speeds[mostSpeed ?? 0] ?? '?'} GT/s x${mostWidth}` : now, down };
}

const hex4 = (id: number | null): string => (id === null ? '????' : id.toString(16).padStart(4, '0'));
const shown = (value: number | bigint | null): string =>
  value === null ? '?' : value < 10 ? String(value) : `0x${value.toString(16)}`;
