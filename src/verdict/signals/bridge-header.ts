import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'bridge-header',
  rank: 350,
  looksAt: 'bytes',
  weight: 'against',
  title: 'A bridge',
  why: 'A VF has a type 0 header and is an Endpoint.',
  look: (s) => (s.view.layout === 1 || s.view.layout === 2 ? `Header Type ${s.view.layout}` : undefined),
});
