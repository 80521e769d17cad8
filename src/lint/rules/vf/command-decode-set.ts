import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

const bits = [
  ['header.command.io_space_enable', 'I/O Space Enable'],
  ['header.command.memory_space_enable', 'Memory Space Enable'],
] as const;

export default defineRule({
  meta: {
    id: 'vf/command-decode-set',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'I/O and Memory Space Enable of a VF read 0',
    why: 'VF Memory Space Enable in the PF counts for all its VFs. Software that tests these bits must not find them set in a VF.',
    fix: 'Clear the bits, or re-capture the VF on the host.',
    exceptions:
      'The VFs of QEMU (10.0 is one that was measured) let drivers set both. vfio sets them on purpose, with real IDs.',
    spec: 'PCIe 6.0 §7.5.1.1.3',
    reads: bits.map(([path]) => path),
    messages: { set: '{{name}} of a VF is 1; it should be 0' },
  },
  check(subject, report) {
    for (const [path, name] of bits) {
      if (subject.get(path) === 1 && isRawVf(subject)) report('set', path, { name });
    }
  },
  examples: {
    good: [{ fields: vfIds }, { fields: { 'header.command.memory_space_enable': 1 } }],
    bad: [{ fields: { ...vfIds, 'header.command.memory_space_enable': 1 } }],
  },
});
