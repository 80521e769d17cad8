import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Random } from './random.ts';
import { loadSeeds } from './seeds.ts';
import { type Target, targets } from './targets.ts';

/*
 * Runs cases made of random numbers. `--cases N` in all, `--seed N`, `--target NAME`, `--case N` for one alone. Says how
 * many ran of each target; a case that fails is named with the command that repeats it, and its input is kept.
 */
const value = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const seed = Number(value('--seed') ?? 1);
const cases = Number(value('--cases') ?? 10_000);
const only = value('--target');
const one = value('--case');
const mostFailures = 20;
/** No case takes so long on any machine unless it hangs. */
const longestMs = 30_000;
const mostMemory = 3 * 2 ** 30;

const wanted = Object.entries(targets).filter(([name]) => only === undefined || name === only);
if (wanted.length === 0) throw new Error(`there are the targets ${Object.keys(targets).join(', ')}`);

/** A hang does not come back to us: another thread watches whether cases go on. */
const progress = new Int32Array(new SharedArrayBuffer(8));
const watchdog = new Worker(
  `const { workerData: { progress, longestMs } } = require('node:worker_threads');
   let last = -1, since = Date.now();
   setInterval(() => {
     const now = Atomics.load(progress, 0);
     if (now !== last) { last = now; since = Date.now(); }
     else if (Date.now() - since > longestMs) { console.error('a case hangs: number ' + Atomics.load(progress, 1)); process.exit(1); }
   }, 500);`,
  { eval: true, workerData: { progress, longestMs } },
);
watchdog.unref();

const seeds = await loadSeeds();
const counts = new Map<string, number>();
const times = new Map<string, number>();
const failures = new Map<string, number>();
let folder: string | undefined;

async function runCase(name: string, target: Target, number: number): Promise<void> {
  Atomics.add(progress, 0, 1);
  Atomics.store(progress, 1, number);
  let input: Uint8Array | undefined;
  const started = performance.now();
  try {
    const result = target.run(new Random(seed, name, number), seeds, (bytes) => {
      input = bytes;
    });
    // Most targets have nothing to wait for.
    if (result) await result;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const [, at = ''] = /\n\s+at (.*)/.exec(stack) ?? [];
    const key = `${name}: ${message.replace(/[0-9a-f]{2,}|\d+/gi, '#').slice(0, 60)} ${at.replace(/:\d+:\d+.*/, '')}`;
    const seen = failures.get(key) ?? 0;
    failures.set(key, seen + 1);
    if (seen > 0) return;
    folder ??= mkdtempSync(join(tmpdir(), 'lsvf-fuzz-'));
    const kept = input && join(folder, `${name}-${number}`);
    if (kept && input) writeFileSync(kept, input);
    console.error(
      `${stack.split('\n').slice(0, 6).join('\n')}\n  again: npm run fuzz -- --seed ${seed} --target ${name} --case ${number}${kept ? `\n  input: ${kept}` : ''}\n`,
    );
  }
  counts.set(name, (counts.get(name) ?? 0) + 1);
  times.set(name, (times.get(name) ?? 0) + performance.now() - started);
}

const shares = wanted.flatMap(([name, target]) =>
  Array.from({ length: target.share }, () => [name, target] as const),
);
const started = Date.now();
if (one !== undefined) for (const [name, target] of wanted) await runCase(name, target, Number(one));
else {
  for (let n = 0; n < cases && failures.size < mostFailures; n++) {
    // Spread, so that a run that is cut short has had some of each; a step that shares a divisor would leave some out.
    const [name, target] = shares[(n * 7919) % shares.length] as (typeof shares)[number];
    await runCase(name, target, n);
    if (n % 1000 === 0 && process.memoryUsage.rss() > mostMemory)
      throw new Error(`${mostMemory} bytes are in use`);
  }
}
const seconds = (Date.now() - started) / 1000;
console.table(
  [...counts].map(([target, count]) => ({
    target,
    cases: count,
    'ms each': Number(((times.get(target) ?? 0) / count).toFixed(2)),
  })),
);
const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(`seed ${seed}: ${total} cases in ${seconds.toFixed(0)} s, ${failures.size} kinds of failure`);
for (const [key, count] of failures) console.log(`${count} x ${key}`);
if (failures.size > 0 || total === 0) process.exitCode = 1;
