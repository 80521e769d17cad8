import { busOf, deviceOf, functionOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { System } from './system.ts';

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
 * Takes `[[domain]:][bus]:[device][.function]` as lspci's `-s` does; an empty part or `*` is any. Undefined when the
 * text is not such a pattern.
 */
export function parseSelector(text: string): Pattern | undefined {
  const match =
    /^(?:(?:([0-9a-f]{0,8}|\*):)?([0-9a-f]{0,2}|\*):)?([0-9a-f]{0,2}|\*)(?:\.([0-7]?|\*))?$/i.exec(text);
  if (!match || text === '') return undefined;
  const [, domain, bus, device, fn] = match;
  const pattern = { domain: part(domain), bus: part(bus), device: part(device), fn: part(fn) };
  return (pattern.device ?? 0) > 0x1f ? undefined : pattern;
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
