import { type Bar, barsOf, vfBarsOf, type Window, windowsOf } from '../decode/bars.ts';
import { definitionNamed, headerDefinition } from '../decode/definitions.ts';
import { scopeOf } from '../decode/scope.ts';
import type { FunctionView } from '../decode/view.ts';
import type { FieldDefinition, RegisterDefinition } from '../registers/define.ts';
import type { FieldChange, Meaning } from './difference.ts';

/** What a row looks at: the two Functions, and what differs. */
export interface MeaningSubject {
  readonly before: FunctionView;
  readonly after: FunctionView;
  readonly changes: ReadonlyMap<string, FieldChange>;
  /** VFs of this PF that only one side has, as text: `0000:01:10.0 … 0000:01:11.4`. */
  readonly vfsAppeared: string;
  readonly vfsGone: string;
}

/** One meaning: what it reads, and what it says; undefined when it has nothing to say. */
interface Row {
  readonly id: string;
  /** A register stands for all its fields, a name without `[n]` for all elements. */
  readonly reads: readonly string[];
  /** Which of the fields that fit it reads, if not all. */
  readonly only?: (path: string) => boolean;
  readonly say: (subject: MeaningSubject) => string | undefined;
}

/** A bit that says something when it is set, and something else when it is cleared. */
const bit = (path: string, set: string, cleared: string): Row => ({
  id: path,
  reads: [path],
  say: ({ changes }) => {
    const change = changes.get(path);
    if (change?.kind !== 'changed') return undefined;
    return change.after === 1 ? set : cleared;
  },
});

/** A field whose two values say it all. */
const shift = (path: string, what: string): Row => ({
  id: path,
  reads: [path],
  say: ({ changes }) => {
    const change = changes.get(path);
    return change?.kind === 'changed' ? `${what}: ${change.beforeText} → ${change.afterText}` : undefined;
  },
});

/** The bits of a register that were set and cleared, by their titles. */
const flags = (
  register: string,
  set: string,
  cleared: string,
  only: (path: string) => boolean = () => true,
): Row => ({
  id: register,
  reads: [register],
  only,
  say: ({ changes }) => {
    const titles = (to: number): string[] =>
      [...changes.values()]
        .filter(({ field, kind, after, about }) => {
          return (
            about === 'field' &&
            kind === 'changed' &&
            after === to &&
            field.startsWith(`${register}.`) &&
            only(field)
          );
        })
        .map(({ title }) => title);
    const [on, off] = [titles(1), titles(0)];
    const parts = [
      ...(on.length > 0 ? [`${set}: ${on.join(', ')}`] : []),
      ...(off.length > 0 ? [`${cleared}: ${off.join(', ')}`] : []),
    ];
    return parts.length > 0 ? parts.join('; ') : undefined;
  },
});

const read = (view: FunctionView, path: string): number | undefined => {
  const answer = view.ask(path);
  return answer.source === 'bytes' || answer.source === 'stated' ? Number(answer.value) : undefined;
};

const speed = 'pcie.link_status.current_link_speed';
const width = 'pcie.link_status.negotiated_link_width';

/** The row of a table for a field at a path without indexes. */
function rowOf(path: string): FieldDefinition | RegisterDefinition | undefined {
  const [capability = '', ...rest] = path.split('.');
  const definitions =
    capability === 'header' ? [0, 1, 2].map(headerDefinition) : [definitionNamed(capability)];
  for (const definition of definitions) {
    const reference = definition && scopeOf(definition).find(rest.join('.'));
    if (reference) return reference.field ?? reference.register;
  }
  return undefined;
}

/** Whether a bit reports an event, and stays until software clears it. */
function isEvent(path: string): boolean {
  const access = rowOf(path)?.access;
  return access === 'RW1C' || access === 'RW1CS';
}

/** What the table calls a value. */
function nameOf(path: string, value: number): string | undefined {
  const values = rowOf(path)?.values;
  return values?.[value] ?? values?.rest;
}

