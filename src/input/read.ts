import type { PciFunction } from '../model/function.ts';
import { manglingOf } from '../model/mangling.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Budget, limits } from './budget.ts';
import { joined } from './bytes.ts';
import { noteComments } from './comments.ts';
import { detectStream } from './detect-stream.ts';
import { Diagnostics } from './diagnostics.ts';
import { Feeder } from './feed.ts';
import { failure, finished } from './finished.ts';
import type { FileFormat, Head, Parser, TextFormat, TreeFormat } from './format.ts';
import { fragmentOf } from './fragments.ts';
import { headOf, isText, utf16Of, withUtf16Remark } from './head.ts';
import { joinSnapshots } from './join.ts';
import { unreadArchive } from './not-read.ts';
import { NotingTree } from './noting-tree.ts';
import { streamFormats, treeFormats } from './order.ts';
import { Search } from './search.ts';
import type { Tree } from './vfs.ts';

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
    if (this.#format.comment) noteComments(this.#file, bytes, this.#format.comment, this.diagnostics);
  }
}

/** Why a stream was not recognised, from what it begins with. `isCut`: more of it was not looked at. */
export function notRecognised(source: string, head: Head, isCut = false): Snapshot {
  if (head.bytes.length === 0) return failure(source, 'input/empty', 'the file is empty');
  if (head.text.startsWith('version https://git-lfs')) {
    return failure(source, 'input/git-lfs', 'this is a Git LFS pointer, not the file; run git lfs pull');
  }
  const kind = unreadArchive(head.bytes);
  if (kind !== undefined) {
    const message = `this is a ${kind} archive, which is not read: unpack it`;
    return failure(source, 'input/not-recognised', message);
  }
  const mangling = isCut ? undefined : manglingOf(head.bytes);
  if (mangling !== undefined) return failure(source, 'input/mangled', mangling);
  const fragment = isCut ? undefined : fragmentOf(head.text);
  if (fragment !== undefined) return failure(source, 'input/not-recognised', fragment);
  const hint = 'take a dump with lspci -D -nn -xxxx as root, or name the format with --from';
  const where = isCut ? `its first ${limits.search >> 20} MiB` : 'it';
  return failure(source, 'input/not-recognised', `no configuration space found in ${where}; ${hint}`);
}

/** Reads a whole stream that is in memory as it is, without a look for what other programs put around it. */
export function readBytes(
  source: string,
  bytes: Uint8Array,
  from?: string,
  budget: Budget = ownBudget(bytes),
): Snapshot {
  const head = headOf(source, bytes, true);
  const utf16 = utf16Of(head);
  if (utf16) {
    const text = new TextEncoder().encode(new TextDecoder(utf16).decode(bytes));
    return withUtf16Remark(source, readBytes(source, text, from, budget));
  }
  const format =
    detectStream(head, from) ?? (from === undefined ? furtherDown(source, head, bytes) : undefined);
  if (!format) return notRecognised(source, head, bytes.length > limits.search);
  const parser = parserOf(format, source, budget);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  const feeder = new Feeder(parser, budget, source);
  feeder.give(bytes);
  feeder.end();
  return finished(source, format, parser, budget);
}

/** The format of a dump that begins after other text. */
function furtherDown(source: string, head: Head, bytes: Uint8Array): TextFormat | FileFormat | undefined {
  if (!isText(head.bytes)) return undefined;
  const { search } = limits;
  return new Search(source, limits.head).find(bytes.subarray(0, search), bytes.length <= search);
}

/** What is counted of bytes that nothing else was read with. */
export function ownBudget(bytes: Uint8Array): Budget {
  const budget = new Budget();
  budget.earn(bytes.length);
  return budget;
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
  const filled = parts.filter(({ functions }) => functions.length > 0);
  const [only] = filled;
  const joined =
    only && filled.length === 1 ? { ...only, source: tree.name } : joinSnapshots(tree.name, filled);
  return { ...joined, diagnostics: [...diagnostics.all(), ...joined.diagnostics] };
}

/** Whether a tree has both what /sys and what /proc show of one system. */
const coversBoth = (fitting: readonly TreeFormat[]): boolean =>
  ['sysfs', 'procfs'].every((name) => fitting.some((format) => format.name === name));

/** Where a sosreport keeps what lspci printed. */
const reportText = /^(?:lspci|lspci_-\S+)$/;

/** Texts of lspci in a sosreport: `sos_commands/pci`, here or below its one folder. Not those that show a tree. */
export function reportTexts(tree: Tree): string[] {
  for (const top of ['', ...tree.list('')]) {
    const folder = top === '' ? 'sos_commands/pci' : `${top}/sos_commands/pci`;
    const names = tree.list(folder).filter((name) => reportText.test(name) && !/-t/.test(name));
    if (names.length > 0) return names.map((name) => `${folder}/${name}`);
  }
  return [];
}
