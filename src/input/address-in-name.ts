import { type AddressKey, parseAddress } from '../model/address.ts';

const inName =
  /(?<![0-9a-f])(?:([0-9a-f]{4,8})[:_-])?([0-9a-f]{2})[:_-]([01][0-9a-f])[._-]([0-7])(?![0-9a-f])/i;

/** The address that a file's name states, or its folder's: `0000:01:00.0/config`, `0000_01_00.0.bin`, `01-00.0.txt`. */
export function addressInName(path: string): AddressKey | undefined {
  const parts = path.split(/[\\/]/);
  for (const part of [parts.at(-1), parts.at(-2)]) {
    const match = inName.exec(part ?? '');
    if (match) return parseAddress(`${match[1] ?? '0000'}:${match[2]}:${match[3]}.${match[4]}`);
  }
  return undefined;
}
