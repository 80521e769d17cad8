import type { Machine } from '../machine/build.ts';
import type { PciFunction } from '../model/function.ts';
import type { Verdict } from './classify.ts';

/** What a PF or VF is known by: its bytes, the kernel's links and attributes, or words alone. */
export type Basis = 'bytes' | 'links' | 'stated';

/** Evidence that is not in the bytes. */
const elsewhere: Readonly<Record<string, Basis>> = {
  'physfn-link': 'links',
  'physfn-dangling': 'links',
  'virtfn-link': 'links',
  'msix-count-attribute': 'links',
  's390-vfn': 'links',
  'rid-claim-stated': 'stated',
  'name-virtual-function': 'stated',
};
/** Evidence in IDs, which words can state too. */
const inIds: ReadonlySet<string> = new Set(['hyperv-vf-device-id', 'vf-device-id']);

/** The basis of a PF or VF; null for other roles. */
export function basisOf(fn: PciFunction, verdict: Verdict, machine: Machine): Basis | null {
  if (verdict.role === 'pf') return basisOfPf(fn, machine);
  if (verdict.role !== 'vf') return null;
  const link = machine.linked.get(fn.key);
  if (verdict.attachment === 'attached') {
    // It is attached by what places it, whatever shows that it is a VF.
    const claim = machine.claims.get(fn.key);
    const isClaimed = claim?.pf === verdict.pf;
    if (isClaimed && claim?.basis !== 'stated') return 'bytes';
    if (fn.link('physfn') !== undefined || (link && link.basis !== 'stated')) return 'links';
    return 'stated';
  }
  const bases = verdict.evidence
    .filter(({ weight }) => weight === 'decisive' || weight === 'strong')
    .map(({ signal }): Basis => elsewhere[signal] ?? (inIds.has(signal) && !hasIds(fn) ? 'stated' : 'bytes'));
  return (['bytes', 'links', 'stated'] as const).find((basis) => bases.includes(basis)) ?? 'bytes';
}

function basisOfPf(fn: PciFunction, machine: Machine): Basis {
  const settings = machine.pfs.get(fn.key)?.settings;
  if (settings) return settings.basis;
  return fn.surroundings.links || fn.surroundings.attributes ? 'links' : 'stated';
}

const hasIds = ({ config }: PciFunction): boolean => config.has(0, 4);
