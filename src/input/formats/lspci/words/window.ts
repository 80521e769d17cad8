/* The words for what a bridge passes on. */

const sizes = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

function sizeWords(size: bigint): string {
  let unit = 0;
  let rest = size;
  for (; rest >= 1024n && rest % 1024n === 0n && unit < 6; unit++) rest /= 1024n;
  return `${rest}${sizes[unit]}`;
}

/** A window of a bridge: its ends, its size, how wide its addresses are. */
export function windowWords(
  base: bigint,
  last: bigint,
  digits: number,
  wide: boolean,
  widths: readonly [string, string],
): string {
  const end = (address: bigint): string => address.toString(16).padStart(digits, '0');
  const size = base <= last ? `size=${sizeWords(last - base + 1n)}` : 'disabled';
  return `${end(base)}-${end(last)} [${size}] [${wide ? widths[1] : widths[0]}]`;
}

/** What the words for a window say. */
export interface WindowWords {
  readonly base?: bigint;
  readonly last?: bigint;
  /** Nothing passes. */
  readonly closed: boolean;
  /** Addresses are of the wider kind that the window can have. */
  readonly wide: boolean;
}

/** Takes apart `f7c00000-f7cfffff [size=1M] [32-bit]`; a closed one is `None`, `[disabled]`, or ends before it begins. */
export function readWindow(text: string, widths: readonly [string, string]): WindowWords | undefined {
  const ends = /^([0-9a-f]{1,16})-([0-9a-f]{1,16})(?= |$)/i.exec(text);
  if (!ends && !/^(?:None|\[disabled\])/.test(text)) return undefined;
  const width = /\[(\d\d-bit)\]/.exec(text)?.[1];
  // Versions that do not name the width print 64 bits with all their digits, and I/O always with eight.
  const wide = width === undefined ? ends?.[1]?.length === 16 : width === widths[1];
  const [base, last] = ends ? [BigInt(`0x${ends[1]}`), BigInt(`0x${ends[2]}`)] : [];
  return {
    ...(base === undefined || last === undefined ? {} : { base, last }),
    closed: base === undefined || last === undefined || base > last || text.includes('[disabled]'),
    wide,
  };
}

export const ioWidths = ['16-bit', '32-bit'] as const;
export const memoryWidths = ['32-bit', '64-bit'] as const;
