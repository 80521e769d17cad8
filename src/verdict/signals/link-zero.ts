import { hex4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'link-zero',
  rank: 210,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'Link speed or width reads 0',
  why: "Link Status is the PF's in a VF. Links that are down and models without link registers read 0 too.",
  look: (s) => {
    if (!isType0(s) || s.express?.kind !== 'endpoint') return undefined;
    const status = s.express?.linkStatus;
    return status !== undefined && ((status & 0xf) === 0 || ((status >> 4) & 0x3f) === 0)
      ? `Link Status reads ${hex4(status)}`
      : undefined;
  },
});
