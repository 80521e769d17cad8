import { type AddressKey, parseAddress } from '../../../model/address.ts';

/* The line that dev_printk() of Linux makes: driver or bus, address, and what is said about it. */

/** Before it come a time, the host, `kernel:`, the level: whatever ends with a bracket, a colon or a mark. */
const device =
  /(?:^|[\]:>|,\t] ?|\] {0,4})([A-Za-z][\w.+-]{0,40}) ((?:[0-9a-f]{4,8}):[0-9a-f]{2}:[01][0-9a-f]\.[0-7])(?: ([\w.:@-]{1,32}(?: \([\w ]{1,24}\))?))?: (.*)$/i;
const bus = /(?:^|[\]:>|,\t ] ?)pci_bus ([0-9a-f]{4,8}):([0-9a-f]{2}): (.*)$/i;
/** Lines in which a class of devices or the IOMMU comes first. */
const others: readonly (readonly [RegExp, (match: RegExpExecArray) => readonly [string, string, string]])[] =
  [
    [
      /\bnvme nvme\d+: pci function ((?:[0-9a-f]{4,8}):[0-9a-f]{2}:[01][0-9a-f]\.[0-7])/i,
      ([, address = '']) => ['nvme', address, ''],
    ],
    [
      /\biommu: Adding device ((?:[0-9a-f]{4,8}):[0-9a-f]{2}:[01][0-9a-f]\.[0-7]) to group (\d{1,6})/i,
      ([, address = '', group = '']) => ['', address, `Adding to iommu group ${group}`],
    ],
    [
      /\biommu: Removing device ((?:[0-9a-f]{4,8}):[0-9a-f]{2}:[01][0-9a-f]\.[0-7]) from group (\d{1,6})/i,
      ([, address = '', group = '']) => ['', address, `Removing from iommu group ${group}`],
    ],
  ];

export interface DeviceLine {
  readonly kind: 'device';
  readonly key: AddressKey;
  /** `pci` while no driver has it; empty where the line does not say. */
  readonly driver: string;
  readonly message: string;
}
export interface BusLine {
  readonly kind: 'bus';
  readonly domain: number;
  readonly bus: number;
  readonly message: string;
}

/** Takes a line apart; undefined for one that is of neither a Function nor a bus. */
export function parseLine(text: string): DeviceLine | BusLine | undefined {
  const onBus = bus.exec(text);
  if (onBus) {
    const [, domain = '', number = '', message = ''] = onBus;
    return { kind: 'bus', domain: parseInt(domain, 16), bus: parseInt(number, 16), message };
  }
  const match = device.exec(text);
  const found = match ? ([match[1], match[2], match[4]] as const) : otherLine(text);
  const key = parseAddress(found?.[1] ?? '');
  if (!found || key === undefined) return undefined;
  return { kind: 'device', key, driver: found[0] ?? '', message: found[2] ?? '' };
}

function otherLine(text: string): readonly [string, string, string] | undefined {
  for (const [pattern, meaning] of others) {
    const match = pattern.exec(text);
    if (match) return meaning(match);
  }
  return undefined;
}

/** A mail breaks a long line within the brackets of a resource. */
export const isBroken = (text: string): boolean => /\[(?:mem|io|bus)\b[^\]]{0,60}$/.test(text);
/** A machine that starts again. */
export const isBoot = (text: string): boolean => /\bLinux version \d+\.\d+/.test(text);
