import { defineRule } from '../../define.ts';

const errors = 0xf900;
const registers = [
  ['header.status', 'Status'],
  ['header.secondary_status', 'Secondary Status'],
] as const;
const names: readonly (readonly [bit: number, name: string])[] = [
  [0x0100, 'Master Data Parity Error'],
  [0x0800, 'Signaled Target Abort'],
  [0x1000, 'Received Target Abort'],
  [0x2000, 'Received Master Abort'],
  [0x4000, 'System Error'],
  [0x8000, 'Detected Parity Error'],
];

export default defineRule({
  meta: {
    id: 'header/no-errors-logged',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Status holds no errors',
    why: 'The dump was taken after an error; tests that start from it start there.',
    fix: 'Clear the bits by writing 1 and take the dump again, if the error is not what the fixture is for.',
    exceptions: 'Received Master Abort is usual in ports after the buses were numbered.',
    spec: 'PCIe 6.0 §7.5.1.1.4, §7.5.1.3.7',
    reads: ['header.status'],
    mayRead: ['header.secondary_status'],
    messages: { logged: '{{register}} has {{names}} set, but is 0 there without errors' },
  },
  check(subject, report) {
    for (const [path, register] of registers) {
      const found = (path === 'header.status' ? subject.get(path) : (subject.find(path) ?? 0)) & errors;
      if (found === 0) continue;
      const set = names.filter(([bit]) => (found & bit) !== 0).map(([, name]) => name);
      report('logged', path, { register, names: set.join(', ') });
    }
  },
  examples: {
    good: [{ fields: { 'header.status': 0x0010 } }],
    bad: [
      { fields: { 'header.status': 0x2010 } },
      { fields: { 'header.secondary_status': 0xa000 }, options: { layout: 1 } },
    ],
  },
});
