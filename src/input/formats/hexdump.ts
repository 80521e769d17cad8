import { ConfigSpace, configSpaceSize, type Range } from '../../model/config-space.ts';
import { type IrregularRow, PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import type { FileFormat } from '../format.ts';
import { hexdumpLines } from '../hexdump-lines.ts';

/* What `hexdump -C` prints of the bytes of one Function. */

const row = /^([0-9a-f]{8}) {2}((?:[0-9a-f]{2} {1,2}){1,16}) *\|.*\|?$/i;
const end = /^[0-9a-f]{6,8}$/i;
const rowBytes = 16;

export default {
  kind: 'file',
  name: 'hexdump',
  title: 'hexdump -C of one function, its address in the name of the file',
  rank: 60,
  detect: ({ text }) => row.test(text.slice(0, text.search(/\r?\n/))),
  read(file, bytes, diagnostics) {
    const store = new Uint8Array(configSpaceSize);
    const rows: IrregularRow[] = [];
    const ranges: { start: number; end: number }[] = [];
    let last: Uint8Array | undefined;
    let repeating = false;
    let line = 0;
    const report = (code: string, message: string, column = 1): void =>
      diagnostics.push({ code: `hexdump/${code}`, severity: 'error', message, at: { file, line, column } });
    const put = (offset: number, content: Uint8Array, column: number): void => {
      if (offset + content.length > configSpaceSize) {
        report('offset-too-large', 'bytes past FFFh, the end of configuration space, were skipped');
        return;
      }
      const before = ranges.at(-1);
      if (before && offset < before.end) {
        report(
          'row-order',
          `row ${offset.toString(16)} does not stand behind the row before it; it was skipped`,
        );
        return;
      }
      store.set(content, offset);
      if (before?.end === offset) before.end += content.length;
      else ranges.push({ start: offset, end: offset + content.length });
      rows.push({ offset, length: Math.min(8, content.length), line, column });
      if (content.length > 8)
        rows.push({ offset: offset + 8, length: content.length - 8, line, column: column + 25 });
    };
    /** `*` stands for rows that are all like the one before it. */
    const repeat = (until: number): void => {
      const from = ranges.at(-1)?.end;
      if (!repeating || from === undefined || last?.length !== rowBytes) return;
      repeating = false;
      const like = last;
      for (let offset = from; offset + rowBytes <= Math.min(until, configSpaceSize); offset += rowBytes)
        put(offset, like, 1);
    };
    for (const text of new TextDecoder().decode(bytes).split(/\r?\n/)) {
      line++;
      const match = row.exec(text);
      if (match) {
        const offset = parseInt(match[1] as string, 16);
        repeat(offset);
        last = Uint8Array.from((match[2] as string).trim().split(/ +/), (cell) => parseInt(cell, 16));
        put(offset, last, 11);
      } else if (text === '*') repeating = true;
      else if (end.test(text)) repeat(parseInt(text, 16));
      else if (text.trim() !== '')
        report('unknown-line', 'this line is no row of hexdump -C; it was skipped');
    }
    const known = ranges.at(-1)?.end ?? 0;
    if (known === 0) return [];
    const key = addressInName(file) ?? 0;
    if (addressInName(file) === undefined) {
      const message =
        'the name of the file states no address, so 0000:00:00.0 is taken; name it as 0000_01_00.0.txt';
      diagnostics.push({ code: 'hexdump/no-address', severity: 'warning', message, at: { file } });
    }
    const gaps: readonly Range[] | undefined =
      ranges.length === 1 && ranges[0]?.start === 0 ? undefined : ranges;
    const config = new ConfigSpace(store, 0, known, known, gaps);
    const origin = { kind: 'rows', file, line: 1, firstRow: 1, irregular: rows } as const;
    return [new PciFunction(Math.floor(key / 0x10000), key % 0x10000, config, origin)];
  },
  /** One function fits. */
  write: hexdumpLines,
} satisfies FileFormat;
