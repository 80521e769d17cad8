import { defineRule } from '../../define.ts';

const hex = (n: number): string => `${n.toString(16).toUpperCase()}h`;
const range = (start: number, end: number): string => `${hex(start)}–${hex(end - 1)}`;

export default defineRule({
  meta: {
    id: 'pcie/msix-table-pba-overlap',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'MSI-X table and PBA do not overlap',
    why: 'A vector that is written changes a pending bit.',
    fix: 'Correct Table Offset, PBA Offset or Table Size.',
    spec: 'PCIe 6.0 §7.7.2.3, §7.7.2.4',
    reads: [
      'msix.control.table_size',
      'msix.table.bir',
      'msix.table.offset',
      'msix.pba.bir',
      'msix.pba.offset',
    ],
    messages: { overlap: 'the table takes {{table}} and the PBA {{pba}} of BAR {{bir}}' },
  },
  check(subject, report) {
    const vectors = subject.get('msix.control.table_size') + 1;
    const bir = subject.get('msix.table.bir');
    if (bir !== subject.get('msix.pba.bir')) return;
    const table = subject.get('msix.table.offset') * 8;
    const pba = subject.get('msix.pba.offset') * 8;
    const tableEnd = table + vectors * 16;
    const pbaEnd = pba + Math.ceil(vectors / 64) * 8;
    if (table < pbaEnd && pba < tableEnd) {
      report('overlap', 'msix.table.offset', { table: range(table, tableEnd), pba: range(pba, pbaEnd), bir });
    }
  },
  examples: {
    good: [{ fields: { 'msix.control.table_size': 3, 'msix.pba.offset': 0x100 } }],
    bad: [{ fields: { 'msix.control.table_size': 3, 'msix.pba.offset': 2 } }],
  },
});
