import { enhancedVfBar, vfBarsOf } from '../decode/bars.ts';
import { headerTable, tableNamed } from '../decode/definitions.ts';
import { type Capability, FunctionView } from '../decode/view.ts';
import { type Visitor, visit } from '../decode/visit.ts';
import { type AddressKey, formatKey } from '../model/address.ts';
import { hex } from '../model/hex.ts';
import type { FieldDefinition, RegisterDefinition, Table } from '../registers/define.ts';
import { listHeader, type Shares } from '../registers/shares.ts';
import { tables } from '../registers/tables.ts';
import {
  type Hazard,
  isGoverned,
  isOfPf,
  noteOf,
  type Software,
  type VfInfo,
  type VfRule,
  vfSource,
} from '../registers/vf.ts';
import type { StatedIds } from '../verdict/subject.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import { Governing, knownValue, listIsKnown } from './governing.ts';

/** Whose a capability of a VF is. */
export type SharingVerdict = 'own' | 'partly-shared' | 'shared' | 'absent' | 'unknown';

/** One field of a VF: what it is there, and which value counts. */
export interface SharedField {
  readonly path: string;
  readonly title: string;
  /** Null where no text says what the field is in a VF. */
  readonly rule: VfRule | null;
  /** What the VF's own bytes hold; null when the VF does not have the field or the dump not the bytes. */
  readonly vfValue: number | bigint | null;
  /** What the PF holds there, or where `pfPath` says; null when it has no such field or the dump not the bytes. */
  readonly pfValue: number | bigint | null;
  /** The path in the PF, where it is another than the field's own. */
  readonly pfPath: string | null;
  /** The value that counts for the VF; null when it is not known. */
  readonly effectiveValue: number | bigint | null;
  /** The Function that holds it; null when it is not known, or stated beside the bytes. */
  readonly effectiveFrom: AddressKey | null;
  /** What states the value beside the bytes, such as `sysfs`; null when the bytes hold it. */
  readonly statedBy: string | null;
  /** Whether another Function's value counts, whatever the VF reads. */
  readonly isGoverned: boolean;
  /** How hard it is to give to a guest; null where the VF has its own. */
  readonly hazard: Hazard | null;
  /** Whether a governed field with a hazard class is in use; null when not known, and for other fields. */
  readonly inUse: boolean | null;
  readonly why: string;
  /** What the value means just now, where another field decides that. */
  readonly means: string | null;
  /** What Linux, vfio-pci and QEMU do with it. */
  readonly software: Software;
  /** Section of the specification, or `not known`. */
  readonly source: string;
  readonly definition: FieldDefinition | RegisterDefinition;
}

export interface SharedCapability {
  readonly name: string;
  readonly title: string;
  /** Null when the dump cannot tell. */
  readonly inVf: boolean | null;
  readonly inPf: boolean | null;
  /** The Function that alone has the capability. */
  readonly holder: AddressKey | null;
  readonly verdict: SharingVerdict;
  readonly why: string;
  readonly fields: readonly SharedField[];
}

export interface Sharing {
  readonly vf: AddressKey;
  readonly pf: AddressKey | null;
  /** Whether VF Memory Space Enable is set in the PF; null when not known. */
  readonly memoryEnabled: boolean | null;
  readonly capabilities: readonly SharedCapability[];
}

/** What a VF has of its own and what is the PF's, capability by capability. */
export function sharingOf({ machine, names: known }: System, { fn, view, verdict }: FunctionReport): Sharing {
  const pfFn =
    verdict.attachment === 'attached' && verdict.pf !== null ? machine.byKey.get(verdict.pf) : undefined;
  const pf = pfFn && new FunctionView(pfFn);
  const sources: Sources = {
    governing: new Governing(view, pf, machine),
    vf: view,
    pf,
    stated: known.stated(fn),
  };
  const names = new Set<string>(['header']);
  for (const capability of view.capabilities) names.add(instanceName(capability));
  for (const capability of pf?.capabilities ?? []) names.add(instanceName(capability));
  for (const name of possibleNames(sources)) names.add(name);
  const capabilities: SharedCapability[] = [];
  for (const name of names) {
    const shared = sharedCapability(name, sources);
    if (shared) capabilities.push(shared);
  }
  const memory = pf?.get('sriov.control.vf_memory_space_enable');
  return {
    vf: view.fn.key,
    pf: pfFn?.key ?? null,
    memoryEnabled: memory === undefined ? null : memory === 1,
    capabilities,
  };
}

interface Sources {
  readonly governing: Governing;
  readonly vf: FunctionView;
  readonly pf: FunctionView | undefined;
  readonly stated: StatedIds | undefined;
}

