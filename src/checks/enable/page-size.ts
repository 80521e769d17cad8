import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

const sizes = [
  ['4 KiB', 0x1],
  ['16 KiB', 0x4],
  ['64 KiB', 0x10],
] as const;

export default defineStep({
  meta: {
    id: 'enable/page-size',
    title: 'The PF supports a page size that the system can use',
    of: 'the PF',
    reads: ['sriov.supported_page_sizes'],
    why: 'VFs are laid out by System Page Size, which must be at least a page of the kernel.',
    linux:
      'sriov_init() returns -EIO at boot where no supported size is at least PAGE_SIZE, and the PF has no sriov_numvfs.',
    errno: 'EIO',
    fix: 'Use a kernel with smaller pages (4 KiB), or firmware of the part that supports larger ones.',
    source: 'Linux 6.12 and 7.2: sriov_init() in drivers/pci/iov.c; PCIe 6.0 §9.3.3.12',
  },
  look({ view }, read) {
    const supported = read.number(view, 'sriov.supported_page_sizes');
    const fields = ['sriov.supported_page_sizes'] as const;
    if (supported === undefined) return unknown('Supported Page Sizes is not in the dump', { fields });
    // The kernel takes the least size that is not less than its own.
    const usable = sizes.filter(([, least]) => supported >= least).map(([name]) => name);
    const hex = `${supported.toString(16).toUpperCase().padStart(3, '0')}h`;
    if (usable.length === 0) return fail(`Supported Page Sizes is ${hex}, which holds no size`, { fields });
    return pass(`Supported Page Sizes is ${hex}: kernels with pages of ${usable.join(', ')} find one`, {
      fields,
    });
  },
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [{ functions: [port(), pf({ 'sriov.supported_page_sizes': 0 })] }],
  },
});
