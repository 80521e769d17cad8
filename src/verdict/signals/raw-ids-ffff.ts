import { hasNoList, idsMayBeBlanked } from '../blanked.ts';
import { hex4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'raw-ids-ffff',
  rank: 10,
  looksAt: 'bytes',
  weight: 'decisive',
  title: 'Vendor ID and Device ID read FFFFh while the rest of the header answers',
  why: 'Only a VF reads FFFFh in both IDs and still has a live header with capabilities, PCI Express among them (PCIe 6.0 §7.5.1.1.1, §9.3.4.1). A Function that does not answer reads ones everywhere.',
  look: (s) =>
    s.rawIdsFfff &&
    isType0(s) &&
    s.unreadable === undefined &&
    s.fn.config.u32(8) !== 0xffffffff &&
    !hasNoList(s) &&
    !idsMayBeBlanked(s)
      ? `Vendor ID and Device ID read FFFFh, Status reads ${hex4(s.fn.config.u16(6))} and Header Type 0`
      : undefined,
});
