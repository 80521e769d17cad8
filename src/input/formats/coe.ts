import { configSpaceSize } from '../../model/config-space.ts';
import type { PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { type GroupOrder, groupsOf, linesOf, RowCollector } from '../hex-rows.ts';
import { headerScore, looksLikeHeader } from '../plausible.ts';

/*
 * Memory contents for an FPGA (AMD UG896, "Using a COE File"): pcileech's configuration space, 32-bit values whose
 * digits are the bytes in order.
 */
const radix = /^[ \t]*memory_initialization_radix[ \t]*=[ \t]*(\d{1,3})[ \t]*;/i;
const vector = /^[ \t]*memory_initialization_vector[ \t]*=/i;

function collect(file: string, bytes: Uint8Array, out: RowCollector, order: GroupOrder): void {
  let offset = -1;
  let base = 0;
  for (const line of linesOf(bytes, out.tooLong)) {
    const { text, number } = line;
    if (/^[ \t]*(?:;|$)/.test(text)) {
      if (offset >= 0 && /^[ \t]*;/.test(text)) break;
      continue;
    }
    const stated = radix.exec(text);
    const begins = vector.exec(text);
    if (stated) {
      base = Number(stated[1]);
      if (base !== 16) {
        const message = `the values are in base ${base}; only base 16 is read`;
        out.report('error', 'rows/bad-byte', message, number);
        return;
      }
      continue;
    }
    let from = 0;
    if (begins) {
      if (base === 0)
        out.report(
          'info',
          'rows/bad-byte',
          'no memory_initialization_radix stands before the values; 16 was taken',
          number,
        );
      from = begins[0].length;
      offset = 0;
      const named = addressInName(file);
      out.begin(named ?? 0, number);
      if (named === undefined) {
        const message = "the address is not in the file's name, so 0000:00:00.0 stands for it";
        out.report('info', 'raw/no-address', message, number);
      }
    }
    if (offset < 0) {
      out.skip(number);
      continue;
    }
    for (;;) {
      while (from < text.length && /[ \t,]/.test(text[from] as string)) from++;
      if (from >= text.length || text[from] === ';') break;
      const { groups, end } = groupsOf(text, from, 1, 4);
      const [value] = groups;
      if (value?.digits.length !== 8 || !/^[ \t,;]?$/.test(text[end] ?? '')) {
        out.badRow(number, from + 1, 'a value of eight hex digits was expected here');
        // Where the next value belongs is known only if this is one.
        while (from < text.length && !/[ \t,;]/.test(text[from] as string)) from++;
        offset += 4;
        continue;
      }
      offset = out.take(offset, [value], order, number);
      from = end;
    }
    if (text[from] === ';') break;
  }
}

function readAs(file: string, bytes: Uint8Array, order: GroupOrder): PciFunction | undefined {
  const out = new RowCollector(file, new Diagnostics(file));
  collect(file, bytes, out, order);
  return out.finish()[0];
}

const start = (fn: PciFunction | undefined): Uint8Array =>
  fn?.config.has(0, 64) ? fn.config.slice(0, 64) : new Uint8Array(0);

export default {
  kind: 'file',
  name: 'coe',
  title: "pcileech's configuration space for an FPGA (.coe)",
  rank: 20,
  detect({ name, bytes, text }) {
    if (!/^[ \t]*memory_initialization_vector[ \t]*=/im.test(text)) return false;
    return (['bytes', 'words'] as const).some((order) =>
      looksLikeHeader(start(readAs(name, bytes, order)), true),
    );
  },
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    // Three times the text of a whole configuration space is enough to tell.
    const head = bytes.subarray(0, 12 * configSpaceSize);
    const score = (order: GroupOrder): number => headerScore(start(readAs(file, head, order)));
    const order = score('words') > score('bytes') ? 'words' : 'bytes';
    collect(file, bytes, out, order);
    if (order === 'words') {
      const message =
        'the values were taken as little-endian numbers: as bytes in order, as usual here, they make no header';
      out.report('warning', 'rows/byte-order', message, 1);
    }
    return out.finish();
  },
} satisfies FileFormat;
