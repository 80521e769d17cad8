import type { Entries, Entry } from '../registers/define.ts';
import { allDefinitions } from './definitions.ts';
import { isRegister } from './scope.ts';

/** Every path of every table, without indexes: capabilities, registers and fields. */
export function allPaths(): string[] {
  const paths = new Set<string>();
  const add = (prefix: string, entries: Entries): void => {
    for (const [name, entry] of Object.entries(entries)) addEntry(`${prefix}.${name}`, entry);
  };
  const addEntry = (path: string, entry: Entry): void => {
    paths.add(path);
    if (entry.kind === 'register') for (const field in entry.fields) paths.add(`${path}.${field}`);
    else if (entry.kind === 'repeat') {
      if (!isRegister(entry.body)) add(path, entry.body);
      else for (const field in entry.body.fields) paths.add(`${path}.${field}`);
    }
  };
  for (const definition of allDefinitions()) {
    paths.add(definition.name);
    add(definition.name, definition.registers);
  }
  return [...paths];
}
