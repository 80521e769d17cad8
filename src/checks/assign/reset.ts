import { busOf } from '../../model/address.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, port } from './example.ts';

type Ids = Readonly<Record<number, readonly number[]>>;
/* Facts of the fixups in drivers/pci/quirks.c of Linux 6.12 and 7.2. */
const noFlr: Ids = {
  4130: [0x1487, 0x148c, 0x149c, 0x7901, 0x1502, 0x17f0],
  32902: [0x1502, 0x1503],
  5315: [0x0616, 0x7925],
};
const noBusReset: Ids = {
  4318: [0x22ce, 0x22d0],
  5772: [0x0030, 0x0032, 0x003c, 0x0033, 0x0034, 0x003e],
  6091: [0x1103, 0x1107, 0x0308],
  6013: [0xa100],
  4172: [0xb005],
  6945: [0x1164],
};
const noPmReset: Ids = { 5555: [0xcb84, 0xcf6c, 0xcf70, 0xcf80] };
/** Parts that Linux resets in a way of its own; `pci_dev_reset_methods[]`. */
const ownReset: Ids = { 32902: [0x10ed, 0x0156, 0x0166, 0x0953, 0x0a54], 5197: [0xa804], 6629: [0x375e] };

const flr = 'pcie.device_capabilities.function_level_reset_capability';
const afFlr = 'af.capabilities.function_level_reset';
const noSoftReset = 'pm.control_status.no_soft_reset';

export default defineStep({
  meta: {
    id: 'assign/reset',
    title: 'The Function can be reset on its own',
    of: 'the Function, and those that share its bus',
    reads: [flr, afFlr, noSoftReset],
    why: 'Without a reset the next guest gets what the last one left in the Function: its DMA, its memory, its interrupts.',
    linux:
      'vfio_pci_core_enable() goes on when pci_try_reset_function() finds no method; VFIO_DEVICE_RESET then returns -EINVAL.',
    errno: 'EINVAL',
    fix: 'Take a part with Function Level Reset, or give the whole slot to the guest, so that the bus can be reset.',
    source:
      'Linux 6.12 and 7.2: pci_reset_fn_methods[] in drivers/pci/pci.c, quirk_no_flr(), quirk_no_bus_reset(), quirk_no_pm_reset() and pci_dev_reset_methods[] in drivers/pci/quirks.c; PCIe 6.0 §6.6.2',
  },
  look({ system, fn, view, vendor, device }, read) {
    const stated = fn.attribute('reset_method');
    if (stated !== undefined && stated.trim() !== '') {
      read.bases.add('sysfs');
      return pass(`the kernel resets it by ${stated.trim().replaceAll(' ', ', ')}`);
    }
    const is = (list: Ids): boolean =>
      vendor !== undefined && device !== undefined && (list[vendor] ?? []).includes(device);
    const hasFlr = read.number(view, flr);
    const hasAfFlr = read.number(view, afFlr);
    const soft = read.number(view, noSoftReset);
    const methods: string[] = [];
    if (is(ownReset)) methods.push('a method that Linux has for this part');
    if (hasFlr === 1 && !is(noFlr)) methods.push('FLR');
    if (hasAfFlr === 1) methods.push('FLR of Advanced Features');
    if (soft === 0 && !is(noPmReset)) methods.push('D3hot and back');
    if (isAloneOnBus() && !is(noBusReset)) methods.push('a reset of its bus, on which it is alone');
    const quirks = [
      ...(hasFlr === 1 && is(noFlr) ? ['Linux does not use its FLR, which is faulty'] : []),
      ...(is(noBusReset) ? ['Linux does not reset its bus, after which the part does not come back'] : []),
    ];
    const said = quirks.length > 0 ? ` (${quirks.join('; ')})` : '';
    const fields = [flr, noSoftReset] as const;
    if (methods.length > 0) return pass(`by ${methods.join(', ')}${said}`, { fields });
    const notKnown =
      (hasFlr === undefined && !read.isAbsent(view, flr)) ||
      (soft === undefined && !read.isAbsent(view, noSoftReset));
    if (notKnown) return unknown('its capabilities are not all in the dump', { fields });
    return fail(`it has no reset of its own${said}, and shares its bus`, { fields });

    function isAloneOnBus(): boolean {
      const bridge = system.machine.bridgeTo(fn);
      if (!bridge || busOf(fn.routingId) === 0) return false;
      const first = fn.key - (fn.routingId & 0xff);
      for (let key = first; key < first + 0x100; key++)
        if (key !== fn.key && system.machine.byKey.has(key)) return false;
      return true;
    }
  },
  examples: {
    good: [
      { functions: [port(), endpoint()] },
      { functions: [port(), endpoint({ 'pcie.device_capabilities.function_level_reset_capability': 0 })] },
    ],
    bad: [
      {
        functions: [
          port(),
          endpoint({}, { address: '01:00.1' }),
          endpoint({ 'pcie.device_capabilities.function_level_reset_capability': 0 }),
        ],
      },
      {
        functions: [
          endpoint({
            'header.vendor_id': 0x1022,
            'header.device_id': 0x149c,
            'pcie.capabilities.device_port_type': 9,
          }),
        ],
      },
    ],
  },
});
