import { saysVirtualFunction } from '../says-vf.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'name-virtual-function',
  rank: 140,
  looksAt: 'kind',
  weight: 'strong',
  title: 'The name says Virtual Function',
  why: 'Names come from pci.ids or from the dump; they can be stale, so this needs a second sign.',
  look: (s) => (s.name !== undefined && saysVirtualFunction(s.name) ? `the name is "${s.name}"` : undefined),
});
