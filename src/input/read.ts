import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { readArchive } from './archive.ts';
import { uniteCopies } from './copies.ts';
import { Diagnostics } from './diagnostics.ts';
import type { FileFormat, Head, InputFormat, Parser, TextFormat, TreeFormat } from './format.ts';
import { joinSnapshots } from './join.ts';
import { NotingTree } from './noting-tree.ts';
import { streamFormats, treeFormats } from './order.ts';
import type { Tree } from './vfs.ts';

/** Bytes that detection looks at. */
export const headSize = 64 << 10;

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
export function parserOf(format: TextFormat | FileFormat, file: string): Parser {
  return format.kind === 'text' ? format.open(file) : new WholeFile(format, file);
}

/** Files of the formats that are read as a whole are not larger; of one that is, the rest is left out. */
const largestFile = 256 << 20;

class WholeFile implements Parser {
  functions: PciFunction[] = [];
  readonly diagnostics: Diagnostics;
  readonly #format: FileFormat;
  readonly #file: string;
  #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(format: FileFormat, file: string) {
    this.#format = format;
    this.#file = file;
    this.diagnostics = new Diagnostics(file);
  }

  push(buffer: Uint8Array, start: number, end: number, _last: boolean): number {
    // Not slice(): of a Buffer it shares the memory, into which the next bytes are read.
    if (this.#length < largestFile) this.#chunks.push(Uint8Array.from(buffer.subarray(start, end)));
    this.#length += end - start;
    return end;
  }

  finish(): void {
    const bytes = new Uint8Array(this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [];
    if (bytes.length < this.#length) {
      const message = `the file is too large for its format; what follows ${bytes.length} bytes was not read`;
      const at = { file: this.#file, offset: bytes.length };
      this.diagnostics.push({ code: 'input/too-large', severity: 'error', message, at });
    }
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

/** The same text in UTF-8, and the remark that it was not. */
function inUtf8(
  source: string,
  bytes: Uint8Array,
  encoding: 'utf-16le' | 'utf-16be',
  from?: string,
): Snapshot {
  const text = new TextDecoder(encoding).decode(bytes);
  const snapshot = readBytes(source, new TextEncoder().encode(text), from);
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
export function readBytes(source: string, bytes: Uint8Array, from?: string): Snapshot {
  const head = headOf(source, bytes, true);
  const utf16 = utf16Of(head);
  if (utf16) return inUtf8(source, bytes, utf16, from);
  const format = detectStream(head, from);
  if (!format) return notRecognised(source, head);
  const parser = parserOf(format, source);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  parser.push(bytes, 0, bytes.length, true);
  parser.finish();
  return finished(source, format, parser.functions, parser.diagnostics);
}

export function finished(
  source: string,
  { name, inventory }: Pick<InputFormat, 'name' | 'inventory'>,
  functions: Snapshot['functions'],
  diagnostics: Diagnostics,
): Snapshot {
  if (functions.length === 0) {
    const message = 'no function was found in it';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: source } });
  }
  const { remarks } = diagnostics;
  return {
    source,
    inputFormat: name,
    ...(inventory ? { inventory } : {}),
    functions,
    diagnostics: diagnostics.all(),
    remarks,
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
  if (parts.length < 2 || !parts.every(isDump)) return [uniteCopies(snapshot)];
  const lines = parts.map((part) => part[0]?.positionOf().line ?? 0);
  return parts.map((part, n) => {
    const [from, to] = [n === 0 ? 0 : (lines[n] ?? 0), lines[n + 1] ?? Number.POSITIVE_INFINITY];
    const own = (list: Snapshot['diagnostics']): Diagnostic[] =>
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
    };
  });
}

/** Reads a folder. What of it was left out is said, whatever the format asked for. */
export function readTree(tree: Tree, from?: string, diagnostics = new Diagnostics(tree.name)): Snapshot {
  const noting = new NotingTree(tree);
  const snapshot = readNoted(noting, from, diagnostics);
  const leftOut = new Diagnostics(tree.name);
  for (const { path, why } of noting.leftOut()) {
    const message = `it was left out: ${why}`;
    leftOut.push({ code: 'input/left-out', severity: 'warning', message, at: { file: tree.display(path) } });
  }
  return { ...snapshot, diagnostics: [...snapshot.diagnostics, ...leftOut.all()] };
}

function readNoted(tree: Tree, from: string | undefined, diagnostics: Diagnostics): Snapshot {
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
    return finished(tree.name, format, format.read(tree, diagnostics), diagnostics);
  const parts = fitting.map((one) => {
    const own = new Diagnostics(tree.name);
    return finished(`${tree.name} ${one.name}`, one, one.read(tree, own), own);
  });
  for (const path of texts) {
    const bytes = tree.read(path, mostReportText);
    if (bytes) parts.push(readBytes(tree.display(path), Uint8Array.from(bytes)));
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

const mostReportText = 64 << 20;
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

/** Reads an archive, or a packed file: a folder format, or each dump among its files. */
export async function readPacked(
  source: string,
  head: Uint8Array,
  stream: ReadableStream<Uint8Array>,
  from?: string,
): Promise<Snapshot[]> {
  const diagnostics = new Diagnostics(source);
  const wanted = streamFormats.filter((format) => from === undefined || format.name === from);
  const tree = await readArchive(source, head, stream, diagnostics, (name, bytes) => {
    const start = headOf(name, bytes, bytes.length < headSize);
    return wanted.some((format) => format.detect(start));
  });
  if (treeFormats.some((format) => format.name === from || (from === undefined && format.detect(tree)))) {
    return [readTree(tree, from, diagnostics)];
  }
  const snapshots: Snapshot[] = [];
  for (const path of tree.files()) {
    const bytes = tree.read(path, Number.MAX_SAFE_INTEGER);
    if (bytes) snapshots.push(readBytes(tree.display(path), bytes, from));
  }
  const [first, ...others] = snapshots;
  if (!first) {
    const message = 'no configuration space is in this archive: neither a sysfs tree nor a dump of lspci';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: source } });
    return [{ source, inputFormat: 'unknown', functions: [], diagnostics: diagnostics.all() }];
  }
  const named = others.length === 0 ? { ...first, source } : first;
  return [{ ...named, diagnostics: [...diagnostics.all(), ...first.diagnostics] }, ...others];
}
