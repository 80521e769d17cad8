import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runProgram } from './run-program.ts';
import { simpleCommand } from './simple-command.ts';

export interface Run {
  /** Null when it had to be ended. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const root = resolve(import.meta.dirname, '..', '..');
export const dump: string = join(root, 'samples', 'igb-7vf', 'lspci-xxxx.txt');
/** Nothing takes so long unless it hangs. */
const longestMs = 60_000;

/** A folder to run the built program in, by command lines of bash. */
export class Shell {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'lsvf-shell-'));

  run(command: string): Run {
    const env = { ...process.env, NO_COLOR: '1', COLUMNS: '100', DUMP: dump, ROOT: root };
    const args = simpleCommand(command, { DUMP: dump, ROOT: root });
    if (args) return runProgram(args, { cwd: this.folder, env });
    const script = `lsvf() { "${process.execPath}" "${join(root, 'bin', 'lsvf.js')}" "$@"; }; ${command}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      cwd: this.folder,
      encoding: 'utf8',
      env,
      input: '',
      maxBuffer: 64 << 20,
      timeout: longestMs,
      killSignal: 'SIGKILL',
    });
    return { status, stdout, stderr };
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(join(this.folder, path, '..'), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Leaves the folder empty. */
  clear(): void {
    this.remove();
    mkdirSync(this.folder);
  }

  /** Also what has paths that are too long for Node. */
  remove(): void {
    spawnSync('rm', ['-rf', this.folder]);
  }
}
