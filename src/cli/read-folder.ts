import { diskSnapshots, NamedFolders } from '../input/disk.ts';
import { shownName } from '../input/source/file-name.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { folderInputs } from './inputs.ts';
import { readInput } from './read-input.ts';
import { say } from './say.ts';

/** The dumps of a folder, as lint finds them. What was passed over is said. */
export async function readFolder(path: string, from: string | undefined): Promise<Snapshot[]> {
  const { inputs, noFiles } = folderInputs(path, from);
  const snapshots: Snapshot[] = [];
  const leftOut = [...noFiles];
  const named = new NamedFolders();
  for (const input of inputs) {
    const read = await readInput(input, { from }, named);
    snapshots.push(...read.snapshots);
    leftOut.push(...read.leftOut);
  }
  // Nothing in it is a dump: the reader of folders says why it is none itself.
  if (snapshots.every(({ functions }) => functions.length === 0))
    return [...snapshots, ...(await diskSnapshots(path, from))];
  const [first, ...others] = leftOut;
  if (first !== undefined) {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    say(`${shownName(path)}: not dumps, passed over: ${shownName(first)}${more}`);
  }
  return snapshots;
}
