import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/input/recognise.ts';
import { memoryInput } from '../../src/input/source-input.ts';
import type { Finding, LintResult } from '../../src/lint/engine.ts';
import { exampleSnapshot } from '../../src/lint/example.ts';
import { Linters } from '../../src/lint/linters.ts';
import { Review } from '../../src/lint/review.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { Suppressions } from '../../src/lint/suppressions.ts';
import { together } from '../../src/lint/together.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const folder = join(import.meta.dirname, 'inputs');

const lintOf = (snapshot: Snapshot, about?: Parameters<typeof linters>[0]): LintResult =>
  linters(about).for(snapshot.source).lint(new System(snapshot, new Names()));

const linters = (about?: readonly ('capture' | 'edit' | 'device')[]): Linters =>
  new Linters('recommended', about ? { about } : {}, []);

async function read(path: string): Promise<Snapshot> {
  const bytes = new Uint8Array(readFileSync(join(folder, path)));
  const [first] = await recognise(path, memoryInput(bytes));
  if (!first) throw new Error(`${path} gave nothing`);
  return first;
}

const found = ({ findings }: LintResult): string[] =>
  findings.map(({ severity, rule }) => `${severity} ${rule}`);

describe('files on which lint was wrong or silent', () => {
  test('an address that the input does not state is not judged', async () => {
    for (const path of ['bridge/config', 'bridge/bridge.xxd']) {
      const result = lintOf(await read(path));
      expect(found(result)).toEqual(['info dump/address-stated']);
      expect(result.skipped).toContainEqual(
        expect.objectContaining({ rule: 'header/bridge-primary-bus', lacks: 'the address' }),
      );
    }
    expect(found(lintOf(await read('bridge/0000-ae-00.0.config')))).toEqual([]);
  });

  test('bytes that a text tool replaced have that for a cause, and nothing else', async () => {
    const result = lintOf(await read('mangled/0000_00_02.0.config'));
    expect(found(result)).toEqual(['error dump/mangled']);
    expect(result.findings[0]?.message).toMatch(/EFh BFh BDh .* 7 times/);
  });

  test('a DMI port with a type 0 header is known silicon', async () => {
    const result = lintOf(await read('skylake-dmi3.txt'));
    expect(found(result)).toEqual(['info pcie/port-type-vs-header']);
    expect(result.findings[0]).toMatchObject({ about: 'device', function: '0000:00:00.0' });
    expect(found(lintOf(await read('skylake-dmi3.txt'), ['capture', 'edit']))).toEqual([]);
  });

  test('a rule that could not look at the other end of a link counts as skipped', async () => {
    const whole = lintOf(await read('link-whole.txt'));
    expect(found(whole)).toEqual(['error tree/link-partners-agree', 'error tree/link-partners-agree']);
    const short = lintOf(await read('link-short-port.txt'));
    expect(short.skipped).toContainEqual({
      rule: 'tree/link-partners-agree',
      source: 'link-short-port.txt',
      function: '0000:01:00.0',
      lacks: 'the dump ends at 3Fh',
    });
    expect(short.skippedCount).toBe(short.skipped.length);
  });

  test('two readers keep the first byte and say so at the same place', async () => {
    const places = await Promise.all(
      ['conflict-early.txt', 'conflict-lspci.txt'].map(async (path) =>
        lintOf(await read(path)).findings.filter(({ rule }) => rule === 'dump/conflicting-bytes'),
      ),
    );
    for (const findings of places)
      expect(findings).toMatchObject([{ severity: 'error', function: '0000:00:00.0', at: { line: 6 } }]);
  });

  test('Scalable I/O Virtualization in a VF is what the rows say of it', async () => {
    expect(found(lintOf(await read('vf-siov.txt')))).toContain('info vf/misplaced-ext-cap');
  });
});

describe('what a finding is about', () => {
  test('what hardware does is information', () => {
    const louder = rules.filter(({ meta }) => meta.about === 'device' && meta.severity !== 'info');
    expect(louder.map(({ meta }) => meta.id)).toEqual([]);
  });

  test('only what is asked for is found, also where a rule is turned up', async () => {
    const snapshot = await exampleSnapshot({ fields: { 'pri.control.enable': 0 } });
    expect(found(lintOf(snapshot, ['device']))).toContain('info pcie/pri-without-ats');
    expect(found(lintOf(snapshot, ['capture', 'edit']))).not.toContain('info pcie/pri-without-ats');
    const config = { rules: { 'pcie/pri-without-ats': 'error' as const } };
    const loud = new Linters('recommended', config, []).for('example');
    expect(found(loud.lint(new System(snapshot, new Names())))).toContain('error pcie/pri-without-ats');
  });
});

describe('one cause, one finding', () => {
  const joined = (result: LintResult): readonly (Finding & { functions?: readonly string[] })[] => {
    const review = new Review();
    const none = new Suppressions(undefined, '2026-11-24', (path) => path);
    return together(
      result.findings.map((finding) => review.review(finding, none)),
      () => result.functions,
    );
  };
  const sysfs = (count: number): Promise<Snapshot> =>
    exampleSnapshot({
      files: Object.fromEntries(
        Array.from({ length: count }, (_, n) => {
          const bus = n.toString(16).padStart(2, '0');
          return [`0000:${bus}:00.0/vendor`, '0x8086\n'];
        }),
      ),
    });

  test('60 functions without config, also past what the reader lists', async () => {
    const findings = joined(lintOf(await sysfs(60)));
    expect(findings.map(({ message }) => message)).toEqual([
      '60 of 60 functions have no config file; first: 0000:00:00.0',
    ]);
    expect(findings[0]?.functions?.length).toBe(60);
  });

  test('two are listed one by one', async () => {
    expect(joined(lintOf(await sysfs(2))).map(({ function: fn }) => fn)).toEqual([
      '0000:00:00.0',
      '0000:01:00.0',
    ]);
  });
});
