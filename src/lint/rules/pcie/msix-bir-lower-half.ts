import { barsOf } from '../../../decode/bars.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/msix-bir-lower-half',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'MSI-X names the lower half of a 64-bit BAR',
    why: 'The upper half is an address, not a BAR.',
    fix: 'Correct the BIR.',
    exceptions: 'VFs and Functions with Enhanced Allocation are not looked at.',
    spec: 'PCIe 6.0 §7.7.2.3, §7.7.2.4',
    reads: ['msix.table.bir', 'msix.pba.bir'],
    needs: 64,
    messages: { found: '{{which}} is in BAR {{bir}}, the upper half of the 64-bit BAR {{lower}}' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf' || subject.view.layout !== 0 || subject.view.capability('ea'))
      return;
    const bars = barsOf(subject.view);
    for (const which of ['msix.table', 'msix.pba'] as const) {
      const bir = subject.get(`${which}.bir`);
      const bar = bars.find(({ index, width }) => width === 64 && index + 1 === bir);
      if (bar) report('found', `${which}.bir`, { which, bir, lower: bar.index });
    }
  },
  examples: {
    good: [{ fields: { 'header.base_address[0]': 0xfe000004, 'msix.table.bir': 0, 'msix.pba.bir': 0 } }],
    bad: [{ fields: { 'header.base_address[0]': 0xfe000004, 'msix.table.bir': 0, 'msix.pba.bir': 1 } }],
  },
});
