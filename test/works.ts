import { spawnSync } from 'node:child_process';

/** Whether a command is on this machine and does what a test wants of it. Where CI is set, a test that is skipped fails. */
export const works = (command: string, args: readonly string[], input = ''): boolean =>
  spawnSync(command, args, { input }).status === 0;
