import type { Answer } from '../decode/answer.ts';
import { rowAt } from '../decode/row-at.ts';
import { valueJson } from '../decode/value-json.ts';
import { valueText } from '../decode/value-text.ts';
import type { FunctionView } from '../decode/view.ts';
import { formatId } from '../model/address.ts';
import type { Position } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Stated, StatedFact, StatedRegion } from '../model/stated.ts';
import type { FieldChange, Incomparable, JsonValue } from './difference.ts';
import type { FieldDifferences } from './fields.ts';

/* What two inputs state of a Function, where the bytes of one of them do not say it. */

export interface StatedDifferences extends FieldDifferences {
  /** How many facts both sides know. */
  readonly compared: number;
}

const blank = {
  kind: 'changed',
  about: 'field',
  reason: null,
  meaning: null,
  volatile: false,
  follows: false,
  offsetBefore: null,
  offsetAfter: null,
  hazard: null,
  inVf: null,
  explanation: null,
} as const;

/** Facts beside the fields. Those with a path stand for what the header says, where no byte of it is there. */
const facts: readonly {
  readonly name: keyof Stated;
  readonly field: string;
  readonly title: string;
  readonly path?: string;
  /** Lists of names differ between two machines: it counts where there are no IDs. */
  readonly unlessIds?: true;
}[] = [
  { name: 'vendorId', field: 'header.vendor_id', title: 'Vendor ID', path: 'header.vendor_id' },
  { name: 'deviceId', field: 'header.device_id', title: 'Device ID', path: 'header.device_id' },
  { name: 'revision', field: 'header.revision_id', title: 'Revision ID', path: 'header.revision_id' },
  { name: 'className', field: 'class', title: 'Class', unlessIds: true },
  { name: 'name', field: 'name', title: 'Name', unlessIds: true },
  { name: 'driver', field: 'driver', title: 'Driver' },
  { name: 'iommuGroup', field: 'iommu_group', title: 'IOMMU group' },
  { name: 'numaNode', field: 'numa_node', title: 'NUMA node' },
  { name: 'physicalSlot', field: 'physical_slot', title: 'Physical slot' },
  { name: 'pf', field: 'physfn', title: 'PF' },
  { name: 'driverTotalVfs', field: 'sriov_totalvfs', title: 'VFs that the driver allows' },
  { name: 'ariEnabled', field: 'ari_enabled', title: 'ARI Forwarding above it' },
];

/** Whether two Functions of which all bytes are the same differ in what only their system says about them. */
export function systemDiffers(a: PciFunction, b: PciFunction): boolean {
  for (const { name, path, unlessIds } of facts) {
    if (path !== undefined || unlessIds) continue;
    const [one, other] = [a, b].map(({ stated }) => stated[name] as StatedFact<string | number> | undefined);
    if (one && other && one.value !== other.value) return true;
  }
  return false;
}

