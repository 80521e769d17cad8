import { parseAddress } from '../../../model/address.ts';
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
  const facts = new Facts(by);
  const texts = attributes ?? new Map<string, string>();
  const number = (name: string): number | undefined => numberIn(texts.get(name));
  for (const [name, state] of Object.entries(numbers)) {
    const value = number(name);
    if (value !== undefined) state(value, facts);
  }
  stateSriov(texts, number, facts);
  stateLink(texts, number, facts);
  stateSubsystem(number, facts);
  stateResources(texts.get('resource'), number, facts);
  const driver = links?.get('driver') ?? texts.get('driver');
  if (driver) facts.fact('driver', driver);
  const group = numberIn(links?.get('iommu_group') ?? texts.get('iommu_group'));
  if (group !== undefined) facts.fact('iommuGroup', group);
  const physicalSlot = texts.get('physical_slot');
  if (physicalSlot) facts.fact('physicalSlot', physicalSlot);
  stateFamily(links, facts);
  if (configSize !== undefined) facts.fact('configSize', configSize);
  return facts.build();
}

const statedNumber = /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i;

/** A number as the kernel writes it, `0x8086` or `7`; undefined for all else, such as `-1` for no node. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && statedNumber.test(text) ? Number(text) : undefined;
}

/** Attributes that are one number. */
const numbers: Readonly<Record<string, (value: number, facts: Facts) => void>> = {
  vendor: (id, facts) => facts.fact('vendorId', id),
  device: (id, facts) => facts.fact('deviceId', id),
  subsystem_vendor: (id, facts) => facts.fact('subsystemVendorId', id),
  subsystem_device: (id, facts) => facts.fact('subsystemId', id),
  class(code, facts) {
    facts.classCode(code, 24);
    facts.field('header.class_code.base_class', code >>> 16);
    facts.field('header.class_code.sub_class', (code >>> 8) & 0xff);
    facts.field('header.class_code.programming_interface', code & 0xff);
  },
  revision(revision, facts) {
    facts.fact('revision', revision);
    facts.field('header.revision_id', revision);
  },
  numa_node: (node, facts) => facts.fact('numaNode', node),
  sriov_totalvfs: (count, facts) => facts.fact('driverTotalVfs', count),
  ari_enabled: (enabled, facts) => facts.fact('ariEnabled', enabled),
  vfn: (number, facts) => facts.fact('vfNumber', number),
};

/** NumVFs, offset and stride are the kernel's: it reads them again when it enables VFs. */
function stateSriov(texts: Texts, number: (name: string) => number | undefined, facts: Facts): void {
  const enabled = number('sriov_numvfs');
  if (enabled !== undefined) facts.field('sriov.control.vf_enable', enabled > 0 ? 1 : 0);
  if (enabled) {
    facts.field('sriov.num_vfs', enabled);
    const [offset, stride] = [number('sriov_offset'), number('sriov_stride')];
    if (offset !== undefined) facts.field('sriov.first_vf_offset', offset);
    if (stride !== undefined) facts.field('sriov.vf_stride', stride);
  }
  const id = texts.get('sriov_vf_device');
  if (id !== undefined && /^[0-9a-f]{1,4}$/i.test(id)) facts.field('sriov.vf_device_id', parseInt(id, 16));
  // Only a PF has it.
  if (texts.has('sriov_totalvfs'))
    facts.capability({ kind: 'extended', name: 'sriov', title: 'sriov_totalvfs' });
}

/** Gigatransfers a second, by code. */
const rates = [0, 2.5, 5, 8, 16, 32, 64, 128];
/** What the kernel says where it could not read. */
const unreadWidth = 255;

/** The kernel reads Link Status; the highest speed it takes from another register where there is one. */
function stateLink(texts: Texts, number: (name: string) => number | undefined, facts: Facts): void {
  const rate = /^([\d.]{1,5}) GT\/s/.exec(texts.get('current_link_speed') ?? '')?.[1];
  const speed = rate === undefined ? -1 : rates.indexOf(Number(rate));
  if (speed > 0) facts.field('pcie.link_status.current_link_speed', speed);
  for (const [name, path] of [
    ['current_link_width', 'pcie.link_status.negotiated_link_width'],
    ['max_link_width', 'pcie.link_capabilities.maximum_link_width'],
  ] as const) {
    const width = number(name);
    if (width !== undefined && width !== unreadWidth) facts.field(path, width);
  }
}

const bridgeClass = 0x06;

/** A bridge has its subsystem in a capability, where it has one. */
function stateSubsystem(number: (name: string) => number | undefined, facts: Facts): void {
  const code = number('class');
  if (code === undefined || code >>> 16 === bridgeClass) return;
  const [vendor, device] = [number('subsystem_vendor'), number('subsystem_device')];
  if (vendor !== undefined) facts.field('header.subsystem_vendor_id', vendor);
  if (device !== undefined) facts.field('header.subsystem_id', device);
}

/** PF and VFs as the kernel links them. */
function stateFamily(links: Texts | undefined, facts: Facts): void {
  for (const [name, target] of links ?? []) {
    const number = /^virtfn(\d{1,5})$/.exec(name)?.[1];
    if (name !== 'physfn' && number === undefined) continue;
    if (parseAddress(target) === undefined) continue;
    if (number === undefined) facts.fact('pf', target);
    else facts.vf(Number(number), target);
  }
}
