import { diskSnapshots, findPciIds } from '../input/disk.ts';
import { isFolder } from '../input/source/files.ts';
import { type Snapshot, snapshotName } from '../model/snapshot.ts';
import { Names } from '../verdict/names.ts';
import { System } from '../verdict/system.ts';
import { exitCodes, UsageError } from './exit.ts';
import { type CommonFlags, checkSelection, sayEcam, selection } from './options.ts';
import { say } from './say.ts';
import { explainEmptyInput, pathsOrInput } from './standard-input.ts';

/** Reads every path, one after another; without one what there is on standard input, or the running machine. Sets the exit code when one cannot be read, or nothing is in any. */
export async function readSnapshots(paths: readonly string[], flags: CommonFlags): Promise<Snapshot[]> {
  const { from } = flags;
  await checkFormat(from);
  checkSelection(flags);
  sayEcam(flags);
  const snapshots: Snapshot[] = [];
  for (const path of pathsOrInput(paths)) {
    if (isFolder(path)) {
      const { readFolder } = await import('./read-folder.ts');
      snapshots.push(...(await readFolder(path, from)));
    } else snapshots.push(...(await diskSnapshots(path, from)));
  }
  judgeSnapshots(paths, snapshots);
  return snapshots;
}

/** @throws UsageError */
export async function checkFormat(from: string | undefined): Promise<void> {
  if (from === undefined) return;
  const { formatNames } = await import('../input/order.ts');
  if (!formatNames.includes(from))
    throw new UsageError(`there is no input format '${from}'; known are ${formatNames.join(', ')}`);
}

/** Sets the exit code when one of what was read cannot be, or nothing is in any. */
export function judgeSnapshots(paths: readonly string[], snapshots: readonly Snapshot[]): void {
  explainEmptyInput(paths, snapshots);
  if (snapshots.every(isEmpty) || snapshots.some(isUnreadable)) process.exitCode = exitCodes.failed;
}

const isEmpty = ({ functions }: Snapshot): boolean => functions.length === 0;

const isUnreadable = (snapshot: Snapshot): boolean =>
  isEmpty(snapshot) && snapshot.diagnostics.some(({ code }) => code === 'input/unreadable');

/** The same for a command that shows what `-s` selects of all inputs. */
export async function readSelected(paths: readonly string[], flags: CommonFlags): Promise<System[]> {
  const systems = await readSystems(paths, flags);
  reportUnmatched(flags, systems);
  return systems;
}

/** A selection that fits no function is a slip: says so, and the run has failed. */
export function reportUnmatched({ select, device }: CommonFlags, systems: readonly System[]): void {
  const filled = systems.filter(({ snapshot }) => !isEmpty(snapshot));
  if (filled.length === 0) return;
  const names = filled.map(({ snapshot }) => snapshotName(snapshot)).join(', ');
  const fits = (flags: Pick<CommonFlags, 'select' | 'device'>): boolean => {
    const kept = selection(flags, filled);
    return filled.some(({ snapshot }) => snapshot.functions.some((fn) => kept.keeps(fn)));
  };
  const unmatched = [
    ...select.filter((text) => !fits({ select: [text], device: [] })).map((text) => `-s ${text}`),
    ...device.filter((text) => !fits({ select: [], device: [text] })).map((text) => `-d ${text}`),
  ];
  if (unmatched.length === 0 && select.length > 0 && device.length > 0 && !fits({ select, device }))
    unmatched.push(`-s ${select.join(', ')} with -d ${device.join(', ')}`);
  for (const flag of unmatched) {
    say(`lsvf: ${flag} fits no function of ${names}`);
    process.exitCode = exitCodes.failed;
  }
}

/** The same with their relations and names. */
export async function readSystems(paths: readonly string[], flags: CommonFlags): Promise<System[]> {
  const snapshots = await readSnapshots(paths, flags);
  const ids = findPciIds(flags.ids);
  if (flags.ids !== undefined && !ids) throw new UsageError(`${flags.ids} cannot be read`);
  const names = new Names(ids);
  return snapshots.map((snapshot) => new System(snapshot, names));
}

/** Diagnostics go to standard error where the format has no place for them. */
export function reportLines(inputs: readonly (Snapshot | System)[]): void {
  for (const { diagnostics } of inputs) {
    for (const { severity, message, at, code } of diagnostics) {
      const place = at ? `${at.file}${at.line === undefined ? '' : `:${at.line}:${at.column ?? 1}`}: ` : '';
      say(`${place}${severity}: ${message} [${code}]`);
    }
  }
}
