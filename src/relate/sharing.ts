import { definitionNamed } from '../decode/definitions.ts';
import { type Capability, FunctionView, type Reading } from '../decode/view.ts';
import { type Visitor, visit } from '../decode/visit.ts';
import { type AddressKey, addressKey, formatKey } from '../model/address.ts';
import type { FieldDefinition, Hazard, RegisterDefinition, VfInfo, VfRule } from '../registers/define.ts';
import { tables } from '../registers/tables.ts';
import type { Verdict } from './classify.ts';
import type { Topology } from './topology.ts';

export type SharingVerdict = 'own' | 'partly-shared' | 'shared' | 'absent' | 'unknown';

/** One field of a VF: what it is there, and which value counts. */
export interface SharedField {
  readonly path: string;
  readonly title: string;
  readonly rule: VfRule;
  /** What the VF's own bytes hold; null when the VF does not have the field or the dump not the bytes. */
  readonly vfValue: number | bigint | null;
  /** What the Function that governs holds. */
  readonly pfValue: number | bigint | null;
  /** The value that counts for the VF; null when it is not known. */
  readonly effectiveValue: number | bigint | null;
  readonly effectiveFrom: AddressKey | null;
  readonly hazard: Hazard | null;
  readonly why: string;
  readonly definition: FieldDefinition | RegisterDefinition;
}

export interface SharedCapability {
  readonly name: string;
  readonly title: string;
  /** Null when the dump cannot tell. */
  readonly inVf: boolean | null;
  readonly inPf: boolean | null;
  readonly verdict: SharingVerdict;
  readonly why: string;
  readonly fields: readonly SharedField[];
}

export interface Sharing {
  readonly vf: AddressKey;
  readonly pf: AddressKey | null;
  readonly capabilities: readonly SharedCapability[];
}

/** Rules under which another Function's value counts. */
const governed: ReadonlySet<VfRule> = new Set(['pf-value-applies', 'shared-in-pf', 'must-match-pf']);

type Governed = Pick<VfInfo, 'rule' | 'from'>;

/** Whether what another Function has counts for the VF. */
const isGoverned = (info: Governed | undefined): boolean =>
  info !== undefined &&
  (governed.has(info.rule) || (info.rule === 'not-implemented-in-vf' && info.from !== undefined));

/** What a VF has of its own and what is the PF's, capability by capability. */
export function sharingOf(view: FunctionView, verdict: Verdict, topology: Topology): Sharing {
  const pfFn =
    verdict.attachment === 'attached' && verdict.pf !== null ? topology.byKey.get(verdict.pf) : undefined;
  const sources = new Sources(view, pfFn ? new FunctionView(pfFn) : undefined, topology);
  const names = new Set<string>(['header']);
  for (const capability of view.capabilities) names.add(instanceName(capability));
  for (const capability of sources.pf?.capabilities ?? []) names.add(instanceName(capability));
  // What is shared by rule is listed even when neither list shows it, unless both lists are fully known.
  for (const { kind, name, vf } of tables) {
    if (kind === 'header' || !vf || !isGoverned(vf)) continue;
    const source = sources.governing(vf);
    if (lists(source, kind) !== 'known' || source?.capability(name)) names.add(name);
  }
  const capabilities: SharedCapability[] = [];
  for (const name of names) {
    const shared = sharedCapability(name, sources);
    if (shared) capabilities.push(shared);
  }
  return { vf: view.fn.key, pf: pfFn?.key ?? null, capabilities };
}

const instanceName = ({ name, instance }: Capability): string =>
  instance > 0 ? `${name}[${instance}]` : name;

/** Whether a list of a Function is known to its end. */
function lists(view: FunctionView | undefined, kind: string): 'known' | 'unknown' {
  if (!view) return 'unknown';
  const state = kind === 'standard' ? view.walk.standard : view.walk.extended;
  return state === 'complete' || state === 'none' ? 'known' : 'unknown';
}

/** The Functions whose values may count for one VF. */
class Sources {
  readonly vf: FunctionView;
  readonly pf: FunctionView | undefined;
  readonly #topology: Topology;
  #function0: FunctionView | null | undefined;
  #lowestPf: FunctionView | null | undefined;

