import type { Diagnostic } from '../model/diagnostic.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** The lines that git, diff3 and merge put around both sides; the names after the marks are optional. */
const begin = /(?:^|\n)<{7}(?: ([^\r\n]*))?(?=\r?\n)/g;
const middle = /\n={7}(?=\r?\n)/g;
const end = /\n>{7}(?: ([^\r\n]*))?(?=\r?\n|$)/g;

interface Conflict {
  readonly first: number;
  readonly last: number;
  readonly sides: readonly string[];
}

/** What needs no look: a text of which every line was understood has no line of a merge in it. */
const mayHaveConflicts = (snapshots: readonly Snapshot[], isLineByLine: boolean): boolean =>
  !isLineByLine ||
  snapshots.some(({ functions, diagnostics }) => functions.length === 0 || diagnostics.length > 0);

/**
 * Says where a merge was left unresolved, also where both sides agree. Everything else that a reader said about these
 * lines comes of it, so it is left out.
 */
export function sayConflicts(
  source: string,
  bytes: () => Uint8Array | undefined,
  snapshots: readonly Snapshot[],
  isLineByLine: boolean,
): readonly Snapshot[] {
  const [first] = snapshots;
  if (!first || !mayHaveConflicts(snapshots, isLineByLine)) return snapshots;
  const conflicts = conflictsIn(bytes() ?? new Uint8Array(0));
  if (conflicts.length === 0) return snapshots;
  const isElsewhere = ({ at }: Diagnostic): boolean =>
    !conflicts.some(({ first: from, last }) => at?.line !== undefined && from <= at.line && at.line <= last);
  const said = conflicts.slice(0, mostSaid).map((conflict) => diagnosticOf(source, conflict));
  return snapshots.map((snapshot) => ({
    ...snapshot,
    diagnostics: [...(snapshot === first ? said : []), ...snapshot.diagnostics.filter(isElsewhere)],
    ...(snapshot.remarks ? { remarks: snapshot.remarks.filter(isElsewhere) } : {}),
  }));
}

/** A file with more of them is not read for its conflicts. */
const mostSaid = 50;

function diagnosticOf(source: string, { first, last, sides }: Conflict): Diagnostic {
  const named = sides.length > 0 ? ` of ${sides.join(' and ')}` : '';
  return {
    code: 'input/merge-conflict',
    severity: 'error',
    message: `a merge${named} was left unresolved: lines ${first} to ${last} hold both sides; keep one of them`,
    at: { file: source, line: first, column: 1 },
  };
}

function conflictsIn(bytes: Uint8Array): Conflict[] {
  if (!hasMark(bytes)) return [];
  const text = new TextDecoder('latin1').decode(bytes);
  const found: Conflict[] = [];
  let counted = 0;
  let line = 1;
  const lineAt = (index: number): number => {
    for (; counted < index; counted++) if (text.charCodeAt(counted) === 0x0a) line++;
    return line;
  };
  const after = (mark: RegExp, index: number): RegExpExecArray | null => {
    mark.lastIndex = index;
    return mark.exec(text);
  };
  for (let from = 0; ; ) {
    const opened = after(begin, from);
    const parted = opened && after(middle, begin.lastIndex);
    const closed = parted && after(end, middle.lastIndex);
    if (!closed) return found;
    const startsAfterEnd = opened[0].startsWith('\n') ? 1 : 0;
    found.push({
      first: lineAt(opened.index + startsAfterEnd),
      last: lineAt(closed.index + 1),
      sides: [opened[1] ?? '', closed[1] ?? ''].filter((side) => side !== ''),
    });
    from = end.lastIndex;
  }
}

/** Whether seven of the marks follow each other: most texts have none, and are not decoded for it. */
function hasMark(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1))
    if (bytes[at + 1] === 0x3c && bytes.subarray(at, at + 7).every((byte) => byte === 0x3c))
      return at + 7 < bytes.length;
  return false;
}
