import { hex4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'device-control-zero',
  rank: 200,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'Device Control bits 14:0 are all 0',
  why: "Device Control is the PF's in a VF (PCIe 6.0 §7.5.3.4). An ordinary Function comes out of reset with some bits set.",
  look: (s) => {
    const control = s.express?.deviceControl;
    return isType0(s) && control !== undefined && (control & 0x7fff) === 0
      ? `Device Control reads ${hex4(control)}`
      : undefined;
  },
});