  constructor(vf: FunctionView, pf: FunctionView | undefined, topology: Topology) {
    this.vf = vf;
    this.pf = pf;
    this.#topology = topology;
  }

  /** The Function that governs a field, or undefined when it is not in the snapshot. */
  governing(info: Governed): FunctionView | undefined {
    if (!this.pf) return undefined;
    if (info.from === 'function-0') {
      this.#function0 ??= this.#viewOf(this.#function0Key());
      return this.#function0 ?? undefined;
    }
    if (info.from === 'lowest-pf') {
      this.#lowestPf ??= this.#viewOf(this.#lowestPfKey());
      return this.#lowestPf ?? undefined;
    }
    return this.pf;
  }

  #viewOf(key: AddressKey): FunctionView | null {
    const fn = this.#topology.byKey.get(key);
    return fn ? new FunctionView(fn) : null;
  }

  /** Function 0 of the PF's device; below a port there is one device, so device 0, Function 0 of the bus. */
  #function0Key(): AddressKey {
    const fn = (this.pf as FunctionView).fn;
    const behindPort = this.#topology.parentOf(fn) !== undefined;
    return addressKey(fn.domain, behindPort ? fn.routingId & 0xff00 : fn.routingId & 0xfff8);
  }

  #lowestPfKey(): AddressKey {
    const fn = (this.pf as FunctionView).fn;
    const first = this.#function0Key();
    for (let key = first; key < fn.key; key++) if (this.#topology.pfs.has(key)) return key;
    return fn.key;
  }
}

function sharedCapability(name: string, sources: Sources): SharedCapability | undefined {
  const [base = name, index] = name.replace(']', '').split('[');
  const instance = Number(index ?? 0);
  if (base === 'header') return sharedHeader(sources);
  const own = sources.vf.capability(base, instance);
  const theirs = sources.pf?.capability(base, instance);
  const definition = own?.definition ?? theirs?.definition ?? definitionNamed(base);
  const kind = own?.entry.kind ?? theirs?.entry.kind ?? definition?.kind;
  const listKind = kind === 'standard' ? 'standard' : 'extended';
  const inVf = own ? true : lists(sources.vf, listKind) === 'known' ? false : null;
  const inPf = theirs ? true : lists(sources.pf, listKind) === 'known' ? false : null;
  const common = { name, title: definition?.title ?? `capability ${name}`, inVf, inPf };
  if (!definition) {
    if (!own) return undefined;
    return { ...common, verdict: 'unknown', why: 'lsvf does not know this capability', fields: [] };
  }
  if (own) {
    const fields = fieldsOf(sources.vf, name, sources);
    return {
      ...common,
      ...verdictOfOwn(fields, definition.inVf === 'unspecified' && !definition.vf),
      fields,
    };
  }
  const info = definition.vf;
  if (info && isGoverned(info)) {
    const source = sources.governing(info);
    if (source?.capability(base, instance)) {
      const why = info.note ?? 'only the PF has it, and it governs the VF';
      return { ...common, verdict: 'shared', why, fields: fieldsOf(source, name, sources) };
    }
    if (lists(source, listKind) !== 'known')
      return { ...common, verdict: 'unknown', why: lackOfSource(info, source), fields: [] };
    return inVf === false
      ? { ...common, verdict: 'absent', why: 'neither the VF nor the PF has it', fields: [] }
      : undefined;
  }
  if (inVf === null)
    return { ...common, verdict: 'unknown', why: 'the dump of the VF ends before it', fields: [] };
  return { ...common, verdict: 'absent', why: info?.note ?? 'the VF does not have it', fields: [] };
}

function sharedHeader(sources: Sources): SharedCapability | undefined {
  const title = sources.vf.headerSite?.scope.definition.title;
  if (title === undefined) return undefined;
  const fields = fieldsOf(sources.vf, 'header', sources);
  return {
    name: 'header',
    title,
    inVf: true,
    inPf: sources.pf ? true : null,
    ...verdictOfOwn(fields, false),
    fields,
  };
}

function lackOfSource(info: VfInfo, source: FunctionView | undefined): string {
  const who = info.from === 'function-0' ? 'Function 0 of the device' : 'the PF';
  return source ? `the dump of ${who} ends before it` : `it lives in ${who}, which is not in this dump`;
}

