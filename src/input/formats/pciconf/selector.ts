import { type AddressKey, addressKey, routingIdOf } from '../../../model/address.ts';

/**
 * The address in `pci0:1:0:0`: domain, bus, device and function in decimal, of which the domain may be left out, and the
 * function. With ARI the device is 0 and the function has 8 bits.
 */
export function keyOfSelector(text: string): AddressKey | undefined {
  const parts = text.split(':').map(Number);
  const [domain = 0, bus = 0, device = 0, fn = 0] =
    parts.length === 2 ? [0, ...parts, 0] : parts.length === 3 ? [0, ...parts] : parts;
  if (domain > 0xffffffff || bus > 0xff || device > 0x1f || fn > (device === 0 ? 0xff : 7)) return undefined;
  return addressKey(domain, fn > 7 ? (bus << 8) | fn : routingIdOf(bus, device, fn));
}
