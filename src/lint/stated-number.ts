import type { PciFunction } from '../model/function.ts';
import type { Stated, StatedFact } from '../model/stated.ts';

type Numbers = Readonly<Record<string, (stated: Stated) => StatedFact<number | bigint> | undefined>>;

/** Attributes of sysfs that are a number. */
const attributes = {
  vendor: ({ vendorId }) => vendorId,
  device: ({ deviceId }) => deviceId,
  revision: ({ revision }) => revision,
  subsystem_vendor: ({ subsystemVendorId }) => subsystemVendorId,
  subsystem_device: ({ subsystemId }) => subsystemId,
  sriov_totalvfs: ({ driverTotalVfs }) => driverTotalVfs,
  // The kernel says that there are no VFs if they are not enabled.
  sriov_numvfs({ fields }) {
    const enabled = fields.get('sriov.control.vf_enable');
    return enabled?.value === 0 ? enabled : fields.get('sriov.num_vfs');
  },
} as const satisfies Numbers;

/** The number that an attribute of sysfs states; undefined where there is none, or no number. */
export function statedNumber(fn: PciFunction, attribute: keyof typeof attributes): number | undefined {
  const fact = attributes[attribute](fn.stated);
  return fact?.by === 'sysfs' ? Number(fact.value) : undefined;
}
