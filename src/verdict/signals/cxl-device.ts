import { isCxlDevice } from '../cxl.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'cxl-device',
  rank: 340,
  looksAt: 'bytes',
  weight: 'against',
  title: 'A CXL device',
  why: 'The CXL DVSEC for devices is in Function 0 of a CXL device, which is not a VF; it often has no INTx and an idle Device Control.',
  look: (s) => (isCxlDevice(s) ? 'it is a CXL device' : undefined),
});
