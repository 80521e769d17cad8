import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, port } from './example.ts';

const layout = 'header.header_type.layout';
const names = ['an ordinary Function', 'a bridge', 'a CardBus bridge'];

export default defineStep({
  meta: {
    id: 'assign/header-type',
    title: 'Its header is that of an ordinary Function',
    of: 'the Function',
    reads: [layout],
    why: 'A bridge passes on what others send: no guest can have it, and vfio-pci knows the header of type 0 alone.',
    linux:
      'vfio_pci_core_register_device() returns -EINVAL for a hdr_type that is not PCI_HEADER_TYPE_NORMAL.',
    errno: 'EINVAL',
    fix: 'Give the guest the Functions below the bridge; the bridge stays with the host.',
    source:
      'Linux 6.12 and 7.2: vfio_pci_core_register_device() in drivers/vfio/pci/vfio_pci_core.c; PCIe 6.0 §7.5.1.1.9',
    isOptional: true,
  },
  look({ fn, view }, read) {
    const type = read.number(view, layout) ?? read.stated(fn.stated.headerType);
    const fields = [layout] as const;
    if (type === undefined) return unknown('Header Type is not in the dump', { fields });
    const name = names[type] ?? 'one that Linux does not know';
    const seen = `its header is of type ${type}, ${name}`;
    return type === 0 ? pass(seen, { fields }) : fail(seen, { fields });
  },
  examples: {
    good: [{ functions: [port(), endpoint()] }],
    bad: [{ functions: [endpoint(), port()] }],
  },
});
