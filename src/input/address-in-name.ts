import { type AddressKey, parseAddress } from '../model/address.ts';

/** `0000:01:00.0`, and with `_` or `-` where `:` cannot be in a name, as sysfs copies and libvirt have it. */
const withDot =
  /(?<![0-9a-z:.])(?:([0-9a-f]{4,8})[:_-])?([0-9a-f]{2})[:_-]([01][0-9a-f])\.([0-7])(?![0-9a-f]|\.[0-9])/gi;
/** illumos writes `BB-DD-FF.pci`, pcireg `PCIBBDDF.BIN`. */
const others = [
  /(?<![0-9a-z])()([0-9a-f]{2})-([01][0-9a-f])-0([0-7])\.pci$/i,
  /(?<![0-9a-z])()pci([0-9a-f]{2})([01][0-9a-f])([0-7])\.bin$/i,
];

/** The last address that a file's path or a line of text states, if it states one. */
export function addressInName(path: string): AddressKey | undefined {
  const last = [...path.slice(-maxPath).matchAll(withDot)].at(-1);
  if (last) {
    const [, domain = '0000', bus, device, fn] = last;
    return parseAddress(`${domain}:${bus}:${device}.${fn}`);
  }
  for (const pattern of others) {
    const match = pattern.exec(path.slice(-maxPath));
    if (match) return parseAddress(`${match[2]}:${match[3]}.${match[4]}`);
  }
  return undefined;
}

const maxPath = 4096;
