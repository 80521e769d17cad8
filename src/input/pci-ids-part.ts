import type { PciIds } from './pci-ids.ts';

/** What names are wanted for. */
export interface Named {
  readonly vendor: number | null;
  readonly device: number | null;
  /** Base class in bits 15:8 and sub-class; undefined where it is not known. */
  readonly classCode: number | undefined;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The part of a pci.ids file that names these, in its own format. */
export function partOf(ids: PciIds, wanted: Iterable<Named>): string {
  const sections = new Map<string, Map<string, string>>();
  const section = (line: string | undefined): Map<string, string> | undefined => {
    if (line === undefined) return undefined;
    const below = sections.get(line) ?? new Map<string, string>();
    sections.set(line, below);
    return below;
  };
  for (const { vendor, device, classCode } of wanted) {
    const vendorName = vendor === null ? undefined : ids.vendor(vendor);
    if (vendor !== null && vendorName !== undefined) {
      const below = section(`${hex(vendor, 4)}  ${vendorName}`);
      const name = device === null ? undefined : ids.device(vendor, device);
      if (device !== null && name !== undefined) below?.set(hex(device, 4), name);
    }
    if (classCode === undefined) continue;
    const [base, sub] = [classCode >> 8, classCode & 0xff];
    const name = ids.className(base, sub);
    if (name !== undefined) section(`C ${hex(base, 2)}  class`)?.set(hex(sub, 2), name);
  }
  return [...sections]
    .map(([line, below]) => `${line}\n${[...below].map(([id, name]) => `\t${id}  ${name}\n`).join('')}`)
    .join('');
}