/** `8 GT/s x4`; undefined when the link is down or the dump does not tell. */
function linkText(view: FunctionView, [speedPath, widthPath]: readonly [string, string]): string | undefined {
  const [s, w] = [read(view, speedPath), read(view, widthPath)];
  if (!s || !w) return undefined;
  return `${nameOf(speedPath, s) ?? `speed code ${s}`} ${nameOf(widthPath, w) ?? `width code ${w}`}`;
}
function linkSentence({ before, after, changes }: MeaningSubject): string | undefined {
  if (!changes.has(speed) && !changes.has(width)) return undefined;
  // Where one of both is not in an input, it is not known whether the link is down.
  if ([before, after].some((view) => [speed, width].some((path) => read(view, path) === undefined)))
    return undefined;
  const [was, is] = [linkText(before, [speed, width]), linkText(after, [speed, width])];
  if (was === undefined) return is === undefined ? undefined : `the link came up: ${is}`;
  if (is === undefined) return `the link went down; it ran at ${was}`;
  const capability: [string, string] = [
    'pcie.link_capabilities.max_link_speed',
    'pcie.link_capabilities.maximum_link_width',
  ];
  const able = linkText(after, capability);
  const slower = (path: string): number => (read(after, path) ?? 0) - (read(before, path) ?? 0);
  const [bySpeed, byWidth] = [slower(speed), slower(width)];
  const word =
    bySpeed <= 0 && byWidth <= 0 ? 'down-trained' : bySpeed >= 0 && byWidth >= 0 ? 'trained up' : 'retrained';
  return `the link ${word}: ${was} → ${is}${able === undefined || able === is ? '' : ` (able to run at ${able})`}`;
}

const address = (value: bigint): string => `${value.toString(16).toUpperCase().padStart(8, '0')}h`;
const kindOf = ({ space, width: bits, prefetchable }: Bar): string =>
  space === 'io' ? 'I/O' : `${bits}-bit memory${prefetchable ? ', prefetchable' : ''}`;

/** What became of one BAR. */
function barSentence(
  name: string,
  index: number,
  before: readonly Bar[],
  after: readonly Bar[],
): string | undefined {
  const [was, is] = [before.find((bar) => bar.index === index), after.find((bar) => bar.index === index)];
  const label = `${name} ${index}`;
  if (!was)
    return is && `${label} appeared: ${kindOf(is)}${is.address === 0n ? '' : ` at ${address(is.address)}`}`;
  if (!is) return `${label} reads 0 now; it was ${kindOf(was)} at ${address(was.address)}`;
  const kind = kindOf(was) === kindOf(is) ? '' : `, now ${kindOf(is)} instead of ${kindOf(was)}`;
  if (was.address === is.address) return kind === '' ? undefined : `${label} changed${kind}`;
  if (was.address === 0n) return `${label} got the address ${address(is.address)}${kind}`;
  if (is.address === 0n) return `${label} lost its address ${address(was.address)}${kind}`;
  return `${label} moved: ${address(was.address)} → ${address(is.address)}${kind}`;
}

/** A row for each BAR; the upper half of a 64-bit one is in the next register. */
const barRows = (name: string, path: string, bars: (view: FunctionView) => readonly Bar[]): readonly Row[] =>
  [0, 1, 2, 3, 4, 5].map((index) => ({
    id: `${path}[${index}]`,
    reads: [`${path}[${index}]`, `${path}[${index + 1}]`],
    say: ({ before, after }) => barSentence(name, index, bars(before), bars(after)),
  }));

const windowRow = (kind: Window['kind'], reads: readonly string[]): Row => ({
  id: `${kind}-window`,
  reads,
  say({ before, after }) {
    const text = (view: FunctionView): string => {
      const range = windowsOf(view).find((window) => window.kind === kind)?.range;
      return range ? `${address(range.first)}–${address(range.last)}` : 'closed';
    };
    const [was, is] = [text(before), text(after)];
    return was === is ? undefined : `the ${kind === 'io' ? 'I/O' : kind} window changed: ${was} → ${is}`;
  },
});

