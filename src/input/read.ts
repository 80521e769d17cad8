import type { Diagnostic, Position, Severity } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { openArchive } from './archive.ts';
import { Budget, limits } from './budget.ts';
import { type Bytes, earning, joined, peek, wholeOf } from './bytes.ts';
import { uniteCopies } from './copies.ts';
import { Diagnostics } from './diagnostics.ts';
import { Feeder, feed } from './feed.ts';
import type { FileFormat, Head, InputFormat, Parser, TextFormat, TreeFormat } from './format.ts';
import { joinSnapshots } from './join.ts';
import type { MemoryTree } from './memory.ts';
import { unreadArchive } from './not-read.ts';
import { NotingTree } from './noting-tree.ts';
import { streamFormats, treeFormats } from './order.ts';
import type { Tree } from './vfs.ts';

/** Bytes that detection looks at. */
export const headSize: number = limits.head;

/** `whole`: no bytes of the file follow these. */
export function headOf(name: string, bytes: Uint8Array, whole: boolean): Head {
  const start = bytes.subarray(0, headSize);
  const text = new TextDecoder('latin1').decode(start);
  return { name, bytes: start, text, whole: whole && bytes.length <= headSize };
}

/** The format of a stream by its first bytes, or the one that the user names. */
export function detectStream(head: Head, from: string | undefined): TextFormat | FileFormat | undefined {
  if (from !== undefined) return streamFormats.find((format) => format.name === from);
  return streamFormats.find((format) => format.detect(head));
}

/** What else a stream could be read as: said, since formats of hex digits look alike. */
export function remarkOnOthers(head: Head, format: TextFormat | FileFormat, diagnostics: Diagnostics): void {
  // One of a higher rank takes more than the one that was made for this.
  const others = streamFormats.filter(
    (other) => other !== format && other.rank === format.rank && other.detect(head),
  );
  if (others.length === 0) return;
  const names = others.map(({ name }) => name).join(' or ');
  const message = `read as ${format.name}; it also looks like ${names}, which --from takes`;
  diagnostics.push({ code: 'input/ambiguous', severity: 'info', message, at: { file: head.name } });
}

/** A parser of the format; one that reads files as a whole is given them when they have come. */
export function parserOf(format: TextFormat | FileFormat, file: string, budget: Budget): Parser {
  return format.kind === 'text' ? format.open(file) : new WholeFile(format, file, budget);
}

class WholeFile implements Parser {
  functions: PciFunction[] = [];
  readonly diagnostics: Diagnostics;
  readonly #format: FileFormat;
  readonly #file: string;
  readonly #budget: Budget;
  #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(format: FileFormat, file: string, budget: Budget) {
    this.#format = format;
    this.#file = file;
    this.#budget = budget;
    this.diagnostics = new Diagnostics(file);
  }

  push(buffer: Uint8Array, start: number, end: number, _last: boolean): number {
    if (start === end) return end;
    this.#budget.take('whole', end - start);
    // Not slice(): of a Buffer it shares the memory, into which the next bytes are read.
    this.#chunks.push(Uint8Array.from(buffer.subarray(start, end)));
    this.#length += end - start;
    return end;
  }

  finish(): void {
    const bytes = joined(this.#chunks, this.#length);
    this.#chunks = [];
    this.functions = this.#format.read(this.#file, bytes, this.diagnostics);
  }
}

/** Nothing could be read, and why. */
export function failure(
  source: string,
  code: string,
  message: string,
  severity: Severity = 'error',
): Snapshot {
  const diagnostic = { code, severity, message, at: { file: source } };
  return { source, inputFormat: 'unknown', functions: [], diagnostics: [diagnostic] };
}

/** Why a stream was not recognised, from what it begins with. */
export function notRecognised(source: string, head: Head): Snapshot {
  if (head.bytes.length === 0) return failure(source, 'input/empty', 'the file is empty');
  if (head.text.startsWith('version https://git-lfs')) {
    return failure(source, 'input/git-lfs', 'this is a Git LFS pointer, not the file; run git lfs pull');
  }
  const kind = unreadArchive(head.bytes);
  if (kind !== undefined) {
    const message = `this is a ${kind} archive, which is not read: unpack it`;
    return failure(source, 'input/not-recognised', message);
  }
  const hint = 'take a dump with lspci -D -nn -xxxx as root, or name the format with --from';
  return failure(source, 'input/not-recognised', `no configuration space found in it; ${hint}`);
}

