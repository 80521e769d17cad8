import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

const fields = [
  ['pm.control_status.data_select', 'Data_Select'],
  ['pm.control_status.data_scale', 'Data_Scale'],
] as const;

export default defineRule({
  meta: {
    id: 'vf/pm-data-nonzero',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Data_Select and Data_Scale of a VF read 0',
    why: 'The power figures of a device are in its PF; in a VF these fields are always 0.',
    fix: 'Read Power Management of the PF.',
    exceptions: 'PME_En and PME_Status are not looked at: a VF may have its own.',
    spec: 'PCIe 6.0 §7.5.2.2',
    reads: fields.map(([path]) => path),
    messages: { set: '{{name}} of a VF is {{value}}; it should be 0' },
  },
  check(subject, report) {
    for (const [path, name] of fields) {
      const value = subject.get(path);
      if (value !== 0 && isRawVf(subject)) report('set', path, { name, value });
    }
  },
  examples: {
    good: [{ fields: { ...vfIds, 'pm.control_status': 0x8100 } }],
    bad: [{ fields: { ...vfIds, 'pm.control_status.data_scale': 1 } }],
  },
});
