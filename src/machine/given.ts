import type { PciFunction } from '../model/function.ts';

/** What the system gave a Function beside its bytes; null where the input does not say. */
export interface Given {
  /** The driver that is bound to it. */
  readonly driver: string | null;
  readonly iommuGroup: number | null;
  readonly numaNode: number | null;
}

const nothing: Given = { driver: null, iommuGroup: null, numaNode: null };

export function givenTo(fn: PciFunction): Given {
  if (fn.surroundings.statesGiven === false) return nothing;
  const { stated } = fn;
  return {
    driver: stated.driver?.value ?? null,
    iommuGroup: stated.iommuGroup?.value ?? null,
    numaNode: stated.numaNode?.value ?? null,
  };
}
