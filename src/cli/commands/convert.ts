import { basename, join } from 'node:path';
import { Anonymizer } from '../../fixture/anonymize.ts';
import type { PciFunction } from '../../model/function.ts';
import { type Snapshot, snapshotName } from '../../model/snapshot.ts';
import { Names } from '../../verdict/names.ts';
import { System } from '../../verdict/system.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { type CommonFlags, selection } from '../options.ts';
import { isFolder, isStandardOutput } from '../place.ts';
import { say } from '../say.ts';
import { isThere } from '../settings-file.ts';
import { readSnapshots, reportLines } from '../systems.ts';
import { counted, type Writable, writable, writeDump } from '../write-dump.ts';

export interface ConvertFlags extends CommonFlags {
  readonly to: string;
  readonly anonymize: boolean;
  readonly anonymizeSubsystem: boolean;
}

export async function convert(paths: readonly string[], flags: ConvertFlags): Promise<void> {
  const format = writable(flags.to, 'convert');
  if (flags.anonymizeSubsystem && !flags.anonymize)
    throw new UsageError('--anonymize-subsystem goes with --anonymize');
  const folder = flags.output !== undefined && isFolder(flags.output) ? flags.output : undefined;
  if (paths.length > 1 && folder === undefined)
    throw new UsageError(`several PATHs need a folder to write to: ${folderProblem(flags.output)}`);
  const snapshots = await readSnapshots(paths, flags);
  const kept = selection(
    flags,
    flags.device.length === 0 ? [] : snapshots.map((snapshot) => new System(snapshot, new Names())),
  );
  const many = snapshots.length > 1;
  if (many && folder === undefined)
    throw new UsageError(
      `${snapshots.length} dumps are in it, which need a folder to write to: ${folderProblem(flags.output)}`,
    );
  const targets = snapshots.map((snapshot) =>
    many && folder !== undefined ? join(folder, fileName(snapshotName(snapshot), format)) : flags.output,
  );
  const twice = targets.find((target, n) => many && targets.indexOf(target) < n);
  if (twice !== undefined) throw new UsageError(`two of the dumps would be written to ${twice}`);
  const selections = snapshots.map(({ functions }) => functions.filter((fn) => kept.keeps(fn)));
  for (const [n, selected] of selections.entries()) refuseSeveral(format, selected, snapshots[n]);
  reportLines(snapshots);
  const anonymizer = flags.anonymize ? new Anonymizer({ subsystem: flags.anonymizeSubsystem }) : undefined;
  for (const [n, snapshot] of snapshots.entries()) {
    const selected = selections[n] ?? [];
    const functions = anonymizer ? selected.map((fn) => anonymizer.take(fn)) : selected;
    const sayOf = (message: string): void => say(`${snapshotName(snapshot)}: ${message}`);
    if (functions.length > 0) await writeDump(functions, format, targets[n] ?? flags.output, { say: sayOf });
    else if (snapshot.functions.length > 0) {
      sayOf('none of its functions is selected; nothing was written');
      process.exitCode = exitCodes.failed;
    }
  }
  if (anonymizer) reportAnonymized(anonymizer);
}

/** Why -o is not the folder that is needed. */
function folderProblem(output: string | undefined): string {
  if (output === undefined || isStandardOutput(output)) return '-o FOLDER';
  return isThere(output) ? `${output} is not one` : `${output} does not exist; create it first`;
}

/** One file of some formats holds one Function: which one is for the caller to say. */
function refuseSeveral(
  { name, holdsOne }: Writable,
  [first, ...more]: readonly PciFunction[],
  snapshot: Snapshot | undefined,
): void {
  if (!holdsOne || !first || !snapshot || more.length === 0) return;
  const where = snapshotName(snapshot);
  throw new UsageError(
    `${name} holds one Function, and ${more.length + 1} of ${where} would go into it: select one with -s, such as -s ${first.address}`,
  );
}

/** What was replaced, and what a person should look at before a dump is shown to others. */
function reportAnonymized({ changed, left }: Anonymizer): void {
  if (changed.length === 0) say('anonymized: no serial numbers were found');
  for (const { field, functions, values } of changed) {
    say(`anonymized: ${field} of ${counted(functions.length, 'function')}, ${counted(values, 'value')}`);
  }
  for (const { field, functions, why } of left)
    say(`not changed: ${field} of ${counted(functions.length, 'function')} (${why})`);
}

/** The name of the file that a PATH becomes. */
function fileName(path: string, format: Writable): string {
  const stem = basename(path).replace(/\.(?:tar|tgz|tar\.gz|txt|json|bin|gz)$/i, '');
  return `${stem === '' || stem === '-' ? 'stdin' : stem}.${format.extension ?? 'txt'}`;
}
