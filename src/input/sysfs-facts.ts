import { parseAddress } from '../model/address.ts';
import type { Position } from '../model/diagnostic.ts';
import type { Stated, StatedBy } from '../model/stated.ts';
import { Facts } from './facts.ts';
import { stateWindow, type Window } from './window-facts.ts';

/* What attributes and links of a Function's folder in sysfs state (Linux, Documentation/ABI/testing/sysfs-bus-pci). */

type Texts = ReadonlyMap<string, string>;
/** Where an attribute or link stands, in inputs that have lines. */
export type PlaceOf = (name: string) => Position | undefined;

const whole = (text: string | undefined, most = 0xffffffff): number | undefined => {
  const value = /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text?.trim() ?? '') ? Number(text) : Number.NaN;
  return Number.isInteger(value) && value <= most ? value : undefined;
};

const ids = [
  ['vendor', 'vendorId', 0xffff],
  ['device', 'deviceId', 0xffff],
  ['subsystem_vendor', 'subsystemVendorId', 0xffff],
  ['subsystem_device', 'subsystemId', 0xffff],
  ['revision', 'revision', 0xff],
  ['sriov_totalvfs', 'driverTotalVfs', 0xffff],
] as const;
const fields = [
  ['sriov_numvfs', 'sriov.num_vfs'],
  ['sriov_offset', 'sriov.first_vf_offset'],
  ['sriov_stride', 'sriov.vf_stride'],
] as const;
const speeds: Readonly<Record<string, number>> = {
  '2.5': 1,
  '5': 2,
  '8': 3,
  '16': 4,
  '32': 5,
  '64': 6,
  '128': 7,
};
const links = [
  ['current_link_speed', 'pcie.link_status.current_link_speed'],
  ['max_link_speed', 'pcie.link_capabilities.max_link_speed'],
  ['current_link_width', 'pcie.link_status.negotiated_link_width'],
  ['max_link_width', 'pcie.link_capabilities.maximum_link_width'],
] as const;

/** Facts of one Function. */
export function sysfsFacts(
  attributes: Texts,
  targets: Texts,
  by: StatedBy,
  placeOf: PlaceOf = () => undefined,
): Facts {
  const facts = new Facts(by);
  for (const [name, fact, most] of ids) {
    const value = whole(attributes.get(name), most);
    if (value !== undefined) facts.fact(fact, value, placeOf(name));
  }
  const code = whole(attributes.get('class'), 0xffffff);
  if (code !== undefined) facts.classCode(code, 24, placeOf('class'));
  for (const [name, path] of fields) {
    const value = whole(attributes.get(name), 0xffff);
    if (value !== undefined) facts.field(path, value, placeOf(name));
  }
  const vfDevice = /^(?:0x)?([0-9a-f]{1,4})$/i.exec(attributes.get('sriov_vf_device')?.trim() ?? '')?.[1];
  if (vfDevice) facts.field('sriov.vf_device_id', parseInt(vfDevice, 16), placeOf('sriov_vf_device'));
  for (const [name, path] of links) {
    const text = attributes.get(name)?.trim() ?? '';
    const speed = /^(\d{1,3}(?:\.5)?)(?:\.0)? GT\/s/.exec(text)?.[1];
    // Without a link the width is 255 or 0, and the speed Unknown.
    const value = name.endsWith('speed') ? speeds[speed ?? ''] : whole(text, 32);
    if (value !== undefined) facts.field(path, value, placeOf(name));
  }
  const node = whole(attributes.get('numa_node'), 0xffff);
  if (node !== undefined) facts.fact('numaNode', node, placeOf('numa_node'));
  const resource = attributes.get('resource');
  if (resource !== undefined) stateResources(facts, resource, placeOf('resource'));
  stateLinks(facts, targets, attributes, placeOf);
  return facts;
}

export function sysfsStated(attributes: Texts, targets: Texts, by: StatedBy = 'sysfs'): Stated {
  return sysfsFacts(attributes, targets, by).build();
}

function stateLinks(facts: Facts, targets: Texts, attributes: Texts, placeOf: PlaceOf): void {
  const driver = targets.get('driver') ?? attributes.get('driver');
  if (driver) facts.fact('driver', driver, placeOf('driver'));
  const group = whole(targets.get('iommu_group') ?? attributes.get('iommu_group'));
  if (group !== undefined) facts.fact('iommuGroup', group, placeOf('iommu_group'));
  for (const [name, target] of targets) {
    if (parseAddress(target) === undefined) continue;
    const number = /^virtfn(\d{1,5})$/.exec(name)?.[1];
    if (name === 'physfn') facts.fact('pf', target, placeOf(name));
    else if (number !== undefined) facts.vf(Number(number), target, placeOf(name));
  }
}

/* include/linux/ioport.h */
const ioSpace = 0x100n;
const memory = 0x200n;
const prefetch = 0x2000n;
const is64 = 0x100000n;
const unset = 0x20000000n;
/** include/linux/pci.h: BARs, the expansion ROM, VF BARs if the kernel has SR-IOV, and of a bridge four windows. */
const rom = 6;
const firstVfBar = 7;
const bridgeLines = [11, 17];
const windows = ['io', 'memory', 'prefetchable'] as const;

/** Lines of `resource`: first and last address, and flags. */
function stateResources(facts: Facts, text: string, at: Position | undefined): void {
  const lines = text.trimEnd().split('\n');
  const firstWindow = bridgeLines.includes(lines.length) ? lines.length - 4 : undefined;
  const place = at ? { at } : {};
  for (const [index, line] of lines.slice(0, bridgeLines[1]).entries()) {
    const match = /^0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16})$/i.exec(line.trim());
    if (!match) continue;
    const [base = 0n, last = 0n, flags = 0n] = match.slice(1).map((digits) => BigInt(`0x${digits}`));
    if ((flags & (ioSpace | memory)) === 0n) continue;
    const isIo = (flags & ioSpace) !== 0n;
    const isUnset = (flags & unset) !== 0n || base === 0n;
    if (firstWindow !== undefined && index >= firstWindow) {
      const kind = windows[index - firstWindow];
      if (kind && !isUnset && last >= base) stateWindow(facts, { kind, base, last } satisfies Window, at);
      continue;
    }
    const isVf = index >= firstVfBar;
    if (index >= firstVfBar + rom) continue;
    facts.region({
      index: isVf ? index - firstVfBar : index,
      of: isVf ? 'vf' : 'function',
      kind: isIo ? 'io' : 'memory',
      ...(isUnset ? { state: 'unassigned' } : { address: base }),
      // What VF BARs take is of all VFs together.
      ...(isVf ? {} : { size: last - base + 1n }),
      ...(isIo || index === rom
        ? {}
        : { width: (flags & is64) !== 0n ? 64 : 32, prefetchable: (flags & prefetch) !== 0n }),
      ...place,
    });
  }
}
