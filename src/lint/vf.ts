import { rowAt } from '../decode/row-at.ts';
import { FunctionView } from '../decode/view.ts';
import type { PhysicalFunction } from '../machine/physical-function.ts';
import { routingIdsOf, type SriovSettings, vfRange } from '../machine/routing.ts';
import { whyUnreadable } from '../machine/unreadable.ts';
import type { PciFunction } from '../model/function.ts';
import { hex } from '../model/hex.ts';
import type { RegisterDefinition } from '../registers/define.ts';
import type { FieldPath } from '../registers/index.ts';
import { misplacedInVf, mustReadZero } from '../registers/vf.ts';
import type { System } from '../verdict/system.ts';
import type { FunctionSubject } from './define.ts';

/** What rules on PFs and VFs have in common. */

type Look = Pick<FunctionSubject, 'fn' | 'report' | 'system'>;

/** Whether this is a VF as its hardware shows it. A hypervisor that fills fields in fills in the IDs too. */
export const isRawVf = ({ fn, report }: Look): boolean =>
  report.verdict.role === 'vf' && fn.config.u32(0) === 0xffffffff;

/** The PF of a VF, when it is in the snapshot. */
export function pfOf({ report, system }: Look): FunctionView | undefined {
  const { role, pf } = report.verdict;
  const fn = role === 'vf' && pf !== null ? system.machine.byKey.get(pf) : undefined;
  return fn && new FunctionView(fn);
}

const firstVfs = new WeakMap<PhysicalFunction, FunctionView | null>();

function firstVfOf(pf: PhysicalFunction, system: System): FunctionView | null {
  let first = firstVfs.get(pf);
  if (first === undefined) {
    const readable = pf.vfs
      .map((key) => (key === undefined ? undefined : system.machine.byKey.get(key)))
      .find((fn) => fn !== undefined && whyUnreadable(fn) === undefined);
    first = readable ? new FunctionView(readable) : null;
    firstVfs.set(pf, first);
  }
  return first;
}

/** The first readable VF of the PF whose VF this is; undefined when it is this one or there is none. */
export function firstSibling({ fn, report, system }: Look): FunctionView | undefined {
  const { role, pf: key } = report.verdict;
  const pf = role === 'vf' && key !== null ? system.machine.pfs.get(key) : undefined;
  const first = pf && firstVfOf(pf, system);
  return first && first.fn !== fn ? first : undefined;
}

/** Routing IDs of the first VFs: as many as can be on the bus of the PF. */
export function vfsNearby(pf: PciFunction, settings: SriovSettings, count: number): number[] {
  return routingIdsOf(vfRange(pf.routingId, settings, Math.min(count, 256)));
}

/** Whether the dump seems to be cut down to one device: all that it has of the domain is on one bus. */
export const isExcerpt = ({ fn, system }: Pick<Look, 'fn' | 'system'>): boolean =>
  !system.snapshot.functions.some(
    (other) => other.domain === fn.domain && other.routingId >> 8 !== fn.routingId >> 8,
  );

/** A BAR; the upper half of a 64-bit one is not a BAR of its own. */
export interface Bar {
  readonly index: number;
  /** The register at its index. */
  readonly value: number;
  readonly address: bigint;
  readonly is64: boolean;
}

const isIo = (value: number): boolean => (value & 1) === 1;
/** Bits 2:1 of a memory BAR. */
export const barType = (value: number): number => (value >> 1) & 3;

export { vfBars } from '../machine/vf-bar-paths.ts';

/** Takes the BARs of a Function apart. */
export function barsOf(values: readonly number[]): Bar[] {
  const bars: Bar[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const is64 = !isIo(value) && barType(value) === 2 && index + 1 < values.length;
    const high = is64 ? (values[index + 1] as number) : 0;
    bars.push({ index, value, is64, address: (BigInt(high) << 32n) | BigInt((value & ~0xf) >>> 0) });
    if (is64) index++;
  }
  return bars;
}

/** Capabilities by list and ID, in the order of the list. */
export const capabilitiesAmong = (
  view: FunctionView,
  kind: 'standard' | 'extended',
  ids: ReadonlySet<number>,
): { title: string; offset: number }[] =>
  view.capabilities
    .filter(({ entry }) => entry.kind === kind && ids.has(entry.id))
    .map(({ entry, definition }) => ({
      title: definition?.title ?? `capability ${hex(entry.id, kind === 'standard' ? 2 : 4)}`,
      offset: entry.offset,
    }));

const zeroBits = new Map<string, number>();

/** The bits of a register that read 0 in a VF, by the rows of its fields. */
export function zeroBitsOf(path: FieldPath): number {
  let bits = zeroBits.get(path);
  if (bits === undefined) {
    const row = rowAt(path, 0);
    const fields = row?.kind === 'register' ? Object.values(row.fields ?? {}) : [];
    const zero = fields.filter(({ vf }) => mustReadZero(vf ?? (row as RegisterDefinition).vf));
    bits = zero.reduce((sum, { low, width }) => sum + (2 ** width - 1) * 2 ** low, 0);
    zeroBits.set(path, bits);
  }
  return bits;
}

/** Capabilities of a list that a VF may not have, or of which no text says that it may. */
export const misplacedAmong = (
  view: FunctionView,
  kind: 'standard' | 'extended',
  how: 'forbidden' | 'elsewhere' | 'not-known',
): { name: string; title: string; offset: number }[] =>
  view.capabilities.flatMap(({ entry, definition, name }) =>
    definition?.kind === kind && (misplacedInVf(definition) ?? definition.inVf) === how
      ? [{ name, title: definition.title, offset: entry.offset }]
      : [],
  );

/** For examples: the IDs that every VF shows. */
export const rawIds = { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff } as const;

/** For examples: those, and PCI Express, which makes a VF of what has them. */
export const vfIds = { ...rawIds, 'pcie.capabilities.version': 2 } as const;

/** For examples: a PF whose VFs are enabled and follow it one by one. */
export const enabledVfs = (count: number) =>
  ({
    'sriov.control.vf_enable': 1,
    'sriov.initial_vfs': count,
    'sriov.total_vfs': count,
    'sriov.num_vfs': count,
    'sriov.first_vf_offset': 1,
    'sriov.vf_stride': 1,
  }) as const;