/** Every fact that two inputs state differently, and those that one of them alone states. */
export function statedDifferences(a: FunctionView, b: FunctionView): StatedDifferences {
  const changes: FieldChange[] = [];
  const incomparable: Incomparable[] = [];
  let compared = 0;
  const told = new Set<string>();

  for (const name of capabilityNames(a, b)) {
    const [before, after] = [a.has(name), b.has(name)];
    if (before.source === 'bytes' && after.source === 'bytes') continue;
    const isThere = [before, after].map(({ source }) => source === 'bytes' || source === 'stated');
    if (isThere[0] && isThere[1]) compared++;
    const isGone = isThere[0] && after.source === 'not-in-function';
    if (!isGone && !(isThere[1] && before.source === 'not-in-function')) continue;
    told.add(name);
    compared++;
    changes.push({
      ...blank,
      kind: isGone ? 'removed' : 'added',
      field: name,
      about: 'capability',
      title: name,
      before: null,
      after: null,
      beforeText: isGone ? 'in the list' : 'none',
      afterText: isGone ? 'none' : 'in the list',
      reason: 'not in this Function',
      meaning: isGone ? `${name} is no longer in the list` : `${name} is in the list now`,
      at: { before: null, after: null },
    });
  }

  for (const path of new Set([...a.fn.stated.fields.keys(), ...b.fn.stated.fields.keys()])) {
    if (told.has(path.slice(0, path.search(/[.[]/)))) continue;
    const [before, after] = [a.ask(path), b.ask(path)];
    if (before.source === 'bytes' && after.source === 'bytes') continue;
    if (isKnown(before) && isKnown(after)) {
      compared++;
      if (BigInt(before.value) !== BigInt(after.value))
        changes.push(fieldChange(path, [a, before], [b, after]));
    } else if (isKnown(before) !== isKnown(after)) {
      const lacking = isKnown(before) ? after : before;
      if (lacking.source !== 'not-in-dump') continue;
      incomparable.push({
        field: path,
        before: isKnown(before) ? jsonOf(a, path, before.value) : null,
        after: isKnown(after) ? jsonOf(b, path, after.value) : null,
        side: isKnown(before) ? 'after' : 'before',
        reason: lacking.lacks,
      });
    }
  }

  for (const fact of facts) {
    const [before, after] = [a, b].map((view) => factOf(view, fact));
    if (!before || !after) continue;
    compared++;
    if (before.value === after.value) continue;
    const [one, other] = [before, after].map(({ value }) => textOf(fact.path, value));
    changes.push({
      ...blank,
      field: fact.field,
      title: fact.title,
      before: one ?? null,
      after: other ?? null,
      beforeText: one ?? '',
      afterText: other ?? '',
      at: { before: before.at ?? null, after: after.at ?? null },
    });
  }

  for (const [name, before, after] of regionPairs(a, b)) {
    compared++;
    const [one, other] = [regionText(before), regionText(after)];
    if (one === other) continue;
    changes.push({
      ...blank,
      field: name,
      title:
        before.of === 'vf'
          ? `VF BAR ${before.index}`
          : before.index === 6
            ? 'Expansion ROM'
            : `BAR ${before.index}`,
      before: one,
      after: other,
      beforeText: one,
      afterText: other,
      at: { before: before.at ?? null, after: after.at ?? null },
    });
  }
  return { changes, incomparable, compared };
}

type Known = Extract<Answer, { readonly source: 'bytes' | 'stated' }>;
const isKnown = (answer: Answer): answer is Known => answer.source === 'bytes' || answer.source === 'stated';

function capabilityNames(a: FunctionView, b: FunctionView): Set<string> {
  const listed = [a, b].flatMap(({ fn }) => fn.stated.capabilities ?? []);
  return new Set(listed.flatMap(({ name }) => (name === undefined ? [] : [name])));
}

function fieldChange(
  field: string,
  [a, before]: readonly [FunctionView, Known],
  [b, after]: readonly [FunctionView, Known],
): FieldChange {
  const row = rowAt(field, Math.max(a.layout, 0));
  const text = (value: number | bigint): string => (row ? valueText(row, value) : value.toString());
  return {
    ...blank,
    field,
    title: row?.title ?? field,
    before: jsonOf(a, field, before.value),
    after: jsonOf(b, field, after.value),
    beforeText: text(before.value),
    afterText: text(after.value),
    at: { before: placeOf(a, before), after: placeOf(b, after) },
  };
}

function jsonOf({ layout }: FunctionView, path: string, value: number | bigint): JsonValue {
  const row = rowAt(path, Math.max(layout, 0));
  return row ? valueJson(row, value) : typeof value === 'bigint' ? `0x${value.toString(16)}` : value;
}

const placeOf = ({ fn }: FunctionView, answer: Known): Position | null =>
  answer.source === 'stated' ? (answer.at ?? null) : fn.positionOf(answer.place.offset);

interface PlainFact {
  readonly value: string | number;
  readonly at?: Position;
}

/** A fact, unless the bytes say it: those of both sides are compared as bytes. */
function factOf(
  view: FunctionView,
  { name, path, unlessIds }: (typeof facts)[number],
): PlainFact | undefined {
  if (unlessIds && (view.fn.stated.vendorId || view.config.has(0, 4))) return undefined;
  const answer = path === undefined ? undefined : view.ask(path);
  if (answer?.source === 'bytes') return undefined;
  const fact = view.fn.stated[name] as StatedFact<string | number> | undefined;
  return fact && { value: fact.value, ...(fact.at ? { at: fact.at } : {}) };
}

function textOf(path: string | undefined, value: string | number): string {
  if (typeof value === 'string') return value;
  if (path === 'header.revision_id') return value.toString(16).padStart(2, '0');
  return path === undefined ? String(value) : formatId(value);
}

/** Regions that both sides state with their numbers, unless both have the bytes. */
function* regionPairs(a: FunctionView, b: FunctionView): Generator<[string, StatedRegion, StatedRegion]> {
  if (a.config.has(0x10, 24) && b.config.has(0x10, 24)) return;
  const nameOf = ({ of, index }: StatedRegion): string => `${of === 'vf' ? 'vf_region' : 'region'}[${index}]`;
  const numbered = ({ fn }: FunctionView): StatedRegion[] =>
    fn.stated.regions.filter((region) => region.numbered !== false);
  const others = new Map(numbered(b).map((region) => [nameOf(region), region]));
  for (const region of numbered(a)) {
    const other = others.get(nameOf(region));
    if (other) yield [nameOf(region), region, other];
  }
}

function regionText({ kind, address, size, state }: StatedRegion): string {
  const where = address === undefined ? (state ?? 'unassigned') : `${address.toString(16).toUpperCase()}h`;
  return `${kind} at ${where}${size === undefined ? '' : `, ${size} bytes`}`;
}
