import type { Severity } from '../model/diagnostic.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { readArchive } from './archive.ts';
import { Diagnostics } from './diagnostics.ts';
import type { Head, TextFormat } from './format.ts';
import { textFormats, treeFormats } from './formats.ts';
import type { Tree } from './vfs.ts';

/** Bytes that detection looks at. */
export const headSize = 64 << 10;

export function headOf(name: string, bytes: Uint8Array): Head {
  const start = bytes.subarray(0, headSize);
  return { name, bytes: start, text: new TextDecoder('latin1').decode(start) };
}

/** The format of a stream by its first bytes, or the one that the user names. */
export function detectText(head: Head, from: string | undefined): TextFormat | undefined {
  if (from !== undefined) return textFormats.find((format) => format.name === from);
  return textFormats.find((format) => format.detect(head));
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
  if (
    head.text.startsWith('\xff\xfe') ||
    head.text.startsWith('\xfe\xff') ||
    /^(?:[^\0]\0){16}/.test(head.text)
  ) {
    return failure(source, 'input/utf-16', 'this is UTF-16 text, as PowerShell writes it; save it as UTF-8');
  }
  const hint = 'take a dump with lspci -D -nn -xxxx as root, or name the format with --from';
  return failure(source, 'input/not-recognised', `no configuration space found in it; ${hint}`);
}

/** Reads a whole stream that is in memory. */
export function readBytes(source: string, bytes: Uint8Array, from?: string): Snapshot {
  const head = headOf(source, bytes);
  const format = detectText(head, from);
  if (!format) return notRecognised(source, head);
  const parser = format.open(source);
  parser.push(bytes, 0, bytes.length, true);
  parser.finish();
  return finished(source, format.name, parser.functions, parser.diagnostics);
}

export function finished(
  source: string,
  inputFormat: string,
  functions: Snapshot['functions'],
  diagnostics: Diagnostics,
): Snapshot {
  if (functions.length === 0) {
    const message = 'no function was found in it';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: source } });
  }
  const { remarks } = diagnostics;
  return { source, inputFormat, functions, diagnostics: diagnostics.all(), remarks };
}

/** Reads a folder. */
export function readTree(tree: Tree, from?: string, diagnostics = new Diagnostics(tree.name)): Snapshot {
  const format =
    from === undefined
      ? treeFormats.find((candidate) => candidate.detect(tree))
      : treeFormats.find((candidate) => candidate.name === from);
  if (!format) {
    const message =
      'no configuration space is in this folder: a sysfs tree has */config files (a copy of bus/pci needs devices as well)';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: tree.name } });
    return { source: tree.name, inputFormat: 'unknown', functions: [], diagnostics: diagnostics.all() };
  }
  return finished(tree.name, format.name, format.read(tree, diagnostics), diagnostics);
}

/** Reads an archive, or a packed file: a folder format, or the first dump among its files. */
export async function readPacked(
  source: string,
  head: Uint8Array,
  stream: ReadableStream<Uint8Array>,
  from?: string,
): Promise<Snapshot> {
  const diagnostics = new Diagnostics(source);
  const wanted = textFormats.filter((format) => from === undefined || format.name === from);
  const tree = await readArchive(source, head, stream, diagnostics, (name, bytes) => {
    const start = headOf(name, bytes);
    return wanted.some((format) => format.detect(start));
  });
  if (treeFormats.some((format) => format.name === from || (from === undefined && format.detect(tree)))) {
    return readTree(tree, from, diagnostics);
  }
  const [path, ...others] = tree.files();
  const bytes = path === undefined ? undefined : tree.read(path, Number.MAX_SAFE_INTEGER);
  if (path === undefined || !bytes) {
    const message = 'no configuration space is in this archive: neither a sysfs tree nor a dump of lspci';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: source } });
    return { source, inputFormat: 'unknown', functions: [], diagnostics: diagnostics.all() };
  }
  if (others.length > 0) {
    const message = `only '${path}' was read; ${others.length} more dumps are in the archive, the next is '${others[0]}'`;
    diagnostics.push({ code: 'archive/more-dumps', severity: 'warning', message, at: { file: source } });
  }
  const snapshot = readBytes(tree.display(path), bytes, from);
  return { ...snapshot, source, diagnostics: [...diagnostics.all(), ...snapshot.diagnostics] };
}
