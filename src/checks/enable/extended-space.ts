import { pfOfVf } from '../../machine/isolation/identity.ts';
import type { System } from '../../verdict/system.ts';
import { whyListBroken } from '../broken-list.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { fromElsewhere, whereToEnable } from '../vfs-elsewhere.ts';
import { isVfHere } from '../virtfn.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

const short = 256;
const notFound = 'pci_iov_init() finds no SR-IOV capability and returns -ENODEV, without a message.';
const listTitle = 'list of extended capabilities';

export default defineStep({
  meta: {
    id: 'enable/extended-space',
    title: 'The SR-IOV capability can be reached',
    of: 'the PF',
    reads: ['sriov.total_vfs'],
    why: 'SR-IOV is past the first 256 bytes. Without ECAM, or in a guest that is not shown it, there is no PF to the kernel, and sysfs has no sriov_numvfs.',
    linux: 'pci_cfg_space_size() finds 256 bytes, pci_iov_init() returns -ENODEV, without a message.',
    errno: 'ENODEV',
    fix: 'On a host, let the kernel use ECAM (ACPI MCFG, no pci=nommconf) and take the dump as root with -xxxx. In a guest VFs are enabled on the host.',
    source:
      'Linux 6.12 and 7.2: pci_cfg_space_size() in drivers/pci/probe.c, pci_iov_init() in drivers/pci/iov.c; PCIe 6.0 §9.3.3',
    isGate: true,
  },
  look({ system, fn, view }, read) {
    const { machine } = system;
    const total = read.number(view, 'sriov.total_vfs');
    const has = view.has('sriov');
    if (has.source === 'bytes') {
      read.bases.add('bytes');
      return pass(`SR-IOV is at ${has.capability.entry.offset.toString(16).toUpperCase()}h`);
    }
    if (has.source === 'stated' || total !== undefined) {
      read.bases.add(fn.stated.driverTotalVfs?.by ?? 'stated');
      return pass('the input states SR-IOV');
    }
    if (machine.pfs.has(fn.key)) return pass('the kernel lists VFs of it');
    if (isVfHere(system, fn)) {
      const pf = pfOfVf(fn, machine)?.address ?? fn.stated.pf?.value;
      return fail(`${fn.address} is a VF, and a VF has no SR-IOV`, {
        linux: `pci_cfg_space_size() returns 4096 for a VF, without a look; ${notFound}`,
        fix: pf === undefined ? whereToEnable['pf-not-in-dump'] : `Ask about its PF ${pf}.`,
      });
    }
    const { verdict } = system.report(fn);
    if (verdict.detachedKind !== null && verdict.certainty !== 'possible')
      return fail(`${fn.address} is a VF (${verdict.certainty}) whose PF is on the host`, {
        linux: notFound,
        fix: whereToEnable[verdict.detachedKind],
      });
    const size = read.stated(fn.stated.configSize);
    if (size === short) return fail(`the kernel has ${size} bytes of ${fn.address}, and SR-IOV is past them`);
    if (has.source === 'not-in-dump') return unknown(`${has.lacks}, and SR-IOV is past 100h`);
    read.bases.add('bytes');
    const broken = whyListBroken(view);
    if (view.walk.extended === 'broken' && view.config.u32(short) === 0xffffffff)
      return fail(`${fn.address} reads all ones at 100h, where the ${listTitle} begins`);
    if (broken !== undefined)
      return fail(
        `the ${listTitle} of ${fn.address} is broken: ${broken}, so that what follows is not found`,
        {
          linux: `Linux follows the ${listTitle} until it has taken 480 steps or leaves the extended space; ${notFound}`,
          fix: 'Reset the Function, update its firmware, and look at the dump for bytes that were changed.',
        },
      );
    const linux = notFound;
    if (verdict.attachment === 'detached')
      return fail(`${fn.address} is a VF (${verdict.certainty}) whose PF is on the host`, {
        linux,
        fix: whereToEnable['guest-view'],
      });
    if (view.layout > 0)
      return fail(`${fn.address} is a bridge, and has no SR-IOV capability`, {
        linux,
        fix: 'Ask about a Function below it: ports have no VFs.',
      });
    return fail(`${fn.address} has no SR-IOV capability`, {
      linux,
      fix: isInGuest(system)
        ? `${whereToEnable['guest-view']} The detached VFs in this dump show that it is a guest’s.`
        : 'Enable SR-IOV in the firmware of the part or of the machine; in a guest VFs are enabled on the host.',
    });
  },
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [{ functions: [port(), { address: '01:00.0', fields: { 'pcie.capabilities.version': 2 } }] }],
  },
});

function isInGuest(system: System): boolean {
  const found = fromElsewhere(system);
  return found?.kind === 'guest-view' && found.surest.certainty !== 'possible';
}
