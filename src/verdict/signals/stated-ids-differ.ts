import { hasNoList, idsMayBeBlanked } from '../blanked.ts';
import { id4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'stated-ids-differ',
  rank: 20,
  looksAt: 'kind',
  weight: 'decisive',
  title: 'The dump names real IDs for a Function whose bytes read FFFFh',
  why: 'The kernel fills in IDs only for VFs, from the PF; lspci and sysfs print what the kernel holds.',
  look: (s) =>
    s.rawIdsFfff &&
    s.stated?.vendor !== undefined &&
    s.stated.vendor !== 0xffff &&
    s.unreadable === undefined &&
    !hasNoList(s) &&
    !idsMayBeBlanked(s)
      ? `${s.stated.by} says ${id4(s.stated.vendor)}:${id4(s.stated.device ?? 0xffff)}, the bytes say ffff:ffff`
      : undefined,
});
