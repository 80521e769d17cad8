import type { Entries, FieldDefinition, RegisterDefinition } from '../registers/define.ts';
import type { FieldPath } from '../registers/index.ts';
import type { VfInfo } from '../registers/vf.ts';
import { definitionNamed, headerDefinition } from './definitions.ts';
import { parsePath } from './path.ts';
import { isRegister } from './scope.ts';

/** What a field, a register or a capability is in a VF, from its row or from what holds it. */
export function vfInfoAt(path: string, layout = 0): VfInfo | undefined {
  const steps = parsePath(path);
  if (!steps) return undefined;
  const { capability, names } = steps;
  const definition = capability === 'header' ? headerDefinition(layout) : definitionNamed(capability);
  let info = definition?.vf;
  let entries: Entries | undefined = definition?.registers;
  for (const [n, { name }] of names.entries()) {
    const entry = entries && Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (!entry) return info;
    info = entry.vf ?? info;
    if (entry.kind === 'bytes') return info;
    if (entry.kind === 'repeat' && !isRegister(entry.body)) {
      entries = entry.body;
      continue;
    }
    const register = entry.kind === 'repeat' ? (entry.body as RegisterDefinition) : entry;
    const field = register.fields?.[names[n + 1]?.name ?? ''];
    return field?.vf ?? register.vf ?? info;
  }
  return info;
}

/** Whether a path that came as data names a field or a register. */
export const isFieldPath = (path: string, layout: number): path is FieldPath =>
  rowAt(path, layout) !== undefined;

/** The row of the tables that a path names: a field, or a register as a whole. The header is that of a layout. */
export function rowAt(path: string, layout: number): FieldDefinition | RegisterDefinition | undefined {
  const steps = parsePath(path);
  if (!steps) return undefined;
  const { capability, names } = steps;
  const definition = capability === 'header' ? headerDefinition(layout) : definitionNamed(capability);
  let entries: Entries | undefined = definition?.registers;
  for (const [n, { name, index }] of names.entries()) {
    const entry = entries && Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (!entry || entry.kind === 'bytes' || (index !== undefined) !== (entry.kind === 'repeat'))
      return undefined;
    if (entry.kind === 'repeat' && !isRegister(entry.body)) {
      entries = entry.body;
      continue;
    }
    const register = entry.kind === 'repeat' ? (entry.body as RegisterDefinition) : entry;
    const [field, ...more] = names.slice(n + 1);
    if (!field) return register;
    return more.length === 0 && field.index === undefined ? register.fields?.[field.name] : undefined;
  }
  return undefined;
}