/** Capabilities that no list shows and that may be there for all that the dump tells, or count for the VF. */
function* possibleNames({ vf, governing }: Sources): Generator<string> {
  for (const { kind, name, conditional, inVf, vf: info } of tables) {
    if (kind === 'header') continue;
    if (info && isGoverned(info)) {
      if (governing.isWithoutSource(info)) continue;
      const source = governing.source(info);
      if (!listIsKnown(source, kind) || source?.capability(name)) yield name;
    } else if (!conditional && name !== 'null' && (inVf === 'own' || inVf === 'optional')) {
      if (!listIsKnown(vf, kind)) yield name;
    }
  }
}

const instanceName = ({ name, instance }: Capability): string =>
  instance > 0 ? `${name}[${instance}]` : name;

/** Why it is not known whether the VF has a capability of its own. */
export const beyondVf = 'the dump of the VF ends before it';

function sharedCapability(name: string, sources: Sources): SharedCapability | undefined {
  const [base = name, index] = name.replace(']', '').split('[');
  const instance = Number(index ?? 0);
  if (base === 'header') return sharedHeader(sources);
  const own = sources.vf.capability(base, instance);
  const theirs = sources.pf?.capability(base, instance);
  const table = tableNamed(base);
  const kind = own?.entry.kind ?? theirs?.entry.kind ?? table?.kind;
  const listKind = kind === 'standard' ? 'standard' : 'extended';
  const inVf = own ? true : listIsKnown(sources.vf, listKind) ? false : null;
  const inPf = theirs ? true : listIsKnown(sources.pf, listKind) ? false : null;
  const common = { name, inVf, inPf, holder: null };
  if (!table) {
    if (!own) return undefined;
    const title = `capability ${name}`;
    return { ...common, title, verdict: 'unknown', why: 'lsvf does not know this capability', fields: [] };
  }
  if (own) return sharedOwn(common, table, sources);
  // Which Function governs is in the definition where it is not the PF.
  const info = table.vf?.from ? table.definition().vf : table.vf;
  const note = (otherwise: string) => () => table.definition().vf?.note ?? otherwise;
  if (info && isGoverned(info)) {
    const source = sources.governing.source(info);
    if (source?.capability(base, instance)) {
      return lazily(
        table,
        { ...common, holder: source.fn.key, verdict: 'shared' },
        {
          why: note('only the PF has it, and it governs the VF'),
          fields: () => fieldsOf(rowsOf(source, name), source, sources),
        },
      );
    }
    if (!listIsKnown(source, listKind) && !sources.governing.isWithoutSource(info))
      return lazily(table, { ...common, verdict: 'unknown' }, { why: () => lackOfSource(info, source) });
    return inVf === false
      ? lazily(table, { ...common, verdict: 'absent' }, { why: () => 'neither the VF nor the PF has it' })
      : undefined;
  }
  if (inVf === null) return lazily(table, { ...common, verdict: 'unknown' }, { why: () => beyondVf });
  const lacks = 'the VF does not have it';
  return lazily(
    table,
    { ...common, verdict: 'absent' },
    {
      why: info?.rule === null ? () => lacks : note(lacks),
    },
  );
}

function sharedHeader(sources: Sources): SharedCapability | undefined {
  const table = headerTable(sources.vf.layout);
  const inPf = sources.pf ? true : null;
  return table && sharedOwn({ name: 'header', inVf: true, inPf, holder: null }, table, sources);
}

/** One that the VF has: its rows are read for the verdict only where the table alone does not tell. */
function sharedOwn(
  facts: Pick<SharedCapability, 'name' | 'inVf' | 'inPf' | 'holder'>,
  table: Table,
  sources: Sources,
): SharedCapability {
  const rows = once(() => rowsOf(sources.vf, facts.name));
  const unspecified = isWithoutText(table);
  const verdict = unspecified
    ? 'unknown'
    : table.shares
      ? verdictOfTable[table.shares]
      : verdictOfOwn(rows(), unspecified).verdict;
  return lazily(
    table,
    { ...facts, verdict },
    {
      why: () => verdictOfOwn(rows(), unspecified).why,
      fields: () => fieldsOf(rows(), sources.vf, sources),
    },
  );
}

const verdictOfTable = { none: 'own', some: 'partly-shared' } as const satisfies Record<
  Shares,
  SharingVerdict
>;

