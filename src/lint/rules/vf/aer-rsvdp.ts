import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds, zeroBitsOf } from '../../vf.ts';

const registers = [
  ['aer.uncorrectable_mask', 'Uncorrectable Error Mask'],
  ['aer.uncorrectable_severity', 'Uncorrectable Error Severity'],
  ['aer.correctable_mask', 'Correctable Error Mask'],
] as const;

export default defineRule({
  meta: {
    id: 'vf/aer-rsvdp',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'AER masks and severities of a VF read 0 where the PF governs',
    why: "The PF's masks and severities count for most errors of a VF, so bits here mislead readers.",
    fix: 'Read AER of the PF.',
    exceptions:
      'Parts that repeat the value of the PF: common. Masks of internal and newer errors are the own ones of a VF.',
    spec: 'PCIe 6.0 §7.8.4',
    reads: registers.map(([path]) => path),
    messages: { set: '{{name}} of a VF is {{value}}; bits {{bits}} should be 0' },
  },
  check(subject, report) {
    for (const [path, name] of registers) {
      const reserved = zeroBitsOf(path);
      const value = subject.get(path);
      if ((value & reserved) !== 0 && isRawVf(subject)) {
        report('set', path, { name, value: hex(value, 8), bits: hex(value & reserved, 8) });
      }
    }
  },
  examples: {
    good: [{ fields: { ...vfIds, 'aer.uncorrectable_mask': 0x00400000 } }],
    bad: [
      { fields: { ...vfIds, 'aer.uncorrectable_severity': 0x00062030 } },
      { fields: { ...vfIds, 'aer.correctable_mask': 0x2000 } },
    ],
  },
});
