import { defineDumpRule } from '../../define.ts';

const folder = '/sys/bus/pci/devices/0000:01:00.0';

export default defineDumpRule({
  meta: {
    id: 'dump/statements-agree',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'A text that states a fact twice states it alike',
    why: 'Captures of two times or of two machines are mixed: lsvf keeps the first statement, which may be of the other one.',
    fix: 'Keep each capture in a file of its own.',
    reads: [],
    messages: {},
  },
  diagnostics: ['stated/conflict'],
  examples: {
    good: [{ dump: `${folder}/vendor:0x8086\n${folder}/numa_node:0\n${folder}/numa_node:0\n` }],
    bad: [{ dump: `${folder}/vendor:0x8086\n${folder}/numa_node:0\n${folder}/numa_node:1\n` }],
  },
});
