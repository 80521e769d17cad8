import { basename, join } from 'node:path';
import { diskSnapshot } from '../../input/disk.ts';
import type { InputFormat } from '../../input/format.ts';
import { type Loss, lossesOf } from '../../input/losses.ts';
import { inOrder } from '../../input/order.ts';
import type { PciFunction } from '../../model/function.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { safe } from '../../output/text/safe.ts';
import { Anonymizer } from '../../relate/anonymize.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { isFolder, NewFile } from '../new-file.ts';
import { type CommonFlags, selection } from '../options.ts';
import { readSnapshots, reportLines } from '../systems.ts';

export interface ConvertFlags extends CommonFlags {
  readonly to: string;
  readonly anonymize: boolean;
  readonly anonymizeSubsystem: boolean;
}

type Writable = InputFormat & Required<Pick<InputFormat, 'write'>>;

const nameOf = (format: InputFormat): string => format.writtenAs ?? format.name;

function writable(name: string): Writable {
  const all = inOrder.filter((format): format is Writable => format.write !== undefined);
  const format = all.find((candidate) => nameOf(candidate) === name);
  if (format) return format;
  throw new UsageError(`convert cannot write '${name}'; it writes ${all.map(nameOf).sort().join(', ')}`);
}

export async function convert(paths: readonly string[], flags: ConvertFlags): Promise<void> {
  const format = writable(flags.to);
  const kept = selection(flags);
  if (flags.anonymizeSubsystem && !flags.anonymize)
    throw new UsageError('--anonymize-subsystem goes with --anonymize');
  const folder = flags.output !== undefined && isFolder(flags.output) ? flags.output : undefined;
  if (paths.length > 1 && folder === undefined)
    throw new UsageError('several PATHs need a folder to write to: -o FOLDER');
  const snapshots = await readSnapshots(paths, flags);
  const many = snapshots.length > 1;
  if (many && folder === undefined)
    throw new UsageError(`${snapshots.length} dumps are in it, which need a folder to write to: -o FOLDER`);
  const targets = snapshots.map(({ source }) =>
    many && folder !== undefined ? join(folder, fileName(source, format)) : flags.output,
  );
  const twice = targets.find((target, n) => many && targets.indexOf(target) < n);
  if (twice !== undefined) throw new UsageError(`two of the dumps would be written to ${twice}`);
  reportLines(snapshots);
  const anonymizer = flags.anonymize ? new Anonymizer({ subsystem: flags.anonymizeSubsystem }) : undefined;
  for (const [n, snapshot] of snapshots.entries()) {
    const selected = snapshot.functions.filter((fn) => kept.keeps(fn));
    const functions = anonymizer ? selected.map((fn) => anonymizer.take(fn)) : selected;
    if (functions.length > 0) await writeOne(functions, format, targets[n] ?? flags.output, snapshot);
    else if (snapshot.functions.length > 0) {
      say(snapshot, 'none of its functions is selected; nothing was written');
      process.exitCode = exitCodes.failed;
    }
  }
  if (anonymizer) reportAnonymized(anonymizer);
}

/** What was replaced, and what a person should look at before a dump is shown to others. */
function reportAnonymized({ changed, left }: Anonymizer): void {
  if (changed.length === 0) console.error('anonymized: no serial numbers were found');
  for (const { field, functions, values } of changed) {
    console.error(
      safe(`anonymized: ${field} of ${counted(functions.length, 'function')}, ${counted(values, 'value')}`),
    );
  }
  for (const { field, functions, why } of left)
    console.error(safe(`not changed: ${field} of ${counted(functions.length, 'function')} (${why})`));
}

const say = (snapshot: Snapshot, message: string): void =>
  console.error(safe(`${snapshot.source}: ${message}`));

/** The name of the file that a PATH becomes. */
function fileName(path: string, format: InputFormat): string {
  const stem = basename(path).replace(/\.(?:tar|tgz|tar\.gz|txt|json|bin|gz)$/i, '');
  return `${stem === '' || stem === '-' ? 'stdin' : stem}.${format.extension ?? 'txt'}`;
}

/** Writes, reads back what was written, and says what is no longer there; only then it is put in its place. */
async function writeOne(
  functions: readonly PciFunction[],
  format: Writable,
  target: string | undefined,
  snapshot: Snapshot,
): Promise<void> {
  const name = nameOf(format);
  const file = new NewFile(target, format.extension ?? 'txt');
  try {
    await file.write(format.write(functions));
    const back = await diskSnapshot(file.path);
    if (back.functions.length === 0) {
      const why = back.diagnostics[0]?.message ?? 'no function is in it';
      say(snapshot, `error: ${name} carries nothing of this (${why}); nothing was written`);
      process.exitCode = exitCodes.failed;
      return;
    }
    const losses = lossesOf(functions, back.functions);
    for (const loss of losses) say(snapshot, `${name} cannot carry ${describe(loss, functions.length)}`);
    if (losses.some(({ kind }) => kind === 'changed')) {
      say(snapshot, `error: the bytes read back are not those that were written; nothing was kept`);
      process.exitCode = exitCodes.failed;
      return;
    }
    file.keep();
  } finally {
    file.remove();
  }
}

const mostNames = 12;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

const counted = (n: number, noun: string): string =>
  `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;

function describe({ kind, functions, count, names }: Loss, all: number): string {
  const of = `of ${counted(functions.length, 'function')}`;
  switch (kind) {
    case 'function':
      return `${functions.length} of ${counted(all, 'function')}: ${listed(functions)}`;
    case 'address':
      return `the address ${listed(functions)}`;
    case 'bytes':
      return `${counted(count, 'known byte')} ${of}, which stand behind unknown ones: ${listed(functions)}`;
    case 'changed':
      return `${counted(count, 'byte')} ${of} as they are: ${listed(functions)}`;
    case 'text':
      return `lspci's first line ${of}`;
    case 'attribute':
      return `${counted(count, 'attribute')} ${of}: ${listed(names)}`;
    case 'link':
      return `${counted(count, 'link')} ${of}: ${listed(names)}`;
  }
}
