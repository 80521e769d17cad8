import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const functions = (table: number, pba: number) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'sriov.system_page_size': 1 } },
    { address: '00:00.1', fields: { ...vfIds, 'msix.table.offset': table / 8, 'msix.pba.offset': pba / 8 } },
  ],
});

export default defineRule({
  meta: {
    id: 'vf/msix-table-not-own-page',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The MSI-X Table of a VF begins on a page of System Page Size',
    why: 'A hypervisor keeps the table from the guest page by page. Registers that share the page become slow, or out of reach.',
    fix: 'Move the table to a page of its own, if the device is still being designed.',
    exceptions:
      'Whether there are registers before the table cannot be seen in a dump. The Pending Bit Array may share pages with the table.',
    spec: 'PCIe 6.0 §7.7.2',
    reads: [
      'msix.table.offset',
      'msix.table.bir',
      'msix.pba.offset',
      'msix.pba.bir',
      'msix.control.table_size',
    ],
    messages: { inside: '{{what}} begins at {{offset}}, inside a page of {{page}}' },
  },
  check(subject, report) {
    const table = subject.get('msix.table.offset') * 8;
    const pba = subject.get('msix.pba.offset') * 8;
    const together = subject.get('msix.table.bir') === subject.get('msix.pba.bir');
    const tableEnd = table + (subject.get('msix.control.table_size') + 1) * 16;
    const size = pfOf(subject)?.get('sriov.system_page_size') ?? 0;
    if (size === 0 || (size & (size - 1)) !== 0) return;
    const page = size * 4096;
    const pageOf = (offset: number): number => Math.floor(offset / page);
    const inTablePages = together && pageOf(pba) >= pageOf(table) && pageOf(pba) <= pageOf(tableEnd - 1);
    const tableInPbaPage = together && pba < table && pageOf(pba) === pageOf(table);
    if (table % page !== 0 && !tableInPbaPage) {
      const values = { what: 'the MSI-X Table', offset: hex(table, 4), page: hex(page, 4) };
      report('inside', 'msix.table.offset', values);
    }
    if (pba % page !== 0 && !inTablePages) {
      const values = { what: 'the MSI-X Pending Bit Array', offset: hex(pba, 4), page: hex(page, 4) };
      report('inside', 'msix.pba.offset', values);
    }
  },
  examples: {
    good: [functions(0x2000, 0x2800), functions(0x2000, 0x3000)],
    bad: [functions(0x2040, 0x3000), functions(0x2000, 0x4800)],
  },
});
