import { idsAreBlanked, unlikeVf } from '../blanked.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'ids-blanked',
  rank: 360,
  looksAt: 'kind',
  weight: 'against',
  title: 'IDs read FFFFh, but somebody blanked them',
  why: 'As hardware shows it, a VF has BARs of 0, a PCI Express capability, no pin, and a Device Control of 0. A Function that differs in two ways (its capabilities together count as one) is not a faulty VF; if bridges or PFs of the dump read FFFFh as well, one way is enough.',
  look: (s) => {
    if (!s.rawIdsFfff || !isType0(s) || !idsAreBlanked(s)) return undefined;
    const others = s.candidates.blanked ? `, and those of ${s.candidates.blanked.address} do as well` : '';
    const { header, capabilities } = unlikeVf(s);
    return `IDs read FFFFh${others}, but ${[...header, ...capabilities].join(', ')}`;
  },
});
