import { barsOf } from '../../../decode/bars.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/msix-bir-implemented',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'MSI-X lies in a memory BAR',
    why: 'A driver maps the BAR that the BIR names; without it the device has no interrupts.',
    fix: 'Correct the BIR, or give the BAR an address.',
    exceptions:
      'VFs, whose BARs are in their PF, and Functions with Enhanced Allocation are not looked at. A Function of which no BAR has an address is not looked at either: on s390x the addresses are elsewhere.',
    spec: 'PCIe 6.0 §7.7.2.3, §7.7.2.4',
    reads: ['msix.table.bir', 'msix.pba.bir'],
    needs: 64,
    messages: { found: '{{which}} is in BAR {{bir}}, which is {{what}}' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf' || subject.view.layout !== 0 || subject.view.capability('ea'))
      return;
    const bars = barsOf(subject.view);
    // No BAR at all: not set up, or a platform that keeps the addresses elsewhere (s390x).
    if (bars.every(({ address }) => address === 0n)) return;
    for (const which of ['msix.table', 'msix.pba'] as const) {
      const bir = subject.get(`${which}.bir`);
      const bar = bars.find(({ index, width }) => index === bir || (width === 64 && index + 1 === bir));
      if (bir <= 5 && bar?.space !== 'memory') {
        report('found', `${which}.bir`, { which, bir, what: bar ? 'an I/O BAR' : 'not implemented' });
      }
    }
  },
  examples: {
    good: [{ fields: { 'header.base_address[0]': 0xfe000000, 'msix.table.bir': 0, 'msix.pba.bir': 0 } }],
    bad: [{ fields: { 'header.base_address[0]': 0xfe000000, 'msix.table.bir': 0, 'msix.pba.bir': 2 } }],
  },
});
