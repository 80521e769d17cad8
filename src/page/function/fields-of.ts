import { computed } from '@preact/signals';
import { lengthOf } from '../../decode/length.ts';
import { valueText } from '../../decode/value-text.ts';
import type { FunctionView, Reading, Site } from '../../decode/view.ts';
import { type Visitor, visit } from '../../decode/visit.ts';
import type { FieldDefinition, RegisterDefinition } from '../../registers/define.ts';
import { chosen } from '../state.ts';

/** A capability, or the header, with what is in it. */
export interface Block {
  readonly name: string;
  readonly title: string;
  readonly offset: number;
  readonly length: number;
  /** `10h` of a standard one, `0010h` of an extended one. */
  readonly id: string;
  readonly fields: readonly FieldRow[];
}

/** A register, a field of one, or bytes without fields. */
export interface FieldRow {
  readonly path: string;
  /** The path below its block, or below its register. */
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly raw: number | bigint | undefined;
  /** Bytes of the configuration space that it is in. */
  readonly start: number;
  readonly end: number;
  /** Bits of the register; of a register all. */
  readonly low: number;
  readonly width: number;
  /** The register that it is a field of; undefined where it is one itself. */
  readonly register: string | undefined;
  readonly registerWidth: number;
  readonly registerOffset: number;
}

export const blocks = computed((): readonly Block[] => {
  const report = chosen.value;
  return report ? blocksOf(report.view) : [];
});
export const allFields = computed(() => blocks.value.flatMap(({ fields }) => fields));
export const fieldByPath = computed(() => new Map(allFields.value.map((row) => [row.path, row])));

export function blocksOf(view: FunctionView): Block[] {
  const list: Block[] = [];
  if (view.headerSite)
    list.push({
      name: 'header',
      title: `Type ${view.layout} header`,
      offset: 0,
      length: 64,
      id: '',
      fields: fieldsAt(view, view.headerSite, 'header'),
    });
  for (const capability of view.capabilities) {
    const { entry, definition, instance } = capability;
    const name = instance > 0 ? `${capability.name}[${instance}]` : capability.name;
    const least = entry.kind === 'extended' ? 4 : 2;
    const site = view.siteOf(capability);
    list.push({
      name,
      title: definition?.title ?? 'Unknown capability',
      offset: entry.offset,
      length: Math.max(least, lengthOf(view, capability) ?? least),
      id: `${entry.id
        .toString(16)
        .toUpperCase()
        .padStart(entry.kind === 'extended' ? 4 : 2, '0')}h`,
      fields: site ? fieldsAt(view, site, name) : [],
    });
  }
  return list;
}

function fieldsAt(view: FunctionView, site: Site, name: string): FieldRow[] {
  const rows: FieldRow[] = [];
  const add = (
    path: string,
    definition: FieldDefinition | RegisterDefinition,
    reading: Reading,
    register?: string,
  ): void => {
    if (reading.state === 'absent' || !reading.place) return;
    const { offset, low, width, registerWidth } = reading.place;
    const start = offset + (low >> 3);
    rows.push({
      path: `${name}.${path}`,
      label: register === undefined ? path : path.slice(register.length + 1),
      title: definition.title,
      text: reading.state === 'known' ? textOf(definition, reading.value, { view, site }) : 'not in the dump',
      raw: reading.state === 'known' ? reading.value : undefined,
      start,
      end: offset + ((low + width + 7) >> 3),
      low,
      width,
      register: register === undefined ? undefined : `${name}.${register}`,
      registerWidth,
      registerOffset: offset,
    });
  };
  const nothing = (): void => {};
  const visitor: Visitor = {
    register: (path, _key, definition, reading) => add(path, definition, reading),
    field: (path, key, definition, reading) =>
      add(path, definition, reading, path.slice(0, path.length - key.length - 1)),
    bytes: (path, _key, definition, offset, length) => {
      const shown = view.config.has(offset, length) ? `${length} bytes` : 'not all in the dump';
      rows.push({
        path: `${name}.${path}`,
        label: path,
        title: definition.title,
        text: shown,
        raw: undefined,
        start: offset,
        end: offset + length,
        low: 0,
        width: length * 8,
        register: undefined,
        registerWidth: length * 8,
        registerOffset: offset,
      });
    },
    beginTable: nothing,
    beginElement: nothing,
    endElement: nothing,
    endTable: nothing,
  };
  visit(view, site, visitor);
  return rows;
}

/** A register with fields has the number in their place: it is shown as they are in it. */
function textOf(
  definition: FieldDefinition | RegisterDefinition,
  value: number | bigint,
  context: { readonly view: FunctionView; readonly site: Site },
): string {
  const hasFields = definition.kind === 'register' && definition.fields !== undefined;
  if (!hasFields) return valueText(definition, value, context);
  return `${value
    .toString(16)
    .toUpperCase()
    .padStart(definition.width / 4, '0')}h`;
}

/** The narrowest field at a byte; a register where no field is there. */
export function fieldAt(offset: number): FieldRow | undefined {
  let best: FieldRow | undefined;
  for (const row of allFields.value) {
    if (offset < row.start || offset >= row.end) continue;
    if (!best || row.end - row.start < best.end - best.start || (best.register === undefined && row.register))
      best = row;
  }
  return best;
}
