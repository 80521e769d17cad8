/* What %pR of Linux prints (lib/vsprintf.c): `[mem 0xfe400000-0xfe41ffff 64bit pref]`, `[io  size 0x1000]`, `[bus 01-02]`. */

export interface Resource {
  readonly kind: 'memory' | 'io';
  /** undefined where only a size is known: nothing is assigned. */
  readonly base?: bigint;
  readonly size: bigint;
  readonly is64: boolean;
  readonly prefetchable: boolean;
  readonly disabled: boolean;
}

const resource =
  /\[(mem|io)[ \t]{1,3}(?:size 0x([0-9a-f]{1,16})|0x([0-9a-f]{1,16})(?:-0x([0-9a-f]{1,16}))?)((?: (?:64bit|pref|window|disabled))*)(?: flags 0x([0-9a-f]+))?\]/i;

export function resourceIn(text: string): Resource | undefined {
  const match = resource.exec(text);
  if (!match) return undefined;
  const [, kind, size, first, last, words = '', flags] = match;
  const base = first === undefined ? undefined : BigInt(`0x${first}`);
  const end = last === undefined ? base : BigInt(`0x${last}`);
  if (base !== undefined && (end ?? base) < base) return undefined;
  const bits = flags === undefined ? 0n : BigInt(`0x${flags}`);
  return {
    kind: kind?.toLowerCase() === 'mem' ? 'memory' : 'io',
    ...(base === undefined ? {} : { base }),
    size: size === undefined ? (end ?? 0n) - (base ?? 0n) + 1n : BigInt(`0x${size}`),
    is64: words.includes('64bit') || (bits & 0x100000n) !== 0n,
    prefetchable: words.includes('pref') || (bits & 0x2000n) !== 0n,
    disabled: words.includes('disabled'),
  };
}

const range = /\[bus ([0-9a-f]{2})(?:-([0-9a-f]{2}))?\]/i;

/** First and last bus. */
export function busesIn(text: string): readonly [number, number] | undefined {
  const match = range.exec(text);
  if (!match) return undefined;
  const first = parseInt(match[1] as string, 16);
  return [first, match[2] === undefined ? first : parseInt(match[2], 16)];
}
