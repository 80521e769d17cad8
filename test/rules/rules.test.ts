import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FunctionView } from '../../src/decode/view.ts';
import type { Example, FunctionSubject, Messages, Report, ReportOn, Rule } from '../../src/lint/define.ts';
import { Linter, type LintResult } from '../../src/lint/engine.ts';
import { exampleSnapshot } from '../../src/lint/example.ts';
import { rules } from '../../src/lint/rules/index.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
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

test('rules on several Functions read fields by `look`, so that what they could not read counts as skipped', () => {
  // These read what excuses a finding, or bytes as bytes.
  const excused = ['dump/copied-function', 'tree/orphan-bus'];
  const around = rules.filter(({ meta, scope }) => {
    const text = readFileSync(join(folder, `${meta.id}.ts`), 'utf8');
    return scope === 'topology' && /[vV]iew\.(?:get|read)\(|config\.u(?:8|16|32)\(/.test(text);
  });
  expect(around.map(({ meta }) => meta.id)).toEqual(excused);
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

test('every message is tripped by a bad example', async () => {
  const silent: string[] = [];
  for (const rule of rules) {
    const tripped = new Set<string>();
    const note = (message: string): void => void tripped.add(message);
    for (const example of rule.examples.bad) await lintWith(noting(rule, note), example);
    for (const message of Object.keys(rule.meta.messages))
      if (!tripped.has(message)) silent.push(`${rule.meta.id}: ${message}`);
  }
  expect(silent).toEqual([]);
});

test('a text for all Functions is of a message that there is', () => {
  for (const { meta, scope } of rules)
    for (const text of Object.keys(meta.together ?? {}))
      if (scope !== 'dump')
        expect([meta.id, Object.values(meta.messages)]).toEqual([meta.id, expect.arrayContaining([text])]);
});

/** Rules whose findings are on a Function, its address, its links or its bytes as a whole: no field is what is wrong. */
const withoutField = new Set([
  'caps/af-reached',
  'caps/chain-broken',
  'caps/ext-caps-without-pcie',
  'caps/ext-chain-broken',
  'caps/ext-config-aliased',
  'caps/ext-config-unreadable',
  'caps/ext-known-id',
  'caps/ext-next-to-zero',
  'caps/known-id',
  'caps/no-bytes-outside',
  'dump/copied-function',
  'dump/ext-config-missing',
  'dump/no-hex',
  'dump/odd-length',
  'dump/std-config-missing',
  'dump/text-agrees',
  'dump/whole-header',
  'header/all-ones',
  'header/type-known',
  'pcie/no-link-in-rciep',
  'pcie/presence-without-slot',
  'sysfs/dangling-link',
  'sysfs/physfn-without-virtfn',
  'sysfs/sriov-attrs-without-cap',
  'sysfs/vf-or-pf',
  'sysfs/virtfn-count',
  'tree/bus-inside-range-no-bridge',
  'tree/detached-vf',
  'tree/device-number-below-port',
  'tree/function-zero',
  'tree/orphan-bus',
  'tree/vf-by-name-only',
  'vf/caps-differ-between-vfs',
  'vf/no-pcie-cap',
]);

test('a finding names a field wherever one stands at its place', async () => {
  const without = new Set<string>();
  for (const rule of rules) {
    if (rule.scope === 'dump') continue;
    for (const example of rule.examples.bad)
      for (const { field, rule: id } of of(rule, await lintWith(rule, example)))
        if (field === null) without.add(id);
  }
  expect([...without].sort()).toEqual([...withoutField].sort());
});

/** The rule, with every message that it reports noted. */
function noting(rule: Rule, note: (message: string) => void): Rule {
  if (rule.scope === 'function')
    return {
      ...rule,
      check: (subject: FunctionSubject, report: Report<Messages>) =>
        rule.check(subject, (...said) => {
          note(said[0]);
          report(...said);
        }),
    };
  if (rule.scope === 'topology')
    return {
      ...rule,
      check: (system, reports, report, look) =>
        rule.check(
          system,
          reports,
          (fn, ...said) => {
            note(said[0]);
            report(fn, ...said);
          },
          look,
        ),
    };
  const { check } = rule;
  if (!check) return rule;
  return {
    ...rule,
    check: (snapshot: Snapshot, report: ReportOn<Messages>) =>
      check(snapshot, (fn, ...said) => {
        note(said[0]);
        report(fn, ...said);
      }),
  };
}

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
