import type { VNode } from 'preact';
import { memo } from 'preact/compat';
import { sizeText } from '../../decode/value-text.ts';
import { hex } from '../words.tsx';
import type { BytesRow } from './byte-rows.ts';

interface ByteRowProps {
  readonly row: BytesRow;
  readonly columns: number;
  /** Bytes on which there are findings, with the worst severity. */
  readonly found: ReadonlyMap<number, string>;
  readonly isFirst: boolean;
}

const printable = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·');

/** Offset, bytes and characters of one row. */
export const ByteRow = memo(({ row, columns, found, isFirst }: ByteRowProps): VNode => {
  const { offset, bytes, blocks } = row;
  const rest = row.zeros ?? row.gap;
  if (rest !== undefined)
    return (
      <div role="row" class="byte-row folded">
        <span role="rowheader" class="offset">
          {hex(offset, 3)}
        </span>
        <span role="gridcell">{`${sizeText(rest)} ${row.zeros === undefined ? 'not in the dump' : 'of zeros'}`}</span>
      </div>
    );
  return (
    <div role="row" class="byte-row">
      <span role="rowheader" class="offset">
        {hex(offset, 3)}
      </span>
      {bytes.map((byte, n) => {
        const at = offset + n;
        const block = blocks[n] ?? -1;
        const kinds = [
          'byte',
          block < 0 ? '' : block === 0 ? 'in-header' : `tint${block % 6}`,
          byte === 0 ? 'zero' : byte < 0 ? 'unknown-byte' : '',
          found.has(at) ? `found-${found.get(at)}` : '',
          n === columns / 2 ? 'half' : '',
        ];
        return (
          <span
            key={at}
            role="gridcell"
            tabIndex={isFirst && n === 0 ? 0 : -1}
            class={kinds.filter(Boolean).join(' ')}
            data-o={at}
          >
            {byte < 0 ? '··' : hex(byte).toLowerCase()}
          </span>
        );
      })}
      <span class="ascii" aria-hidden="true">
        {bytes.map((byte, n) => (
          <span key={offset + n} data-o={offset + n}>
            {byte < 0 ? ' ' : printable(byte)}
          </span>
        ))}
      </span>
    </div>
  );
});
