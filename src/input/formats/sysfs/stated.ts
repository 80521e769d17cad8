import { parseAddress } from '../../../model/address.ts';
import type { Position } from '../../../model/diagnostic.ts';
import type { Stated, StatedBy } from '../../../model/stated.ts';
import { Facts } from '../../facts.ts';
import { stateResources } from './resource.ts';

type Texts = ReadonlyMap<string, string>;

/** What the kernel's attributes and links of one Function state. `configSize`: bytes that its `config` has. */
export function statedOf(
  attributes: Texts | undefined,
  links: Texts | undefined,
  by: StatedBy = 'sysfs',
  configSize?: number,
): Stated {
  const facts = stateSysfs(new Facts(by), attributes, links);
  if (configSize !== undefined) facts.fact('configSize', configSize);
  return facts.build();
}

/** Attributes and links while they are turned into facts. */
class Source {
  readonly texts: Texts;
  readonly links: Texts;
  readonly facts: Facts;
  /** Where an attribute or link is, in inputs that have lines. */
  readonly placeOf: (name: string) => Position | undefined;

  constructor(facts: Facts, texts: Texts, links: Texts, placeOf: Source['placeOf']) {
    this.facts = facts;
    this.texts = texts;
    this.links = links;
    this.placeOf = placeOf;
  }

  number(name: string): number | undefined {
    return numberIn(this.texts.get(name));
  }

  /** States a field with the place of the attribute that says it. */
  field(name: string, path: string, value: number | undefined): void {
    if (value !== undefined) this.facts.field(path, value, this.placeOf(name));
  }
}

/** Adds to `facts` what attributes and links state. */
export function stateSysfs(
  facts: Facts,
  attributes: Texts = new Map(),
  links: Texts = new Map(),
  placeOf: (name: string) => Position | undefined = () => undefined,
): Facts {
  const source = new Source(facts, attributes, links, placeOf);
  for (const [name, state] of Object.entries(numbers)) {
    const value = source.number(name);
    if (value !== undefined) state(value, facts, placeOf(name));
  }
  stateSriov(source);
  stateLink(source);
  stateSubsystem(source);
  stateResources(facts, attributes.get('resource'), source.number('class'), placeOf('resource'));
  const driver = links.get('driver') ?? attributes.get('driver');
  if (driver) facts.fact('driver', driver, placeOf('driver'));
  const group = numberIn(links.get('iommu_group') ?? attributes.get('iommu_group'));
  if (group !== undefined) facts.fact('iommuGroup', group, placeOf('iommu_group'));
  const physicalSlot = attributes.get('physical_slot');
  if (physicalSlot) facts.fact('physicalSlot', physicalSlot, placeOf('physical_slot'));
  stateFamily(source);
  return facts;
}

const statedNumber = /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i;

/** A number as the kernel writes it, `0x8086` or `7`; undefined for all else, such as `-1` for no node. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && statedNumber.test(text) ? Number(text) : undefined;
}

/** Attributes that are one number. */
const numbers: Readonly<Record<string, (value: number, facts: Facts, at: Position | undefined) => void>> = {
  vendor: (id, facts, at) => facts.fact('vendorId', id, at),
  device: (id, facts, at) => facts.fact('deviceId', id, at),
  subsystem_vendor: (id, facts, at) => facts.fact('subsystemVendorId', id, at),
  subsystem_device: (id, facts, at) => facts.fact('subsystemId', id, at),
  class(code, facts, at) {
    facts.classCode(code, 24, at);
    facts.field('header.class_code.base_class', code >>> 16, at);
    facts.field('header.class_code.sub_class', (code >>> 8) & 0xff, at);
    facts.field('header.class_code.programming_interface', code & 0xff, at);
  },
  revision(revision, facts, at) {
    facts.fact('revision', revision, at);
    facts.field('header.revision_id', revision, at);
  },
  numa_node: (node, facts, at) => facts.fact('numaNode', node, at),
  sriov_totalvfs: (count, facts, at) => facts.fact('driverTotalVfs', count, at),
  ari_enabled: (enabled, facts, at) => facts.fact('ariEnabled', enabled, at),
  vfn: (number, facts, at) => facts.fact('vfNumber', number, at),
};

/** NumVFs, offset and stride are the kernel's: it reads them again when it enables VFs. */
function stateSriov(source: Source): void {
  const { texts, facts } = source;
  const enabled = source.number('sriov_numvfs');
  if (enabled !== undefined) source.field('sriov_numvfs', 'sriov.control.vf_enable', enabled > 0 ? 1 : 0);
  if (enabled) source.field('sriov_numvfs', 'sriov.num_vfs', enabled);
  // While none are enabled, they are of another time.
  if (enabled !== 0) {
    source.field('sriov_offset', 'sriov.first_vf_offset', source.number('sriov_offset'));
    source.field('sriov_stride', 'sriov.vf_stride', source.number('sriov_stride'));
  }
  const id = texts.get('sriov_vf_device');
  if (id !== undefined && /^[0-9a-f]{1,4}$/i.test(id))
    source.field('sriov_vf_device', 'sriov.vf_device_id', parseInt(id, 16));
  // Only a PF has it.
  if (texts.has('sriov_totalvfs'))
    facts.capability({ kind: 'extended', name: 'sriov', title: 'sriov_totalvfs' });
}

/** Gigatransfers a second, by code. */
const rates = [0, 2.5, 5, 8, 16, 32, 64, 128];
/** What the kernel says where it could not read. */
const unreadWidth = 255;

/** The kernel reads Link Status; the highest speed it takes from another register where there is one. */
function stateLink(source: Source): void {
  const rate = /^([\d.]{1,5}) GT\/s/.exec(source.texts.get('current_link_speed') ?? '')?.[1];
  const speed = rate === undefined ? -1 : rates.indexOf(Number(rate));
  if (speed > 0) source.field('current_link_speed', 'pcie.link_status.current_link_speed', speed);
  for (const [name, path] of [
    ['current_link_width', 'pcie.link_status.negotiated_link_width'],
    ['max_link_width', 'pcie.link_capabilities.maximum_link_width'],
  ] as const) {
    const width = source.number(name);
    if (width !== unreadWidth) source.field(name, path, width);
  }
}

const bridgeClass = 0x06;

/** A bridge has its subsystem in a capability, where it has one. */
function stateSubsystem(source: Source): void {
  const code = source.number('class');
  if (code === undefined || code >>> 16 === bridgeClass) return;
  for (const [name, path] of [
    ['subsystem_vendor', 'header.subsystem_vendor_id'],
    ['subsystem_device', 'header.subsystem_id'],
  ] as const)
    source.field(name, path, source.number(name));
}

/** PF and VFs as the kernel links them. */
function stateFamily({ links, facts, placeOf }: Source): void {
  for (const [name, target] of links) {
    const number = /^virtfn(\d{1,5})$/.exec(name)?.[1];
    if (name !== 'physfn' && number === undefined) continue;
    if (parseAddress(target) === undefined) continue;
    if (number === undefined) facts.fact('pf', target, placeOf(name));
    else facts.vf(Number(number), target, placeOf(name));
  }
}
