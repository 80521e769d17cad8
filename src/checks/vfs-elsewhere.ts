import type { PciFunction } from '../model/function.ts';
import type { DetachedKind } from '../verdict/attachment.ts';
import type { System } from '../verdict/system.ts';
import type { Certainty } from '../verdict/weigh.ts';

/** VFs of a system that has no PF: somebody else enabled them. */
export interface FromElsewhere {
  readonly kind: DetachedKind;
  readonly count: number;
  /** The one that is surest a VF. */
  readonly surest: { readonly fn: PciFunction; readonly certainty: Certainty };
}

const known = new WeakMap<System, FromElsewhere | null>();
const bySurety: readonly Certainty[] = ['certain', 'probable', 'possible'];

/**
 * The detached VFs of a system without a PF: a guest's, or a host's whose PF was left out of the dump; undefined where
 * there is a PF, or no such VF.
 */
export function fromElsewhere(system: System): FromElsewhere | undefined {
  const found = known.get(system) ?? look(system) ?? null;
  known.set(system, found);
  return found ?? undefined;
}

function look(system: System): FromElsewhere | undefined {
  if (system.machine.pfs.size > 0) return undefined;
  const detached = system.snapshot.functions.flatMap((fn) => {
    const { detachedKind, certainty } = system.report(fn).verdict;
    return detachedKind === null || certainty === null ? [] : [{ fn, detachedKind, certainty }];
  });
  const surest = bySurety
    .map((wanted) => detached.find(({ certainty }) => certainty === wanted))
    .find((one) => one !== undefined);
  if (!surest) return undefined;
  // One that reads FFFFh is a host's, whatever the others look like.
  const isHost = detached.some(({ detachedKind }) => detachedKind === 'pf-not-in-dump');
  return { kind: isHost ? 'pf-not-in-dump' : 'guest-view', count: detached.length, surest };
}

/** What to do about VFs whose PF is not in the dump. */
export const whereToEnable: Readonly<Record<DetachedKind, string>> = {
  'guest-view': 'VFs are enabled on the host, through their PF: nothing in this system can enable them.',
  'pf-not-in-dump':
    'VFs are enabled through their PF: capture the whole host, so that the PF is in the dump.',
};

/** Why a system has nothing to ask about, and who could enable VFs; undefined where it has no detached VFs either. */
export function onlyFromElsewhere(system: System): string | undefined {
  const found = fromElsewhere(system);
  if (!found) return undefined;
  const { kind, count, surest } = found;
  const who = `${surest.fn.address} (${surest.certainty})`;
  const vfs = count === 1 ? `the detached VF ${who}` : `${count} detached VFs, such as ${who}`;
  return `no PF is here, only ${vfs}. ${whereToEnable[kind]}`;
}
