import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { machine, writeTable } from './document.ts';

/*
 * What a start takes: the installed package on each Node that is maintained, against `node -e 0` of the same Node. In CPU
 * time, for a machine does other things as well; in pairs, since how fast it is changes; after two runs, as the first one
 * fills Node's compile cache.
 */
const versions = ['20', '22', '24', '26'];
const pairs = 21;
const rows = [
  { name: '`lsvf --version`', args: ['--version'] },
  { name: '`lsvf tree` of a sample', args: [join(process.cwd(), 'samples/igb-7vf/lspci-xxxx.txt')] },
] as const;

/** User and system time of a process, in milliseconds. */
function cpuTime(command: readonly string[], cache: string): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1';
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: cache, LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`${command.join(' ')}: exit ${status}`);
  const [user, system] = stderr.trim().split(' ').map(Number) as [number, number];
  return (user + system) * 1000;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export interface Start {
  readonly what: string;
  readonly node: string;
  readonly alone: number;
  readonly lsvf: number;
  readonly ratio: number;
}

/** `nodeOf` installs a Node and returns its binary; `lsvf` is the installed program. */
export function measureStarts(
  folder: string,
  lsvf: string,
  nodeOf: (version: string) => string,
): readonly Start[] {
  const cache = join(folder, 'cache');
  mkdirSync(cache);
  return versions.flatMap((version) => {
    const binary = nodeOf(version);
    const node = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim();
    return rows.map(({ name, args }) => {
      const command = [binary, lsvf, ...args];
      for (let n = 0; n < 2; n++) cpuTime(command, cache);
      const measured = Array.from({ length: pairs }, () => {
        const alone = cpuTime([binary, '-e', '0'], cache);
        const own = cpuTime(command, cache);
        return { alone, own, ratio: own / alone };
      });
      const of = (key: 'alone' | 'own' | 'ratio'): number => median(measured.map((one) => one[key]));
      return { what: name, node, alone: of('alone'), lsvf: of('own'), ratio: of('ratio') };
    });
  });
}

/** The table as src/README.md has it. */
function markdown(starts: readonly Start[]): string {
  const lines = starts.map(
    ({ what, node, alone, lsvf, ratio }) =>
      `| ${what} | ${node.slice(1)} | ${alone.toFixed(0)} | ${lsvf.toFixed(0)} | ${ratio.toFixed(2)} |`,
  );
  return [
    '| what | Node | `node -e 0`, ms | lsvf, ms | ratio |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** Puts the table in its document, with the machine that it is of. */
export function writeStarts(starts: readonly Start[]): void {
  writeTable('start', `On ${machine}:`, markdown(starts));
}
