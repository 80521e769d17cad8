import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, pf, port, vf } from './example.ts';

const pin = 'header.interrupt_pin';
/** Parts whose Interrupt Disable does not mask: quirk_broken_intx_masking() of Linux 6.12 and 7.2, and those for which vfio hides INTx. */
const broken: Readonly<Record<number, readonly number[]>> = {
  5157: [0x0030],
  6164: [0x0601],
  7036: [0x0004],
  4332: [0x8169],
};
const letters = ['none', 'INTA', 'INTB', 'INTC', 'INTD'];

export default defineStep({
  meta: {
    id: 'assign/intx',
    title: 'Its interrupts reach a guest',
    of: 'the Function',
    reads: [pin],
    why: 'A VF has no INTx, so that a guest needs MSI or MSI-X. A Function whose INTx cannot be masked on its own needs an interrupt line that nothing else uses.',
    linux:
      'vfio_intx_enable(): request_irq() without IRQF_SHARED returns -EBUSY where the line is shared and pci_intx_mask_supported() says no.',
    errno: 'EBUSY',
    fix: 'Move the Function to a slot with a line of its own, or use a driver with MSI in the guest.',
    source:
      'Linux 6.12 and 7.2: vfio_pci_get_irq_count() and vfio_pci_nointx() in drivers/vfio/pci/vfio_pci_core.c, vfio_intx_enable() in drivers/vfio/pci/vfio_pci_intrs.c, quirk_broken_intx_masking() in drivers/pci/quirks.c',
    isOptional: true,
  },
  look({ view, isVf, vendor, device }, read) {
    const number = read.number(view, pin);
    const list = (['msi', 'msix'] as const).map((name) => view.has(name).source);
    const messages = ['MSI', 'MSI-X'].filter((_name, n) => list[n] === 'bytes' || list[n] === 'stated');
    const other = messages.length > 0 ? `; it has ${messages.join(' and ')}` : '; it has no MSI and no MSI-X';
    const fields = [pin] as const;
    if (list.includes('not-in-dump') && messages.length === 0)
      return unknown('its MSI and MSI-X capabilities are not in the dump', { fields });
    if (isVf || number === 0) {
      const seen = `no INTx${other}`;
      return messages.length > 0 || !isVf
        ? pass(seen, { fields })
        : fail(`${seen}: a VF without them has no interrupt`, { fields, errno: null });
    }
    if (number === undefined) return unknown('Interrupt Pin is not in the dump', { fields });
    const isBroken = vendor !== undefined && device !== undefined && (broken[vendor] ?? []).includes(device);
    const name = letters[number] ?? `pin ${number}`;
    return isBroken && messages.length === 0
      ? fail(`${name}, which cannot be masked on its own${other}`, { fields })
      : pass(`${name}${isBroken ? ', which cannot be masked on its own' : ''}${other}`, { fields });
  },
  examples: {
    good: [
      { functions: [port(), endpoint({ 'header.interrupt_pin': 1 })] },
      { functions: [port(), pf(), vf({ 'msix.control.table_size': 3 })] },
    ],
    bad: [
      { functions: [port(), pf(), vf()] },
      {
        functions: [
          port(),
          endpoint({ 'header.vendor_id': 0x10ec, 'header.device_id': 0x8169, 'header.interrupt_pin': 1 }),
        ],
      },
    ],
  },
});
