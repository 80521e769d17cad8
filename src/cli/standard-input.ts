import { fstatSync } from 'node:fs';
import type { Snapshot } from '../model/snapshot.ts';
import { UsageError } from './exit.ts';
import { say } from './say.ts';

/** The PATH that stands for standard input. */
export const standardInput = '-';

/** Whether somebody gives something on standard input: a pipe, a file or a socket does; a terminal or /dev/null does not. */
export function isInputGiven(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isFile() || stat.isSocket();
  } catch {
    return false;
  }
}

/** What a command reads that is given no PATH. The running machine is never shown to who gives something else. */
export const pathsOrInput = (paths: readonly string[]): readonly string[] =>
  paths.length > 0 ? paths : [isInputGiven() ? standardInput : liveSystem()];

/** Where the running machine shows its Functions. */
function liveSystem(): string {
  if (process.platform !== 'linux')
    throw new UsageError(
      'no PATH is given and nothing on standard input, and only Linux shows its own functions in /sys',
    );
  return '/sys';
}

export const isEmptyInput = (snapshots: readonly Snapshot[]): boolean =>
  snapshots.length > 0 &&
  snapshots.every(({ diagnostics }) => diagnostics.some(({ code }) => code === 'input/empty'));

/** A user who names nothing and gives nothing may have meant the running machine, as with a service's standard input. */
export function explainEmptyInput(paths: readonly string[], snapshots: readonly Snapshot[]): void {
  if (paths.length === 0 && isEmptyInput(snapshots))
    say('lsvf: no PATH is given, so standard input was read; lsvf /sys reads the running machine');
}
