import { diskSnapshot, findPciIds } from '../input/disk.ts';
import { formatNames } from '../input/order.ts';
import { safe } from '../output/text/safe.ts';
import { Names } from '../relate/names.ts';
import { System } from '../relate/system.ts';
import { exitCodes, UsageError } from './exit.ts';
import type { CommonFlags } from './options.ts';

/** Reads every path into a system, one after another. Sets the exit code when nothing could be read in any. */
export async function readSystems(paths: readonly string[], flags: CommonFlags): Promise<System[]> {
  const { from } = flags;
  if (from !== undefined && !formatNames.includes(from)) {
    throw new UsageError(`there is no input format '${from}'; known are ${formatNames.join(', ')}`);
  }
  const inputs = paths.length > 0 ? paths : [liveSystem()];
  const ids = findPciIds(flags.ids);
  if (flags.ids !== undefined && !ids) throw new UsageError(`${flags.ids} cannot be read`);
  const names = new Names(ids);
  const systems: System[] = [];
  for (const path of inputs) systems.push(new System(await diskSnapshot(path, from), names));
  if (systems.every((system) => system.snapshot.functions.length === 0)) process.exitCode = exitCodes.failed;
  return systems;
}

function liveSystem(): string {
  if (process.platform !== 'linux')
    throw new UsageError('no PATH given, and only Linux shows its own functions in /sys');
  return '/sys';
}

/** Diagnostics go to standard error where the format has no place for them. */
export function reportLines(systems: readonly System[]): void {
  for (const system of systems) {
    for (const { severity, message, at, code } of system.diagnostics) {
      const place = at ? `${at.file}${at.line === undefined ? '' : `:${at.line}:${at.column ?? 1}`}: ` : '';
      console.error(safe(`${place}${severity}: ${message} [${code}]`));
    }
  }
}
