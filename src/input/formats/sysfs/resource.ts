import type { StatedRegion } from '../../../model/stated.ts';
import type { Facts } from '../../facts.ts';

/* The lines of sysfs `resource`: six BARs, the ROM, then what depends on the Function. */

const firstVfLine = 7;
const firstWindowLine = 13;
const bridgeClass = 0x0604;
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
  text: string | undefined,
  number: (name: string) => number | undefined,
  facts: Facts,
): void {
  if (text === undefined) return;
  const lines = text.split('\n').map(parse);
  for (const [index, line] of lines.slice(0, firstVfLine).entries())
    if (line) facts.region({ index, of: 'function', ...regionOf(line), ...sizeOf(line) });
  if (number('sriov_totalvfs') !== undefined) {
    for (const [index, line] of lines.slice(firstVfLine, firstVfLine + 6).entries()) {
      if (!line) continue;
      // The kernel has room for as many VFs as the capability can have; its driver may allow fewer.
      const { size } = sizeOf(line);
      facts.region({
        index,
        of: 'vf',
        ...regionOf(line),
        ...(size === undefined ? {} : { sizeOfAll: size }),
      });
    }
  } else if ((number('class') ?? 0) >>> 8 === bridgeClass && lines.length > firstWindowLine) {
    for (const [n, kind] of (['io', 'memory', 'prefetchable'] as const).entries()) {
      const line = lines[firstWindowLine + n];
      if (line) facts.window({ kind, range: { first: line.start, last: line.end } });
    }
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
