import type { Subject } from './subject.ts';

const cxlVendor = 0x1e98;
const cxlMemory = 0x0502;

/** The class of CXL memory, or the DVSEC that a CXL device has in its Function 0. */
export function isCxlDevice(s: Subject): boolean {
  if (s.fn.config.u16(0x0a) === cxlMemory) return true;
  return s.view.capabilities.some(
    ({ entry }) =>
      entry.kind === 'extended' && entry.id === 0x23 && s.fn.config.u16(entry.offset + 4) === cxlVendor,
  );
}
