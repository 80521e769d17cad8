import { defineRule } from '../../define.ts';
import { hex, isRawVf, vfIds } from '../../vf.ts';

/** Bits 4, 5 and 12 to 21: always 0, or reserved for the PF's value. Those above are the VF's own. */
const uncorrectable = 0x003ff030;
/** Receiver Error, Bad TLP, Bad DLLP, REPLAY_NUM Rollover, Replay Timer Timeout, Advisory Non-Fatal Error. */
const correctable = 0x31c1;
const registers = [
  ['aer.uncorrectable_mask', 'Uncorrectable Error Mask', uncorrectable],
  ['aer.uncorrectable_severity', 'Uncorrectable Error Severity', uncorrectable],
  ['aer.correctable_mask', 'Correctable Error Mask', correctable],
] as const;

export default defineRule({
  meta: {
    id: 'vf/aer-rsvdp',
    severity: 'info',
    profile: 'pedantic',
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
    for (const [path, name, reserved] of registers) {
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
