import { tables } from '../../registers/tables.ts';
import { misplacedInVf } from '../../registers/vf.ts';
import { defineSignal } from '../signal.ts';
import { has, isType0 } from '../subject.ts';

/** Signals of their own speak about these. */
const apart: ReadonlySet<string> = new Set(['sriov', 'ea', 'pasid']);
/** Capabilities that a VF may not have, or that belong elsewhere. */
const pfOnly: ReadonlySet<string> = new Set(
  tables
    .filter((table) => table.kind !== 'header' && misplacedInVf(table) && !apart.has(table.name))
    .map(({ name }) => name),
);

export default defineSignal({
  id: 'pf-only-capability',
  rank: 330,
  looksAt: 'bytes',
  weight: 'against',
  title: 'Has a capability that a VF must not have',
  why: 'PRI, virtual channels and power budgeting live in the PF. PASID has a signal of its own.',
  look: (s) => {
    if (!isType0(s)) return undefined;
    if (!s.view.capabilities.some(({ name }) => pfOnly.has(name))) return undefined;
    const found = [...pfOnly].filter((name) => has(s, name));
    return `it has ${found.join(', ')}`;
  },
});
