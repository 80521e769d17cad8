import { vi } from 'vitest';

/* Runs lsvf in this process: to start one for each run of a test takes many times longer than the run. */

const written = new Map<number, string>();

vi.mock('../../src/cli/write-all.ts', async (original) => {
  const real = await original<typeof import('../../src/cli/write-all.ts')>();
  return {
    writeAll(fd: number, bytes: Uint8Array): void {
      if (fd > 2) real.writeAll(fd, bytes);
      else written.set(fd, (written.get(fd) ?? '') + Buffer.from(bytes).toString('utf8'));
    },
  };
});
vi.stubGlobal('LSVF_VERSION', '0.0.0');

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `lsvf ARGS` does in a folder, with no terminal. */
export async function runHere(args: readonly string[], cwd: string): Promise<Run> {
  const before = { argv: process.argv, folder: process.cwd(), code: process.exitCode };
  written.clear();
  process.argv = ['node', 'lsvf', ...args];
  process.exitCode = undefined;
  vi.stubEnv('NO_COLOR', '1');
  vi.stubEnv('COLUMNS', '100');
  process.chdir(cwd);
  try {
    const { run } = await import('../../src/cli/run.ts');
    await run();
    return {
      status: Number(process.exitCode ?? 0),
      stdout: written.get(1) ?? '',
      stderr: written.get(2) ?? '',
    };
  } finally {
    process.chdir(before.folder);
    process.argv = before.argv;
    process.exitCode = before.code;
    vi.unstubAllEnvs();
  }
}
