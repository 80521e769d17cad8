import type { DiagnosticCode } from '../../model/diagnostic-codes.ts';
import type { PciFunction } from '../../model/function.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { joinSnapshots } from '../join.ts';
import { MemoryTree } from '../memory.ts';
import procfs from './procfs.ts';
import sysfs from './sysfs.ts';

/*
 * Folders as one text, by the script `ttar` of Prometheus: `Path: ` with `Lines: N` and that many lines, or `SymlinkTo: `;
 * `Directory: `; `Mode: `. Later versions write a zero byte as NULLBYTE, and EOF where the last line has no end; a
 * backslash comes before these words where they are text.
 */
const first = /^(?:#[^\n]*\n|\s*\n)*(?:Directory|Path): \S[^\n]*\n(?:Mode: |Lines: |SymlinkTo: )/;
const mode = /^(.*?)Mode: [0-7]{3,4}$/s;
/** What comes before the folders of a machine: the name of the folder that was packed. */
const top = /^(?:[^/]+\/)*?(?=(?:sys|proc)(?:\/|$))/;

const unescaped = (text: string): string =>
  text.replace(/(?<!\\)NULLBYTE/g, '\0').replace(/\\(?=NULLBYTE|EOF)/g, '');

function bytesOf(lines: readonly string[]): Uint8Array {
  const text = lines.join('');
  const isOpen = /(?<!\\)EOF\n?$/.test(text);
  const content = unescaped(isOpen ? text.replace(/EOF\n?$/, '') : text);
  return Uint8Array.from(content, (character) => character.charCodeAt(0));
}

/** The files and links of an archive. */
function unpack(file: string, bytes: Uint8Array, diagnostics: Diagnostics): MemoryTree {
  const tree = new MemoryTree(file);
  const lines = new TextDecoder('latin1').decode(bytes).split('\n');
  const report = (code: DiagnosticCode, n: number, message: string): void =>
    diagnostics.push({
      code,
      severity: 'warning',
      message,
      at: { file, line: n + 1, column: 1 },
    });
  let path = '';
  let pending: string[] | undefined;
  const close = (): void => {
    if (pending) tree.add(path, { kind: 'file', bytes: bytesOf(pending) });
    pending = undefined;
  };
  for (let n = 0; n < lines.length; n++) {
    const line = (lines[n] as string).replace(/\r$/, '');
    const [, word, value = ''] = /^(Path|Lines|Mode|Directory|SymlinkTo): (.*)$/.exec(line) ?? [];
    if (word === 'Path') {
      close();
      path = value.replace(/^\.?\/+/, '').replace(top, '');
    } else if (word === 'Lines') {
      const count = Number(value);
      if (!Number.isInteger(count) || count < 0 || n + count >= lines.length + 1) {
        report(
          'archive/damaged',
          n,
          `'${value.slice(0, 20)}' is not how many lines follow; the file was skipped`,
        );
        continue;
      }
      pending = lines.slice(n + 1, n + 1 + count).map((text) => `${text}\n`);
      n += count;
    } else if (word === 'SymlinkTo') tree.add(path, { kind: 'link', target: value });
    else if (word === 'Mode' || word === 'Directory') close();
    else if (pending) {
      // A last line without an end has the next word after it.
      const rest = mode.exec(line)?.[1];
      if (rest !== undefined) pending.push(rest);
      else if (line !== '' && !line.startsWith('#')) pending.push(`${line}\n`);
      if (rest !== undefined) close();
    } else if (line !== '' && !line.startsWith('#'))
      report('rows/unknown-line', n, 'this line is none of an archive; it was skipped');
  }
  close();
  return tree;
}

export default {
  kind: 'file',
  ownSyntax: true,
  name: 'ttar',
  title: 'a text archive by ttar, with what /sys or /proc/bus/pci hold',
  rank: 15,
  comment: '#',
  capture: {
    again: 'Pack the tree again as root.',
    bytes: 'Pack the tree again as root: without root, config has 64 bytes.',
    extended: 'Pack the tree again as root, where the kernel has 4096 bytes of config.',
    facts: 'Pack the attributes, the links and config of the function in one run.',
    others: 'Pack the folders of the other functions too.',
  },
  detect: ({ text }) => first.test(text),
  read(file, bytes, diagnostics): PciFunction[] {
    const tree = unpack(file, bytes, diagnostics);
    const parts: Snapshot[] = [];
    for (const { name, detect, read } of [sysfs, procfs]) {
      if (!detect(tree)) continue;
      const own = new Diagnostics(file);
      const functions = read(tree, own);
      for (const diagnostic of own.all()) diagnostics.push(diagnostic);
      parts.push({ source: file, inputFormat: name, functions, diagnostics: [] });
    }
    const [only, other] = parts;
    return only && !other ? [...only.functions] : [...joinSnapshots(file, parts).functions];
  },
} satisfies FileFormat;
