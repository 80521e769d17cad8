import type { ViewBytes } from './view.ts';

const sizes = 0x00fffff0;
const keptControl = 0x00001fe7;

/**
 * Resizable BAR: a guest cannot resize, so QEMU shows the present size of each BAR as the only one
 * (vfio_setup_rebar_ecap), and leaves the capability out, false here, where that size is not one from 1 MB to 512 GB.
 */
export function resizableBars(offset: number, bytes: ViewBytes): boolean {
  if (!bytes.has(offset + 8, 4)) return true;
  const count = (bytes.read(offset + 8, 4) >>> 5) & 7;
  for (let n = 0; n < count; n++) {
    const at = offset + 4 + 8 * n;
    if (!bytes.has(at, 8)) return true;
    const size = (bytes.read(at + 4, 4) >>> 8) & 0x1f;
    const capability = size <= 27 ? (1 << (size + 4)) >>> 0 : 0;
    if ((capability & sizes) === 0) return false;
    const why = 'QEMU shows the present size as the only one: a guest cannot resize a BAR';
    bytes.change(at, 4, `resizable_bar.capability_${n}`, capability, why);
    bytes.change(at + 4, 4, `resizable_bar.control_${n}`, bytes.read(at + 4, 4) & keptControl, why);
  }
  return true;
}
