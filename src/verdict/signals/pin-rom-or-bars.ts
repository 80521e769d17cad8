import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'pin-rom-or-bars',
  rank: 370,
  looksAt: 'bytes',
  weight: 'against',
  title: 'Has an interrupt pin, a ROM or BARs',
  why: 'All are 0 in a VF as hardware shows it. A hypervisor fills BARs in, and some parts copy the ROM or the pin from the PF.',
  look: (s) => {
    if (!isType0(s) || s.rawIdsFfff || s.fn.config.end < 64) return undefined;
    const pin = s.fn.config.u8(0x3d);
    const parts = [
      ...(pin > 0 ? [`Interrupt Pin ${pin}`] : []),
      ...(s.fn.config.u32(0x30) > 0 ? ['Expansion ROM'] : []),
      ...(s.barsZero ? [] : ['BARs']),
    ];
    const isOne = parts.length === 1 && parts[0] !== 'BARs';
    return parts.length > 0 ? `${parts.join(', ')} ${isOne ? 'is' : 'are'} set` : undefined;
  },
});