function vfsSentence({ before, after, changes, vfsAppeared, vfsGone }: MeaningSubject): string | undefined {
  const enable = changes.get('sriov.control.vf_enable');
  const count = changes.get('sriov.num_vfs');
  const numbers = count ? `NumVFs ${count.beforeText} → ${count.afterText}` : '';
  const details = [numbers, vfsAppeared && `appeared: ${vfsAppeared}`, vfsGone && `gone: ${vfsGone}`].filter(
    (part) => part !== '',
  );
  const rest = details.length > 0 ? `: ${details.join('; ')}` : '';
  if (enable?.kind === 'changed')
    return `${enable.after === 1 ? 'VFs were enabled' : 'VFs were disabled'}${rest}`;
  if (!count) return undefined;
  const enables = [before, after].map((view) => read(view, 'sriov.control.vf_enable'));
  return enables.every((enabled) => enabled === 0)
    ? `${numbers}, while VF Enable is clear: there are no VFs`
    : `the number of VFs changed${rest}`;
}

function busSentence({ before, after }: MeaningSubject): string | undefined {
  const text = (view: FunctionView): string => {
    const hex = (path: string): string => (read(view, path) ?? 0).toString(16).padStart(2, '0');
    return `${hex('header.secondary_bus_number')}–${hex('header.subordinate_bus_number')}`;
  };
  const [was, is] = [text(before), text(after)];
  return was === is ? undefined : `the buses below it have other numbers: ${was} → ${is}`;
}

const together =
  (...paths: readonly string[]) =>
  (what: string): Row['say'] =>
  ({ changes }) => {
    const parts = paths.flatMap((path) => {
      const change = changes.get(path);
      return change?.kind === 'changed' ? [`${change.title} ${change.beforeText} → ${change.afterText}`] : [];
    });
    return parts.length > 0 ? `${what}: ${parts.join(', ')}` : undefined;
  };

const ids = ['header.vendor_id', 'header.device_id'] as const;
const subsystem = ['header.subsystem_vendor_id', 'header.subsystem_id'] as const;

