import { type EnhancedVfBar, enhancedVfBar, vfBarsOf } from '../decode/bars.ts';
import type { FunctionView, Site } from '../decode/view.ts';
import { type Visitor, visit } from '../decode/visit.ts';
import type {
  Access,
  CapabilityDefinition,
  FieldDefinition,
  RegisterDefinition,
} from '../registers/define.ts';
import { listHeader } from '../registers/shares.ts';
import { type Hazard, misplacedInVf, noteOf, type VfInfo, type VmmAction } from '../registers/vf.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import { type SharedField, sharingOf } from './sharing.ts';
import { pfOf } from './views/vfio.ts';

/** What a VMM has to do with one field of a VF. Values and masks are shifted to the field's place in its register. */
export interface EmulationRow {
  readonly path: string;
  /** Offset and bytes of the register that holds the field. */
  readonly offset: number;
  readonly width: number;
  /** The bits of the field, in its register. */
  readonly bits: bigint;
  /** What the guest reads at first; null where the dump does not tell. */
  readonly readValue: bigint | null;
  /** Bits that the VMM answers for; the others come from the VF. */
  readonly virtMask: bigint;
  /** Bits that a guest can write, in the VMM's copy or in the VF. */
  readonly writeMask: bigint;
  readonly action: VmmAction;
  readonly why: string;
}

/** A capability that the PF shares with its VFs and a VF does not have: there is nothing to emulate it on. */
export interface LackedCapability {
  readonly name: string;
  readonly hazard: Hazard | null;
  readonly why: string;
}

export interface Emulation {
  readonly rows: readonly EmulationRow[];
  readonly lacked: readonly LackedCapability[];
}

interface Decision {
  readonly action: VmmAction;
  readonly value: bigint | null;
  readonly writable: boolean;
  readonly why: string;
}

const writes: ReadonlySet<Access | undefined> = new Set<Access>(['RW', 'RWS', 'RW1C', 'RW1CS', 'WO']);
const clears: ReadonlySet<Access | undefined> = new Set<Access>(['RW1C', 'RW1CS']);

/** What a VMM must do for each field that a VF has. */
export function emulationOf(system: System, report: FunctionReport): Emulation {
  const sharing = sharingOf(system, report);
  const fields = new Map(
    sharing.capabilities.flatMap((one) => one.fields.map((field) => [field.path, field])),
  );
  const { view } = report;
  const hiding = new Map(view.capabilities.map((one) => [one, whyHidden(one.definition)]));
  const rows: EmulationRow[] = [];
  const header = view.headerSite;
  if (header) rows.push(...rowsOf(view, header, 'header', fields, pfOf(report, system)));
  const links = new Links(view, (one) => hiding.get(one) === undefined);
  for (const capability of view.capabilities) {
    const { entry, name, instance } = capability;
    const path = instance > 0 ? `${name}[${instance}]` : name;
    const hidden = hiding.get(capability);
    rows.push(links.row(capability, path, hidden));
    const site = hidden === undefined ? view.siteOf(capability) : undefined;
    if (site)
      rows.push(...rowsOf(view, site, path, fields, undefined).filter((row) => !isListHeader(row, entry)));
  }
  const pointer = rows.findIndex(({ path }) => path === 'header.capabilities_pointer');
  const first = rows[pointer];
  if (first) rows[pointer] = { ...first, readValue: BigInt(links.firstStandard) };
  return { rows, lacked: lackedOf(sharing.capabilities) };
}

const isListHeader = (
  { offset }: EmulationRow,
  entry: { readonly offset: number; readonly kind: string },
): boolean => offset < entry.offset + (entry.kind === 'standard' ? 2 : 4);

/** Why a capability that the VF shows is not for a guest; undefined when it is. */
function whyHidden(definition: CapabilityDefinition | undefined): string | undefined {
  if (!definition) return 'not a capability that is known: what it would do for a guest is not known either';
  const { vf } = definition;
  if (vf?.vmm?.action === 'hidden') return vf.vmm.why;
  if (misplacedInVf(definition)) return `a VF does not have it: ${vf ? noteOf(vf) : 'it belongs elsewhere'}`;
  if (vf?.rule === null || definition.inVf === 'not-known')
    return vf ? noteOf(vf) : 'not known what it is in a VF';
  return undefined;
}

function lackedOf(capabilities: ReturnType<typeof sharingOf>['capabilities']): LackedCapability[] {
  return capabilities
    .filter(({ verdict, inVf }) => verdict === 'shared' && inVf === false)
    .map(({ name, why, fields }) => {
      const classes = fields.flatMap(({ hazard }) => hazard ?? []);
      const worst = classes.includes(3) ? 3 : classes.includes(2) ? 2 : (classes[0] ?? null);
      return { name, hazard: worst, why };
    });
}

