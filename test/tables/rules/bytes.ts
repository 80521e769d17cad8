import type { Entry } from '../../../src/registers/define.ts';
import {
  entriesOf,
  inside,
  type Level,
  largest,
  levelsOf,
  numbersOf,
  pathOf,
  presenceOf,
  presenceOfCapability,
  presenceOfNth,
  type Tables,
  topLevel,
} from '../level.ts';
import { always, both, type Presence, possible } from '../presence.ts';
import { hex, lengthsOf, pairs, type TableRule } from './rule.ts';

/** The bytes that an entry takes in some layout, counted from the start of its level. */
interface Occupant {
  readonly path: string;
  readonly presence: Presence;
  readonly ranges: readonly (readonly [number, number])[];
  /** Whether the dump decides how many bytes there are. */
  readonly open: boolean;
}

export const registersShareNoBytes: TableRule = (definition, tables) => {
  const capability = presenceOfCapability(definition, tables);
  return levelsOf(definition).flatMap((level) => {
    const groups = Object.entries(level.entries).map(([name, entry]) =>
      occupantsOf(name, entry, level, tables),
    );
    return pairs(groups).flatMap(([left, right]) => {
      for (const a of left) {
        for (const b of right) {
          const byte = firstCommon(a.ranges, b.ranges);
          if (byte === undefined || !possible(both(capability, both(a.presence, b.presence)))) continue;
          return [`${a.path} and ${b.path} both have byte ${hex(byte)}`];
        }
      }
      return [];
    });
  });
};

export const registersFitInLength: TableRule = (definition, tables) => {
  const level = topLevel(definition);
  const capability = presenceOfCapability(definition, tables);
  const lengths = lengthsOf(definition);
  const problems = new Set<string>();
  for (const [name, entry] of Object.entries(level.entries)) {
    for (const { path, presence, ranges, open } of occupantsOf(name, entry, level, tables)) {
      if (open) continue;
      const end = Math.max(...ranges.map((range) => range[1]));
      for (const [nth, { length }] of lengths.entries()) {
        const row = presenceOfNth(lengths, nth, level, tables);
        if (typeof length !== 'number' || end <= length) continue;
        if (!possible(both(both(capability, presence), row))) continue;
        problems.add(`${path}: ends at ${hex(end)}, but the capability's length is ${hex(length)}`);
      }
    }
  }
  return [...problems];
};

export const elementsFitInStride: TableRule = (definition, tables) =>
  entriesOf(definition).flatMap(({ path, name, entry, level }) => {
    if (entry.kind !== 'repeat' || typeof entry.stride !== 'number') return [];
    const { stride } = entry;
    const body = inside(level, name, entry);
    return Object.entries(body.entries).flatMap(([inner, part]) =>
      occupantsOf(inner, part, body, tables)
        .filter(({ open, ranges }) => !open && ranges.some((range) => range[1] > stride))
        .map((part) => `${path}: ${part.path} does not fit in the stride of ${stride} bytes`),
    );
  });

function occupantsOf(name: string, entry: Entry, level: Level, tables: Tables): Occupant[] {
  return entry.placements.flatMap((placement, nth) =>
    (numbersOf(placement.offset, level, tables) ?? []).flatMap((offset) => {
      const presence = both(
        both(presenceOf(entry.when, level, tables), presenceOfNth(entry.placements, nth, level, tables)),
        offset.presence,
      );
      return bytesOf(name, entry, level, tables).map((part) => ({
        ...part,
        presence: both(presence, part.presence),
        ranges: part.ranges.map(([start, end]) => [start + offset.value, end + offset.value] as const),
      }));
    }),
  );
}

/** As `occupantsOf`, counted from the start of the entry. */
function bytesOf(name: string, entry: Entry, level: Level, tables: Tables): Occupant[] {
  const path = pathOf(level, name);
  if (entry.kind === 'register') {
    return [{ path, presence: always, ranges: [[0, entry.width / 8]], open: false }];
  }
  if (entry.kind === 'bytes') {
    const end = Math.min(largest(entry.length, level, tables), 4096);
    return [{ path, presence: always, ranges: [[0, end]], open: typeof entry.length !== 'number' }];
  }
  const { stride } = entry;
  const count = typeof stride === 'number' ? largest(entry.count, level, tables) : 1;
  const elements = Array.from({ length: Math.min(count, 1024) }, (_, n) => n);
  const body = inside(level, name, entry);
  return Object.entries(body.entries).flatMap(([inner, part]) =>
    occupantsOf(inner, part, body, tables).map((occupant) => ({
      ...occupant,
      open: occupant.open || typeof entry.count !== 'number' || typeof stride !== 'number',
      ranges: elements.flatMap((n) =>
        occupant.ranges.map(([start, end]) => {
          const base = typeof stride === 'number' ? n * stride : 0;
          return [start + base, end + base] as const;
        }),
      ),
    })),
  );
}

function firstCommon(a: Occupant['ranges'], b: Occupant['ranges']): number | undefined {
  for (const [startA, endA] of a) {
    for (const [startB, endB] of b) {
      const start = Math.max(startA, startB);
      if (start < Math.min(endA, endB)) return start;
    }
  }
  return undefined;
}
