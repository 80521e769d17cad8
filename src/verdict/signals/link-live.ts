import { hex4 } from '../hex.ts';
import { isQemuModel } from '../qemu.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'link-live',
  rank: 335,
  looksAt: 'kind',
  weight: 'against',
  title: 'Link Status shows a live link',
  why: 'Speed and width are reserved in a VF (PCIe 6.0 §7.5.3.8), whose link is the PF’s. Some parts repeat the PF there, and the VFs that QEMU models itself have a link.',
  look: (s) => {
    const status = s.express?.linkStatus;
    if (!isType0(s) || status === undefined || isQemuModel(s)) return undefined;
    return (status & 0xf) !== 0 && ((status >> 4) & 0x3f) !== 0
      ? `Link Status reads ${hex4(status)}, a live link`
      : undefined;
  },
});
