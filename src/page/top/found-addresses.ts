import { sizeText } from '../../decode/value-text.ts';
import { type AddressRange, addressRanges } from '../address-ranges.ts';
import { choose, current } from '../state.ts';
import { nameOf } from '../words.tsx';
import type { Found } from './found.ts';

/** Fewer digits than these are an ID or a bus rather than an address. */
const fewestDigits = 4;

/** Windows, BARs and parts of VFs that hold an address such as FE840000 or 0xfe840000; the narrowest first. */
export function addressesFor(wanted: string): Found[] {
  const digits = /^(?:0x)?([0-9a-f]{1,16})h?$/.exec(wanted)?.[1];
  if (digits === undefined || digits.length < fewestDigits) return [];
  const at = BigInt(`0x${digits}`);
  const holders: AddressRange[] = [];
  const look = (ranges: readonly AddressRange[]): void => {
    for (const range of ranges) {
      if (range.first <= at && at <= range.last) holders.push(range);
      look(range.below);
    }
  };
  look(addressRanges.value);
  holders.sort((a, b) => Number(a.last - a.first - (b.last - b.first)));
  return holders.flatMap((range): Found[] => {
    const { address, text, field, first, last, isSized } = range;
    const report = current.value?.byAddress.get(address);
    if (!report) return [];
    const size = isSized ? `, ${sizeText(Number(last - first + 1n))}` : '';
    return [
      {
        kind: 'address',
        title: `${address} ${text}`,
        more: `from ${first.toString(16).toUpperCase()}h${size} ${nameOf(report)}`,
        go: () => choose(address, { tab: 'bytes', ...(field === undefined ? {} : { field }) }),
      },
    ];
  });
}
