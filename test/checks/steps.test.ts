import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StepExample, StepResult } from '../../src/checks/ladder.ts';
import { questions } from '../../src/checks/questions.ts';
import { exampleSnapshot } from '../../src/lint/example.ts';
import { parseAddress } from '../../src/model/address.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const folder = join(import.meta.dirname, '..', '..', 'src', 'checks');
const notSteps = new Set(['define.ts', 'index.ts', 'example.ts', 'drivers.ts', 'largest.ts']);

const all = Object.values(questions).flatMap((question) =>
  question.steps.map((step) => [step.meta.id, question, step] as const),
);

async function resultOf(
  id: string,
  question: (typeof all)[number][1],
  example: StepExample,
): Promise<StepResult> {
  const { functions, at, vfs } = example;
  const system = new System(await exampleSnapshot({ functions }), new Names());
  const key = parseAddress(at ?? functions.at(-1)?.address ?? '00:00.0');
  const fn = key === undefined ? undefined : system.machine.byKey.get(key);
  if (!fn) throw new Error(`${id}: the Function asked about is not in the example`);
  const { steps } = question.ask(system, fn, vfs === undefined ? {} : { vfs });
  const found = steps.find(({ meta }) => meta.id === id);
  if (!found) throw new Error(`${id} is not in the ladder`);
  return found;
}

test('every file is a step of its ladder', () => {
  for (const question of Object.values(questions)) {
    const files = readdirSync(join(folder, question.name)).filter((name) => !notSteps.has(name));
    expect(question.steps.map(({ meta }) => `${meta.id.split('/')[1]}.ts`).sort()).toEqual(files.sort());
  }
});

describe.each(all)('%s', (id, question, step) => {
  test('its file is its id, and its texts are whole', () => {
    const { meta, examples } = step;
    expect(existsSync(join(folder, `${id}.ts`))).toBe(true);
    for (const text of [meta.title, meta.of, meta.why, meta.linux, meta.fix, meta.source])
      expect(text.length).toBeGreaterThan(5);
    expect(meta.source).toMatch(/6\.12|QEMU/);
    expect(meta.source).toMatch(/7\.2|QEMU/);
    expect(examples.good.length).toBeGreaterThan(0);
    // What only says what a guest gets never fails.
    expect(examples.bad.length === 0).toBe(meta.isInformation === true);
  });

  test('reads each field that it declares', async () => {
    const read = new Set<string>();
    for (const example of [...step.examples.good, ...step.examples.bad])
      for (const path of (await resultOf(id, question, example)).paths) read.add(path);
    expect(step.meta.reads.filter((path) => !read.has(path))).toEqual([]);
  });

  test.each(step.examples.good.map((example, n) => [n, example] as const))(
    'good example %i',
    async (_n, example) => {
      const { result, seen } = await resultOf(id, question, example);
      expect([result, seen]).toEqual(['pass', seen]);
      expect(seen).not.toMatch(/undefined|NaN|null/);
    },
  );

  test.each(step.examples.bad.map((example, n) => [n, example] as const))(
    'bad example %i',
    async (_n, example) => {
      const { result, seen, errno } = await resultOf(id, question, example);
      expect([result, seen]).toEqual(['fail', seen]);
      expect(seen).not.toMatch(/undefined|NaN|null/);
      if (errno !== null) expect(errno).toMatch(/^E[A-Z]+$/);
    },
  );
});
