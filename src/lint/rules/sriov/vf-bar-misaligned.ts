import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { barsOf, vfBars } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sriov/vf-bar-misaligned',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'VF BARs begin on a page of System Page Size',
    why: 'Each VF must lie in pages of its own, or one guest could reach the registers of another.',
    fix: 'Move the VF BAR to a multiple of System Page Size, or re-capture the PF.',
    spec: 'PCIe 6.0 §9.3.3.13',
    reads: ['sriov.system_page_size', ...vfBars],
    messages: {
      between: 'VF BAR {{index}} begins at {{address}}, which is not a multiple of the page size {{page}}',
    },
    impliedBy: ['sriov/system-page-size', 'sriov/vf-bar-io', 'sriov/vf-bar-type'],
  },
  check(subject, report) {
    const size = subject.get('sriov.system_page_size');
    const bars = barsOf(vfBars.map((path) => subject.get(path)));
    if (size === 0 || (size & (size - 1)) !== 0) return;
    const page = BigInt(size) << 12n;
    for (const { index, address } of bars) {
      if (address % page === 0n) continue;
      report('between', `sriov.vf_bar[${index}]`, { index, address: hex(address, 8), page: hex(page, 4) });
    }
  },
  examples: {
    good: [
      { fields: { 'sriov.system_page_size': 1, 'sriov.vf_bar[0]': 0xfe00100c, 'sriov.vf_bar[1]': 0x10 } },
    ],
    bad: [
      { fields: { 'sriov.system_page_size': 1, 'sriov.vf_bar[0]': 0xfe000800 } },
      { fields: { 'sriov.system_page_size': 0x10, 'sriov.vf_bar[0]': 0xfe001000 } },
    ],
  },
});
