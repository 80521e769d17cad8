import { configSpaceSize } from '../../model/config-space.ts';
import type { PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { type GroupOrder, groupsOf, linesOf, RowCollector } from '../hex-rows.ts';
import { headerScore, looksLikeHeader } from '../plausible.ts';

/*
 * Memory contents for an FPGA (AMD UG896, "Using a COE File"): pcileech's configuration space, 32-bit values whose
 * digits are the bytes in order. The `;` that ends the vector also begins a comment: of the file, of a section of 256
 * bytes, of the value before it. So it ends nothing here.
 */
const radix = /^[ \t]*memory_initialization_radix[ \t]*=[ \t]*(\d{1,3})[ \t]*(?:;|$)/i;
const vector = /^[ \t]*memory_initialization_vector[ \t]*=/i;
const vectorLine = new RegExp(vector.source, 'im');
const radixLine = new RegExp(radix.source, 'im');

function collect(file: string, bytes: Uint8Array, out: RowCollector, order: GroupOrder): void {
  let offset = -1;
  let base = 0;
  for (const line of linesOf(bytes, out.tooLong)) {
    const { text, number } = line;
    const stated = radix.exec(text);
    const begins = vector.exec(text);
    if (stated) {
      base = Number(stated[1]);
      if (base === 16) continue;
      const message = `the values are in base ${base}; only base 16 is read`;
      out.report('error', 'rows/bad-byte', message, number);
      return;
    }
    let from = 0;
    if (begins) {
      if (offset >= 0) {
        out.report(
          'warning',
          'rows/duplicate-function',
          'a second vector begins here; it was skipped',
          number,
        );
        return;
      }
      if (base === 0)
        out.report(
          'info',
          'rows/bad-byte',
          'no memory_initialization_radix comes before the values; 16 was taken',
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
    const comment = text.indexOf(';', from);
    const values = comment < 0 ? text : text.slice(0, comment);
    if (offset < 0) {
      if (values.trim() !== '') out.skip(number);
      continue;
    }
    for (;;) {
      while (from < values.length && /[ \t,]/.test(values[from] as string)) from++;
      if (from >= values.length) break;
      const { groups, end } = groupsOf(values, from, 1, 4);
      const [value] = groups;
      if (value?.digits.length !== 8 || !/^[ \t,]?$/.test(values[end] ?? '')) {
        out.badRow(number, from + 1, 'a value of eight hex digits was expected here');
        // Where the next value belongs is known only if this is one.
        while (from < values.length && !/[ \t,]/.test(values[from] as string)) from++;
        offset += 4;
        continue;
      }
      offset = out.take(offset, [value], order, number);
      from = end;
    }
  }
}

function readAs(file: string, bytes: Uint8Array, order: GroupOrder): PciFunction | undefined {
  const out = new RowCollector(file, new Diagnostics(file));
  collect(file, bytes, out, order);
  return out.finish()[0];
}

const start = (fn: PciFunction | undefined): Uint8Array =>
  fn?.config.has(0, 64) ? fn.config.slice(0, 64) : new Uint8Array(0);

const maskName = /write[ _-]?mask/i;

/** Why the values are not a configuration space: pcileech keeps masks and memory of BARs in such files as well. */
function whyRefused(file: string, bytes: Uint8Array): string | undefined {
  const starts = (['bytes', 'words'] as const).map((order) => start(readAs(file, bytes, order)));
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const comments = text.split('\n').filter((line) => line.trimStart().startsWith(';'));
  // Vendor ID and Device ID cannot be written: a mask has 0 for both, which no Function has.
  const zeroIds = starts.every(
    (bytes) => bytes.length > 0 && bytes.subarray(0, 4).every((byte) => byte === 0),
  );
  const isHeader = !zeroIds && starts.some((bytes) => looksLikeHeader(bytes, true));
  if (isHeader) return undefined;
  const isNamed =
    maskName.test(file.slice(file.lastIndexOf('/') + 1)) || comments.some((line) => maskName.test(line));
  if (isNamed || (zeroIds && starts.some((bytes) => looksLikeHeader(bytes, true))))
    return 'these values are a write mask, which says what can be written, and no configuration space';
  const [first] = starts;
  // A beginning alone is not judged, nor is one with values that cannot be read.
  if (first === undefined || first.length === 0) return undefined;
  return 'these values do not begin with the header of a configuration space: they may be memory of a BAR or a placeholder';
}

export default {
  kind: 'file',
  name: 'coe',
  title: "pcileech's configuration space for an FPGA (.coe)",
  rank: 20,
  comment: ';',
  detect: ({ text }) => vectorLine.test(text) && (radixLine.exec(text)?.[1] ?? '16') === '16',
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    // Three times the text of a whole configuration space is enough to tell.
    const head = bytes.subarray(0, 12 * configSpaceSize);
    const refused = whyRefused(file, head);
    if (refused !== undefined) {
      out.report('error', 'coe/no-header', refused, 1);
      return [];
    }
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
