/** A line of a hunk: characters from `from` on are the file's. */
export interface HunkLine {
  readonly line: number;
  readonly from: number;
}

/** Lines of one file that follow each other. */
export interface Hunk {
  /** Number of the first one in that file. */
  readonly first: number;
  readonly lines: readonly HunkLine[];
  /** What the patch says about the place, such as the line above that begins a Function, and where it says that. */
  readonly section?: { readonly line: number; readonly from: number };
}

/** What a patch has of one file, before and after. */
export interface PatchedFile {
  readonly name: string | undefined;
  readonly before: Hunk[];
  readonly after: Hunk[];
  /** The file came with the patch or goes with it: then the patch has all of the other side. */
  readonly isNew: boolean;
  readonly isDeleted: boolean;
}

type Open = { -readonly [Key in keyof PatchedFile]: PatchedFile[Key] };

const unified = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?/;
const contextStart = /^\*{15}/;
const contextBefore = /^\*\*\* (\d+)(?:,(\d+))? \*{4}$/;
const contextAfter = /^--- (\d+)(?:,(\d+))? -{4}$/;
const normal = /^(\d+)(?:,(\d+))?([acd])(\d+)(?:,(\d+))?$/;
const nothing = '/dev/null';

/** The files of a patch as diff, diff -u, diff -c, git and others write it. */
export function patchedFiles(lines: readonly string[]): PatchedFile[] {
  const files: Open[] = [];
  const begin = (name: string | undefined): Open => {
    const file: Open = { name, before: [], after: [], isNew: false, isDeleted: false };
    files.push(file);
    return file;
  };
  let file: Open | undefined;
  for (let n = 0; n < lines.length; ) {
    const line = lines[n] as string;
    const next = lines[n + 1] ?? '';
    const isHeads = /^--- \S/.test(line) && /^\+\+\+ \S/.test(next);
    const isContextHeads = /^\*\*\* \S/.test(line) && /^--- \S/.test(next) && !contextBefore.test(line);
    if (isHeads || isContextHeads) {
      const [before, after] = [nameIn(line), nameIn(next)];
      file = begin(after === nothing ? before : after);
      file.isNew = before === nothing;
      file.isDeleted = after === nothing;
      n += 2;
      continue;
    }
    file ??= begin(undefined);
    if (unified.test(line)) n = takeUnified(lines, n, file);
    else if (contextStart.test(line) && contextBefore.test(next)) n = takeContext(lines, n + 1, file);
    else if (normal.test(line) && /^[<>](?: |$)/.test(next)) n = takeNormal(lines, n, file);
    else n++;
  }
  return files.filter(({ before, after }) => before.length + after.length > 0);
}

/** The name of a file without the time after it, and without the side that git puts before it. */
const nameIn = (line: string): string => {
  const name = line.slice(4).replace(/\t.*$/, '').trim();
  return name === nothing ? name : name.replace(/^[ab]\//, '');
};

function takeUnified(lines: readonly string[], start: number, file: Open): number {
  const match = unified.exec(lines[start] as string);
  const [all = '', first = '1', count = '1', firstAfter = '1', countAfter = '1'] = match ?? [];
  const before: HunkLine[] = [];
  const after: HunkLine[] = [];
  let n = start + 1;
  for (; n < lines.length && (before.length < Number(count) || after.length < Number(countAfter)); n++) {
    const line = lines[n] as string;
    const [mark = ' '] = line;
    if (mark === '\\') continue;
    if (mark !== ' ' && mark !== '+' && mark !== '-' && mark !== '\t') break;
    // An empty line lost the blank that stands for no change.
    const own = { line: n, from: line === '' || mark === '\t' ? 0 : 1 };
    if (mark !== '+') before.push(own);
    if (mark !== '-') after.push(own);
  }
  const rest =
    (lines[start] as string).length > all.length ? { section: { line: start, from: all.length } } : {};
  file.before.push({ first: Number(first), lines: before, ...rest });
  file.after.push({ first: Number(firstAfter), lines: after, ...rest });
  return n;
}

function takeContext(lines: readonly string[], start: number, file: Open): number {
  const [, first = '1'] = contextBefore.exec(lines[start] as string) ?? [];
  const side = (from: number): { end: number; own: HunkLine[] } => {
    const own: HunkLine[] = [];
    let n = from;
    for (; n < lines.length && /^(?:[ !+-] |[ !+-]?$)/.test(lines[n] as string); n++)
      own.push({ line: n, from: Math.min(2, (lines[n] as string).length) });
    return { end: n, own };
  };
  const before = side(start + 1);
  const heads = contextAfter.exec(lines[before.end] ?? '');
  if (!heads) return before.end;
  const after = side(before.end + 1);
  // A side without a change of its own is left out: it is the context of the other.
  const context = (own: readonly HunkLine[]): HunkLine[] =>
    own.filter(({ line }) => /^ {2}|^$/.test(lines[line] as string));
  const [ownBefore, ownAfter] = [
    before.own.length > 0 ? before.own : context(after.own),
    after.own.length > 0 ? after.own : context(before.own),
  ];
  file.before.push({ first: Number(first), lines: ownBefore });
  file.after.push({ first: Number(heads[1]), lines: ownAfter });
  return after.end;
}

function takeNormal(lines: readonly string[], start: number, file: Open): number {
  const [, first = '1', , , firstAfter = '1'] = normal.exec(lines[start] as string) ?? [];
  const before: HunkLine[] = [];
  const after: HunkLine[] = [];
  let n = start + 1;
  for (; n < lines.length; n++) {
    const line = lines[n] as string;
    if (/^[<>](?: |$)/.test(line))
      (line[0] === '<' ? before : after).push({ line: n, from: Math.min(2, line.length) });
    else if (line !== '---' && !line.startsWith('\\ ')) break;
  }
  if (before.length > 0) file.before.push({ first: Number(first), lines: before });
  if (after.length > 0) file.after.push({ first: Number(firstAfter), lines: after });
  return n;
}
