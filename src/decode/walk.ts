import type { ConfigSpace } from '../model/config-space.ts';

/** One entry of a capability list. */
export interface ListEntry {
  readonly kind: 'standard' | 'extended';
  readonly id: number;
  readonly offset: number;
  /** Capability Version; 0 for a standard capability. */
  readonly version: number;
  readonly next: number;
}

/** Why a list ends before its terminator, or what is odd in it. */
export interface ListProblem {
  readonly kind: 'standard' | 'extended';
  readonly problem: 'loop' | 'pointer-outside' | 'all-ones' | 'not-in-dump' | 'misaligned';
  /** Where the pointer or header is. */
  readonly at: number;
  /** What it points to, where that is the problem. */
  readonly target?: number;
}

/**
 * - `complete`: read to its end.
 * - `none`: the Function says that it has no list, or has no extended configuration space for one.
 * - `cut`: the dump ends before the list does.
 * - `broken`: a loop, a bad pointer or all ones ended it.
 * - `not-in-dump`: the bytes where it would begin are not in the dump.
 */
export type ListState = 'complete' | 'none' | 'cut' | 'broken' | 'not-in-dump';

export interface Walk {
  readonly entries: readonly ListEntry[];
  readonly problems: readonly ListProblem[];
  readonly standard: ListState;
  readonly extended: ListState;
}

export const statusOffset = 0x06;
const capabilitiesListBit = 0x10;
const extendedStart = 0x100;

/** Header Layout, bits 6:0 of Header Type; -1 when not in the dump. */
export function headerLayout(config: ConfigSpace): number {
  const type = config.u8(0x0e);
  return type < 0 ? -1 : type & 0x7f;
}

/** Where the pointer to the first standard capability is. */
const listPointer = (config: ConfigSpace): number => (headerLayout(config) === 2 ? 0x14 : 0x34);

/** Walks both capability lists to their ends, whatever the bytes are. */
export function walk(config: ConfigSpace): Walk {
  const entries: ListEntry[] = [];
  const problems: ListProblem[] = [];
  const standard = walkStandard(config, entries, problems);
  const extended = isConventional(config, standard, entries)
    ? 'none'
    : walkExtended(config, entries, problems);
  return { entries, problems, standard, extended };
}

const pcixId = 0x07;
const pcieId = 0x10;

/**
 * Whether a Function has 256 bytes and no more: without PCI Express and PCI-X Mode 2, what is past them is not
 * an extended capability, whatever it reads.
 */
function isConventional(config: ConfigSpace, standard: ListState, entries: readonly ListEntry[]): boolean {
  let list = entries;
  if (standard === 'none') {
    // Zeros alone are not a Function that would say what it has.
    if (config.u32(0) === 0) return false;
    // A Function may have a list that it does not announce: then that has to be without PCI Express as well.
    const hidden: ListEntry[] = [];
    if (followPointers(config, hidden, []) !== 'complete') return false;
    list = hidden;
  } else if (standard !== 'complete') return false;
  return list.every(({ id, offset }) => id !== pcieId && !(id === pcixId && hasMode2(config, offset)));
}

/** PCI-X 2.0a: a Function that can do Mode 2 has 4096 bytes. It says so by its version or by the speeds that it can do. */
function hasMode2(config: ConfigSpace, offset: number): boolean {
  const isBridge = headerLayout(config) === 1;
  const versionAndSpeeds = config.u16(offset + 2);
  const speeds = config.u32(offset + 4) >>> 30;
  const version = (versionAndSpeeds >> 12) & 3;
  return version !== 0 || speeds !== 0 || (isBridge && versionAndSpeeds >> 14 !== 0);
}

function walkStandard(config: ConfigSpace, entries: ListEntry[], problems: ListProblem[]): ListState {
  const status = config.u16(statusOffset);
  if (status < 0) return 'not-in-dump';
  if (status === 0xffff) return 'broken';
  return (status & capabilitiesListBit) === 0 ? 'none' : followPointers(config, entries, problems);
}

