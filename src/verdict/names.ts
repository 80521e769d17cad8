import type { FunctionView } from '../decode/view.ts';
import type { PciIds } from '../input/pci-ids.ts';
import type { PciFunction } from '../model/function.ts';
import type { StatedBy } from '../model/stated.ts';
import type { StatedIds, SubjectNames } from './subject.ts';

/** How evidence names who states something. */
const sources: Readonly<Partial<Record<StatedBy, string>>> = {
  lspci: "lspci's text",
  'kernel-log': 'the kernel log',
  json: 'the JSON',
};

/** Names and IDs that are beside the bytes: the dump's own first, then those of a pci.ids file. */
export class Names implements SubjectNames {
  readonly #ids: PciIds | undefined;

  constructor(ids?: PciIds) {
    this.#ids = ids;
  }

  stated({ stated }: PciFunction): StatedIds | undefined {
    const { vendorId, deviceId } = stated;
    if (!vendorId) return undefined;
    return { vendor: vendorId.value, device: deviceId?.value, by: sources[vendorId.by] ?? vendorId.by };
  }

  /** Base class in bits 15:8 and sub-class, as the input states them. */
  statedClass({ stated }: PciFunction): number | undefined {
    if (stated.classCode) return stated.classCode.value >> 8;
    return stated.className?.value === 'PCI bridge' ? 0x0604 : undefined;
  }

  /** Vendor and device, such as `Intel Corporation 82576 Virtual Function`. */
  name(fn: PciFunction, vendor: number | undefined, device: number | undefined): string | undefined {
    const { name } = fn.stated;
    if (name) return name.value;
    if (!this.#ids || vendor === undefined) return undefined;
    const vendorName = this.#ids.vendor(vendor);
    if (vendorName === undefined) return undefined;
    const deviceName = device === undefined ? undefined : this.#ids.device(vendor, device);
    return deviceName === undefined ? `${vendorName} Device ${id4(device)}` : `${vendorName} ${deviceName}`;
  }

  /** `Ethernet controller`; undefined when neither the dump nor pci.ids names the class. */
  className(view: FunctionView): string | undefined {
    const { className } = view.fn.stated;
    if (className) return className.value;
    const { config } = view.fn;
    if (!config.has(9, 3)) return undefined;
    return this.#ids?.className(config.u8(0x0b), config.u8(0x0a));
  }
}

const id4 = (id: number | undefined): string =>
  id === undefined ? '????' : id.toString(16).padStart(4, '0');
