import { type FixtureDescription, Misfit } from '../../fixture/description.ts';
import { editFixture } from '../../fixture/edit.ts';
import { FixtureError, SeveralFunctions } from '../../fixture/fixture-error.ts';
import { makeFixture } from '../../fixture/make.ts';
import { strictFindings } from '../../fixture/strict.ts';
import { diskSnapshots } from '../../input/disk.ts';
import { formatNames } from '../../input/order.ts';
import { ConfigError } from '../../lint/config-error.ts';
import type { Finding } from '../../lint/engine.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { assignment, describedByFlags } from '../described-by-flags.ts';
import { exitCodes, UsageError } from '../exit.ts';
import type { FixtureStep } from '../fixture-flags.ts';
import { say } from '../say.ts';
import { readSettings, readSettingsFromInput, type SettingsFile } from '../settings-file.ts';
import { isInputGiven, standardInput } from '../standard-input.ts';
import { reportLines } from '../systems.ts';
import { type Writable, writable, writeDump } from '../write-dump.ts';

export interface FixtureFlags {
  readonly as?: 'guest';
  readonly ports: boolean;
  readonly from?: string;
  readonly inputFormat?: string;
  readonly select?: string;
  readonly to: string;
  readonly output?: string;
  readonly force: boolean;
}

export async function fixture(
  path: string | undefined,
  flags: FixtureFlags,
  steps: readonly FixtureStep[],
): Promise<void> {
  const format = writable(flags.to, 'fixture');
  try {
    if (flags.from === undefined) await make(path, flags, steps, format);
    else await edit(flags.from, path, flags, steps, format);
  } catch (error) {
    // Flags have no place in a file.
    if (error instanceof Misfit) throw new UsageError(path === undefined ? error.text : error.message);
    if (error instanceof SeveralFunctions)
      throw new UsageError(`${error.what}; say which with --select (-s)`);
    if (error instanceof FixtureError) throw new UsageError(error.message);
    throw error;
  }
}

async function make(
  path: string | undefined,
  flags: FixtureFlags,
  steps: readonly FixtureStep[],
  format: Writable,
): Promise<void> {
  if (flags.select !== undefined) throw new UsageError('--select goes with --from');
  if (flags.inputFormat !== undefined) throw new UsageError('--input-format goes with --from');
  const file = path === undefined ? givenDescription(steps) : readDescription(path, steps);
  const named = path === standardInput ? undefined : path;
  const name = named ?? (file ? 'stdin' : 'flags');
  const given = file ? (file.value as FixtureDescription) : describedByFlags(steps);
  if (!file && given.functions.length === 0)
    throw new UsageError('say what to make: a description, or flags such as --pf 0000:01:00.0 --vfs 8');
  const description: FixtureDescription = {
    ...given,
    ...(flags.as ? { view: flags.as } : {}),
    ...(flags.ports ? {} : { ports: false }),
  };
  const snapshot = madeFrom(description, name, file);
  await writeDump(snapshot.functions, format, flags.output, {
    say,
    // What is beside the bytes is made up and may stay away; a Function or its address may not.
    tells: ({ kind }) => kind === 'function' || kind === 'address' || kind === 'bytes',
    refuses: ({ kind }) => kind === 'function',
    accepts: (back) => accepted(strictFindings(back, description.view), flags.force),
  });
}

/** What a file describes; what is wrong with it has a place there. */
function madeFrom(description: FixtureDescription, name: string, file: SettingsFile | undefined): Snapshot {
  try {
    return makeFixture(description, { name });
  } catch (error) {
    if (!file || !(error instanceof Misfit)) throw error;
    throw new ConfigError(`${file.placeOf(error.keys)}: ${error.text}`);
  }
}

/** MiB; a hundred Functions take some KiB. */
const largest = 4;

/** Without flags either, what there is on standard input. */
const givenDescription = (steps: readonly FixtureStep[]): SettingsFile | undefined =>
  steps.length === 0 && isInputGiven() ? readSettingsFromInput(largest) : undefined;

function readDescription(path: string, steps: readonly FixtureStep[]): SettingsFile {
  const [step] = steps;
  if (step) throw new UsageError(`--${step.flag} and a description do not go together`);
  if (path !== standardInput) return readSettings({ path, isNamed: true, most: largest });
  const file = readSettingsFromInput(largest);
  if (!file) throw new UsageError('standard input is empty; give the description there');
  return file;
}

async function edit(
  from: string,
  path: string | undefined,
  flags: FixtureFlags,
  steps: readonly FixtureStep[],
  format: Writable,
): Promise<void> {
  if (path !== undefined) throw new UsageError('--from and a description do not go together');
  const other = steps.find(({ flag }) => flag !== 'set');
  if (other) throw new UsageError(`--${other.flag} does not go with --from; set fields with --set`);
  if (flags.as || !flags.ports)
    throw new UsageError(`${flags.as ? '--as' : '--no-ports'} does not go with --from`);
  if (steps.length === 0) throw new UsageError('say what to change, such as --set sriov.num_vfs=4');
  if (flags.inputFormat !== undefined && !formatNames.includes(flags.inputFormat))
    throw new UsageError(
      `there is no input format '${flags.inputFormat}'; known are ${formatNames.join(', ')}`,
    );
  const snapshots = await diskSnapshots(from, flags.inputFormat);
  reportLines(snapshots);
  const [snapshot, ...more] = snapshots;
  if (!snapshot || snapshot.functions.length === 0) {
    process.exitCode = exitCodes.failed;
    return;
  }
  if (more.length > 0)
    throw new UsageError(`${from} holds ${snapshots.length} dumps; convert one of them first`);
  const changes = Object.fromEntries(steps.map(({ value }) => assignment('--set', value)));
  const { select } = flags;
  const {
    snapshot: edited,
    notes,
    findings,
  } = editFixture(snapshot, changes, select === undefined ? {} : { select });
  for (const { function: fn, message } of notes) say(`${fn}: ${message}`);
  await writeDump(edited.functions, format, flags.output, {
    say,
    accepts: () => accepted(findings, flags.force),
  });
}

/** Tells what strict lint finds, and whether the dump may be written with it: what is only worth knowing may stay. */
function accepted(findings: readonly Finding[], force: boolean): boolean {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.message}`;
    const group = alike.get(key);
    if (group) group.push(finding);
    else alike.set(key, [finding]);
  }
  for (const group of alike.values()) {
    const [{ severity, message, rule, function: fn }] = group as [Finding];
    const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
    say(`${fn === null ? '' : `${fn}${more}: `}${severity}: ${message} [${rule}]`);
  }
  if (force || findings.every(({ severity }) => severity === 'info')) return true;
  say('error: lsvf lint --profile strict would find this, so nothing was written; --force writes it');
  process.exitCode = exitCodes.findings;
  return false;
}