function followPointers(config: ConfigSpace, entries: ListEntry[], problems: ListProblem[]): ListState {
  let at = listPointer(config);
  let pointer = config.u8(at);
  if (pointer < 0) return 'not-in-dump';
  // 192 bytes hold at most 48 capabilities; a set of 64 bits marks the dwords seen.
  let seenLow = 0;
  let seenHigh = 0;
  while (pointer !== 0) {
    const offset = pointer & 0xfc;
    if (offset < 0x40) {
      problems.push({ kind: 'standard', problem: 'pointer-outside', at, target: pointer });
      return 'broken';
    }
    if (offset !== pointer) problems.push({ kind: 'standard', problem: 'misaligned', at, target: pointer });
    const slot = offset >> 2;
    const mark = 1 << (slot & 31);
    if ((slot < 32 ? seenLow : seenHigh) & mark) {
      problems.push({ kind: 'standard', problem: 'loop', at, target: offset });
      return 'broken';
    }
    if (slot < 32) seenLow |= mark;
    else seenHigh |= mark;
    const header = config.u16(offset);
    if (header < 0) {
      problems.push({ kind: 'standard', problem: 'not-in-dump', at, target: offset });
      return 'cut';
    }
    if ((header & 0xff) === 0xff) {
      problems.push({ kind: 'standard', problem: 'all-ones', at: offset });
      return 'broken';
    }
    const next = header >> 8;
    entries.push({ kind: 'standard', id: header & 0xff, offset, version: 0, next });
    at = offset + 1;
    pointer = next;
  }
  return 'complete';
}

function walkExtended(config: ConfigSpace, entries: ListEntry[], problems: ListProblem[]): ListState {
  let offset = extendedStart;
  let at = 0;
  let seen: Set<number> | undefined;
  for (;;) {
    const header = config.u32(offset);
    if (header < 0) {
      if (offset === extendedStart) return 'not-in-dump';
      problems.push({ kind: 'extended', problem: 'not-in-dump', at, target: offset });
      return 'cut';
    }
    if (header === 0) return offset === extendedStart ? 'none' : 'complete';
    if (header === 0xffffffff) {
      problems.push({ kind: 'extended', problem: 'all-ones', at: offset });
      return 'broken';
    }
    const next = header >>> 20;
    entries.push({
      kind: 'extended',
      id: header & 0xffff,
      offset,
      version: (header >>> 16) & 0xf,
      next,
    });
    if (next === 0) return 'complete';
    seen ??= new Set();
    seen.add(offset);
    at = offset;
    offset = next & 0xffc;
    if (offset !== next) problems.push({ kind: 'extended', problem: 'misaligned', at, target: next });
    if (offset < extendedStart) {
      problems.push({ kind: 'extended', problem: 'pointer-outside', at, target: next });
      return 'broken';
    }
    if (seen.has(offset)) {
      problems.push({ kind: 'extended', problem: 'loop', at, target: offset });
      return 'broken';
    }
  }
}

/** Whether nothing in the standard list, as far as it is known, says that there are 256 bytes and no more. */
function mayHaveExtended(config: ConfigSpace): boolean {
  const entries: ListEntry[] = [];
  return !isConventional(config, walkStandard(config, entries, []), entries);
}

/** Offset of the first extended capability with this ID; 0 when there is none, -1 when the dump cannot tell. */
export function findExtended(config: ConfigSpace, id: number): number {
  let offset = extendedStart;
  // 960 headers fit; a list that is longer loops.
  for (let steps = 0; steps < 960; steps++) {
    const header = config.u32(offset);
    if (header < 0) return -1;
    if (header === 0xffffffff) return 0;
    if (header === 0) return 0;
    if ((header & 0xffff) === id) return mayHaveExtended(config) ? offset : 0;
    offset = (header >>> 20) & 0xffc;
    if (offset < extendedStart) return 0;
  }
  return 0;
}

/** Offset of the first standard capability with this ID; 0 when there is none, -1 when the dump cannot tell. */
export function findStandard(config: ConfigSpace, id: number): number {
  const status = config.u16(statusOffset);
  if (status < 0) return -1;
  if ((status & capabilitiesListBit) === 0) return 0;
  let offset = config.u8(listPointer(config));
  for (let steps = 0; steps < 48; steps++) {
    if (offset < 0) return -1;
    offset &= 0xfc;
    if (offset < 0x40) return 0;
    const found = config.u8(offset);
    if (found < 0) return -1;
    if (found === 0xff) return 0;
    if (found === id) return offset;
    offset = config.u8(offset + 1);
  }
  return 0;
}
