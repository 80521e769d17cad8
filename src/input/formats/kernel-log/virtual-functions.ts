import { busOf, domainIn, routingIdIn } from '../../../model/address.ts';
import type { Enabling, History } from './history.ts';

/*
 * Which Functions are VFs, and whose. The kernel says `type 00` of a VF as of any other, without BARs, when its driver of
 * the PF turns VFs on; often that driver has said how many. A Function that the log could be wrong about is left alone.
 */

export interface VfsOf {
  readonly pf: History;
  /** In the order in which the kernel found them, which is that of their numbers. */
  readonly vfs: History[];
  /** Whether the log has all of them, so that the first is VF 1. */
  isComplete: boolean;
}

const domainOf = ({ key }: History): number => domainIn(key);
const routingIdOf = ({ key }: History): number => routingIdIn(key);

/** Whether `fn`, found when a driver already had `pf`, can be a VF of it. */
function fits(fn: History, pf: History, lastBus: number): boolean {
  const [rid, of] = [routingIdOf(fn), routingIdOf(pf)];
  return (
    fn !== pf &&
    domainOf(fn) === domainOf(pf) &&
    fn.facts.get('vendor')?.value === pf.facts.get('vendor')?.value &&
    rid > of &&
    busOf(rid) <= lastBus &&
    pf.boundAt !== undefined &&
    pf.boundAt < fn.line
  );
}

/** Turnings-on that Functions may still be missing of. */
interface Open {
  readonly pf: History;
  readonly enabling: Enabling;
  readonly group: VfsOf;
}

/** `lastBusOf`: the last bus that the bridge above a Function leads to. */
export function virtualFunctions(histories: readonly History[], lastBusOf: (fn: History) => number): VfsOf[] {
  const pfs = histories.filter((fn) => fn.totalVfs !== undefined || fn.enablings.length > 0);
  const found = histories.filter(
    (fn) => fn.isFound && fn.layout === 0 && fn.bars.size === 0 && fn.totalVfs === undefined,
  );
  const groups = namedVfs(histories);
  const taken = new Set(groups.flatMap(({ vfs }) => vfs));
  for (const fn of found.sort((a, b) => a.line - b.line)) {
    if (taken.has(fn)) continue;
    const candidates = pfs.filter((pf) => fits(fn, pf, lastBusOf(pf)));
    const open = candidates.flatMap((pf): Open[] => {
      const enabling = pf.enablings.findLast(({ line }) => line < fn.line);
      if (!enabling) return [];
      let group = groups.find((one) => one.pf === pf);
      if (!group) {
        group = { pf, vfs: [], isComplete: false };
        groups.push(group);
      }
      return group.vfs.length < enabling.count ? [{ pf, enabling, group }] : [];
    });
    const [only, ...others] = open;
    if (only && others.length === 0) {
      only.group.vfs.push(fn);
      only.group.isComplete = only.group.vfs.length === only.enabling.count;
    } else if (open.length === 0) {
      // A PF whose driver says no number.
      const silent = candidates.filter((pf) => pf.enablings.length === 0);
      const [pf, another] = silent;
      if (!pf || another) continue;
      const group = groups.find((one) => one.pf === pf);
      if (group) group.vfs.push(fn);
      else groups.push({ pf, vfs: [fn], isComplete: false });
    }
  }
  return groups.filter((group) => group.vfs.length > 0 && isEven(group.vfs));
}

/** Those that the log itself names as VFs of a PF. */
function namedVfs(histories: readonly History[]): VfsOf[] {
  const byKey = new Map(histories.map((fn) => [fn.key, fn]));
  return histories.flatMap((pf) => {
    const vfs = pf.named.flatMap(({ value }) => byKey.get(value) ?? []);
    return vfs.length > 0 ? [{ pf, vfs: [...new Set(vfs)], isComplete: false }] : [];
  });
}

/** VF Stride is the same from each VF to the next; where it is not, some are of another PF, or no VFs. */
function isEven(vfs: readonly History[]): boolean {
  const rids = vfs.map(routingIdOf);
  const stride = (rids[1] ?? 0) - (rids[0] ?? 0);
  return (
    rids.length < 2 || (stride > 0 && rids.every((rid, n) => n === 0 || rid - (rids[n - 1] ?? 0) === stride))
  );
}
