import type { PciFunction } from '../model/function.ts';

/** What is known about who made a Function and what it does, from its bytes or from words; undefined where nothing says. */
export interface Outline {
  readonly vendor: number | undefined;
  readonly device: number | undefined;
  /** The first word of its name, where only a name tells the vendor. */
  readonly vendorName: string | undefined;
  /** Not 0, which says nothing: VFs of some parts have it, and their PF has not. */
  readonly baseClass: number | undefined;
  readonly className: string | undefined;
}

const real = (id: number | undefined): number | undefined =>
  id === undefined || id < 0 || id === 0xffff || id === 0 ? undefined : id;

export function outlineOf({ config, stated }: PciFunction): Outline {
  const answers = config.end >= 64 && !config.isFilledWith(0xff, 0, 64);
  const name = stated.name?.value;
  return {
    vendor: real(config.u16(0)) ?? real(stated.vendorId?.value),
    device: real(config.u16(2)) ?? real(stated.deviceId?.value),
    vendorName: name === undefined || /^\[?[0-9a-f]{4}:/i.test(name) ? undefined : /^\S+/.exec(name)?.[0],
    baseClass: answers ? config.u8(0x0b) || undefined : statedClass(stated.classCode?.value),
    className: stated.className?.value,
  };
}

/** lspci states FFh for a Function that does not answer. */
const statedClass = (code: number | undefined): number | undefined =>
  code === undefined || code >> 16 === 0xff ? undefined : code >> 16;

/** Classes of display controllers have several names, and a VF may have another than its PF. */
const display = /VGA|display|3D/i;

/** Whether two Functions can be of one vendor and one class: nothing that is known about both differs. */
export function looksSame(a: Outline, b: Outline): boolean {
  if (a.vendor !== undefined && b.vendor !== undefined) {
    if (a.vendor !== b.vendor) return false;
  } else if (a.vendorName !== undefined && b.vendorName !== undefined && a.vendorName !== b.vendorName)
    return false;
  if (a.baseClass !== undefined && b.baseClass !== undefined) return a.baseClass === b.baseClass;
  if (a.className === undefined || b.className === undefined || a.className === b.className) return true;
  return display.test(a.className) && display.test(b.className);
}
