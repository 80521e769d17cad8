import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'physfn-link',
  rank: 30,
  looksAt: 'surroundings',
  weight: 'decisive',
  title: 'sysfs link physfn to a Function of this snapshot',
  why: 'The kernel makes this link for every VF that it created from a PF.',
  look: (s) => (s.physfn !== undefined && s.physfnInSnapshot ? `physfn → ${s.physfn}` : undefined),
});
