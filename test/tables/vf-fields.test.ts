import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CapabilityDefinition } from '../../src/registers/define.ts';
import type { VfInfo, VfRule } from '../../src/registers/vf.ts';
import { definitions } from './all-tables.ts';
import { inside, type Level, largest, offsetsOf, pathOf, type Tables, topLevel, vfOf } from './level.ts';
import { type VfCorrection, type VfStatement, vfCorrections } from './vf-corrections.ts';

/** What specifications and code say that one field is in a VF. */
interface VfRow {
  readonly capability: string;
  /** Null for the Type 0 header. */
  readonly capId: string | null;
  readonly extended: boolean;
  readonly register: string;
  readonly offset: string;
  /** `high:low`, one bit, `all` (from the offset on) or `presence` (of the capability). */
  readonly bits: string;
  readonly field: string;
  readonly vf: VfRule;
  readonly hazard: 1 | 2 | 3 | null;
}

/** A field of a table at its place, in bits from the start of the capability. */
interface PlacedField {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly vf: VfInfo | undefined;
}

const rows: readonly VfRow[] = readFileSync(join(import.meta.dirname, 'vf-fields.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const tables: Tables = { all: definitions };

const keyOf = ({ capability, offset, bits }: Pick<VfRow, 'capability' | 'offset' | 'bits'>): string =>
  `${capability} +${offset} ${bits}`;

const show = ({ rule, hazard }: Pick<VfInfo, 'rule' | 'hazard'>): string =>
  hazard ? `${rule} (${hazard})` : `${rule}`;

const stated = ({ vf, hazard }: VfRow): VfStatement => ({ rule: vf, ...(hazard ? { hazard } : {}) });

const same = (a: Pick<VfInfo, 'rule' | 'hazard'> | undefined, b: VfStatement): boolean =>
  a !== undefined && a.rule === b.rule && a.hazard === b.hazard;

const cxlVendor = 0x1e98;

function definitionsFor({ capability, capId, extended }: VfRow): CapabilityDefinition[] {
  return definitions.filter(({ kind, id, when }) => {
    if (capId === null) return kind === 'header' && id === 0;
    if (capability.startsWith('DVSEC CXL')) {
      const { 'dvsec_header_1.vendor_id': vendor, 'dvsec_header_2.id': dvsecId } = when ?? {};
      return (
        kind === 'dvsec' && vendor === cxlVendor && (dvsecId === 0) === capability.endsWith('DVSEC ID 0')
      );
    }
    return kind === (extended ? 'extended' : 'standard') && id === Number(capId);
  });
}

const placed = new Map<CapabilityDefinition, PlacedField[]>();

/** Every field in every layout; where the dump decides how long a table is, those of its first element. */
function fieldsOf(definition: CapabilityDefinition): PlacedField[] {
  let fields = placed.get(definition);
  if (!fields) {
    fields = fieldsAt(topLevel(definition), 0);
    placed.set(definition, fields);
  }
  return fields;
}

function fieldsAt(level: Level, base: number): PlacedField[] {
  return Object.entries(level.entries).flatMap(([name, entry]) => {
    // A bridge to PCI has registers of its own where others have theirs, and is no VF.
    if (entry.when?.['pcie.capabilities.device_port_type'] === 7) return [];
    const path = pathOf(level, name);
    // Where the dump decides the offset the field has no fixed place: rows then name it by its title.
    const offsets = offsetsOf(entry.placements, level, tables);
    return (offsets.length > 0 ? offsets : [Number.NaN]).flatMap((offset): PlacedField[] => {
      const from = (base + offset) * 8;
      if (entry.kind === 'repeat') {
        const { count, stride } = entry;
        const starts =
          typeof count === 'number' && typeof stride === 'number' ? multiples(count, stride) : [0];
        return starts.flatMap((start) => fieldsAt(inside(level, name, entry), base + offset + start));
      }
      if (entry.kind === 'bytes') {
        const to = from + largest(entry.length, level, tables) * 8;
        return [{ path, from, to, vf: vfOf(level, entry) }];
      }
      if (!entry.fields) return [{ path, from, to: from + entry.width, vf: vfOf(level, entry) }];
      return Object.entries(entry.fields).map(([fieldName, field]) => ({
        path: `${path}.${fieldName}`,
        from: from + field.low,
        to: from + field.low + field.width,
        vf: vfOf(level, entry, field),
      }));
    });
  });
}

const multiples = (count: number, step: number): number[] =>
  Array.from({ length: count }, (_, n) => n * step);

/** First and last bit of a row, the last one excluded. */
function spanOf({ offset, bits }: VfRow): readonly [number, number] | undefined {
  const base = Number(offset) * 8;
  if (Number.isNaN(base) || bits === 'presence') return undefined;
  if (bits === 'all') return [base, Number.POSITIVE_INFINITY];
  const [high = 0, low = high] = bits.split(':').map(Number);
  return [base + low, base + high + 1];
}

function fieldsMeant(row: VfRow, definition: CapabilityDefinition): PlacedField[] {
  const span = spanOf(row);
  if (!span) return fieldsOf(definition).filter(({ path }) => /(^|[._])rid_/.test(path));
  const within = fieldsOf(definition).filter(({ from, to }) => from >= span[0] && to <= span[1]);
  if (row.bits !== 'all') return within;
  // A row for the rest of a capability leaves out what other rows state field by field.
  const others = rows
    .filter((other) => other.capId === row.capId && other.extended === row.extended && other.bits !== 'all')
    .flatMap((other) => spanOf(other) ?? []);
  return within.filter(
    ({ from, to }) => !others.some((start, n) => n % 2 === 0 && from >= start && to <= (others[n + 1] ?? 0)),
  );
}

/** Whether the capability as a whole is in a VF what the row says. */
function capabilityAgrees({ vf, inVf }: CapabilityDefinition, statement: VfStatement): boolean {
  if (same(vf, statement)) return true;
  if (statement.hazard !== undefined) return false;
  if (statement.rule === 'not-implemented-in-vf') return inVf === 'not-implemented';
  return statement.rule === 'independent' && (inVf === 'own' || inVf === 'optional');
}

/** What keeps a statement about a row from being found in the tables; undefined when it is there. */
function differenceOf(
  row: VfRow,
  statement: VfStatement,
  corrected?: readonly VfCorrection[],
): string | undefined {
  const candidates = definitionsFor(row);
  if (candidates.length === 0) return 'no table';
  let found = false;
  for (const definition of candidates) {
    if (row.bits === 'presence') {
      found = true;
      if (capabilityAgrees(definition, statement)) continue;
      const has = definition.vf ? show(definition.vf) : definition.inVf;
      return `${definition.name} has ${has}, not ${show(statement)}`;
    }
    const fields = fieldsMeant(row, definition);
    if (fields.length === 0 && row.bits === 'all') {
      if (!capabilityAgrees(definition, statement)) return `${definition.name} has no such fields`;
      found = true;
    }
    for (const { path, vf } of fields) {
      found = true;
      const correction = corrected?.find((one) => one.path === `${definition.name}.${path}`);
      const expected = correction && correction.is !== 'no-such-field' ? correction.is : statement;
      if (same(vf, expected)) continue;
      return `${definition.name}.${path} has ${vf ? show(vf) : 'no rule'}, not ${show(expected)}`;
    }
  }
  return found ? undefined : `${candidates.map(({ name }) => name).join(', ')} has no field there`;
}

function problemOf(row: VfRow, corrected: readonly VfCorrection[]): string | undefined {
  const correction = corrected.find(({ path }) => path === undefined);
  if (correction?.is === 'no-such-field') {
    const there = definitionsFor(row).flatMap((definition) => fieldsMeant(row, definition));
    return there.length === 0 ? undefined : `${there[0]?.path} exists, although a correction denies it`;
  }
  return differenceOf(row, correction?.is ?? stated(row), corrected);
}

const corrections = new Map<string, VfCorrection[]>();
for (const correction of vfCorrections)
  corrections.set(keyOf(correction), [...(corrections.get(keyOf(correction)) ?? []), correction]);

test('every row is in a table', () => {
  const problems = rows.flatMap((row) => {
    const problem = problemOf(row, corrections.get(keyOf(row)) ?? []);
    return problem === undefined ? [] : [`${keyOf(row)} ${row.field}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

test('every correction is needed', () => {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const problems = vfCorrections.flatMap((correction) => {
    const key = keyOf(correction);
    const row = byKey.get(key);
    if (!row) return [`${key}: corrects no row`];
    if (!same(correction.was, stated(row))) return [`${key}: the row says ${show(stated(row))}`];
    return differenceOf(row, stated(row)) === undefined ? [`${key}: the table agrees with the row`] : [];
  });
  expect(problems).toEqual([]);
});

test('no row and no correction is there twice', () => {
  const twice = (keys: string[]): string[] => keys.filter((key, n) => keys.indexOf(key) !== n);
  expect(twice(rows.map(keyOf))).toEqual([]);
  expect(twice(vfCorrections.map((one) => `${keyOf(one)} ${one.path ?? ''}`))).toEqual([]);
});
