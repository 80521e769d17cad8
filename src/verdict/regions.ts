import type { Subject } from './subject.ts';

/** BARs that name memory, in sysfs `resource` or lspci's text. */
export function assignedRegions(s: Subject): string[] {
  const regions: string[] = [];
  for (const { index, of, kind, numbered, address, by } of s.fn.statedRegions) {
    if (of !== 'function' || kind !== 'memory' || index > 5 || !address) continue;
    const digits = address.toString(16);
    const place = by === 'sysfs' ? `0x${digits.padStart(16, '0')}` : digits.padStart(8, '0');
    regions.push(numbered === false ? `memory at ${place}` : `BAR ${index} ${place}`);
  }
  return regions;
}