function verdictOfOwn(
  fields: readonly SharedField[],
  unspecified: boolean,
): { verdict: SharingVerdict; why: string } {
  if (unspecified) return { verdict: 'unknown', why: 'what it is in a VF is not specified' };
  const count = fields.filter((field) => governed.has(field.rule)).length;
  if (count === 0) return { verdict: 'own', why: 'the VF has its own' };
  const ownCount = fields.filter((field) => field.rule === 'independent').length;
  if (ownCount === 0 && count === fields.length)
    return { verdict: 'shared', why: 'the PF governs all of it' };
  return { verdict: 'partly-shared', why: `the PF governs ${count} of its ${fields.length} fields` };
}

/** Every field that the capability has in `shown`, with the value that counts for the VF. */
function fieldsOf(shown: FunctionView, name: string, sources: Sources): SharedField[] {
  const [base = name, index] = name.replace(']', '').split('[');
  const capability = shown.capability(base, Number(index ?? 0));
  const site = base === 'header' ? shown.headerSite : capability && shown.siteOf(capability);
  if (!site) return [];
  const fields: SharedField[] = [];
  const { definition } = site.scope;
  let registerInfo: VfInfo | undefined;
  const add = (path: string, row: FieldDefinition | RegisterDefinition): void => {
    const info = row.vf ?? registerInfo ?? definition.vf;
    if (info) fields.push(sharedField(`${name}.${path}`, row, info, sources));
  };
  const visitor: Visitor = {
    register(path, registerName, row) {
      registerInfo = row.vf;
      const isListHeader = /^(capability_id|next_capability|capability_header)$/.test(registerName);
      if (!row.fields && !isListHeader) add(path, row);
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
  return fields;
}

function sharedField(
  path: string,
  definition: FieldDefinition | RegisterDefinition,
  info: VfInfo,
  sources: Sources,
): SharedField {
  const vfValue = knownValue(sources.vf.read(path));
  const source = sources.governing(info);
  const index = /\[(\d+)\]/.exec(path)?.[1] ?? '0';
  const pfValue = source ? knownValue(source.read(info.value?.replace('@', index) ?? path)) : null;
  const { rule } = info;
  let effectiveValue: number | bigint | null = vfValue;
  let effectiveFrom: AddressKey | null = vfValue === null ? null : sources.vf.fn.key;
  const fromSource = (): void => {
    effectiveValue = pfValue;
    effectiveFrom = pfValue === null || !source ? null : source.fn.key;
  };
  if (info.value?.includes('@')) {
    // A VF BAR holds where VF 1 begins; where another VF begins depends on a size that no register states.
    effectiveValue = null;
    effectiveFrom = null;
  } else if (info.value !== undefined || (rule !== 'must-match-pf' && isGoverned(info))) fromSource();
  else if (rule === 'must-match-pf' && (vfValue === null || Number(vfValue) === 0)) {
    // Real VFs often read 0 where they should repeat the PF's value.
    if (pfValue !== null) fromSource();
    else if (info.hazard !== undefined) {
      effectiveValue = null;
      effectiveFrom = null;
    }
  } else if (rule === 'reserved' || rule === 'not-implemented-in-vf') {
    effectiveValue = null;
    effectiveFrom = null;
  }
  return {
    path,
    title: definition.title,
    rule,
    vfValue,
    pfValue,
    effectiveValue,
    effectiveFrom,
    hazard: info.hazard ?? null,
    why: info.note ?? ruleText[rule],
    definition,
  };
}

/** What each rule means, where a row has no note of its own. */
export const ruleText: Readonly<Record<VfRule, string>> = {
  'hardwired-zero': 'Always 0 in a VF.',
  'pf-value-applies': "Reserved in a VF; the PF's value applies.",
  'shared-in-pf': 'Exists once, in the PF.',
  'must-match-pf': "Must show the PF's value.",
  independent: "The VF's own.",
  hardwired: 'A constant in every VF.',
  reserved: 'Undefined in a VF.',
  'not-implemented-in-vf': 'A VF does not have it.',
};

const knownValue = (reading: Reading): number | bigint | null =>
  reading.state === 'known' ? reading.value : null;

export const addressOrNull = (key: AddressKey | null): string | null =>
  key === null ? null : formatKey(key);
