import { type AddressKey, formatKey, parseAddress } from '../model/address.ts';

/**
 * Why a property of a udev record is not that of the record's own Function: DEVPATH is the path of the record once more,
 * PCI_SLOT_NAME the address at its end. Undefined where they agree, and for all other properties.
 */
export function otherIdentity(name: string, value: string, own: AddressKey): string | undefined {
  if (name !== 'DEVPATH' && name !== 'PCI_SLOT_NAME') return undefined;
  if (parseAddress(value.slice(value.lastIndexOf('/') + 1)) === own) return undefined;
  return `${name} is ${value}, but the record is that of ${formatKey(own)}, which is kept`;
}
