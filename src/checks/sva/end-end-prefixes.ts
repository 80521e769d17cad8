import type { FunctionView } from '../../decode/view.ts';
import { kindOfType } from '../../machine/port.ts';
import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf } from './example.ts';

const prefixes = 'pcie.device_capabilities_2.end_end_tlp_prefix_supported';
const type = 'pcie.capabilities.device_port_type';
const pasid = 'pasid.control.enable';
/** Parts whose PASIDs need no prefix: quirk_huawei_pcie_sva(). */
const withoutPrefix: Readonly<Record<number, readonly number[]>> = {
  6629: [0xa250, 0xa251, 0xa255, 0xa256, 0xa258, 0xa259],
};

export default defineStep({
  meta: {
    id: 'sva/end-end-prefixes',
    title: 'End-End TLP Prefixes reach the Root Complex',
    of: 'the Function that has PASID, and every bridge above it',
    reads: [prefixes, type, pasid],
    why: 'A PASID travels in an End-End TLP Prefix. A port that does not support them drops the request.',
    linux:
      'pci_configure_eetlp_prefix() notes at boot how far prefixes go; pci_enable_pasid() then returns -EINVAL.',
    errno: 'EINVAL',
    fix: 'Take a slot whose ports, up to the Root Port, all have End-End TLP Prefix Supported.',
    source:
      'Linux 6.12 and 7.2: pci_configure_eetlp_prefix() in drivers/pci/probe.c, pci_enable_pasid() in drivers/pci/ats.c; PCIe 6.0 §2.2.10.4 and §6.20',
    versions:
      '7.2 also notes how many prefixes there can be (eetlp_prefix_max), 6.12 only whether (eetlp_prefix_path).',
  },
  look(subject, read) {
    const { system, holder, vendor, device } = subject;
    if (!holder) return unknown(noHolder(subject));
    if (vendor !== undefined && device !== undefined && withoutPrefix[vendor]?.includes(device))
      return pass('Linux knows that the PASIDs of this part need no prefix (quirk_huawei_pcie_sva())');
    const fields = [prefixes] as const;
    // Linux turns PASID on only after it found the way clear; a port of an emulator may say less than it does.
    const isOn = read.number(holder, pasid) === 1;
    let doubtful: FunctionView | undefined;
    const path: FunctionView[] = [holder, ...[...system.machine.pathUp(holder.fn)].map(({ view }) => view)];
    for (const view of path) {
      const { fn } = view;
      const supported = read.number(view, prefixes);
      if (supported === undefined && !read.isAbsent(view, prefixes))
        return unknown(`Device Capabilities 2 of ${fn.address} is not in the dump`, { fn, fields });
      if (supported !== 1) {
        if (!isOn || view === holder)
          return fail(`${fn.address} does not support End-End TLP Prefixes`, { fn, fields });
        doubtful ??= view;
      }
      const kind = read.number(view, type);
      const isRoot = kind !== undefined && ['root-port', 'integrated-endpoint'].includes(kindOfType(kind));
      if (isRoot && doubtful)
        return pass(
          `${doubtful.fn.address} says that it does not support them, but PASID is on, which Linux does only where they get through`,
          { fn: doubtful.fn, fields },
        );
      if (isRoot) return pass(`supported up to ${fn.address}`, { fn, fields });
    }
    const last = path.at(-1)?.fn ?? holder.fn;
    return system.machine.bridgeAbove(holder.fn)
      ? unknown(`the ports above ${last.address} are not in the dump`, { fn: last, fields })
      : notApplicable(`${last.address} is on a root bus, and no Root Port above it is in the dump`);
  },
  examples: {
    good: [
      { functions: [port(), pf()] },
      { functions: [port(), pf(), vf()] },
      { functions: [port({ [prefixes]: 0 }), pf(), vf()] },
    ],
    bad: [
      { functions: [port({ [prefixes]: 0 }), pf({ [pasid]: 0 }), vf()] },
      { functions: [port(), pf({ [prefixes]: 0 })] },
    ],
  },
});