/** The lists of capabilities without those that are hidden. */
class Links {
  readonly #view: FunctionView;
  readonly #shown: (capability: FunctionView['capabilities'][number]) => boolean;

  constructor(view: FunctionView, shown: (capability: FunctionView['capabilities'][number]) => boolean) {
    this.#view = view;
    this.#shown = shown;
  }

  get firstStandard(): number {
    return (
      this.#view.capabilities.find((one) => one.entry.kind === 'standard' && this.#shown(one))?.entry
        .offset ?? 0
    );
  }

  row(
    capability: FunctionView['capabilities'][number],
    path: string,
    hidden: string | undefined,
  ): EmulationRow {
    const { entry } = capability;
    const isStandard = entry.kind === 'standard';
    const same = this.#view.capabilities.filter((one) => (one.entry.kind === 'standard') === isStandard);
    const next = same.slice(same.indexOf(capability) + 1).find(this.#shown)?.entry.offset ?? 0;
    const bits = isStandard ? 0xffffn : 0xffffffffn;
    // A null capability is where the extended list begins, if what is there is hidden.
    const isHead = !isStandard && entry.offset === 0x100;
    const shown = isStandard
      ? BigInt(entry.id | (next << 8))
      : (BigInt(next) << 20n) | BigInt((entry.version << 16) | entry.id);
    const value = hidden === undefined ? shown : isHead ? BigInt(next) << 20n : 0n;
    return {
      path: `${path}.${isStandard ? 'capability_id' : 'capability_header'}`,
      offset: entry.offset,
      width: isStandard ? 2 : 4,
      bits,
      readValue: value,
      virtMask: bits,
      writeMask: 0n,
      action: hidden === undefined ? 'fixed' : 'hidden',
      why: hidden ?? 'the list that the guest is shown is the VMM’s to make',
    };
  }
}

function rowsOf(
  view: FunctionView,
  site: Site,
  name: string,
  fields: ReadonlyMap<string, SharedField>,
  pf: FunctionView | undefined,
): EmulationRow[] {
  const rows: EmulationRow[] = [];
  const { definition } = site.scope;
  let registerInfo: VfInfo | undefined;
  let place = { offset: 0, width: 0 };
  const add = (path: string, row: FieldDefinition | RegisterDefinition, low: number, width: number): void => {
    const full = `${name}.${path}`;
    const info = row.vf ?? registerInfo ?? definition.vf;
    const bits = ((1n << BigInt(width)) - 1n) << BigInt(low);
    const { action, value, writable, why } = decide(full, row, info, fields.get(full), view);
    const writeMask = writable ? bits : 0n;
    const virtMask = action === 'hardware' ? 0n : bits;
    // vfio-pci and QEMU reset the VF before a guest starts: nothing is enabled then, whatever the host has set.
    const isReset = writable && full.startsWith('header.command.');
    const readValue = isReset ? 0n : value === null ? null : (value << BigInt(low)) & bits;
    rows.push({ path: full, ...place, bits, readValue, virtMask, writeMask, action, why });
  };
  const visitor: Visitor = {
    register(path, registerName, row, reading) {
      registerInfo = row.vf;
      if (reading.state === 'absent' || !reading.place) return;
      place = { offset: reading.place.offset, width: row.width / 8 };
      if (!row.fields && !listHeader.test(registerName)) add(path, row, 0, row.width);
    },
    field(path, _name, row, reading) {
      if (reading.state !== 'absent') add(path, row, row.low, row.width);
    },
    bytes(path, _name, row, offset, length) {
      registerInfo = row.vf;
      for (let at = 0; at < length; at += 4) {
        const width = Math.min(4, length - at);
        place = { offset: offset + at, width };
        const bits = (1n << BigInt(width * 8)) - 1n;
        const why = 'the vendor’s own: let it through, as vfio-pci does';
        const readValue = littleEndian(view, offset + at, width);
        const common = { path: `${name}.${path}`, ...place, bits, readValue, virtMask: 0n };
        rows.push({ ...common, writeMask: bits, action: 'hardware', why });
      }
    },
    beginTable() {},
    beginElement() {},
    endElement() {},
    endTable() {},
  };
  visit(view, site, visitor);
  return pf ? withBars(rows, pf) : rows;
}

function littleEndian(view: FunctionView, offset: number, width: number): bigint | null {
  let value = 0n;
  for (let n = width - 1; n >= 0; n--) {
    const byte = view.config.u8(offset + n);
    if (byte < 0) return null;
    value = (value << 8n) | BigInt(byte);
  }
  return value;
}

/** What to do with a field, by what it is in a VF and by how software may access it. */
function decide(
  path: string,
  { access }: FieldDefinition | RegisterDefinition,
  info: VfInfo | undefined,
  shared: SharedField | undefined,
  view: FunctionView,
): Decision {
  const reading = view.read(path);
  const own = reading.state === 'known' ? BigInt(reading.value) : null;
  const counts = shared?.effectiveValue ?? null;
  // What a hypervisor has filled in already is read in the Function itself.
  const isFilledIn = view.config.u16(0) !== 0xffff;
  const effective = counts !== null ? BigInt(counts) : isFilledIn ? own : null;
  const canWrite = writes.has(access);
  const fixed = (value: bigint | null, why: string): Decision => ({
    action: 'fixed',
    value,
    writable: false,
    why,
  });
  const hardware = (why: string): Decision => ({ action: 'hardware', value: own, writable: canWrite, why });
  const virtual = (value: bigint | null, why: string): Decision => ({
    action: 'virtual',
    value,
    writable: true,
    why,
  });
  if (access === 'RsvdP' || access === 'RsvdZ') return fixed(0n, 'reserved');
  if (!info)
    return canWrite
      ? virtual(own, 'not known what it is in a VF: keep what the guest writes')
      : hardware('not known what it is in a VF');
  const { vmm } = info;
  if (vmm) {
    const value =
      vmm.value !== undefined && (canWrite || vmm.action === 'fixed')
        ? BigInt(vmm.value)
        : info.value === undefined
          ? (effective ?? own)
          : effective;
    if (vmm.action === 'virtual' && (canWrite || info.hazard !== undefined)) return virtual(value, vmm.why);
    return fixed(value, vmm.why);
  }
  const why = noteOf(info);
  switch (info.rule) {
    case 'hardwired-zero':
    case 'reserved':
    case 'not-implemented-in-vf':
      return fixed(0n, why);
    case 'hardwired':
      return fixed(info.value === undefined ? own : effective, why);
    case 'must-match-pf':
      return effective === null || effective === own ? hardware(why) : fixed(effective, why);
    case 'pf-value-applies':
    case 'shared-in-pf':
      return canWrite && !clears.has(access)
        ? virtual(effective, `${why} Keep what the guest writes.`)
        : fixed(effective, why);
    case 'independent':
      return hardware(why);
    case null:
      return canWrite ? virtual(own, `${why} Keep what the guest writes.`) : hardware(why);
  }
}

const barPath = /^header\.base_address\[(\d)\]$/;

/** BARs like the VF BARs of the PF: what the guest can write is the address above their size. */
function withBars(rows: readonly EmulationRow[], pf: FunctionView): EmulationRow[] {
  const bars = new Map(vfBarsOf(pf).map((bar) => [bar.index, bar]));
  return rows.map((row) => {
    const match = barPath.exec(row.path);
    if (!match) return row;
    const index = Number(match[1]);
    const upper = bars.get(index - 1);
    const bar = bars.get(index);
    if (upper?.width === 64 && !bar) {
      const mask = upper.size === null ? 0xffffffffn : (~(upper.size - 1n) >> 32n) & 0xffffffffn;
      return { ...row, readValue: 0n, virtMask: 0xffffffffn, writeMask: mask, action: 'virtual' };
    }
    const enhanced = bar ? undefined : enhancedVfBar(pf, index);
    if (enhanced) return enhancedRow(row, enhanced);
    if (!bar || bar.address === 0n) {
      const why = 'the PF gives its VFs no memory here';
      return { ...row, readValue: 0n, virtMask: 0xffffffffn, writeMask: 0n, action: 'fixed', why };
    }
    const page = pageSize(pf);
    const size = bar.size ?? page;
    const type = (bar.width === 64 ? 4n : 0n) | (bar.prefetchable ? 8n : 0n);
    const unsaid =
      bar.size === null
        ? ` The size is not in this dump: at least a page, ${page} bytes; mask the bits below it.`
        : '';
    const writeMask = ~(size - 1n) & 0xfffffff0n;
    return { ...row, readValue: type, virtMask: 0xffffffffn, writeMask, why: `${row.why}${unsaid}` };
  });
}

const enhancedRow = (row: EmulationRow, { width, prefetchable, path }: EnhancedVfBar): EmulationRow => ({
  ...row,
  readValue: (width === 64 ? 4n : 0n) | (prefetchable ? 8n : 0n),
  writeMask: 0xfffff000n,
  why: `${row.why} ${path} of the PF is the VF BAR.`,
});

/** System Page Size: no VF BAR is smaller. */
function pageSize(pf: FunctionView): bigint {
  const pages = pf.get('sriov.system_page_size') ?? 0;
  for (let bit = 0; bit < 20; bit++) if (pages & (1 << bit)) return 4096n << BigInt(bit);
  return 4096n;
}
