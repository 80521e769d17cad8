import { isCxlDevice } from './cxl.ts';
import { hex4 } from './hex.ts';
import { has, isPcie, type Subject } from './subject.ts';

/** What hardware does not show in a VF, and what is seen here all the same. */
interface UnlikeVf {
  /** In the header, each in words. */
  readonly header: readonly string[];
  readonly capabilities: readonly string[];
  /** Whether all capabilities are in the dump. */
  readonly whole: boolean;
  /** Whether there is something that no part has in a VF. */
  readonly isOther: boolean;
}

const ofBytes = new WeakMap<object, UnlikeVf>();

/** What hardware does not show in a VF. */
export function unlikeVf(s: Subject): UnlikeVf {
  let known = ofBytes.get(s.bytes);
  if (!known) {
    known = lookForUnlike(s);
    ofBytes.set(s.bytes, known);
  }
  return known;
}

function lookForUnlike(s: Subject): UnlikeVf {
  const { config } = s.fn;
  const status = config.u16(6);
  const pin = config.u8(0x3d);
  const control = (s.express?.deviceControl ?? 0) & 0x7fff;
  const { standard, extended } = s.view.walk;
  const header = [
    ...(s.barsZero || config.end < 0x28 ? [] : ['BARs are set']),
    ...(status >= 0 && (status & 0x10) === 0 ? ['it has no capabilities'] : []),
    ...(pin > 0 ? [`Interrupt Pin is ${pin}`] : []),
  ];
  const capabilities = [
    ...(standard === 'complete' && !isPcie(s) ? ['it is not a PCI Express Function'] : []),
    ...(has(s, 'ea') ? ['it has Enhanced Allocation'] : []),
    ...(isCxlDevice(s) ? ['it is a CXL device'] : []),
    ...(control > 0 ? [`Device Control is ${hex4(control)}`] : []),
  ];
  const whole =
    standard === 'none' || (standard === 'complete' && (extended === 'complete' || extended === 'none'));
  // Some parts copy the pin from the PF, and models have a Device Control of their own.
  const isOther =
    header.some((text) => !text.startsWith('Interrupt')) || capabilities.length > (control > 0 ? 1 : 0);
  return { header, capabilities, whole, isOther };
}

/** How many ways of being unlike a VF are too many: one where bridges or PFs have lost their IDs as well. */
const tooUnlike = (s: Subject): number => (s.candidates.blanked ? 1 : 2);

/** Whether FFFFh in the IDs says nothing: see the signal of this name. */
export function idsAreBlanked(s: Subject): boolean {
  const { header, capabilities } = unlikeVf(s);
  return header.length + Math.min(capabilities.length, 1) >= tooUnlike(s);
}

/** Whether they may be blanked for all that the dump shows: what is after its end may be unlike a VF too. */
export function idsMayBeBlanked(s: Subject): boolean {
  const { header, capabilities, whole } = unlikeVf(s);
  return header.length + (capabilities.length > 0 || !whole ? 1 : 0) >= tooUnlike(s);
}

/** Whether a Function is known to have no capability list, which every VF has. */
export function hasNoList(s: Subject): boolean {
  const status = s.fn.config.u16(6);
  return status >= 0 && (status & 0x10) === 0;
}

/** Whether it is known to be without PCI Express, which every VF has as well. */
export const hasNoPcie = (s: Subject): boolean =>
  hasNoList(s) || (s.view.walk.standard === 'complete' && !isPcie(s));

/** Whether only what some VFs have as well tells it from a VF. */
export const mayBeFaultyVf = (s: Subject): boolean => !unlikeVf(s).isOther;
