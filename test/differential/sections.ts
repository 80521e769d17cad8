import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { FunctionView } from '../../src/decode/view.ts';
import { formatAddress } from '../../src/model/address.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { flagRows, numberRows } from './lspci-words.ts';

export const hasLspci = spawnSync('lspci', ['--version']).status === 0;

/** The text of one Function by section (`header`, or the offset of a capability), then by label. */
type Sections = Map<string, Map<string, string>>;

/** Reads what `lspci -F FILE -D -n -vvv` prints. */
export function lspciSections(file: string): Map<string, Sections> {
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  const { stdout, status, stderr } = spawnSync('lspci', ['-F', file, '-D', '-n', '-vvv'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`lspci: ${stderr}`);
  const functions = new Map<string, Sections>();
  let sections: Sections = new Map();
  let labels = new Map<string, string>();
  let label = '';
  for (const line of stdout.split('\n')) {
    const header = /^([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) /.exec(line);
    if (header) {
      labels = new Map();
      sections = new Map([['header', labels]]);
      functions.set(header[1] as string, sections);
      continue;
    }
    const capability = /^\tCapabilities: \[([0-9a-f]+)(?: v\d+)?\] (.*)$/.exec(line);
    if (capability) {
      labels = new Map();
      sections.set(capability[1] as string, labels);
      const [, , text = ''] = capability;
      label = /^(MSI-X|MSI|Express|Power Management version)/.exec(text)?.[1] ?? 'title';
      labels.set(label, text);
      continue;
    }
    // A label begins a line one tab deeper than its section; what is deeper continues it.
    const start = /^\t{1,2}([A-Z][A-Za-z0-9 -]*?):\s?(.*)$/.exec(line);
    if (start && !/^(Transmit Margin|Compliance Preset|AtomicOps)/.test(start[1] as string)) {
      label = start[1] as string;
      labels.set(label, start[2] as string);
    } else if (label !== '') labels.set(label, `${labels.get(label) ?? ''} ${line.trim()}`);
  }
  return functions;
}

export interface Difference {
  readonly address: string;
  readonly path: string;
  readonly ours: string;
  readonly lspci: string;
}

export interface Comparison {
  readonly fields: number;
  readonly differences: readonly Difference[];
}

/** Compares every word and number that lspci prints of these Functions and that the rows name. */
export function compare(
  functions: readonly PciFunction[],
  printed: ReadonlyMap<string, Sections>,
): Comparison {
  let fields = 0;
  const differences: Difference[] = [];
  for (const fn of functions) {
    const address = formatAddress(fn.domain, fn.routingId);
    const sections = printed.get(address);
    if (!sections) {
      differences.push({ address, path: '', ours: 'there', lspci: 'not there' });
      continue;
    }
    const view = new FunctionView(fn);
    const where = new Map<string, string>([['header', 'header']]);
    for (const { name, instance, entry } of view.capabilities) {
      if (instance === 0) where.set(name, entry.offset.toString(16).padStart(2, '0'));
    }
    const check = (path: string, ours: string, theirs: string): void => {
      fields++;
      if (ours !== theirs) differences.push({ address, path, ours, lspci: theirs });
    };
    for (const { capability, label, words } of flagRows) {
      const text = sections.get(where.get(capability) ?? '')?.get(label);
      if (text === undefined) continue;
      for (const [word, path] of Object.entries(words)) {
        const escaped = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
        const match = new RegExp(`(?:^|[\\s(,;])${escaped}([+-])(?=[\\s,;)]|$)`).exec(text);
        if (match) check(path, sign(view, path), match[1] as string);
      }
    }
    for (const { capability, label, pattern, path, print } of numberRows) {
      const text = sections.get(where.get(capability) ?? '')?.get(label);
      const match = text === undefined ? undefined : pattern.exec(text);
      if (!match) continue;
      const reading = view.read(path);
      const ours = reading.state === 'known' ? (print ?? String)(Number(reading.value)) : reading.state;
      check(path, ours, match[1] as string);
    }
  }
  return { fields, differences };
}

function sign(view: FunctionView, path: string): string {
  const reading = view.read(path);
  if (reading.state !== 'known') return reading.state;
  return Number(reading.value) === 0 ? '-' : '+';
}
