import { diskSnapshots, foundSnapshots, type NamedFolders } from '../input/disk.ts';
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { displayed, type Input, isDangling, near } from './inputs.ts';
import { isNamedAsDump, isNamedAsEmptyDump } from './named-as-dump.ts';

export interface ReadFlags {
  readonly from?: string | undefined;
  readonly stdinFilename?: string | undefined;
}

/** What an input gave. */
export interface ReadInput {
  readonly snapshots: readonly Snapshot[];
  /** Files that a folder held and that are not dumps. */
  readonly leftOut: readonly string[];
}

/** Reads an input. What was named is read wherever it leads; what a folder held, inside of that folder. */
export async function readInput(input: Input, flags: ReadFlags, named: NamedFolders): Promise<ReadInput> {
  const { path, found, within } = input;
  if (found && isDangling(path)) return { snapshots: [], leftOut: [displayed(path)] };
  const format = input.from ?? flags.from;
  const all = await (within === undefined
    ? diskSnapshots(near(path), format, flags.stdinFilename)
    : foundSnapshots(near(path), within, named, format));
  const isLeftOut = (snapshot: Snapshot): boolean => found && isNoDump(snapshot);
  return {
    snapshots: all.filter((snapshot) => !isLeftOut(snapshot)),
    leftOut: all.filter(isLeftOut).map(({ source }) => source),
  };
}

/** Codes that mean that a file of a folder is something else. Others mean that it could not be read. */
const otherFiles: ReadonlySet<string> = new Set([
  'input/empty',
  'input/not-recognised',
  'input/no-functions',
]);
/** The same of a link out of the folder, which only its name tells. */
const isOtherLink = ({ source, diagnostics }: Snapshot): boolean =>
  otherName.test(source) && diagnostics.every(({ code }) => code === 'input/left-out');

/** Formats with a mark of their own; text that quotes a row or a tag may look like the others. */
const markedFormats: ReadonlySet<string> = new Set(['json', 'umockdev', 'sysfs', 'procfs', 'config-folder']);
/** The endings of source code and prose. */
const otherName = /\.(?:[cm]?[jt]sx?|json5?|py|c|h|cc|cpp|rs|go|sh|md|rst|adoc|html?|ya?ml|toml)$/i;

export function isNoDump(snapshot: Snapshot): boolean {
  const { source, inputFormat, functions, diagnostics } = snapshot;
  if (functions.length > 0 || isNamedAsDump(source) || markedFormats.has(inputFormat)) return false;
  const has = (code: DiagnosticCode): boolean => diagnostics.some((one) => one.code === code);
  if (has('input/cut-off') || (has('input/empty') && isNamedAsEmptyDump(source))) return false;
  if (inputFormat === 'unknown')
    return diagnostics.every(({ code }) => otherFiles.has(code)) || isOtherLink(snapshot);
  return inputFormat !== 'lspci' || otherName.test(source);
}
