import type { Surroundings } from '../model/function.ts';
import type { Stated, StatedFact } from '../model/stated.ts';

/* What a text states, under the names that sysfs has for the same: who asks for attributes and links finds it there. */

const hex = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, '0');

/** Attributes whose value is a number of the record, and how sysfs writes it. */
function* attributesOf(stated: Stated): Generator<readonly [name: string, value: string]> {
  const ids: readonly (readonly [string, StatedFact<number> | undefined, number])[] = [
    ['vendor', stated.vendorId, 4],
    ['device', stated.deviceId, 4],
    ['class', stated.classCode, 6],
    ['revision', stated.revision, 2],
    ['subsystem_vendor', stated.subsystemVendorId, 4],
    ['subsystem_device', stated.subsystemId, 4],
  ];
  for (const [name, fact, digits] of ids) if (fact) yield [name, `0x${hex(fact.value, digits)}`];
  if (stated.numaNode) yield ['numa_node', String(stated.numaNode.value)];
  const total = stated.driverTotalVfs ?? stated.fields.get('sriov.total_vfs');
  if (total) yield ['sriov_totalvfs', String(total.value)];
  const settings = [
    ['sriov_numvfs', 'sriov.num_vfs'],
    ['sriov_offset', 'sriov.first_vf_offset'],
    ['sriov_stride', 'sriov.vf_stride'],
  ] as const;
  for (const [name, path] of settings) {
    const fact = stated.fields.get(path);
    // In sysfs as many links to VFs are beside the count: where a text lists none, they would seem to be lost.
    const isLinked = name !== 'sriov_numvfs' || stated.vfs.size > 0 || Number(fact?.value) === 0;
    if (fact && isLinked) yield [name, String(fact.value)];
  }
  const device = stated.fields.get('sriov.vf_device_id');
  if (device) yield ['sriov_vf_device', hex(device.value, 4)];
}

function* linksOf(stated: Stated): Generator<readonly [name: string, target: string]> {
  if (stated.driver) yield ['driver', stated.driver.value];
  if (stated.iommuGroup) yield ['iommu_group', String(stated.iommuGroup.value)];
  if (stated.pf) yield ['physfn', stated.pf.value];
  for (const [number, { value }] of stated.vfs) yield [`virtfn${number}`, value];
}

/** `text` is a name that the input gives the Function. */
export function surroundingsOf(stated: Stated, text?: string): Surroundings {
  const attributes = new Map(attributesOf(stated));
  const links = new Map(linksOf(stated));
  return {
    ...(text ? { text } : {}),
    ...(attributes.size > 0 ? { attributes } : {}),
    ...(links.size > 0 ? { links } : {}),
    stated: () => stated,
  };
}