/** What changes mean. A row says one thing; of several rows that read a field the last gives it its meaning. */
export const meanings: readonly Row[] = [
  // SR-IOV
  { id: 'vfs', reads: ['sriov.control.vf_enable', 'sriov.num_vfs'], say: vfsSentence },
  bit(
    'sriov.control.vf_memory_space_enable',
    'the memory of all VFs was opened (VF Memory Space Enable)',
    'the memory of all VFs was closed (VF Memory Space Enable)',
  ),
  bit(
    'sriov.control.ari_capable_hierarchy',
    'VFs may take function numbers above 7 (ARI Capable Hierarchy)',
    'VFs may no longer take function numbers above 7 (ARI Capable Hierarchy)',
  ),
  {
    id: 'vf-places',
    reads: ['sriov.first_vf_offset', 'sriov.vf_stride'],
    say: together('sriov.first_vf_offset', 'sriov.vf_stride')('the VFs have other Routing IDs'),
  },
  shift('sriov.total_vfs', 'it can have another number of VFs (TotalVFs)'),
  shift('sriov.vf_device_id', 'the VFs have another Device ID'),
  shift('sriov.system_page_size', 'the parts of the VF BARs have another alignment'),
  ...barRows('VF BAR', 'sriov.vf_bar', vfBarsOf),
  // The link
  { id: 'link', reads: [speed, width], say: linkSentence },
  bit(
    'pcie.link_status.data_link_layer_link_active',
    'the link became active',
    'the link is no longer active',
  ),
  bit('pcie.slot_status.presence_detect_state', 'a card is in the slot now', 'the slot is empty now'),
  bit('pcie.slot_control.power_controller_control', 'the slot was switched off', 'the slot was switched on'),
  bit('pcie.link_control.link_disable', 'the link was disabled', 'the link was enabled'),
  bit(
    'header.bridge_control.secondary_bus_reset',
    'the bus below is held in reset',
    'the bus below left reset',
  ),
  shift('pcie.link_control.aspm_control', 'ASPM changed'),
  shift('pcie.link_control_2.target_link_speed', 'the link aims at another speed'),
  flags('l1_pm_substates.control_1', 'L1 substates enabled', 'L1 substates disabled', (path) =>
    /l1_[12]_enable$/.test(path),
  ),
  // Addresses
  ...barRows('BAR', 'header.base_address', barsOf),
  bit('header.expansion_rom.enable', 'the ROM answers at its address', 'the ROM no longer answers'),
  shift('header.expansion_rom.base_address', 'the ROM moved'),
  ...[0, 1, 2, 3, 4, 5].map((n) => shift(`resizable_bar.control_${n}.bar_size`, 'a BAR has another size')),
  ...[0, 1, 2, 3, 4, 5].map((n) =>
    shift(`vf_resizable_bar.control_${n}.bar_size`, 'a VF BAR has another size'),
  ),
  windowRow('io', ['header.io_base', 'header.io_limit', 'header.io_base_upper', 'header.io_limit_upper']),
  windowRow('memory', ['header.memory_base', 'header.memory_limit']),
  windowRow('prefetchable', [
    'header.prefetchable_memory_base',
    'header.prefetchable_memory_limit',
    'header.prefetchable_base_upper',
    'header.prefetchable_limit_upper',
  ]),
  {
    id: 'buses',
    reads: ['header.primary_bus_number', 'header.secondary_bus_number', 'header.subordinate_bus_number'],
    say: busSentence,
  },
  // What the Function may do
  bit(
    'header.command.memory_space_enable',
    'it answers to its memory addresses',
    'it no longer answers to memory addresses',
  ),
  bit(
    'header.command.io_space_enable',
    'it answers to its I/O addresses',
    'it no longer answers to I/O addresses',
  ),
  bit(
    'header.command.bus_master_enable',
    'it may start DMA and send MSIs (Bus Master Enable)',
    'it may no longer start DMA or send MSIs (Bus Master Enable)',
  ),
  bit('header.command.interrupt_disable', 'INTx was disabled', 'INTx may be used'),
  shift('pm.control_status.power_state', 'its power state changed'),
  bit(
    'pm.control_status.pme_enable',
    'it may wake the system (PME)',
    'it may no longer wake the system (PME)',
  ),
  bit('msi.control.enable', 'MSI was enabled', 'MSI was disabled'),
  bit('msix.control.enable', 'MSI-X was enabled', 'MSI-X was disabled'),
  bit(
    'msix.control.function_mask',
    'all MSI-X vectors are masked',
    'MSI-X vectors are no longer masked as a whole',
  ),
  shift('msix.control.table_size', 'it has another number of MSI-X vectors'),
  shift('msi.control.multiple_message_enable', 'it uses another number of MSI vectors'),
  shift('pcie.device_control.max_payload_size', 'the largest payload changed'),
  shift('pcie.device_control.max_read_request_size', 'the largest read request changed'),
  bit(
    'ats.control.enable',
    'it may ask for translations (ATS)',
    'it may no longer ask for translations (ATS)',
  ),
  shift('ats.control.smallest_translation_unit', 'it asks for translations in another unit (ATS)'),
  bit('pasid.control.enable', 'it may send PASIDs', 'it may no longer send PASIDs'),
  bit('pri.control.enable', 'it may request pages (PRI)', 'it may no longer request pages (PRI)'),
  flags('acs.control', 'peer-to-peer isolation set (ACS)', 'peer-to-peer isolation cleared (ACS)'),
  bit(
    'pcie.device_control_2.ari_forwarding_enable',
    'ARI forwarding was enabled',
    'ARI forwarding was disabled',
  ),
  bit('pcie.device_control_2.ltr_mechanism_enable', 'LTR was enabled', 'LTR was disabled'),
  bit(
    'header.bridge_control.vga_enable',
    'VGA accesses go to the bus below',
    'VGA accesses no longer go to the bus below',
  ),
  shift('dpc.control.trigger_enable', 'DPC contains the port after other errors than before'),
  flags('pcie.device_control', 'errors reported from now on', 'errors no longer reported', (path) =>
    path.endsWith('_reporting_enable'),
  ),
  // What it is
  bit(
    'header.header_type.multi_function',
    'its device says that it has several Functions',
    'its device says that it has one Function',
  ),
  { id: 'ids', reads: ids, say: idsSentence },
  { id: 'subsystem', reads: subsystem, say: together(...subsystem)('it has another subsystem ID') },
  shift('header.revision_id', 'it has another revision'),
  { id: 'class', reads: ['header.class_code'], say: classSentence },
  shift('dsn.serial_number', 'it is another unit: the serial number changed'),
  shift('header.header_type.layout', 'the header has another layout'),
  shift('pcie.capabilities.device_port_type', 'it shows itself as another kind of port'),
  bit(
    'header.status.capabilities_list',
    'it has a capability list now',
    'it says that it has no capability list',
  ),
  // Errors
  flags('header.status', 'error status set', 'error status cleared', isEvent),
  flags(
    'header.secondary_status',
    'error status set on the bus below',
    'error status cleared on the bus below',
    isEvent,
  ),
  flags('pcie.device_status', 'error status set', 'error status cleared', isEvent),
  flags('aer.uncorrectable_status', 'uncorrectable errors logged', 'uncorrectable errors cleared', isEvent),
  flags('aer.correctable_status', 'correctable errors logged', 'correctable errors cleared', isEvent),
  flags('aer.root_status', 'errors reported to the Root Port', 'errors at the Root Port cleared', isEvent),
  flags(
    'aer.uncorrectable_mask',
    'uncorrectable errors no longer reported',
    'uncorrectable errors reported again',
  ),
  flags('aer.correctable_mask', 'correctable errors no longer reported', 'correctable errors reported again'),
  flags('aer.uncorrectable_severity', 'errors that are fatal now', 'errors that are no longer fatal'),
  bit(
    'dpc.status.trigger_status',
    'the port was contained after an error (DPC)',
    'the port left containment (DPC)',
  ),
  flags('pri.status', 'page request status set', 'page request status cleared', isEvent),
  flags('pcie.slot_status', 'slot events', 'slot events cleared', isEvent),
];

