import { fieldJson, wholeJson } from '../decode/value-json.ts';
import { valueText } from '../decode/value-text.ts';
import type { FunctionView, Reading, Site } from '../decode/view.ts';
import { type Visitor, visit } from '../decode/visit.ts';
import type { Access, FieldDefinition, RegisterDefinition } from '../registers/define.ts';
import { type Hazard, sharedHazard, whyWithoutEffect } from '../registers/vf.ts';
import type { JsonValue } from './difference.ts';

/** One field that a Function has. */
export interface Item {
  readonly row: FieldDefinition | RegisterDefinition;
  readonly reading: Reading;
  /** Path of its register, if it is one of several fields. */
  readonly register?: string;
}

/** A register with fields: what they leave of it is compared too. */
export interface RawRegister {
  readonly definition: RegisterDefinition;
  readonly reading: Reading;
  /** What describes its bits. */
  readonly fields: FieldDefinition[];
}

/** The bits of a register that fields describe. */
export function coveredBits({ fields }: RawRegister): bigint {
  let covered = 0n;
  for (const { low, width } of fields) covered |= ((1n << BigInt(width)) - 1n) << BigInt(low);
  return covered;
}

/** What the table of a capability, or of the header, finds in one Function. */
export interface Section {
  readonly view: FunctionView;
  readonly site: Site;
  readonly items: ReadonlyMap<string, Item>;
  readonly registers: ReadonlyMap<string, RawRegister>;
}

/** Collects every field of a table. Bytes without a structure are not in it: they are compared as bytes. */
export function sectionOf(view: FunctionView, site: Site): Section {
  const items = new Map<string, Item>();
  const registers = new Map<string, RawRegister>();
  let register: RawRegister | undefined;
  let registerPath = '';
  const visitor: Visitor = {
    register(path, _name, definition, reading) {
      register = undefined;
      if (definition.fields) {
        register = { definition, reading, fields: [] };
        registerPath = path;
        registers.set(path, register);
      } else items.set(path, { row: definition, reading });
    },
    field(path, _name, row, reading) {
      items.set(path, { row, reading, register: registerPath });
      register?.fields.push(row);
    },
    bytes() {},
    beginTable() {},
    beginElement() {},
    endElement() {},
    endTable() {},
  };
  visit(view, site, visitor);
  return { view, site, items, registers };
}

/** A value as JSON has it. */
export function itemJson({ row, reading }: Item): JsonValue {
  return row.kind === 'field' ? fieldJson(row, reading) : wholeJson(row, reading);
}

/** A value as people read it. */
export function itemText(section: Section, { row, reading }: Item): string {
  return reading.state === 'known' ? valueText(row, reading.value, section) : '?';
}

/** What the field is in a VF, as far as it is hard to emulate. */
export const hazardOf = ({ row }: Item): Hazard | null => sharedHazard(row.vf);

/** Why the value of a VF does not count, if it does not. */
export const inVfOf = ({ row }: Item): string | null => whyWithoutEffect(row.vf);

export const accessOf = ({ row }: Item): Access | undefined => row.access;

/** Where the register of a field is. */
export const offsetOf = ({ reading }: Pick<Item, 'reading'>): number | null =>
  reading.state !== 'absent' && reading.place ? reading.place.offset : null;
