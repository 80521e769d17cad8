import type {
  BytesDefinition,
  Entry,
  FieldDefinition,
  RegisterDefinition,
  RepeatDefinition,
} from '../registers/define.ts';
import { isRegister } from './scope.ts';
import { extract, type FunctionView, type Reading, type Site } from './view.ts';

/** Receives what a table finds in a dump, in the table's order. Paths are relative to the capability. */
export interface Visitor {
  /** A register that exists here. `reading` is known or not in the dump, never absent. */
  register(path: string, name: string, definition: RegisterDefinition, reading: Reading): void;
  field(
    path: string,
    name: string,
    definition: FieldDefinition,
    reading: Reading,
    register: RegisterDefinition,
  ): void;
  bytes(path: string, name: string, definition: BytesDefinition, offset: number, length: number): void;
  beginTable(path: string, name: string, definition: RepeatDefinition, count: number): void;
  beginElement(path: string, index: number): void;
  endElement(): void;
  endTable(): void;
}

/** No real table is longer; what a hostile count asks beyond it is cut. */
const mostElements = 1024;

/** Shows a visitor every register and field that the table of `site` has in this dump. */
export function visit(view: FunctionView, site: Site, visitor: Visitor, prefix = ''): void {
  const { entries } = site.scope;
  for (const name in entries) visitEntry(view, site, name, entries[name] as Entry, visitor, prefix);
}

function visitEntry(
  view: FunctionView,
  site: Site,
  name: string,
  entry: Entry,
  visitor: Visitor,
  prefix: string,
): void {
  const path = prefix === '' ? name : name === '' ? prefix : `${prefix}.${name}`;
  if (entry.kind === 'register') {
    visitRegister(view, site, path, name, entry, visitor);
    return;
  }
  if (entry.kind === 'bytes') {
    if (entry.when && view.holds(entry.when, site) !== true) return;
    const offset = view.offsetOf(site, entry.placements);
    const length = view.quantity(entry.length, site);
    if (offset === undefined || offset < 0 || length === undefined || length <= 0) return;
    visitor.bytes(path, name, entry, offset, Math.min(length, 4096 - offset));
    return;
  }
  const count = view.countOf(site, entry);
  if (!count) return;
  visitor.beginTable(path, name, entry, count);
  for (let index = 0; index < Math.min(count, mostElements); index++) {
    const element = view.element(site, entry, index);
    if (element === undefined || element === 'not-in-dump') break;
    const at = `${path}[${index}]`;
    visitor.beginElement(at, index);
    if (isRegister(entry.body)) visitRegister(view, element, at, '', entry.body, visitor);
    else visit(view, element, visitor, at);
    visitor.endElement();
  }
  visitor.endTable();
}

function visitRegister(
  view: FunctionView,
  site: Site,
  path: string,
  name: string,
  definition: RegisterDefinition,
  visitor: Visitor,
): void {
  const reading = view.readRegister(site, definition);
  if (reading.state === 'absent') return;
  visitor.register(path, name, definition, reading);
  for (const key in definition.fields) {
    const field = definition.fields[key] as FieldDefinition;
    if (field.when && view.holds(field.when, site) !== true) continue;
    visitor.field(`${path}.${key}`, key, field, fieldOf(view, reading, field), definition);
  }
}

function fieldOf(view: FunctionView, register: Reading, field: FieldDefinition): Reading {
  if (register.state === 'absent' || !register.place) return register;
  const place = { ...register.place, low: field.low, width: field.width };
  if (register.state === 'not-in-dump') return { ...register, place };
  const value = extract(view.config, place);
  return value === undefined ? { state: 'absent' } : { state: 'known', value, place };
}
