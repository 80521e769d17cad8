import { byteCount, type Group, type GroupOrder, groupsOf, type Line } from '../../hex-rows.ts';

/*
 * How programs print memory, an address before numbers of 8 to 64 bits: U-Boot's and barebox's md, QEMU's xp, gdb's x, rd
 * of crash, dmem of the UEFI Shell, !dd of WinDbg, hexdump and xxd; and devmem, devmem2, one number at a time.
 */

/** Numbers at an address. */
export interface MemoryRow {
  readonly address: bigint;
  readonly groups: readonly Group[];
  /** Column of what is neither a number nor the same bytes as text. */
  readonly badColumn?: number;
}

/** `b0100000:`, `0xb0100000:`, `0xffff8880b0100000 <ecam+16>:` */
const marked =
  /(?:^|[ \t\]>|])(?:0x)?([0-9a-f]{5,16}|[0-9a-f]{8}`[0-9a-f]{8})(?: <[^<>]{1,80}>)?[ \t]?:[ \t]+(?=(?:0x)?[0-9a-f]{2})/i;
/** `#b0100000 10c98086`, `b0100000  86 80` */
const unmarked = /^[ \t]*#?[ \t]?([0-9a-f]{6,16}|[0-9a-f]{8}`[0-9a-f]{8})[ \t]{1,2}(?=[0-9a-f]{2})/i;
const command = /\bdevmem2?[ \t]+0x([0-9a-f]{1,16})(?:[ \t]+(8|16|32|64|[bhwl]))?[ \t]*$/i;
const writes = /\bdevmem2?[ \t]+0x[0-9a-f]{1,16}[ \t]+(?:8|16|32|64|[bhwl])[ \t]+\S/i;
const answer = /^[ \t]*0x((?:[0-9a-f]{2}){1,8})[ \t]*$/i;
const devmem2 =
  /\b(?:Value|Read) at address[ \t]+0x([0-9a-f]{1,16})[ \t]+\((?:0x)?[0-9a-f]{1,16}\):[ \t]+0x([0-9a-f]{1,16})[ \t]*$/i;
const widths: Readonly<Record<string, number>> = { b: 1, h: 2, w: 4, l: 8, 8: 1, 16: 2, 32: 4, 64: 8 };

const number = (digits: string): bigint => BigInt(`0x${digits.replace('`', '')}`);

/** Reads lines one after another: what devmem prints belongs to the command before it. */
export class MemoryRows {
  #asked: { readonly address: bigint; readonly width: number | undefined } | undefined;

  /** The numbers of a line, `repeat` for the `*` of hexdump, or undefined for other text. */
  take(line: Line): MemoryRow | 'repeat' | undefined {
    const { text } = line;
    const asked = this.#asked;
    const value = asked ? answer.exec(text) : null;
    if (asked && value) {
      this.#asked = undefined;
      const digits = value[1] as string;
      return { address: asked.address, groups: [{ digits, column: text.indexOf(digits) + 1 }] };
    }
    const second = devmem2.exec(text);
    if (second) return this.#ofDevmem2(second, text);
    const said = command.exec(text);
    if (said) {
      const width = widths[(said[2] ?? '').toLowerCase()];
      this.#asked = { address: number(said[1] as string), width };
      return undefined;
    }
    if (writes.test(text)) this.#asked = undefined;
    if (/^[ \t]*\*[ \t]*$/.test(text)) return 'repeat';
    return rowIn(text);
  }

  /** It leaves out zeros in front; how wide the access was, its command says, or it was 32 bits. */
  #ofDevmem2([, at = '', value = '']: RegExpExecArray, text: string): MemoryRow {
    const address = number(at);
    const asked = this.#asked?.address === address ? this.#asked.width : undefined;
    const width = Math.max(asked ?? 4, 1 << Math.ceil(Math.log2(Math.ceil(value.length / 2))));
    const column = Math.max(text.lastIndexOf(value) + 1 - (2 * width - value.length), 1);
    return { address, groups: [{ digits: value.padStart(2 * width, '0'), column }] };
  }
}

function rowIn(text: string): MemoryRow | undefined {
  const match = marked.exec(text) ?? unmarked.exec(text);
  if (!match) return undefined;
  const from = match.index + match[0].length;
  const { groups, end } = bytesOf16(text, from);
  const [first] = groups;
  if (!first || groups.some(({ digits }) => digits.length !== first.digits.length)) return undefined;
  if (![2, 4, 8, 16].includes(first.digits.length)) return undefined;
  const row = { address: number(match[1] as string), groups };
  const behind = text.slice(end);
  if (byteCount(groups) === 16 || /^(?:[ \t]*$|[ \t]*[|*>]|[ \t]{2}|\x1b)/.test(behind)) return row;
  return { ...row, badColumn: end + 1 + behind.length - behind.trimStart().length };
}

/** At most 16 bytes: what follows is the same as text. hexdump has two blanks in their middle. */
function bytesOf16(text: string, from: number): ReturnType<typeof groupsOf> {
  const row = groupsOf(text, from, 2, 16);
  if (byteCount(row.groups) !== 8 || !/^ {2}[0-9a-f]{2} /i.test(text.slice(row.end))) return row;
  const rest = groupsOf(text, row.end, 3, 8);
  if (byteCount(rest.groups) !== 8) return row;
  return { groups: [...row.groups, ...rest.groups], end: rest.end };
}

export const ordersOf = (groups: readonly Group[]): readonly GroupOrder[] =>
  groups.some(({ digits }) => digits.length > 2) ? ['words', 'bytes'] : ['bytes'];
