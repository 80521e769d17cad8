import { expect, test } from 'vitest';
import { defineDumpRule, defineRule } from '../../src/lint/define.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Evidence } from '../../src/verdict/evidence.ts';

/* A name that is typed wrong does not compile: where one of these compiled, tsc would say that its comment is unused. */

const meta = {
  id: 'sriov/num-vfs-within-total',
  severity: 'error',
  profile: 'recommended',
  about: 'edit',
  title: 'NumVFs is at most TotalVFs',
  why: 'An example.',
  fix: 'An example.',
} as const;
const examples = { good: [], bad: [] };

test('names in a rule are types', () => {
  const rule = defineRule({
    meta: {
      ...meta,
      reads: ['sriov.num_vfs', 'sriov.total_vfs'],
      messages: { over: 'NumVFs is {{num}}, but TotalVFs is {{total}}', plain: 'NumVFs is odd' },
      impliedBy: ['header/all-ones'],
    },
    check(subject, report) {
      const num = subject.get('sriov.num_vfs');
      report('over', 'sriov.num_vfs', { num, total: 1 });
      report('plain', 'sriov.num_vfs');
      report('plain');
      // @ts-expect-error no such message
      report('ovre', 'sriov.num_vfs', { num, total: 1 });
      // @ts-expect-error no such field as target
      report('over', 'sriov.num_vf', { num, total: 1 });
      // @ts-expect-error no such field as target in full
      report('over', { field: 'sriov.num_vf' }, { num, total: 1 });
      // @ts-expect-error a placeholder without a value
      report('over', 'sriov.num_vfs', { num });
      // @ts-expect-error a value whose placeholder is misspelt
      report('over', 'sriov.num_vfs', { num, totla: 1 });
      // @ts-expect-error no values at all
      report('over', 'sriov.num_vfs');
      // @ts-expect-error a field that the rule does not declare
      subject.get('sriov.initial_vfs');
    },
    examples,
  });
  expect(rule.scope).toBe('function');
});

test('names of rules, fields and diagnostics that a rule lists are types', () => {
  defineRule({
    meta: {
      ...meta,
      // @ts-expect-error no file of rules/ has this path
      id: 'sriov/num-vfs-within-totals',
      // @ts-expect-error no such field
      reads: ['sriov.num_vf'],
      messages: {},
      // @ts-expect-error no such rule
      impliedBy: ['header/all-one'],
    },
    // @ts-expect-error no such diagnostic
    insteadOf: ['lspci/bad-bite'],
    check() {},
    examples,
  });
  const rule = defineDumpRule({
    meta: { ...meta, reads: [], messages: {} },
    // @ts-expect-error no such diagnostic
    diagnostics: ['lspci/bad-bite'],
    examples,
  });
  expect(rule.diagnostics).toEqual(['lspci/bad-bite']);
});

test('codes of diagnostics and names of signals are types', () => {
  // @ts-expect-error no rule takes such a code
  const code: Diagnostic['code'] = 'lspci/bad-bite';
  // @ts-expect-error no such signal
  const signal: Evidence['signal'] = 'rid-clam';
  expect([code, signal]).toHaveLength(2);
});
