import { definitionNamed } from '../decode/definitions.ts';
import { isRegister } from '../decode/scope.ts';
import type { Entries, RegisterDefinition } from '../registers/define.ts';
import { listHeader } from '../registers/shares.ts';
import { type Hazard, sharedHazard, type VfInfo } from '../registers/vf.ts';

/** A field that has a hazard class, of a capability that no list need show. */
export interface ClassedField {
  /** Without indexes. */
  readonly path: string;
  readonly hazard: Hazard;
}

/** The fields of a capability that another Function may govern, with their hazard class. */
export function* classedFields(name: string): Generator<ClassedField> {
  const definition = definitionNamed(name);
  if (definition) yield* below(name, definition.registers, definition.vf);
}

function* below(prefix: string, entries: Entries, outer: VfInfo | undefined): Generator<ClassedField> {
  for (const [key, entry] of Object.entries(entries)) {
    if (listHeader.test(key) || entry.kind === 'bytes') continue;
    const path = `${prefix}.${key}`;
    const info = entry.vf ?? outer;
    if (entry.kind === 'register') yield* ofRegister(path, entry, info);
    else if (isRegister(entry.body)) yield* ofRegister(path, entry.body, entry.body.vf ?? info);
    else yield* below(path, entry.body, info);
  }
}

function* ofRegister(
  path: string,
  register: RegisterDefinition,
  info: VfInfo | undefined,
): Generator<ClassedField> {
  if (!register.fields) yield* classed(path, info);
  for (const [name, field] of Object.entries(register.fields ?? {}))
    yield* classed(`${path}.${name}`, field.vf ?? info);
}

function* classed(path: string, info: VfInfo | undefined): Generator<ClassedField> {
  const hazard = sharedHazard(info);
  if (hazard !== null) yield { path, hazard };
}
