import { busOf, deviceOf, functionOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { FunctionReport, System } from './system.ts';

/** Which Functions are shown. Relations are always built from all. */
export interface Selection {
  keeps(fn: PciFunction): boolean;
}

export const everything: Selection = { keeps: () => true };

interface Pattern {
  readonly domain: number | undefined;
  readonly bus: number | undefined;
  readonly device: number | undefined;
  readonly fn: number | undefined;
}

const part = (text: string | undefined): number | undefined =>
  text === undefined || text === '' || text === '*' ? undefined : parseInt(text, 16);

/**
 * Takes `[[domain]:][bus]:[device][.function]` as lspci's `-s` does; an empty part or `*` is any. What has more digits
 * than a bus is a domain, also where no bus follows: `10001:`. Undefined when the text is not such a pattern.
 */
export function parseSelector(text: string): Pattern | undefined {
  const domainAlone = /^([0-9a-f]{3,8}):(?:([0-9a-f]{0,2}|\*):?)?$/i.exec(text);
  if (domainAlone)
    return {
      domain: part(domainAlone[1]),
      bus: part(domainAlone[2]),
      device: undefined,
      fn: undefined,
    };
  const match =
    /^(?:(?:([0-9a-f]{0,8}|\*):)?([0-9a-f]{0,2}|\*):)?([0-9a-f]{0,2}|\*)(?:\.([0-7]?|\*))?$/i.exec(text);
  if (!match || text === '') return undefined;
  const [, domain, bus, device, fn] = match;
  const pattern = { domain: part(domain), bus: part(bus), device: part(device), fn: part(fn) };
  return (pattern.device ?? 0) > 0x1f ? undefined : pattern;
}

/** What Functions are by their IDs, as `-d` of lspci says it. */
export interface IdPattern {
  readonly vendor: number | undefined;
  readonly device: number | undefined;
  /** Base class and sub-class; with only two digits the base class. */
  readonly classCode: { readonly value: number; readonly shift: number } | undefined;
}

/** Takes `[vendor]:[device][:class[:interface]]`; an empty part or `*` is any. */
export function parseIdSelector(text: string): IdPattern | undefined {
  const match =
    /^([0-9a-f]{1,4}|\*)?:([0-9a-f]{1,4}|\*)?(?::([0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{6}|\*)?)?$/i.exec(text);
  if (!match) return undefined;
  const [, vendor, device, classText] = match;
  const value = part(classText);
  const classCode = value === undefined ? undefined : { value, shift: 24 - (classText?.length ?? 0) * 4 };
  return { vendor: part(vendor), device: part(device), classCode };
}

/** Keeps what a selection keeps and any of the patterns fits, by the IDs that software goes by. */
export function withIds(
  selection: Selection,
  patterns: readonly IdPattern[],
  systems: readonly System[],
): Selection {
  if (patterns.length === 0) return selection;
  const kept = new Set<PciFunction>();
  for (const system of systems)
    for (const fn of system.snapshot.functions)
      if (selection.keeps(fn) && patterns.some((pattern) => fitsIds(pattern, system.report(fn))))
        kept.add(fn);
  return { keeps: (fn) => kept.has(fn) };
}

function fitsIds({ vendor, device, classCode }: IdPattern, report: FunctionReport): boolean {
  if (vendor !== undefined && report.vendorId !== vendor) return false;
  if (device !== undefined && report.deviceId !== device) return false;
  if (classCode === undefined) return true;
  const { config, stated } = report.fn;
  const known = config.has(9, 3) ? config.u32(8) >>> 8 : stated.classCode?.value;
  return known !== undefined && known >> classCode.shift === classCode.value;
}

/** Keeps the Functions that any of the patterns fits; without patterns, all. */
export function selectionOf(patterns: readonly Pattern[]): Selection {
  if (patterns.length === 0) return everything;
  return {
    keeps: (fn) =>
      patterns.some(
        (p) =>
          (p.domain ?? fn.domain) === fn.domain &&
          (p.bus ?? busOf(fn.routingId)) === busOf(fn.routingId) &&
          (p.device ?? deviceOf(fn.routingId)) === deviceOf(fn.routingId) &&
          (p.fn ?? functionOf(fn.routingId)) === functionOf(fn.routingId),
      ),
  };
}

/** What is kept, and the VFs of every PF that is. */
export function withVfs(selection: Selection, system: System): Selection {
  if (selection === everything) return selection;
  const pfs = new Set(
    [...system.machine.pfs.values()].flatMap(({ fn }) => (selection.keeps(fn) ? [fn.key] : [])),
  );
  if (pfs.size === 0) return selection;
  const { linked, claims } = system.machine;
  return {
    keeps(fn) {
      if (selection.keeps(fn)) return true;
      const pf = linked.get(fn.key)?.pf ?? claims.get(fn.key)?.pf ?? system.report(fn).verdict.pf;
      return pf !== null && pfs.has(pf);
    },
  };
}

/** What is kept and has to do with SR-IOV, with the bridges above it: PFs, VFs, and what may be one. */
export function sriovOnly(selection: Selection, system: System): Selection {
  const { machine, snapshot } = system;
  const kept = new Set<PciFunction>();
  for (const fn of snapshot.functions) {
    if (!selection.keeps(fn)) continue;
    const { verdict, deadVf } = system.report(fn);
    if (!['pf', 'vf', 'unknown'].includes(verdict.role) && deadVf === undefined) continue;
    for (
      let one: PciFunction | undefined = fn;
      one !== undefined && !kept.has(one);
      one = machine.bridgeAbove(one)?.fn
    )
      kept.add(one);
  }
  return { keeps: (fn) => kept.has(fn) };
}
