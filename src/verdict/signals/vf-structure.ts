import { idleDeviceControl } from '../device-control.ts';
import { defineSignal } from '../signal.ts';
import { has, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'vf-structure',
  rank: 150,
  looksAt: 'bytes',
  weight: 'strong',
  title: 'Function Level Reset, no interrupt pin, MSI or MSI-X, and a Device Control of 0, together',
  why: 'None of 277 ordinary PCI Express Functions measured had all of these, and every VF seen from a guest had: FLR is mandatory in a VF, INTx is not there, and Device Control is the PF’s, but for the sizes of payload and read request, which a VMM lets a guest write. An idle ordinary Function may look so, hence possible and no more.',
  look: (s) => {
    const kind = s.express?.kind;
    const control = idleDeviceControl(s);
    const fits =
      isType0(s) &&
      (kind === 'endpoint' || kind === 'integrated-endpoint') &&
      s.fn.config.u8(0x3d) === 0 &&
      control !== undefined &&
      s.express?.functionLevelReset === true &&
      (has(s, 'msi') || has(s, 'msix'));
    if (!fits) return undefined;
    const only = control === 0 ? '' : ' but for the sizes of payload and read request';
    return `Function Level Reset, no interrupt pin, and a Device Control of 0${only}`;
  },
});
