import type { PciFunction } from '../model/function.ts';

const hex2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** The known bytes of a Function as lspci prints them, so that lspci and lsvf read them back. */
export function* hexDump(fn: PciFunction): Generator<string> {
  const { config } = fn;
  const { text } = fn.surroundings;
  yield `${fn.address} ${text ?? 'Function'}\n`;
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
