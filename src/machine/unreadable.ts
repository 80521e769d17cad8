import type { PciFunction } from '../model/function.ts';

const unreadByte = 0xff;
/** The header of a Function that does not answer may keep a few bytes that a bridge or quirk fills. */
const mostStrayBytes = 4;

/** Whether the header holds no answer: all ones, Request Retry Status (vendor 0001h), or under 64 bytes. */
export function whyUnreadable(fn: PciFunction): string | undefined {
  const { config } = fn;
  const known = config.knownBytes;
  if (known === 0) return 'the dump has no bytes of this Function';
  if (known < 64) return `only ${known} ${known === 1 ? 'byte is' : 'bytes are'} in the dump`;
  if (config.u32(0) === 0xffffffff) {
    let other = 0;
    for (let offset = 4; offset < 64 && other < mostStrayBytes; offset++)
      if (config.u8(offset) !== unreadByte) other++;
    if (other < mostStrayBytes) return 'the first 64 bytes are all ones: the Function did not answer';
    if (config.u8(0x0e) === unreadByte)
      return 'IDs and Header Type are all ones: the Function did not answer';
  }
  if (config.u16(0) === 0x0001) {
    const rest = config.isFilledWith(unreadByte, 2, 64);
    if (rest)
      return 'Vendor ID is 0001h and the rest all ones: the Function was not ready (Request Retry Status)';
  }
  return undefined;
}

/** Whether all six BARs are in the dump and read 0. */
export function allBarsZero({ config }: PciFunction): boolean {
  for (let offset = 0x10; offset < 0x28; offset += 4) if (config.u32(offset) !== 0) return false;
  return true;
}
