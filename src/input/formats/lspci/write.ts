import type { PciFunction } from '../../../model/function.ts';
import { systemFact } from '../../system-facts.ts';
import { regionLine } from './write-region.ts';

const hex2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** The lines of a Function's text before its regions, and after them. */
const linesBefore: readonly (readonly [label: string, fact: string])[] = [
  ['Physical Slot', 'physical_slot'],
  ['NUMA node', 'numa_node'],
  ['IOMMU group', 'iommu_group'],
];
const linesAfter: typeof linesBefore = [
  ['Kernel driver in use', 'driver'],
  ['Kernel modules', 'modules'],
];

/** The known bytes of a Function as lspci prints them, so that lspci and lsvf read them back. */
export function* hexDump(fn: PciFunction): Generator<string> {
  yield `${fn.address} ${lineOf(fn.surroundings.text ?? numericLine(fn))}\n`;
  yield* factLines(fn, linesBefore);
  for (const region of fn.stated.regions) if (region.of === 'function') yield `\t${regionLine(region)}\n`;
  yield* factLines(fn, linesAfter);
  const { config } = fn;
  for (const { start, end } of config.knownRanges) {
    for (let offset = start; offset < end; ) {
      const stop = Math.min(end, (offset | 15) + 1);
      let row = `${offset.toString(16).padStart(2, '0')}:`;
      for (; offset < stop; offset++) row += ` ${hex2[config.u8(offset)]}`;
      yield `${row}\n`;
    }
  }
  yield '\n';
}

function* factLines(fn: PciFunction, list: typeof linesBefore): Generator<string> {
  for (const [label, name] of list) {
    const value = systemFact(fn, name);
    // sysfs says -1 where there is no node; lspci then says nothing.
    if (value !== undefined && !(name === 'numa_node' && value === '-1'))
      yield `\t${label}: ${lineOf(value)}\n`;
  }
}

/** Functions whose line is in no dump get the one of `lspci -n`: what the kernel states, else their bytes. */
function numericLine(fn: PciFunction): string {
  const stated = (name: string): number => Number(fn.attribute(name) ?? Number.NaN);
  const either = (first: number, second: number): number => (first >= 0 ? first : second);
  const { config } = fn;
  const vendor = either(stated('vendor'), config.u16(0));
  const device = either(stated('device'), config.u16(2));
  const code = either(Math.floor(stated('class') / 0x100), config.u16(0x0a));
  const revision = either(stated('revision'), config.u8(8));
  if (vendor < 0 || device < 0 || code < 0) return '';
  const line = `${hex4(code)}: ${hex4(vendor)}:${hex4(device)}`;
  return revision > 0 ? `${line} (rev ${hex2[revision & 0xff]})` : line;
}

const hex4 = (value: number): string => (value & 0xffff).toString(16).padStart(4, '0');

/** What is more than a line would be read as rows. */
export const lineOf = (text: string): string => text.replace(/[\0\r\n\u2028\u2029]+/g, ' ');