/** The encoding of text in 16-bit units, as PowerShell writes it; undefined for all else. */
export function utf16Of({ text }: Head): 'utf-16le' | 'utf-16be' | undefined {
  // A mark alone could be the beginning of other bytes: some ASCII has to follow it.
  if (/^\xff\xfe(?:[\t\n\r\x20-\x7e]\0){4}/.test(text) || /^(?:[\t\n\r\x20-\x7e]\0){32}/.test(text))
    return 'utf-16le';
  if (/^\xfe\xff(?:\0[\t\n\r\x20-\x7e]){4}/.test(text) || /^(?:\0[\t\n\r\x20-\x7e]){32}/.test(text))
    return 'utf-16be';
  return undefined;
}

/** The same beginning of a text, in an encoding of single bytes. */
function inSingleBytes(head: Head): Head {
  const encoding = utf16Of(head);
  if (!encoding) return head;
  const text = new TextDecoder(encoding).decode(head.bytes);
  return headOf(head.name, new TextEncoder().encode(text), head.whole);
}

/** The same text in UTF-8, and the remark that it was not. */
function inUtf8(
  source: string,
  bytes: Uint8Array,
  encoding: 'utf-16le' | 'utf-16be',
  from: string | undefined,
  budget: Budget,
): Snapshot {
  const text = new TextDecoder(encoding).decode(bytes);
  const snapshot = readBytes(source, new TextEncoder().encode(text), from, budget);
  const message = 'the text is in UTF-16, as PowerShell writes it: lspci -F does not take it';
  const remark = {
    code: 'input/utf-16',
    severity: 'info',
    message,
    at: { file: source, line: 1, column: 1 },
  } as const;
  return { ...snapshot, remarks: [remark, ...(snapshot.remarks ?? [])] };
}

/** Reads a whole stream that is in memory. */
export function readBytes(
  source: string,
  bytes: Uint8Array,
  from?: string,
  budget: Budget = ownBudget(bytes),
): Snapshot {
  const head = headOf(source, bytes, true);
  const utf16 = utf16Of(head);
  if (utf16) return inUtf8(source, bytes, utf16, from, budget);
  const format = detectStream(head, from);
  if (!format) return notRecognised(source, head);
  const parser = parserOf(format, source, budget);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  const feeder = new Feeder(parser, budget, source);
  for (let at = 0, isWanted = true; at < bytes.length && isWanted; ) {
    const part = bytes.subarray(at, at + feeder.buffer.length - feeder.length);
    feeder.buffer.set(part, feeder.length);
    at += part.length;
    isWanted = feeder.take(part.length);
  }
  feeder.end();
  return finished(source, format, parser, budget);
}

function ownBudget(bytes: Uint8Array): Budget {
  const budget = new Budget();
  budget.earn(bytes.length);
  return budget;
}

/** What a parser found, in so far as there is not too much of it. */
export function finished(
  source: string,
  format: Pick<InputFormat, 'name' | 'inventory' | 'outcome'>,
  { functions: all, diagnostics }: Pick<Parser, 'functions' | 'diagnostics'>,
  budget: Budget,
): Snapshot {
  const most = Math.max(budget.left('functions'), 0);
  const functions = all.length > most ? all.slice(0, most) : all;
  budget.count('functions', functions.length);
  const report = (code: string, message: string): void =>
    diagnostics.push({ code, severity: 'error', message, at: { file: source } });
  if (functions.length < all.length) {
    const message = `it holds more Functions than ${most}, the most that are read of it; the rest was dropped`;
    report('input/too-large', message);
  } else if (functions.length === 0) report('input/no-functions', 'no function was found in it');
  const { remarks, comments } = diagnostics;
  const { name, inventory } = format.outcome?.(functions) ?? format;
  return {
    source,
    inputFormat: name,
    ...(inventory ? { inventory } : {}),
    functions,
    diagnostics: diagnostics.all(),
    remarks,
    ...(comments.length > 0 ? { comments } : {}),
  };
}

