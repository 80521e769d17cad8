import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/rom-nonzero',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The Expansion ROM register of a VF reads 0',
    why: 'A VF has no ROM of its own. This is a copy of the PF, or the view of a hypervisor.',
    fix: 'Set the register to 0, or re-capture the VF on the host.',
    exceptions: 'Cavium/Marvell parts copy the register of the PF.',
    spec: 'PCIe 6.0 §7.5.1.2.4',
    reads: ['header.expansion_rom'],
    messages: { set: 'Expansion ROM Base Address of a VF is {{value}}; it should be 0' },
  },
  check(subject, report) {
    const value = subject.get('header.expansion_rom');
    if (value !== 0 && isRawVf(subject)) report('set', 'header.expansion_rom', { value: hex(value, 8) });
  },
  examples: {
    good: [{ fields: vfIds }],
    bad: [{ fields: { ...vfIds, 'header.expansion_rom': 0xfe000001 } }],
  },
});