/** A capability of which the words and the fields are made when they are asked for: the tree asks for verdicts alone. */
function lazily(
  table: Table,
  facts: Pick<SharedCapability, 'name' | 'inVf' | 'inPf' | 'holder' | 'verdict'>,
  read: { readonly why: () => string; readonly fields?: () => readonly SharedField[] },
): SharedCapability {
  const fields = once(read.fields ?? (() => []));
  return {
    ...facts,
    get title() {
      return table.definition().title;
    },
    get why() {
      return read.why();
    },
    get fields() {
      return fields();
    },
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Whether no text says what a capability is in a VF. */
const isWithoutText = ({ inVf, vf }: Table): boolean =>
  vf ? vf.rule === null : inVf === 'unspecified' || inVf === 'not-known';

function lackOfSource(info: Pick<VfInfo, 'from'>, source: FunctionView | undefined): string {
  const who =
    info.from === 'function-0'
      ? 'Function 0 of the device'
      : info.from === 'function-with'
        ? 'one Function of the device'
        : 'the PF';
  return source ? `the dump of ${who} ends before it` : `it lives in ${who}, which is not in this dump`;
}

function verdictOfOwn(
  rows: readonly FieldRow[],
  unspecified: boolean,
): { verdict: SharingVerdict; why: string } {
  if (unspecified) return { verdict: 'unknown', why: 'what it is in a VF is not specified' };
  const count = rows.filter(({ info }) => isOfPf(info.rule)).length;
  if (count === 0) return { verdict: 'own', why: 'the VF has its own' };
  const ownCount = rows.filter(({ info }) => info.rule === 'independent').length;
  if (ownCount === 0 && count === rows.length) return { verdict: 'shared', why: 'the PF governs all of it' };
  return { verdict: 'partly-shared', why: `the PF governs ${count} of its ${rows.length} fields` };
}

/** A field that a capability has, and what it is in a VF. */
interface FieldRow {
  readonly path: string;
  readonly row: FieldDefinition | RegisterDefinition;
  readonly info: VfInfo;
  /** Where that is stated. */
  readonly source: string;
}

/** Fields of `shown` with the value that counts for the VF. */
const fieldsOf = (rows: readonly FieldRow[], shown: FunctionView, sources: Sources): SharedField[] =>
  rows.map(({ path, row, ...said }) => sharedField(path, row, said, sources, shown !== sources.vf));

/** Every field that the capability has in `shown`. */
function rowsOf(shown: FunctionView, name: string): FieldRow[] {
  const [base = name, index] = name.replace(']', '').split('[');
  const capability = shown.capability(base, Number(index ?? 0));
  const site = base === 'header' ? shown.headerSite : capability && shown.siteOf(capability);
  if (!site) return [];
  const rows: FieldRow[] = [];
  const { definition } = site.scope;
  let registerInfo: VfInfo | undefined;
  let registerSpec: string | undefined;
  const add = (path: string, row: FieldDefinition | RegisterDefinition): void => {
    const info = row.vf ?? registerInfo ?? definition.vf;
    if (!info) return;
    const source = vfSource(info, row.spec, registerSpec, definition.spec);
    rows.push({ path: `${name}.${path}`, row, info, source });
  };
  const visitor: Visitor = {
    register(path, registerName, row) {
      registerInfo = row.vf;
      registerSpec = row.spec;
      if (!row.fields && !listHeader.test(registerName)) add(path, row);
    },
    field(path, _name, row) {
      if (!path.startsWith('capability_header.')) add(path, row);
    },
    bytes() {},
    beginTable() {},
    beginElement() {},
    endElement() {},
    endTable() {},
  };
  visit(shown, site, visitor);
  return rows;
}

function sharedField(
  path: string,
  definition: FieldDefinition | RegisterDefinition,
  { info, source }: { readonly info: VfInfo; readonly source: string },
  sources: Sources,
  isElsewhere: boolean,
): SharedField {
  const { vf } = sources;
  const vfValue = knownValue(vf.read(path));
  const { pfValue, pfPath } = inPf(path, info, sources);
  const counts = effective(path, info, vfValue, sources);
  const hazard = info.hazard ?? null;
  const isFromVf = counts.from === vf.fn.key;
  const governs =
    isElsewhere ||
    info.value !== undefined ||
    (info.rule !== 'must-match-pf' && isGoverned(info)) ||
    (info.rule === 'must-match-pf' && !isFromVf && vfValue !== counts.value) ||
    (counts.value === null && hazard !== null);
  return {
    path,
    title: definition.title,
    rule: info.rule,
    vfValue,
    pfValue,
    pfPath,
    effectiveValue: counts.value,
    effectiveFrom: counts.from,
    statedBy: counts.statedBy ?? null,
    isGoverned: governs,
    hazard: governs ? hazard : null,
    inUse:
      governs && hazard !== null
        ? inUse(pfPath ?? path, info, counts.value ?? placeOf(info, pfValue), sources)
        : null,
    why: `${noteOf(info)}${remark(counts, info, pfPath)}`,
    means:
      info.means && sources.governing.holds(info, info.means) === true
        ? info.means.text
        : placeText(path, info, sources),
    software: info.software ?? {},
    source,
    definition,
  };
}

/** What is particular to this dump. */
function remark({ statedBy }: Counts, info: VfInfo, pfPath: string | null): string {
  if (statedBy !== undefined) return ` This value is stated by ${statedBy}.`;
  return isPlace(info) && pfPath?.startsWith('ea.') ? ` Here ${pfPath} is the VF BAR.` : '';
}

/** What the PF holds for a field of a VF, and where. */
function inPf(path: string, info: VfInfo, { pf }: Sources): Pick<SharedField, 'pfValue' | 'pfPath'> {
  const index = isPlace(info) ? indexIn(path) : 0;
  const pfPath = info.value?.replace('@', `${index}`) ?? null;
  const pfValue = pf ? knownValue(pf.read(pfPath ?? path)) : null;
  // A VF BAR that reads 0 may be described by Enhanced Allocation instead.
  const enhanced = isPlace(info) && pfValue === 0 && pf ? enhancedVfBar(pf, index) : undefined;
  if (!pf || !enhanced) return { pfValue, pfPath };
  return { pfValue: knownValue(pf.read(enhanced.path)), pfPath: enhanced.path };
}

/** Where the memory of VF 1 begins: a VF BAR also holds its kind, and one of 64 bits is two registers. */
function placeText(path: string, info: VfInfo, { pf }: Sources): string | null {
  if (!pf || !isPlace(info)) return null;
  const index = indexIn(path);
  const bars = vfBarsOf(pf);
  const at = enhancedVfBar(pf, index)?.address || bars.find((bar) => bar.index === index)?.address;
  if (at) return `from ${hex(at, 8)}`;
  const isUpper = bars.some((bar) => bar.width === 64 && bar.index + 1 === index);
  return isUpper ? 'upper half' : null;
}

const indexIn = (path: string): number => Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0);

/** A VF BAR holds where VF 1 begins; where another VF begins depends on a size that no register states. */
const isPlace = (info: VfInfo): boolean => info.value?.includes('@') === true;

const placeOf = (info: VfInfo, pfValue: number | bigint | null): number | bigint | null =>
  isPlace(info) ? pfValue : null;

interface Counts {
  readonly value: number | bigint | null;
  readonly from: AddressKey | null;
  readonly statedBy?: string;
}

const notKnown: Counts = { value: null, from: null };

/** The value that counts for the VF. */
function effective(
  path: string,
  info: VfInfo,
  vfValue: number | bigint | null,
  { governing, vf, stated }: Sources,
): Counts {
  const { rule } = info;
  const own: Counts = { value: vfValue, from: vfValue === null ? null : vf.fn.key };
  if (isPlace(info)) return notKnown;
  const theirs = (): Counts => governing.value(info, info.value ?? path) ?? notKnown;
  if (info.value !== undefined) {
    const counts = theirs();
    return counts.value === null ? (statedId(path, stated) ?? notKnown) : counts;
  }
  if (rule === 'must-match-pf') {
    // Real VFs often read 0 where they should repeat the PF's value.
    if (vfValue !== null && Number(vfValue) !== 0) return own;
    const counts = theirs();
    return counts.value !== null || info.hazard !== undefined ? counts : own;
  }
  if (isGoverned(info)) return theirs();
  return rule === null || rule === 'reserved' || rule === 'not-implemented-in-vf' ? notKnown : own;
}

/** An ID that the dump states beside the bytes: the kernel took it from the PF. */
function statedId(path: string, stated: StatedIds | undefined): Counts | undefined {
  if (!stated || stated.vendor === undefined || stated.vendor === 0xffff) return undefined;
  const value =
    path === 'header.vendor_id' ? stated.vendor : path === 'header.device_id' ? stated.device : undefined;
  return value === undefined ? undefined : { value, from: null, statedBy: stated.by };
}

/** Whether a field of the Function that governs is in use: as its row says, or else when it is there and not 0. */
function inUse(
  path: string,
  info: VfInfo,
  value: number | bigint | null,
  { governing }: Sources,
): boolean | null {
  if (!info.inUse) {
    if (value !== null) return Number(value) !== 0;
    if (governing.isWithoutSource(info)) return false;
    return governing.source(info)?.read(path).state === 'absent' ? false : null;
  }
  const answers = info.inUse.map((condition) => governing.holds(info, condition));
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

export const addressOrNull = (key: AddressKey | null): string | null =>
  key === null ? null : formatKey(key);
