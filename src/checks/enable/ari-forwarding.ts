import { ariForwarding, firstBeyondDevice0, forwardsByAri, hiddenVf } from '../../machine/ari.ts';
import { busOf, formatAddress } from '../../model/address.ts';
import { notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, letting } from './define.ts';
import { pf, port } from './example.ts';

const off = { [ariForwarding]: 0 } as const;

export default defineStep({
  meta: {
    id: 'enable/ari-forwarding',
    title: 'The port above forwards by ARI where VFs need it',
    of: 'the port above the PF',
    reads: [ariForwarding, 'pcie.device_capabilities_2.ari_forwarding_supported'],
    why: 'Without ARI Forwarding a port sends Configuration Requests to device 0 only: VFs past Function 7 of the bus do not answer.',
    linux:
      'pci_configure_ari() turns it on at boot where port and PF have ARI. Where it is off, VF 1 reads all ones: pci_setup_device() says “unknown header type 7f, ignoring device”, and sriov_enable() turns VFs off again.',
    errno: 'EIO',
    fix: 'Turn ARI support on in the machine’s setup, do not boot with pci=noari, or take a slot whose port has ARI Forwarding; then boot again.',
    source:
      'Linux 6.12 and 7.2: pci_configure_ari() in drivers/pci/pci.c, pci_read_vf_config_common() in drivers/pci/iov.c, pci_setup_device() in drivers/pci/probe.c; PCIe 6.0 §6.13',
  },
  look(subject, read) {
    const { system, fn, settings, count } = subject;
    const { machine } = system;
    const bridge = machine.bridgeAbove(fn);
    if (settings.firstVfOffset === null || settings.vfStride === null)
      return unknown('where VFs would be is not in the dump');
    const needs = firstBeyondDevice0(fn, settings, count);
    if (!needs) return notApplicable('no VF is past device 0 of the link’s bus');
    const where = `VF ${needs.number} would be at ${formatAddress(fn.domain, needs.routingId)}`;
    if (!bridge)
      return busOf(fn.routingId) === 0
        ? notApplicable('it is on a root bus, which has no port above it')
        : unknown(`${where}, and the port above ${fn.address} is not in the dump`);
    const fields = [ariForwarding] as const;
    if (bridge.kind !== undefined && !bridge.hasLinkBelow)
      return notApplicable(`${bridge.fn.address} has no link below it`);
    const on = read.number(bridge.view, ariForwarding);
    const supported = read.number(bridge.view, 'pcie.device_capabilities_2.ari_forwarding_supported');
    if (on === undefined && fn.stated.ariEnabled) read.stated(fn.stated.ariEnabled);
    const forwards = forwardsByAri(bridge, fn);
    if (forwards === undefined)
      return unknown(`${where}, and ARI Forwarding Enable of ${bridge.fn.address} is not in the dump`, {
        fn: bridge.fn,
        fields,
      });
    if (forwards)
      return pass(`${where}, and ${bridge.fn.address} forwards by ARI`, { fn: bridge.fn, fields });
    const hidden = hiddenVf(machine, fn, settings, count);
    if (!hidden) return pass(`${where}, which ${bridge.fn.address} reaches`, { fn: bridge.fn, fields });
    const can = supported === 0 ? ', and it does not support ARI Forwarding' : '';
    return letting(subject, hidden.number - 1, {
      fn: bridge.fn,
      fields,
      seen: `${where}, but ARI Forwarding Enable of ${bridge.fn.address} is 0${can}`,
    });
  },
  examples: {
    good: [{ functions: [port(), pf()], vfs: 8 }],
    bad: [
      { functions: [port(off), pf()], vfs: 8 },
      { functions: [port(off), pf({ 'sriov.first_vf_offset': 8 })] },
    ],
  },
});
