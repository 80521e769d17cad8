import type { Severity } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isArchive, readArchive } from './archive.ts';
import { Diagnostics } from './diagnostics.ts';
import type { FileFormat, Head, InputFormat, Parser, TextFormat, TreeFormat } from './format.ts';
import { joinSnapshots } from './join.ts';
import { streamFormats, treeFormats } from './order.ts';
import { type Piece, segment } from './segment.ts';
import { marksIn } from './unwrap/marks.ts';
import type { Tree } from './vfs.ts';
import { type InnerFile, leftSomething, openWrapped } from './wrapped.ts';

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

/** The remark that a text was in UTF-16. */
function withUtf16Remark(source: string, snapshot: Snapshot): Snapshot {
  const message = 'the text is in UTF-16, as PowerShell writes it: lspci -F does not take it';
  const remark = {
    code: 'input/utf-16',
    severity: 'info',
    message,
    at: { file: source, line: 1, column: 1 },
  } as const;
  return { ...snapshot, remarks: [remark, ...(snapshot.remarks ?? [])] };
}

/** What a stream in memory gives as it is. */
function readAsItIs(source: string, bytes: Uint8Array, from?: string): Snapshot {
  const head = headOf(source, bytes, true);
  const format = detectStream(head, from);
  if (!format) return notRecognised(source, head);
  const parser = parserOf(format, source);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  parser.push(bytes, 0, bytes.length, true);
  parser.finish();
  return finished(source, format, parser.functions, parser.diagnostics);
}

/** What a text in memory holds: dumps, and files of their own. */
interface Contents {
  readonly pieces: readonly Piece[];
  readonly files: readonly InnerFile[];
}

/** Reads a text that is in memory, without what other programs put around it. */
function openText(source: string, bytes: Uint8Array, from?: string): Contents {
  const head = headOf(source, bytes, true);
  const utf16 = utf16Of(head);
  if (utf16) {
    const text = new TextEncoder().encode(new TextDecoder(utf16).decode(bytes));
    const { pieces, files } = openText(source, text, from);
    return {
      files,
      pieces: pieces.map((piece) => ({ ...piece, snapshot: withUtf16Remark(source, piece.snapshot) })),
    };
  }
  const asItIs = readAsItIs(source, bytes, from);
  const native = { pieces: [{ snapshot: asItIs, loose: false }], files: [] };
  if (!leftSomething(asItIs) && !marksIn(head.bytes).wrapped) return native;
  return openWrapped(source, bytes, asItIs, (text) => readAsItIs(source, text, from)) ?? native;
}

/** Reads all dumps of a stream that is in memory; files that stand inside it are left out. */
export function readDumps(source: string, bytes: Uint8Array, from?: string): Snapshot[] {
  const snapshots = segment(openText(source, bytes, from).pieces);
  return snapshots.length > 0 ? snapshots : [notRecognised(source, headOf(source, bytes, true))];
}

/** Reads all dumps of a stream that is in memory, and those in the files that stand inside it. */
export async function readText(source: string, bytes: Uint8Array, from?: string): Promise<Snapshot[]> {
  const { pieces, files } = openText(source, bytes, from);
  const snapshots = segment(pieces);
  for (const { name, bytes: inner } of files) {
    const head = inner.subarray(0, headSize);
    const own = name === source ? source : `${source}/${name}`;
    if (isArchive(head)) snapshots.push(...(await readPacked(own, head, streamOf(inner), from)));
    else snapshots.push(readAsItIs(own, inner, from));
  }
  const useful = snapshots.filter(({ functions, partial }) => functions.length > 0 || partial);
  const [first] = snapshots;
  if (useful.length > 0) return useful;
  return [first ?? notRecognised(source, headOf(source, bytes, true))];
}

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

/** Reads the first, or only, dump of a stream that is in memory. */
export function readBytes(source: string, bytes: Uint8Array, from?: string): Snapshot {
  return readDumps(source, bytes, from)[0] as Snapshot;
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

/** Reads a folder. */
export function readTree(tree: Tree, from?: string, diagnostics = new Diagnostics(tree.name)): Snapshot {
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
    if (bytes) parts.push(...readDumps(tree.display(path), Uint8Array.from(bytes)));
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
    return wanted.some((format) => format.detect(start)) || marksIn(start.bytes).wrapped;
  });
  if (treeFormats.some((format) => format.name === from || (from === undefined && format.detect(tree)))) {
    return [readTree(tree, from, diagnostics)];
  }
  const snapshots: Snapshot[] = [];
  for (const path of tree.files()) {
    const bytes = tree.read(path, Number.MAX_SAFE_INTEGER);
    if (bytes) snapshots.push(...(await readText(tree.display(path), bytes, from)));
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
