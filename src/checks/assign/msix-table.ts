import { memoryOfFunction } from '../function-memory.ts';
import { notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, port } from './example.ts';

const reads = [
  'msix.table.bir',
  'msix.table.offset',
  'msix.pba.bir',
  'msix.pba.offset',
  'msix.control.table_size',
] as const;
const entry = 16;
const pages = [0x1000, 0x10000] as const;
/** Offsets are in units of 8 bytes. */
const unit = 8;

export default defineStep({
  meta: {
    id: 'assign/msix-table',
    title: 'MSI-X Table and PBA have pages of their own',
    of: 'the Function, and the VF BARs of its PF',
    reads,
    why: 'QEMU emulates the page that holds the MSI-X Table: other registers in the same page are emulated too, so each access costs an exit.',
    linux:
      'vfio lets the table be mapped (VFIO_REGION_INFO_CAP_MSIX_MAPPABLE); QEMU still traps the table itself, in whole pages of the host.',
    errno: null,
    fix: 'If other registers of the page are used often, move the table with x-msix-relocation= of QEMU’s vfio-pci, or use a host with pages of 4 KiB.',
    source:
      'Linux 6.12 and 7.2: msix_mmappable_cap() in drivers/vfio/pci/vfio_pci_core.c; QEMU 10.0 vfio_msix_early_setup() and vfio_pci_relocate_msix() in hw/vfio/pci.c; PCIe 6.0 §7.7.2',
    isInformation: true,
    isOptional: true,
  },
  look({ system, view, pf }, read) {
    if (view.has('msix').source === 'not-in-function') return notApplicable('it has no MSI-X');
    const [tableBar, tableUnits, pbaBar, pbaUnits, last] = reads.map((path) => read.number(view, path));
    if (tableBar === undefined || tableUnits === undefined || last === undefined)
      return unknown('its MSI-X capability is not in the dump');
    const table = tableUnits * unit;
    const bytes = (last + 1) * entry;
    const bar = memoryOfFunction(view, pf, system.machine).find(({ index }) => index === tableBar);
    const pba = pbaBar === tableBar && pbaUnits !== undefined ? pbaUnits * unit : undefined;
    const size = bar?.size === undefined ? undefined : Number(bar.size);
    const shared = pages.map((page) => {
      const first = table - (table % page);
      const end = Math.ceil((table + bytes) / page) * page;
      const withPba = pba !== undefined && pba >= first && pba < end;
      const withOthers =
        first < table || (size !== undefined ? Math.min(end, size) > table + bytes : end > table + bytes);
      return `${page / 1024} KiB pages: ${withOthers || withPba ? `shared with ${[...(withPba ? ['the PBA'] : []), ...(withOthers ? ['what else is in the page'] : [])].join(' and ')}` : 'a page of its own'}`;
    });
    const where = `${last + 1} entries at ${table.toString(16)}h of BAR ${tableBar}`;
    return pass(`${where}; ${shared.join('; ')}`, { fields: ['msix.table.offset', 'msix.pba.offset'] });
  },
  examples: {
    good: [{ functions: [port(), endpoint({ 'msix.control.table_size': 15, 'msix.table.bir': 3 })] }],
    bad: [],
  },
});
