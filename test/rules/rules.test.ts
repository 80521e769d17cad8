import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FunctionView } from '../../src/decode/view.ts';
import type { Example, FunctionSubject, Messages, Report, Rule } from '../../src/lint/define.ts';
import { Linter, type LintResult } from '../../src/lint/engine.ts';
import { exampleSnapshot } from '../../src/lint/example.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const folder = join(import.meta.dirname, '..', '..', 'src', 'lint', 'rules');

async function lintWith(rule: Rule, example: Example): Promise<LintResult> {
  const linter = new Linter([{ rule, severity: rule.meta.severity }], [rule]);
  return linter.lint(new System(await exampleSnapshot(example), new Names()));
}

const of = (rule: Rule, result: LintResult) =>
  result.findings.filter((finding) => finding.rule === rule.meta.id);

/** Whether a rule on single Functions looks at one of the example's. */
async function runsOn(rule: Rule, example: Example): Promise<boolean> {
  if (rule.scope !== 'function') return true;
  let ran = false;
  const spy: Rule = {
    ...rule,
    check() {
      ran = true;
    },
  };
  await lintWith(spy, example);
  return ran;
}

test('every file is in the index', () => {
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\/.*\.ts$/.test(String(name)));
  expect(rules.length).toBe(files.length);
  expect(new Set(rules.map((rule) => rule.meta.id)).size).toBe(rules.length);
});

test('rules that explain others exist', () => {
  const ids = new Set(rules.map((rule) => rule.meta.id));
  const wrong = rules.flatMap((rule) =>
    (rule.meta.impliedBy ?? []).filter((id) => !ids.has(id)).map((id) => `${rule.meta.id}: ${id}`),
  );
  expect(wrong).toEqual([]);
});

test('a section of PCI Express is named with its edition', () => {
  const wrong = rules.filter(({ meta }) => {
    const [first = '', ...others] = (meta.spec ?? '').split('§');
    return others.length > 0 && !/\d\.\d/.test(first);
  });
  expect(wrong.map(({ meta }) => `${meta.id}: ${meta.spec}`)).toEqual([]);
});

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
  test('its file is its id, and its texts are whole', () => {
    expect(existsSync(join(folder, `${id}.ts`))).toBe(true);
    const { meta } = rule;
    for (const text of [meta.title, meta.why, meta.fix]) expect(text.length).toBeGreaterThan(8);
    expect(rule.examples.good.length).toBeGreaterThan(0);
    expect(rule.examples.bad.length).toBeGreaterThan(0);
  });

  test.each(rule.examples.good.map((example, n) => [n, example] as const))(
    'good example %i',
    async (_n, example) => {
      expect(of(rule, await lintWith(rule, example))).toEqual([]);
      expect(await runsOn(rule, example), 'it is not skipped').toBe(true);
    },
  );

  test.each(rule.examples.bad.map((example, n) => [n, example] as const))(
    'bad example %i',
    async (_n, example) => {
      const findings = of(rule, await lintWith(rule, example));
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) {
        expect(finding.message).not.toMatch(/\{\{|undefined|NaN/);
        expect(finding.at.file).toMatch(/^example/);
      }
    },
  );

  if (rule.scope === 'function') {
    test('reads what it declares, and nothing else', async () => {
      const read = new Set<string>();
      const spy: Rule = {
        ...rule,
        check(subject: FunctionSubject, report: Report<Messages>) {
          const note = <T>(path: string, value: T): T => {
            read.add(path);
            return value;
          };
          const get = subject.get as (path: string) => number;
          const find = subject.find as (path: string) => number | undefined;
          const spied = {
            ...subject,
            get: (path: string) => note(path, get(path)),
            find: (path: string) => note(path, find(path)),
          };
          rule.check(spied, report);
        },
      };
      for (const example of [...rule.examples.good, ...rule.examples.bad]) await lintWith(spy, example);
      const declared: string[] = [
        rule.meta.reads as readonly string[],
        (rule.meta.mayRead ?? []) as readonly string[],
      ].flat();
      expect(
        declared.filter((path) => !read.has(path)),
        'declared, not read',
      ).toEqual([]);
      expect(
        [...read].filter((path) => !declared.includes(path)),
        'read, not declared',
      ).toEqual([]);
    });
  }
});

test('a field that a rule points at exists', async () => {
  for (const rule of rules) {
    for (const example of rule.examples.bad) {
      for (const { field, function: address } of of(rule, await lintWith(rule, example))) {
        if (field === null) continue;
        const { functions } = await exampleSnapshot(example);
        const fn = functions.find((candidate) => candidate.address === address);
        expect([rule.meta.id, field, fn && new FunctionView(fn).read(field).state]).not.toEqual([
          rule.meta.id,
          field,
          'absent',
        ]);
      }
    }
  }
});
