import type { FunctionView } from '../decode/view.ts';

/** What is wrong with InitialVFs: more than TotalVFs, or fewer where VFs cannot migrate. Linux refuses both. */
export function initialVfsProblem(
  initial: number,
  total: number,
  canMigrate: boolean,
): 'over' | 'fewer' | undefined {
  if (initial > total) return 'over';
  return initial < total && !canMigrate ? 'fewer' : undefined;
}

/** The bits that larger tags of VFs depend on; undefined where one is not known. */
export interface TagBits {
  readonly supported10: number | undefined;
  readonly supported14: number | undefined;
  readonly enabled10: number | undefined;
  readonly enabled14: number | undefined;
  /** 10-Bit Tag Requester Supported of the PF itself. */
  readonly ofPf: number | undefined;
}

export type TagProblem = 'both' | '10-unsupported' | '14-unsupported' | 'pf-cannot';

/** Where larger tags of VFs are enabled or claimed without support. */
export function tagProblems({ supported10, supported14, enabled10, enabled14, ofPf }: TagBits): TagProblem[] {
  return [
    ...(enabled10 === 1 && enabled14 === 1 ? (['both'] as const) : []),
    ...(enabled10 === 1 && supported10 === 0 ? (['10-unsupported'] as const) : []),
    ...(enabled14 === 1 && supported14 === 0 ? (['14-unsupported'] as const) : []),
    ...(supported10 === 1 && ofPf === 0 ? (['pf-cannot'] as const) : []),
  ];
}

/** The page size that VFs are laid out by, in bytes; undefined where it is not known or not one bit. */
export function systemPageSize(pf: FunctionView): bigint | undefined {
  const answer = pf.ask('sriov.system_page_size');
  if (answer.source !== 'bytes' && answer.source !== 'stated') return undefined;
  const size = BigInt(answer.value);
  return size > 0n && (size & (size - 1n)) === 0n ? size << 12n : undefined;
}
