import type { Position } from '../../../model/diagnostic.ts';
import type { StatedRegion } from '../../../model/stated.ts';
import type { Facts } from '../../facts.ts';
import { stateWindow } from '../../window-facts.ts';

/*
 * The lines of sysfs `resource`: six BARs and the ROM; six VF BARs if the kernel was built with SR-IOV; of a bridge, four
 * windows.
 */

const firstVfLine = 7;
const vfLines = 6;
/** How many lines a bridge has: without VF BARs, and with them. */
const linesOfBridge = [11, 17];
const windows = ['io', 'memory', 'prefetchable'] as const;
/** IORESOURCE_… of linux/ioport.h. */
const flag = { io: 0x100n, memory: 0x200n, prefetch: 0x2000n, wide: 0x100000n, unset: 0x20000000n } as const;

interface Line {
  readonly start: bigint;
  readonly end: bigint;
  readonly flags: bigint;
}

function parse(line: string | undefined): Line | undefined {
  const match = /^0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16})$/i.exec(line ?? '');
  if (!match) return undefined;
  const [start = 0n, end = 0n, flags = 0n] = match.slice(1).map((digits) => BigInt(`0x${digits}`));
  return end === 0n && flags === 0n ? undefined : { start, end, flags };
}

/** States BARs, ROM, VF BARs and windows with the addresses that the kernel assigned. */
export function stateResources(
  facts: Facts,
  text: string | undefined,
  classCode: number | undefined,
  at: Position | undefined,
): void {
  if (text === undefined) return;
  const place = at ? { at } : {};
  const lines = text.trimEnd().split('\n');
  const isBridge = linesOfBridge.includes(lines.length) && (classCode ?? 0x060400) >>> 8 === 0x0604;
  const firstWindow = isBridge ? lines.length - 4 : undefined;
  const parsed = lines.map(parse);
  for (const [index, line] of parsed.slice(0, firstVfLine).entries())
    if (line) facts.region({ index, of: 'function', ...regionOf(line), ...sizeOf(line), ...place });
  for (const [index, line] of parsed.slice(firstVfLine, firstWindow).slice(0, vfLines).entries()) {
    if (!line) continue;
    // The kernel has room for as many VFs as the capability can have; its driver may allow fewer.
    const { size } = sizeOf(line);
    const all = size === undefined ? {} : { sizeOfAll: size };
    facts.region({ index, of: 'vf', ...regionOf(line), ...all, ...place });
  }
  if (firstWindow === undefined) return;
  for (const [n, kind] of windows.entries()) {
    const line = parsed[firstWindow + n];
    if (!line || (line.flags & flag.unset) !== 0n || line.flags === 0n) continue;
    const isWide = (line.flags & flag.wide) !== 0n;
    stateWindow(facts, { kind, base: line.start, last: line.end, isWide }, at);
  }
}

function regionOf({ start, flags }: Line): Omit<StatedRegion, 'index' | 'of' | 'by'> {
  const isMemory = (flags & flag.memory) !== 0n || (flags & flag.io) === 0n;
  const unset = (flags & flag.unset) !== 0n || start === 0n;
  return {
    kind: isMemory ? 'memory' : 'io',
    ...(unset ? { state: 'unassigned' } : { address: start }),
    ...(isMemory
      ? { width: (flags & flag.wide) !== 0n ? 64 : 32, prefetchable: (flags & flag.prefetch) !== 0n }
      : {}),
  };
}

const sizeOf = ({ start, end }: Line): { readonly size?: bigint } =>
  end > start ? { size: end - start + 1n } : {};
