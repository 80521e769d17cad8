import { allDefinitions } from '../decode/definitions.ts';
import { isRegister } from '../decode/scope.ts';
import type {
  Access,
  BytesDefinition,
  CapabilityDefinition,
  Entries,
  FieldDefinition,
  Placement,
  RegisterDefinition,
  RepeatDefinition,
  When,
} from '../registers/define.ts';
import type { VfInfo } from '../registers/vf.ts';

/** One row of the tables with everything that is around it. */
export interface ReferenceRow {
  /** `sriov.control.vf_enable`; an element of a table as `ea.entry[n].base`. */
  readonly path: string;
  readonly capability: CapabilityDefinition;
  readonly register: RegisterDefinition | BytesDefinition | RepeatDefinition;
  /** Undefined where the row is the register itself. */
  readonly field: FieldDefinition | undefined;
  /** Tables around it, outermost first. */
  readonly tables: readonly RepeatDefinition[];
  readonly title: string;
  readonly access: Access | undefined;
  /** What it is in a VF, from the field, its register or its capability. */
  readonly vf: VfInfo | undefined;
  readonly spec: string;
  readonly linux: string | undefined;
  readonly when: When | undefined;
}

let rows: readonly ReferenceRow[] | undefined;

/** Every register and field of every table, in the order of the tables. */
export function referenceRows(): readonly ReferenceRow[] {
  rows ??= allDefinitions().flatMap((definition) => [
    ...rowsOf(definition, definition.name, definition.registers, []),
  ]);
  return rows;
}

function* rowsOf(
  capability: CapabilityDefinition,
  prefix: string,
  entries: Entries,
  tables: readonly RepeatDefinition[],
): Generator<ReferenceRow> {
  for (const [name, entry] of Object.entries(entries)) {
    const path = `${prefix}.${name}`;
    if (entry.kind === 'repeat') {
      const inner = [...tables, entry];
      if (isRegister(entry.body)) yield* registerRows(capability, `${path}[n]`, entry.body, inner);
      else yield* rowsOf(capability, `${path}[n]`, entry.body, inner);
    } else if (entry.kind === 'register') yield* registerRows(capability, path, entry, tables);
    else yield row(capability, path, entry, undefined, tables);
  }
}

function* registerRows(
  capability: CapabilityDefinition,
  path: string,
  register: RegisterDefinition,
  tables: readonly RepeatDefinition[],
): Generator<ReferenceRow> {
  yield row(capability, path, register, undefined, tables);
  for (const [name, field] of Object.entries(register.fields ?? {})) {
    yield row(capability, `${path}.${name}`, register, field, tables);
  }
}

function row(
  capability: CapabilityDefinition,
  path: string,
  register: RegisterDefinition | BytesDefinition,
  field: FieldDefinition | undefined,
  tables: readonly RepeatDefinition[],
): ReferenceRow {
  const own = field ?? register;
  return {
    path,
    capability,
    register,
    field,
    tables,
    title: own.title,
    access: field ? field.access : register.access,
    vf: own.vf ?? register.vf ?? tables.find((table) => table.vf)?.vf ?? capability.vf,
    spec: own.spec ?? register.spec ?? tables.find((table) => table.spec)?.spec ?? capability.spec,
    linux: own.linux,
    when: {
      ...Object.assign({}, ...tables.map((table) => table.when)),
      ...register.when,
      ...field?.when,
    },
  };
}

/** Whether a row is a value of its own: a field, or a register without fields. */
export const isValue = ({ register, field }: ReferenceRow): boolean =>
  field !== undefined || register.kind === 'bytes' || (register.kind === 'register' && !register.fields);

/** Bits of a row as the specification writes them: `7:4`, `0`. */
export function bitsText({ register, field }: ReferenceRow): string {
  if (register.kind !== 'register') return '';
  const low = field?.low ?? 0;
  const width = field?.width ?? register.width;
  return width === 1 ? String(low) : `${low + width - 1}:${low}`;
}

/** Offset of the first placement, where it is a constant. */
export function firstOffset(placements: readonly Placement[]): number | undefined {
  const offset = placements[0]?.offset;
  return typeof offset === 'number' ? offset : undefined;
}
