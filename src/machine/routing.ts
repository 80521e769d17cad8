import type { FunctionView } from '../decode/view.ts';
import type { RoutingId } from '../model/address.ts';
import type { FieldPath } from '../registers/index.ts';

/** What a PF's SR-IOV capability says; null where the dump ends before the field and nothing states it. */
export interface SriovSettings {
  /** Whether all of it was read, or some is only stated by the input's words. */
  readonly basis: 'bytes' | 'stated';
  readonly enabled: boolean | null;
  readonly totalVfs: number | null;
  readonly initialVfs: number | null;
  readonly numVfs: number | null;
  readonly firstVfOffset: number | null;
  readonly vfStride: number | null;
  readonly vfDeviceId: number | null;
  readonly ariCapableHierarchy: boolean | null;
  readonly functionDependencyLink: number | null;
}

export function sriovSettings(view: FunctionView): SriovSettings {
  let basis: SriovSettings['basis'] = 'bytes';
  const number = (path: FieldPath): number | null => {
    const value = view.get(path);
    if (value !== undefined) return value;
    const answer = view.ask(path);
    if (answer.source !== 'stated') return null;
    basis = 'stated';
    return Number(answer.value);
  };
  const flag = (path: FieldPath): boolean | null => {
    const value = number(path);
    return value === null ? null : value === 1;
  };
  const settings = {
    enabled: flag('sriov.control.vf_enable'),
    totalVfs: number('sriov.total_vfs'),
    initialVfs: number('sriov.initial_vfs'),
    numVfs: number('sriov.num_vfs'),
    firstVfOffset: number('sriov.first_vf_offset'),
    vfStride: number('sriov.vf_stride'),
    vfDeviceId: number('sriov.vf_device_id'),
    ariCapableHierarchy: flag('sriov.control.ari_capable_hierarchy'),
    functionDependencyLink: number('sriov.function_dependency_link'),
  };
  return { basis, ...settings };
}

/** Why a PF's VFs cannot be computed, or not all of them. */
export type RoutingProblem =
  /** The fields that place the VFs are not all in the dump. */
  | 'settings-not-in-dump'
  /** First VF Offset 0 would put VF 1 on the PF itself. */
  | 'offset-zero'
  /** VF Stride 0 with more than one VF would put all VFs on one Routing ID. */
  | 'stride-zero'
  /** Routing IDs past FFFFh. */
  | 'past-last-routing-id';

export interface VfRange {
  /** Routing ID of VF 1. */
  readonly first: RoutingId;
  readonly stride: number;
  /** How many VFs have a Routing ID; fewer than `wanted` when the range leaves the 16 bits. */
  readonly count: number;
  readonly wanted: number;
  readonly problem: RoutingProblem | undefined;
}

/**
 * Routing IDs of `count` VFs: VF n is at PF + First VF Offset + (n − 1) × VF Stride (PCIe 6.0 §9.2.1.2). The sum
 * has 16 bits; one that leaves them is invalid and is not wrapped.
 */
export function vfRange(pf: RoutingId, settings: SriovSettings, count: number): VfRange {
  const { firstVfOffset, vfStride } = settings;
  const none = { first: 0, stride: 0, count: 0, wanted: count };
  if (count === 0) return { ...none, problem: undefined };
  if (firstVfOffset === null || vfStride === null) return { ...none, problem: 'settings-not-in-dump' };
  if (firstVfOffset === 0) return { ...none, problem: 'offset-zero' };
  const { first } = vfPlaces(pf, firstVfOffset, vfStride);
  if (first > 0xffff) return { ...none, problem: 'past-last-routing-id' };
  if (vfStride === 0) {
    return { first, stride: 0, count: 1, wanted: count, problem: count > 1 ? 'stride-zero' : undefined };
  }
  const room = Math.floor((0xffff - first) / vfStride) + 1;
  return {
    first,
    stride: vfStride,
    count: Math.min(count, room),
    wanted: count,
    problem: room < count ? 'past-last-routing-id' : undefined,
  };
}

/** Where the VFs of a PF begin, and how far they are apart. */
export const vfPlaces = (
  pf: RoutingId,
  firstVfOffset: number,
  vfStride: number,
): Pick<VfRange, 'first' | 'stride'> => ({ first: pf + firstVfOffset, stride: vfStride });

/** Routing ID of VF `number` (from 1) of a range. */
export const vfAt = ({ first, stride }: Pick<VfRange, 'first' | 'stride'>, number: number): RoutingId =>
  first + (number - 1) * stride;

/** Routing IDs of the VFs of a range, at most `most` of them. */
export const routingIdsOf = (range: VfRange, most = range.count): RoutingId[] =>
  Array.from({ length: Math.min(range.count, most) }, (_, n) => vfAt(range, n + 1));