function idsSentence({ before, after, changes }: MeaningSubject): string | undefined {
  if (!ids.some((path) => changes.has(path))) return undefined;
  const text = (view: FunctionView): string =>
    ids.map((path) => (read(view, path) ?? 0).toString(16).padStart(4, '0')).join(':');
  const [was, is] = [text(before), text(after)];
  if (was === 'ffff:ffff') return `IDs were filled in: ${is}`;
  if (is === 'ffff:ffff') return `IDs read FFFFh as those of a VF do; they were ${was}`;
  return `it is another device: ${was} → ${is}`;
}

function classSentence({ before, after }: MeaningSubject): string | undefined {
  const text = (view: FunctionView): string => {
    const code = (read(view, 'header.class_code') ?? 0).toString(16).toUpperCase().padStart(6, '0');
    const name = nameOf('header.class_code.base_class', read(view, 'header.class_code.base_class') ?? -1);
    return `${code}h${name === undefined ? '' : ` (${name})`}`;
  };
  return `it has another class: ${text(before)} → ${text(after)}`;
}

const plain = (path: string): string => path.replace(/\[\d+\]/g, '');

/** Whether a row reads a field. */
function readsField(row: Row, field: string): boolean {
  const path = plain(field);
  if (row.only && !row.only(path)) return false;
  return row.reads.some((name) => path === name || path.startsWith(`${name}.`) || field === name);
}

/** What the changes of two Functions mean, in the order of the rows. */
export function meaningsOf(subject: MeaningSubject): Meaning[] {
  const found: Meaning[] = [];
  const changes = [...subject.changes.values()].filter(({ about }) => about === 'field' || about === 'bits');
  const capabilities = new Set(changes.map(({ field }) => plain(field).split('.', 1)[0]));
  for (const row of meanings) {
    if (!row.reads.some((name) => capabilities.has(name.split('.', 1)[0]))) continue;
    const read = changes.filter(({ field, about }) => about === 'field' && readsField(row, field));
    if (read.length === 0) continue;
    const text = row.say(subject);
    if (text === undefined) continue;
    const volatile = read.every((change) => change.volatile);
    found.push({ id: row.id, text, reads: read.map(({ field }) => field), volatile });
  }
  return found;
}
