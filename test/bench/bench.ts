import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIn, installNode, pack } from '../packed/install.ts';
import { machine, writeTable } from './document.ts';
import { type DumpShape, makeDump } from './make-dump.ts';
import { measureStarts, writeStarts } from './start.ts';

/*
 * Times whole processes, as users have them: the package is packed, installed in an empty folder and run from there.
 * lsvf and lspci run in turn, on dumps made here. Prints medians, the ratios of CPU times and of peak memory, and the bar
 * that each must reach. `--quick` leaves out what takes minutes, `--only WORD` runs the rows whose name holds the word.
 * `UPDATE_README=1` writes the starts into src/README.md, and in a run of all rows the dumps as well.
 */
interface Timed {
  /** User and system time, in milliseconds. */
  readonly cpu: number;
  readonly peak: number;
}

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'lsvf-bench-'));
const user = join(folder, 'user');
installIn(user, pack(folder).file);
const lsvf = join(user, 'node_modules', 'lsvf', 'bin', 'lsvf.js');
const gnuTime = '/usr/bin/time';

function time(command: string, args: readonly string[]): Timed {
  const withPeak = existsSync(gnuTime);
  const list = withPeak ? [gnuTime, '-f', '%M', command, ...args] : [command, ...args];
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', ...list], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  // lint exits 1 where it finds something.
  if (status === null || status > 1)
    throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stderr}`);
  const lines = stderr.trim().split('\n');
  const [user = Number.NaN, system = Number.NaN] = (lines.at(-1) ?? '').split(' ').map(Number);
  return { cpu: (user + system) * 1000, peak: withPeak ? Number(lines.at(-2)) / 1024 : Number.NaN };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Command = (file: string) => readonly [string, ...string[]];

interface Row {
  readonly name: string;
  /** The dump, or a sample of this repository. */
  readonly dump: DumpShape | string;
  readonly ours: Command;
  /** What it is measured against. */
  readonly peer: Command;
  readonly runs: number;
  /** The ratio that it must not pass. */
  readonly bar?: number;
  readonly barOfMemory?: number;
  readonly large?: true;
}

/** The ratio that a start must not pass: Node 20 has no compile cache and starts half as fast. */
function mostOfStart(what: string, node: string): number {
  return what.includes('--version') ? 1.3 : node.startsWith('v20.') ? 1.6 : 2;
}

const run =
  (...args: readonly string[]): Command =>
  (file) => [process.execPath, lsvf, ...args, file];
const tree = run('tree', '--format', 'json', '-o', '/dev/null');
const lint = run('lint', '--no-config', '--format', 'json', '-o', '/dev/null');
const show = run('show', '--format', 'ndjson', '-o', '/dev/null');
/** Small dumps take what a start takes, and lspci next to nothing. */
const nodeAlone: Command = () => [process.execPath, '-e', '0'];
const lspci: Command = (file) => ['lspci', '-F', file, '-n'];
const lspciVerbose: Command = (file) => ['lspci', '-F', file, '-vvv'];

const rows: readonly Row[] = [
  {
    name: 'tree: 10, against node -e 0',
    dump: { functions: 10 },
    ours: tree,
    peer: nodeAlone,
    runs: 15,
    bar: mostOfStart('tree', process.version),
  },
  { name: 'tree: 1,000', dump: { functions: 1000 }, ours: tree, peer: lspci, runs: 9, bar: 0.4 },
  { name: 'tree: 10,000', dump: { functions: 10_000 }, ours: tree, peer: lspci, runs: 7, bar: 0.15 },
  {
    name: 'tree: 10,000 dense',
    dump: { functions: 10_000, dense: true },
    ours: tree,
    peer: lspci,
    runs: 5,
    bar: 0.2,
  },
  {
    name: 'tree: 10,000 with -vvv',
    dump: { functions: 10_000, verbose: true },
    ours: tree,
    peer: lspci,
    runs: 3,
  },
  { name: 'tree: 10,000 CRLF', dump: { functions: 10_000, crlf: true }, ours: tree, peer: lspci, runs: 3 },
  { name: 'show: 10,000', dump: { functions: 10_000 }, ours: show, peer: lspciVerbose, runs: 3, bar: 0.6 },
  {
    name: 'tree: 100,000',
    dump: { functions: 100_000 },
    ours: tree,
    peer: lspci,
    runs: 3,
    bar: 0.07,
    barOfMemory: 1.2,
    large: true,
  },
  {
    name: 'lint: 100,000',
    dump: { functions: 100_000 },
    ours: lint,
    peer: lspci,
    runs: 3,
    bar: 0.5,
    large: true,
  },
  {
    name: 'show: 100,000',
    dump: { functions: 100_000 },
    ours: show,
    peer: lspci,
    runs: 1,
    barOfMemory: 0.5,
    large: true,
  },
];

/** Commands whose time at 2N functions is compared with that at N, for shapes that tempt to quadratic work. */
const domains: DumpShape = { functions: 20_000, bytes: 64, perDomain: 2 };
const growth: readonly { readonly name: string; readonly shape: DumpShape; readonly command: Command }[] = [
  { name: 'tree', shape: { functions: 10_000 }, command: tree },
  { name: 'lint', shape: { functions: 10_000 }, command: lint },
  { name: 'show', shape: { functions: 10_000 }, command: show },
  {
    name: 'shared',
    shape: { functions: 10_000 },
    command: run('shared', '--format', 'ndjson', '-o', '/dev/null'),
  },
  {
    name: 'diff',
    shape: { functions: 10_000 },
    // Against itself with nothing left out: all are matched and compared.
    command: (file) => [
      process.execPath,
      lsvf,
      'diff',
      '--all',
      '--match',
      'identity',
      '-o',
      '/dev/null',
      file,
      file,
    ],
  },
  {
    name: 'convert',
    shape: { functions: 10_000 },
    command: run('convert', '--to', 'json', '-o', '/dev/null'),
  },
  { name: 'tree, two functions a domain', shape: domains, command: tree },
  { name: 'lint, two functions a domain', shape: domains, command: lint },
];
const mostGrowth = 2.3;

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const quick = process.argv.includes('--quick');
const wanted = ({ name, large }: { name: string; large?: true }): boolean =>
  only === undefined ? !(quick && large) : name.includes(only);

const dumps = new Map<string, string>();
function fileOf(dump: DumpShape | string): string {
  if (typeof dump === 'string') return dump;
  const key = JSON.stringify(dump);
  let file = dumps.get(key);
  if (file === undefined) {
    file = join(folder, `${dumps.size}.txt`);
    makeDump(file, dump);
    dumps.set(key, file);
  }
  return file;
}
const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const timeOf = ([command, ...args]: readonly [string, ...string[]]): Timed => time(command, args);

const table: Record<string, string | number>[] = [];
let missed = 0;
const judged = (value: number, bar: number | undefined): string => {
  if (bar === undefined) return '';
  if (value > bar) missed++;
  return value > bar ? `> ${bar} MISSED` : `<= ${bar}`;
};

function measure({ name, dump, ours, peer, runs, bar, barOfMemory }: Row): void {
  const file = fileOf(dump);
  const own: Timed[] = [];
  const other: Timed[] = [];
  for (let n = 0; n < runs; n++) {
    own.push(timeOf(ours(file)));
    other.push(timeOf(peer(file)));
  }
  const [cpu, theirs] = [own, other].map((list) => median(list.map((one) => one.cpu))) as [number, number];
  const [peak, peerPeak] = [own, other].map((list) => median(list.map((one) => one.peak))) as [
    number,
    number,
  ];
  table.push({
    what: name,
    MB: round(statSync(file).size / 1e6, 1),
    'lsvf ms': Math.round(cpu),
    'peer ms': Math.round(theirs),
    ratio: round(cpu / theirs, 3),
    bar: judged(cpu / theirs, bar),
    'lsvf MiB': Math.round(peak),
    'peer MiB': Math.round(peerPeak),
    'ratio MiB': round(peak / peerPeak, 2),
    'bar MiB': judged(peak / peerPeak, barOfMemory),
  });
}

function measureGrowth(): void {
  for (const { name, shape, command } of growth) {
    const [once, twice] = [1, 2].map((factor) => {
      const file = fileOf({ ...shape, functions: shape.functions * factor });
      return median([1, 2, 3].map(() => timeOf(command(file)).cpu));
    }) as [number, number];
    table.push({
      what: `growth: ${name}, ${shape.functions} doubled`,
      'lsvf ms': Math.round(twice),
      'peer ms': Math.round(once),
      ratio: round(twice / once, 2),
      bar: judged(twice / once, mostGrowth),
    });
  }
}

/** Lint as in CI: many fixtures in one run, against lspci in a shell loop. The files are one dump under many names. */
function measureFixtures(): void {
  const many = join(folder, 'many');
  mkdirSync(many);
  const first = join(many, '0.txt');
  makeDump(first, { functions: 50 });
  for (let n = 1; n < 1000; n++) linkSync(first, join(many, `${n}.txt`));
  const loop = 'for file in "$1"/*; do lspci -F "$file" -n; done';
  const own = [1, 2, 3].map(() => time(process.execPath, [lsvf, 'lint', many, '--no-config']));
  const other = [1, 2, 3].map(() => time('sh', ['-c', loop, 'sh', many]));
  const [cpu, theirs] = [own, other].map((list) => median(list.map((one) => one.cpu))) as [number, number];
  table.push({
    what: 'lint: 1,000 dumps of 50',
    MB: round((statSync(first).size * 1000) / 1e6, 1),
    'lsvf ms': Math.round(cpu),
    'peer ms': Math.round(theirs),
    ratio: round(cpu / theirs, 3),
    bar: judged(cpu / theirs, 1),
    'lsvf MiB': Math.round(median(own.map((one) => one.peak))),
  });
}

/** More functions than lspci survives. */
function measureMost(): void {
  const file = fileOf({ functions: 2_000_000, bytes: 64 });
  const { cpu, peak } = timeOf(tree(file));
  const bar = judged(peak, 4096);
  table.push({
    what: 'tree: 2,000,000 of 64 bytes',
    'lsvf ms': Math.round(cpu),
    'lsvf MiB': Math.round(peak),
    'bar MiB': bar,
  });
}

function measureStart(): void {
  const starts = measureStarts(folder, lsvf, (version) =>
    installNode(join(folder, `node-${version}`), version),
  );
  for (const { what, node, alone, lsvf: own, ratio } of starts)
    table.push({
      what: `start: ${what}, ${node}`,
      'lsvf ms': Math.round(own),
      'peer ms': Math.round(alone),
      ratio: round(ratio, 2),
      bar: judged(ratio, mostOfStart(what, node)),
    });
  if (process.env['UPDATE_README']) writeStarts(starts);
}

try {
  const version = spawnSync('lspci', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) throw new Error('lspci is not installed: there is nothing to measure against');
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} CPUs, Node ${process.version}, ${version.stdout.trim()}`,
  );
  if (wanted({ name: 'start' })) measureStart();
  for (const row of rows) if (wanted(row)) measure(row);
  if (wanted({ name: 'lint: 1,000 dumps' })) measureFixtures();
  if (wanted({ name: 'growth', large: true })) measureGrowth();
  if (wanted({ name: 'tree: 2,000,000', large: true })) measureMost();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.table(table);
if (process.env['UPDATE_README'] && !quick && only === undefined) writeDumps();

/** What is measured against a peer, for people. */
function writeDumps(): void {
  const keys = ['what', 'MB', 'lsvf ms', 'peer ms', 'ratio', 'lsvf MiB', 'peer MiB'];
  const cell = (value: string | number | undefined): string =>
    typeof value === 'string' ? value : value ? value.toLocaleString('en') : '';
  const rows = table.filter(({ what }) => !/^(?:start|growth): /.test(String(what)));
  const lines = [keys, keys.map(() => '---'), ...rows.map((row) => keys.map((key) => cell(row[key])))];
  writeTable(
    'dumps',
    `On ${machine}, with Node ${process.version.slice(1)}:`,
    lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  );
}
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
console.log(JSON.stringify({ commit, rows: table }));
if (missed > 0) console.log(`${missed} bars were missed`);
