import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/msix-bir-range',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The MSI-X BIRs name a BAR that the header has',
    why: 'A Type 0 header has BARs 0 to 5, a bridge 0 and 1.',
    fix: 'Correct Table BIR or PBA BIR.',
    spec: 'PCIe 6.0 §7.7.2.3, §7.7.2.4',
    reads: ['msix.table.bir', 'msix.pba.bir', 'header.header_type.layout'],
    messages: {
      table: 'Table BIR is {{bir}}, and the header has BARs 0 to {{last}}',
      pba: 'PBA BIR is {{bir}}, and the header has BARs 0 to {{last}}',
    },
  },
  check(subject, report) {
    const last = subject.get('header.header_type.layout') === 0 ? 5 : 1;
    const table = subject.get('msix.table.bir');
    const pba = subject.get('msix.pba.bir');
    if (table > last) report('table', 'msix.table.bir', { bir: table, last });
    if (pba > last) report('pba', 'msix.pba.bir', { bir: pba, last });
  },
  examples: {
    good: [{ fields: { 'msix.table.bir': 5, 'msix.pba.bir': 5 } }],
    bad: [
      { fields: { 'msix.table.bir': 6, 'msix.pba.bir': 0 } },
      { fields: { 'msix.table.bir': 0, 'msix.pba.bir': 7 } },
    ],
  },
});
