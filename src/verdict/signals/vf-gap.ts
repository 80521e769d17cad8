import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'vf-gap',
  rank: 380,
  weight: 'supporting',
  title: 'A PF whose VFs are not all in the dump',
  why: 'Left out when the dump was taken, hidden by a hypervisor, or on buses that are not reachable. Nothing is inferred from it.',
  look: (s) => {
    const pf = s.machine.pfs.get(s.fn.key);
    return pf && pf.missing.length > 0
      ? `${pf.missing.length} of its ${pf.settings?.numVfs} VFs are not in this dump`
      : undefined;
  },
});
