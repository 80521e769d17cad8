import type { PciFunction } from '../model/function.ts';
import { regionLine } from './formats/lspci/write-region.ts';
import { systemFact, systemFacts } from './system-facts.ts';

/** Something that was in Functions before they were written, and is not there when they are read back. */
export interface Loss {
  /** What was lost. */
  readonly kind: 'function' | 'address' | 'bytes' | 'changed' | 'text' | 'attribute' | 'link' | 'stated';
  /** Functions concerned, by the addresses they had. */
  readonly functions: readonly string[];
  /** How many bytes, attributes, links or facts. */
  readonly count: number;
  /** Names of the attributes, links or facts. */
  readonly names: readonly string[];
}

type Kind = Loss['kind'];

const order: readonly Kind[] = [
  'changed',
  'function',
  'address',
  'bytes',
  'text',
  'attribute',
  'link',
  'stated',
];

/**
 * What a format did not carry: Functions as they were beside the same ones read back. Looking at what came out, not
 * at what a writer says about itself, makes this hold for every format.
 */
export function lossesOf(before: readonly PciFunction[], after: readonly PciFunction[]): Loss[] {
  const found = new Map<Kind, { functions: Set<string>; count: number; names: Set<string> }>();
  const lost = (kind: Kind, fn: PciFunction, count: number, name?: string): void => {
    const entry = found.get(kind) ?? { functions: new Set(), count: 0, names: new Set() };
    entry.functions.add(fn.address);
    entry.count += count;
    if (name !== undefined) entry.names.add(name.replace(/^virtfn\d+$/, 'virtfnN'));
    found.set(kind, entry);
  };
  const left = new Map<number, PciFunction[]>();
  for (const fn of after) {
    const list = left.get(fn.key);
    if (list) list.push(fn);
    else left.set(fn.key, [fn]);
  }
  // A format for one Function may not have its address; then it is the first one that was written.
  const [single] = after.length === 1 ? after : [];
  const isSingle = (fn: PciFunction): boolean =>
    single !== undefined && fn.key === single.key && changedBytes(fn, single) === 0;
  const partner = single && (before.find(isSingle) ?? before[0]);
  for (const fn of before) {
    const read = single ? (fn === partner ? single : undefined) : left.get(fn.key)?.shift();
    if (!read) lost('function', fn, 1);
    else {
      if (read.key !== fn.key) lost('address', fn, 1);
      compare(fn, read, lost);
    }
  }
  return order.flatMap((kind) => {
    const entry = found.get(kind);
    if (!entry) return [];
    return [{ kind, functions: [...entry.functions], count: entry.count, names: [...entry.names].sort() }];
  });
}

/** Bytes of the second that are not the first's. */
function changedBytes(fn: PciFunction, read: PciFunction): number {
  let changed = 0;
  for (const { start, end } of read.config.knownRanges) {
    for (let offset = start; offset < end; offset++) {
      if (fn.config.u8(offset) !== read.config.u8(offset)) changed++;
    }
  }
  return changed;
}

function compare(
  fn: PciFunction,
  read: PciFunction,
  lost: (kind: Kind, fn: PciFunction, count: number, name?: string) => void,
): void {
  if (!fn.config.equals(read.config)) compareBytes(fn, read, lost);
  const { text, attributes, links } = fn.surroundings;
  if (text && text !== read.surroundings.text) lost('text', fn, 1);
  // lspci's text has as attributes what sysfs has as links: the driver, the IOMMU group.
  for (const [name, value] of attributes ?? []) {
    if (systemFact(read, name) !== value) lost('attribute', fn, 1, name);
  }
  for (const [name, value] of links ?? []) {
    if (read.link(name) !== value && systemFact(read, name) !== value) lost('link', fn, 1, name);
  }
  if (!fn.surroundings.stated) return;
  const kept = new Map(factsOf(read));
  for (const [name, value] of factsOf(fn))
    if (kept.get(name) !== value && systemFact(read, name) !== value) lost('stated', fn, 1, name);
}

/** What words state that no bytes hold. Attributes and links are compared by their names. */
function* factsOf(fn: PciFunction): Generator<[name: string, value: string]> {
  const { stated } = fn;
  for (const name of systemFacts) {
    // Attributes and links are looked at as such.
    if (fn.attribute(name) !== undefined || fn.link(name) !== undefined) continue;
    const value = systemFact(fn, name);
    if (value !== undefined && fn.attribute(name) === undefined && fn.link(name) === undefined)
      yield [name, value];
  }
  for (const region of stated.regions)
    if (region.of === 'function' && region.by !== 'sysfs')
      yield [`region ${region.index}`, regionLine(region)];
  if (fn.config.end > 0) return;
  for (const [path, { value, by }] of stated.fields) if (by !== 'sysfs') yield [path, value.toString()];
  for (const { title, offset } of stated.capabilities ?? [])
    if (offset !== undefined) yield [`capability ${title}`, `${offset}`];
}

function compareBytes(
  fn: PciFunction,
  read: PciFunction,
  lost: (kind: Kind, fn: PciFunction, count: number) => void,
): void {
  let unknown = 0;
  for (const { start, end } of fn.config.knownRanges) {
    for (let offset = start; offset < end; offset++) if (!read.config.has(offset, 1)) unknown++;
  }
  const changed = changedBytes(fn, read);
  if (unknown > 0) lost('bytes', fn, unknown);
  if (changed > 0) lost('changed', fn, changed);
}
