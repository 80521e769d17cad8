/* The words for what a BAR maps. */

const memoryTypes: Readonly<Record<number, string>> = { 0: '32-bit', 2: 'low-1M', 4: '64-bit', 6: 'type 3' };
const io = 1;
const prefetchable = 8;
const type64 = 4;

/** The words for a BAR: what it maps, where, and how. A VF BAR has no enables, and all digits of 64 bits. */
export function barWords(
  low: number,
  high: number | undefined,
  enables?: { io: boolean; memory: boolean },
): string {
  const disabled = (enabled: boolean | undefined): string => (enabled === false ? ' [disabled]' : '');
  if (low & io) {
    const at = (low & ~3) >>> 0;
    return `I/O ports at ${at === 0 ? '<unassigned>' : at.toString(16).padStart(4, '0')}${disabled(enables?.io)}`;
  }
  const type = low & 6;
  const upper = type === type64 ? (high ?? 0) : 0;
  const at = (BigInt(upper) << 32n) | BigInt((low & ~15) >>> 0);
  const place =
    at === 0n ? '<unassigned>' : at.toString(16).padStart(type === type64 && !enables ? 16 : 8, '0');
  const kind = `${memoryTypes[type]}, ${low & prefetchable ? '' : 'non-'}prefetchable`;
  return `Memory at ${place} (${kind})${disabled(enables?.memory)}`;
}

/** What the words for a BAR or the expansion ROM say. */
export interface RegionWords {
  readonly kind: 'memory' | 'io';
  readonly address?: bigint;
  readonly width?: 32 | 64;
  readonly prefetchable?: boolean;
  readonly size?: bigint;
  /** `unassigned`, `virtual disabled`. */
  readonly state?: string;
  /** Bits of the BAR beside the address; undefined for a type that is not a legal one. */
  readonly flags?: number;
}

const region =
  /^(?:\[\w+\] )?(Memory|I\/O ports|Expansion ROM) at (<[\w -]+>|[0-9a-f]{1,16})(?: \(([\w ]{1,12}-?\w*), (non-)?prefetchable\))?/i;
const units = 'KMGTPE';

/** Takes apart `Memory at f7c00000 (64-bit, non-prefetchable) [disabled] [size=16K]`. */
export function readRegion(text: string): RegionWords | undefined {
  const match = region.exec(text);
  if (!match) return undefined;
  const [, what = '', place = '', type, non] = match;
  const states = place.startsWith('<') ? [place.slice(1, -1)] : [];
  let size: bigint | undefined;
  for (const [, word = ''] of text.matchAll(/\[([^[\]]{1,40})\]/g)) {
    const amount = /^size=(\d{1,15})([KMGTPE])?$/.exec(word);
    if (!amount) states.push(word);
    else size = BigInt(amount[1] ?? 0) << BigInt(10 * (units.indexOf(amount[2] ?? '-') + 1));
  }
  const isMemory = what === 'Memory';
  const code = Object.entries(memoryTypes).find(([, name]) => name === type)?.[0];
  return {
    kind: what.startsWith('I') ? 'io' : 'memory',
    ...(place.startsWith('<') ? {} : { address: BigInt(`0x${place}`) }),
    ...(type === undefined ? {} : { width: type === '64-bit' ? 64 : 32, prefetchable: non === undefined }),
    ...(size === undefined ? {} : { size }),
    ...(states.length > 0 ? { state: states.join(' ') } : {}),
    ...(isMemory && code !== undefined
      ? { flags: Number(code) | (non === undefined ? prefetchable : 0) }
      : {}),
    ...(what.startsWith('I') ? { flags: io } : {}),
  };
}
