import { idleDeviceControl } from '../device-control.ts';
import { hex4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'device-control-zero',
  rank: 200,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'Device Control bits are all 0, but for Max_Payload_Size and Max_Read_Request_Size',
  why: "Device Control is the PF's in a VF (PCIe 6.0 §7.5.3.4). A VMM lets a guest write both sizes. An ordinary Function comes out of reset with some bits set.",
  look: (s) => {
    const control = idleDeviceControl(s);
    return isType0(s) && control !== undefined ? `Device Control reads ${hex4(control)}` : undefined;
  },
});
