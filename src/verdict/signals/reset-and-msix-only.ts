import { defineSignal } from '../signal.ts';
import { has, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'reset-and-msix-only',
  rank: 230,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'Function Level Reset and MSI-X, but no MSI, INTx, Power Management, VPD or ROM',
  why: 'The usual outfit of a VF, and of lean NVMe controllers.',
  look: (s) =>
    isType0(s) &&
    s.express?.functionLevelReset === true &&
    has(s, 'msix') &&
    !has(s, 'msi') &&
    !has(s, 'pm') &&
    !has(s, 'vpd') &&
    s.fn.config.u8(0x3d) === 0 &&
    s.fn.config.u32(0x30) === 0
      ? 'FLR and MSI-X, without MSI, INTx, Power Management, VPD and ROM'
      : undefined,
});
