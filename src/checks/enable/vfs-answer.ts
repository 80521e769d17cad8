import { whyUnreadable } from '../../machine/unreadable.ts';
import { formatKey } from '../../model/address.ts';
import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

const on = { 'sriov.control.vf_enable': 1, 'sriov.control.vf_memory_space_enable': 1, 'sriov.num_vfs': 1 };
const vf = (bytes?: readonly number[]) => ({
  address: '01:00.1',
  fields: { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff, 'pcie.capabilities.version': 2 },
  ...(bytes ? { bytes: { 0: bytes } } : {}),
});

export default defineStep({
  meta: {
    id: 'enable/vfs-answer',
    title: 'VFs that are enabled answer',
    of: 'the VFs',
    reads: ['sriov.control.vf_enable'],
    why: 'A VF that reads all ones is not reached, or its part is not ready or gone; its Vendor ID and Device ID alone always read FFFFh.',
    linux:
      'pci_read_vf_config_common() reads the header type of VF 1; where it is FFh, pci_setup_device() says “unknown header type 7f, ignoring device”, and VFs are turned off again.',
    errno: 'EIO',
    fix: 'Look at ARI Forwarding, the bus numbers and the link; a reset of the PF may be needed.',
    source:
      'Linux 6.12 and 7.2: pci_iov_add_virtfn() in drivers/pci/iov.c, pci_setup_device() in drivers/pci/probe.c; PCIe 6.0 §9.3.3.3.1',
  },
  look({ system, fn, view }, read) {
    const enable = read.number(view, 'sriov.control.vf_enable');
    if (enable === 0) return notApplicable('VFs are off');
    const found = system.machine.pfs.get(fn.key);
    const present = (found?.vfs ?? []).flatMap((key) =>
      key === undefined ? [] : (system.machine.byKey.get(key) ?? []),
    );
    const dead = present.find(
      (one) => one.stated.allOnes || (one.config.knownBytes >= 64 && whyUnreadable(one)),
    );
    if (dead) return fail(`${dead.address} reads all ones`, { fn: dead });
    if (enable === undefined && present.length === 0)
      return notApplicable('whether VFs are on is not in the dump');
    if (present.length > 0 && present.every((one) => one.config.knownBytes === 0))
      return notApplicable('the dump has no bytes of its VFs, only what is stated');
    const missing = found?.missing ?? [];
    const [first] = missing;
    if (present.length === 0 || first !== undefined) {
      if (system.snapshot.partial || present.length === 0) return unknown('its VFs are not in the dump');
      return unknown(
        `${formatKey(first as number)} is not in the dump${missing.length > 1 ? `, nor are ${missing.length - 1} others` : ''}`,
      );
    }
    read.bases.add('bytes');
    return pass(`${present.length === 1 ? 'its VF answers' : `all ${present.length} answer`}`);
  },
  examples: {
    good: [{ functions: [port(), vf(), pf(on)], at: '01:00.0' }],
    bad: [{ functions: [port(), vf(new Array<number>(4096).fill(0xff)), pf(on)], at: '01:00.0' }],
  },
});
