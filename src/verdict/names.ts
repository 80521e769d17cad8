import type { FunctionView } from '../decode/view.ts';
import { parseDescription } from '../input/formats/lspci/line.ts';
import type { PciIds } from '../input/pci-ids.ts';
import type { PciFunction } from '../model/function.ts';
import type { StatedIds, SubjectNames } from './subject.ts';

const numberOf = (text: string | undefined): number | undefined => {
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 0 ? value : undefined;
};

/** Names and IDs that stand beside the bytes: the dump's own first, then those of a pci.ids file. */
export class Names implements SubjectNames {
  readonly #ids: PciIds | undefined;

  constructor(ids?: PciIds) {
    this.#ids = ids;
  }

  stated(fn: PciFunction): StatedIds | undefined {
    const vendor = numberOf(fn.attribute('vendor'));
    const device = numberOf(fn.attribute('device'));
    if (vendor !== undefined) return { vendor, device, by: 'sysfs' };
    const { text } = fn.surroundings;
    if (!text) return undefined;
    const described = parseDescription(text);
    if (described.vendorId !== undefined) {
      return { vendor: described.vendorId, device: described.deviceId, by: "lspci's text" };
    }
    return undefined;
  }

  /** Base class in bits 15:8 and sub-class, as sysfs or lspci's text states them. */
  statedClass(fn: PciFunction): number | undefined {
    const code = numberOf(fn.attribute('class'));
    if (code !== undefined) return code >> 8;
    const { text } = fn.surroundings;
    const described = text ? parseDescription(text) : undefined;
    if (described?.classCode !== undefined) return described.classCode;
    return described?.className === 'PCI bridge' ? 0x0604 : undefined;
  }

  /** Vendor and device, such as `Intel Corporation 82576 Virtual Function`. */
  name(fn: PciFunction, vendor: number | undefined, device: number | undefined): string | undefined {
    const { text } = fn.surroundings;
    const described = text ? parseDescription(text) : undefined;
    if (described?.name !== undefined) return described.name;
    if (!this.#ids || vendor === undefined) return undefined;
    const vendorName = this.#ids.vendor(vendor);
    if (vendorName === undefined) return undefined;
    const deviceName = device === undefined ? undefined : this.#ids.device(vendor, device);
    return deviceName === undefined ? `${vendorName} Device ${id4(device)}` : `${vendorName} ${deviceName}`;
  }

  /** `Ethernet controller`; undefined when neither the dump nor pci.ids names the class. */
  className(view: FunctionView): string | undefined {
    const { text } = view.fn.surroundings;
    const described = text ? parseDescription(text) : undefined;
    if (described?.className !== undefined) return described.className;
    const { config } = view.fn;
    if (!config.has(9, 3)) return undefined;
    return this.#ids?.className(config.u8(0x0b), config.u8(0x0a));
  }
}

const id4 = (id: number | undefined): string =>
  id === undefined ? '????' : id.toString(16).padStart(4, '0');
