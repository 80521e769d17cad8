import { barsOf, vfBarsOf } from '../decode/bars.ts';
import type { FunctionView } from '../decode/view.ts';
import type { Machine } from '../machine/build.ts';
import { vfBars } from '../machine/vf-bar-paths.ts';
import { vfMemoryOf } from '../machine/vf-memory.ts';

/** The VF BARs of a PF, of which a VF has its part: whether the dump has them. */
const hasVfBars = (pf: FunctionView): boolean =>
  vfBarsOf(pf).length > 0 || vfBars.every((path) => ['bytes', 'stated'].includes(pf.ask(path).source));

const ownBars = ['header.base_address[0]', 'header.base_address[1]'] as const;

/** Why the memory of a Function cannot be told; undefined where the dump has what tells it. */
export function whyMemoryNotKnown(
  view: FunctionView,
  pf: FunctionView | undefined,
  isVf: boolean | undefined,
): string | undefined {
  if (isVf !== false) {
    const where = 'a VF has its memory in the VF BARs of its PF';
    if (isVf === undefined) return `${where}, and whether it is a VF of this system cannot be told`;
    if (!pf) return `${where}, which is not in the dump`;
    return hasVfBars(pf) ? undefined : `${where}, and those of ${pf.fn.address} are not in the dump`;
  }
  const isRead = ownBars.every((path) => view.ask(path).source === 'bytes');
  return isRead || view.fn.statedRegions.length > 0 ? undefined : 'its BARs are not in the dump';
}

/** Memory of a Function: a BAR of its own, or its part of a VF BAR. */
export interface FunctionMemory {
  readonly index: number;
  readonly address: bigint;
  /** Bytes; undefined where the dump does not tell. */
  readonly size: bigint | undefined;
}

/** The memory BARs of a Function; those of a VF are its part of the VF BARs of its PF. */
export function memoryOfFunction(
  view: FunctionView,
  pf: FunctionView | undefined,
  machine: Machine,
): FunctionMemory[] {
  if (!pf)
    return barsOf(view)
      .filter(({ space, address }) => space === 'memory' && address !== 0n)
      .map(({ index, address, size }) => ({ index, address, size: size ?? undefined }));
  const { key } = view.fn;
  const number = (machine.linked.get(key) ?? machine.claims.get(key))?.number;
  const total = machine.pfs.get(pf.fn.key)?.settings?.totalVfs ?? 0;
  return vfMemoryOf(pf, total).map(({ bar, least, most }) => {
    const size = least === most ? least : undefined;
    const address =
      bar.address + (size === undefined || number === undefined ? 0n : BigInt(number - 1) * size);
    return { index: bar.index, address, size };
  });
}
