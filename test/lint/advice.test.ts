import { describe, expect, test } from 'vitest';
import { formats } from '../../src/input/formats/index.ts';
import { adviceIn } from '../../src/lint/advice.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { allRunFindings } from '../../src/lint/run-findings.ts';

const fixes = [
  ...rules.map(({ meta }) => [meta.id, meta.fix] as const),
  ...allRunFindings.map(({ id, fix }) => [id, fix] as const),
];
const forms = [undefined, 'example', ...formats.map(({ name }) => name)];

test('every form fills what a rule leaves to it', () => {
  for (const form of forms)
    for (const [id, fix] of fixes)
      expect([id, form, adviceIn(fix, form)]).not.toEqual([id, form, expect.stringContaining('{{')]);
});

test('what a form says are sentences', () => {
  for (const { name, capture } of formats)
    for (const text of Object.values(capture ?? {}))
      expect([name, text]).toEqual([name, expect.stringMatching(/^\S.*\.$/)]);
});

/** Forms in which there is nothing that a flag of lspci could add. */
describe.each(['umockdev', 'libvirt', 'sysfs', 'ttar', 'udevadm', 'config-folder'])('%s', (form) => {
  test.each(['{{again}}', '{{facts}}', '{{others}}'])('%s speaks of its own tools', (slot) => {
    expect(adviceIn(slot, form)).not.toMatch(/lspci|-xxxx/);
  });
});

test('missing bytes are added where the form has a place for them', () => {
  expect(adviceIn('{{bytes}}', 'umockdev')).toContain('H: config=');
  expect(adviceIn('{{bytes}}', 'sysfs')).toContain('Copy config');
  expect(adviceIn('{{bytes}}', 'libvirt')).toMatch(/has no bytes/);
  expect(adviceIn('{{bytes}}', 'udevadm')).toMatch(/has no bytes/);
  expect(adviceIn('{{bytes}}', 'lspci')).toContain('-xxxx');
});

test('a name that no form has stays as it is', () =>
  expect(adviceIn('{{thing}} {{bytes}}', 'lspci')).toMatch(/^\{\{thing\}\} \S/));
