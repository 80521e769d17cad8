import { memoryOfFunction, whyMemoryNotKnown } from '../function-memory.ts';
import { notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, port } from './example.ts';

const pages = [0x1000n, 0x10000n] as const;

export default defineStep({
  meta: {
    id: 'assign/bar-pages',
    title: 'Its BARs fill pages, so that a guest reaches them directly',
    of: 'the Function, and the VF BARs of its PF',
    reads: [],
    why: 'A BAR that is smaller than a page of the host can be mapped only where it begins a page that nothing else uses; else each access goes through QEMU.',
    linux:
      'vfio_pci_probe_mmaps() maps a BAR of at least PAGE_SIZE, or one that begins a page whose rest it can reserve.',
    errno: null,
    fix: 'Boot the host with pci=resource_alignment=PAGE@BDF, or use a host with pages of 4 KiB.',
    source: 'Linux 6.12 and 7.2: vfio_pci_probe_mmaps() in drivers/vfio/pci/vfio_pci_core.c',
    isInformation: true,
    isOptional: true,
  },
  look({ system, view, pf, isVf }, read) {
    const memory = memoryOfFunction(view, pf, system.machine);
    if (memory.length === 0) {
      const why = whyMemoryNotKnown(view, pf, isVf);
      return why === undefined ? notApplicable('no BAR of it has an address') : unknown(why);
    }
    read.bases.add('bytes');
    const unsized = memory.filter(({ size }) => size === undefined);
    const slow = pages.map((page) => {
      const list = memory.flatMap(({ index, address, size }) => {
        if (size !== undefined && size >= page) return [];
        if (address % page !== 0n) return [`BAR ${index} (inside a page)`];
        return size === undefined ? [] : [`BAR ${index} (smaller than a page, whose rest is taken)`];
      });
      return `${page / 1024n} KiB pages: ${list.length === 0 ? 'all directly' : `not directly ${list.join(', ')}`}`;
    });
    if (unsized.length === memory.length && memory.every(({ address }) => address % (pages[1] ?? 1n) === 0n))
      return unknown('the sizes of its BARs are not in the dump', {
        fix: 'Capture /sys/bus/pci/devices/…/resource as well: it states the sizes.',
      });
    return pass(slow.join('; '));
  },
  examples: {
    good: [{ functions: [port(), endpoint({ 'header.base_address[0]': 0xe0001000 })] }],
    bad: [],
  },
});
