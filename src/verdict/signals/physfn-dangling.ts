import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'physfn-dangling',
  rank: 40,
  looksAt: 'surroundings',
  weight: 'decisive',
  title: 'sysfs link physfn to a Function that is not in this snapshot',
  why: 'The kernel knew the PF; whoever took the dump left it out.',
  look: (s) =>
    s.physfn !== undefined && !s.physfnInSnapshot
      ? `physfn → ${s.physfn}, which is not in this dump`
      : undefined,
});
