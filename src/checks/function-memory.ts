import { barsOf } from '../decode/bars.ts';
import type { FunctionView } from '../decode/view.ts';
import type { Machine } from '../machine/build.ts';
import { vfMemoryOf } from '../machine/vf-memory.ts';

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