const ofSeveral = 'input/several-dumps';

/**
 * Dumps that stand behind each other in one file, such as one from before and one from after a change: the second
 * begins where the first Function of the file comes again. One Function alone that comes again is no dump of its own.
 */
export function splitDumps(snapshot: Snapshot): Snapshot[] {
  const { functions, source } = snapshot;
  const [first] = functions;
  const starts = functions.flatMap((fn, n) => (fn.key === first?.key ? [n] : []));
  const parts = starts.map((start, n) => functions.slice(start, starts[n + 1]));
  const isDump = (part: readonly PciFunction[]): boolean =>
    part.length > 1 && new Set(part.map(({ key }) => key)).size === part.length;
  if (parts.length < 2 || !parts.every(isDump) || completeEachOther(functions))
    return [uniteCopies(snapshot)];
  const lines = parts.map((part) => part[0]?.positionOf().line ?? 0);
  return parts.map((part, n) => {
    const [from, to] = [n === 0 ? 0 : (lines[n] ?? 0), lines[n + 1] ?? Number.POSITIVE_INFINITY];
    const own = <T extends { readonly at?: Position }>(list: readonly T[]): T[] =>
      list.filter(({ at }) => {
        const line = at?.line ?? 0;
        return line >= from && line < to;
      });
    const position = { file: source, line: Math.max(from, 1), column: 1 };
    const message = `dump ${n + 1} of ${parts.length} in this file: ${first?.address} begins again`;
    const remark: Diagnostic = { code: ofSeveral, severity: 'info', message, at: position };
    return {
      ...snapshot,
      part: n + 1,
      functions: part,
      diagnostics: [remark, ...own(snapshot.diagnostics)],
      remarks: own(snapshot.remarks ?? []),
      ...(snapshot.comments ? { comments: own(snapshot.comments) } : {}),
    };
  });
}

/** Whether no Function has its bytes twice: such as where `lspci -nnk` and `lspci -xxxx` are in one text. */
function completeEachOther(functions: readonly PciFunction[]): boolean {
  const withBytes = functions.filter(({ config }) => config.end > 0);
  return (
    withBytes.length > 0 &&
    withBytes.length < functions.length &&
    new Set(withBytes.map(({ key }) => key)).size === withBytes.length
  );
}

/** Reads a folder. What of it was left out is said, whatever the format asked for. */
export function readTree(
  tree: Tree,
  from?: string,
  diagnostics = new Diagnostics(tree.name),
  budget = new Budget(),
): Snapshot {
  const noting = new NotingTree(tree);
  const snapshot = readNoted(noting, from, diagnostics, budget);
  const leftOut = new Diagnostics(tree.name);
  for (const { path, why } of noting.leftOut()) {
    const message = `it was left out: ${why}`;
    leftOut.push({ code: 'input/left-out', severity: 'warning', message, at: { file: tree.display(path) } });
  }
  return { ...snapshot, diagnostics: [...snapshot.diagnostics, ...leftOut.all()] };
}

function readNoted(tree: Tree, from: string | undefined, diagnostics: Diagnostics, budget: Budget): Snapshot {
  const fitting = treeFormats.filter((candidate) =>
    from === undefined ? candidate.detect(tree) : candidate.name === from,
  );
  const texts = from === undefined ? reportTexts(tree) : [];
  const [format] = fitting;
  if (!format && texts.length === 0) {
    const message =
      'no configuration space is in this folder: a sysfs tree has */config files (a copy of bus/pci needs devices as well)';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: tree.name } });
    return { source: tree.name, inputFormat: 'unknown', functions: [], diagnostics: diagnostics.all() };
  }
  const isReport = texts.length > 0 && (fitting.length > 0 || texts.length > 1);
  if (format && (fitting.length === 1 || from !== undefined || !coversBoth(fitting)) && !isReport)
    return finished(tree.name, format, { functions: format.read(tree, diagnostics), diagnostics }, budget);
  const parts = fitting.map((one) => {
    const own = new Diagnostics(tree.name);
    const found = { functions: one.read(tree, own), diagnostics: own };
    return finished(`${tree.name} ${one.name}`, one, found, budget);
  });
  for (const path of texts) {
    const bytes = tree.read(path, limits.reportText);
    if (bytes) parts.push(readBytes(tree.display(path), Uint8Array.from(bytes), undefined, budget));
  }
  const joined = joinSnapshots(
    tree.name,
    parts.filter(({ functions }) => functions.length > 0),
  );
  return { ...joined, diagnostics: [...diagnostics.all(), ...joined.diagnostics] };
}

