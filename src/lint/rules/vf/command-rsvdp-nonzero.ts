import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

const bits = [
  ['header.command.parity_error_response', 'Parity Error Response'],
  ['header.command.serr_enable', 'SERR# Enable'],
] as const;

export default defineRule({
  meta: {
    id: 'vf/command-rsvdp-nonzero',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Parity Error Response and SERR# Enable of a VF read 0',
    why: "Both are reserved in a VF, where the PF's bits count: a 1 here says nothing about the VF.",
    fix: 'Read the bits of the PF.',
    exceptions: 'Parts that repeat the value of the PF.',
    spec: 'PCIe 6.0 §7.5.1.1.3',
    reads: bits.map(([path]) => path),
    messages: { set: "{{name}} of a VF is 1; it is reserved there and the PF's value counts" },
  },
  check(subject, report) {
    for (const [path, name] of bits) {
      if (subject.get(path) === 1 && isRawVf(subject)) report('set', path, { name });
    }
  },
  examples: {
    good: [{ fields: vfIds }],
    bad: [{ fields: { ...vfIds, 'header.command.serr_enable': 1 } }],
  },
});
