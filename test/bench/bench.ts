import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DumpShape, makeDump } from './make-dump.ts';

/*
 * Times whole processes: lsvf and `lspci -F FILE -n`, in turn, on dumps made here. Prints medians, the ratio of wall
 * times, peak memory, and how time grows when the functions double.
 */
interface Timed {
  readonly wall: number;
  readonly peak: number;
}

const lsvf = join(process.cwd(), 'bin', 'lsvf.js');

function time(command: string, args: readonly string[]): Timed {
  const time = '/usr/bin/time';
  const start = process.hrtime.bigint();
  const withTime = existsSync(time);
  const [file, list] = withTime ? [time, ['-f', '%M', command, ...args]] : [command, [...args]];
  const result = spawnSync(file, list, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')}: exit ${result.status}\n${result.stderr}`);
  const peak = withTime ? Number(result.stderr.trim().split('\n').at(-1)) / 1024 : Number.NaN;
  return { wall, peak };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Case {
  readonly name: string;
  readonly shape: DumpShape;
  readonly runs: number;
  readonly args: readonly string[];
}

const tree = ['tree', '--format', 'json', '-o', '/dev/null'];
const cases: Case[] = [
  { name: '10', shape: { functions: 10 }, runs: 9, args: tree },
  { name: '1,000', shape: { functions: 1000 }, runs: 7, args: tree },
  { name: '10,000', shape: { functions: 10_000 }, runs: 5, args: tree },
  { name: '10,000 dense', shape: { functions: 10_000, dense: true }, runs: 5, args: tree },
  { name: '10,000 -vvv', shape: { functions: 10_000, verbose: true }, runs: 3, args: tree },
  { name: '10,000 CRLF', shape: { functions: 10_000, crlf: true }, runs: 3, args: tree },
  {
    name: '20,000 in 10,000 domains',
    shape: { functions: 20_000, bytes: 64, perDomain: 2 },
    runs: 3,
    args: tree,
  },
];
if (process.argv.includes('--large')) {
  cases.push({ name: '20,000', shape: { functions: 20_000 }, runs: 3, args: tree });
  cases.push({ name: '100,000', shape: { functions: 100_000 }, runs: 3, args: tree });
}

/** `npm run bench -- --lint` leaves the rest out. */
const onlyLint = process.argv.includes('--lint');
const lintedDumps = 1000;
const functionsPerDump = 50;

/**
 * Lint as in CI: many fixtures in one run, against lspci in a shell loop over the same files. The files are one dump
 * under many names.
 */
function timeLint(peer: boolean): void {
  const dumps = join(folder, 'dumps');
  mkdirSync(dumps);
  const first = join(dumps, '0.txt');
  makeDump(first, { functions: functionsPerDump });
  for (let n = 1; n < lintedDumps; n++) linkSync(first, join(dumps, `${n}.txt`));
  const loop = 'for file in "$1"/*; do lspci -F "$file" -n; done';
  const ours: Timed[] = [];
  const theirs: Timed[] = [];
  for (let n = 0; n < 3; n++) {
    ours.push(time(process.execPath, [lsvf, 'lint', dumps, '--no-config']));
    if (peer) theirs.push(time('sh', ['-c', loop, 'sh', dumps]));
  }
  const wall = median(ours.map((run) => run.wall));
  const other = median(theirs.map((run) => run.wall));
  rows.push({
    functions: `lint: ${lintedDumps} dumps of ${functionsPerDump}`,
    MB: Number(((statSync(first).size * lintedDumps) / 1e6).toFixed(1)),
    'lsvf ms': Math.round(wall),
    'lspci ms': Math.round(other),
    ratio: Number((wall / other).toFixed(3)),
    'lsvf MiB': Math.round(median(ours.map((run) => run.peak))),
    'lspci MiB': Math.round(median(theirs.map((run) => run.peak))),
    'ratio MiB': Number(
      (median(ours.map((run) => run.peak)) / median(theirs.map((run) => run.peak))).toFixed(2),
    ),
  });
}
const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'lsvf-bench-'));
const rows: Record<string, string | number>[] = [];
try {
  const lspci = spawnSync('lspci', ['--version'], { encoding: 'utf8' });
  const peer = lspci.status === 0;
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} CPUs, Node ${process.version}, ${peer ? lspci.stdout.trim() : 'no lspci: no ratio'}`,
  );
  for (const { name, shape, runs, args } of onlyLint ? [] : cases) {
    const file = join(folder, 'dump.txt');
    makeDump(file, shape);
    const ours: Timed[] = [];
    const theirs: Timed[] = [];
    for (let n = 0; n < runs; n++) {
      ours.push(time(process.execPath, [lsvf, ...args, file]));
      if (peer) theirs.push(time('lspci', ['-F', file, '-n']));
    }
    const wall = median(ours.map((run) => run.wall));
    const other = median(theirs.map((run) => run.wall));
    rows.push({
      functions: name,
      MB: Number((statSync(file).size / 1e6).toFixed(1)),
      'lsvf ms': Math.round(wall),
      'lspci ms': Math.round(other),
      ratio: Number((wall / other).toFixed(3)),
      'lsvf MiB': Math.round(median(ours.map((run) => run.peak))),
      'lspci MiB': Math.round(median(theirs.map((run) => run.peak))),
      'ratio MiB': Number(
        (median(ours.map((run) => run.peak)) / median(theirs.map((run) => run.peak))).toFixed(2),
      ),
    });
    rmSync(file);
  }
  timeLint(peer);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.table(rows);
console.log(
  JSON.stringify({
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    rows,
  }),
);
