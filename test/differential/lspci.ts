import { spawnSync } from 'node:child_process';

const probe = spawnSync('lspci', ['--version'], { encoding: 'utf8' });

/** The version of lspci on this machine; undefined when there is none. */
export const lspciVersion = /lspci version (\S+)/.exec(probe.stdout ?? '')?.[1];

export const skip = lspciVersion === undefined;

/** What lspci says about a dump. */
export function decodeWithLspci(file: string, verbosity = '-vvv'): string {
  const run = spawnSync('lspci', ['-F', file, '-D', '-n', verbosity], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (run.status !== 0) throw new Error(`lspci -F ${file}: ${run.error?.message ?? run.stderr}`);
  return run.stdout;
}