/** Whether a tree has both what /sys and what /proc show of one system. */
const coversBoth = (fitting: readonly TreeFormat[]): boolean =>
  ['sysfs', 'procfs'].every((name) => fitting.some((format) => format.name === name));

/** Where a sosreport keeps what lspci printed. */
const reportText = /^(?:lspci|lspci_-\S+)$/;

/** Texts of lspci in a sosreport: `sos_commands/pci`, here or below its one folder. Not those that show a tree. */
function reportTexts(tree: Tree): string[] {
  for (const top of ['', ...tree.list('')]) {
    const folder = top === '' ? 'sos_commands/pci' : `${top}/sos_commands/pci`;
    const names = tree.list(folder).filter((name) => reportText.test(name) && !/-t/.test(name));
    if (names.length > 0) return names.map((name) => `${folder}/${name}`);
  }
  return [];
}

export interface PackedOptions {
  readonly from?: string | undefined;
  /** The kind of a file that does not begin as one of that kind. */
  readonly as?: 'zip';
  readonly budget?: Budget;
}

/** Reads an archive, or a packed file: a folder format, or each dump among its files, and those of the archives in it. */
export async function readPacked(
  source: string,
  bytes: Bytes,
  { from, as, budget = new Budget() }: PackedOptions = {},
): Promise<Snapshot[]> {
  const diagnostics = new Diagnostics(source);
  const wanted = streamFormats.filter((format) => from === undefined || format.name === from);
  const isDump = (name: string, head: Uint8Array): boolean => {
    const start = inSingleBytes(headOf(name, head, head.length < headSize));
    return wanted.some((format) => format.detect(start));
  };
  const opened = await openArchive(source, earning(bytes, budget), { budget, diagnostics, isDump }, as);
  const found =
    opened.kind === 'file'
      ? [await readStream(source, opened.name, opened.bytes, from, budget)]
      : opened.trees.flatMap((tree) => readArchiveTree(tree, from, budget));
  const snapshots = found.filter((snapshot) => snapshot !== undefined);
  const [first, ...others] = snapshots;
  if (!first) {
    const message = 'no configuration space is in this archive: neither a sysfs tree nor a dump of lspci';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: source } });
    return [{ source, inputFormat: 'unknown', functions: [], diagnostics: diagnostics.all() }];
  }
  const named = others.length === 0 ? { ...first, source } : first;
  return [{ ...named, diagnostics: [...diagnostics.all(), ...first.diagnostics] }, ...others];
}

/** What is in the tree of an archive. */
function readArchiveTree(tree: MemoryTree, from: string | undefined, budget: Budget): Snapshot[] {
  if (treeFormats.some((format) => format.name === from || (from === undefined && format.detect(tree))))
    return [readTree(tree, from, undefined, budget)];
  return [...tree.files()].flatMap((path) => {
    const bytes = tree.read(path, Number.MAX_SAFE_INTEGER);
    return bytes ? [readBytes(tree.display(path), bytes, from, budget)] : [];
  });
}

/** A dump that comes as a stream; undefined when it is none. */
async function readStream(
  source: string,
  name: string,
  stream: Bytes,
  from: string | undefined,
  budget: Budget,
): Promise<Snapshot | undefined> {
  const { head: start, bytes } = await peek(stream, headSize);
  const head = headOf(name, start, start.length < headSize);
  if (utf16Of(head)) return readBytes(name, await wholeOf(bytes, budget), from, budget);
  const format = detectStream(head, from);
  if (!format) {
    await bytes[Symbol.asyncIterator]().return?.();
    return undefined;
  }
  const parser = parserOf(format, name, budget);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  await feed(parser, bytes, budget, name);
  return finished(source, format, parser, budget);
}
