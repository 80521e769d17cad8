import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CapabilityDefinition, Lazy } from '../../src/registers/define.ts';
import { capabilities, headers } from '../../src/registers/index.ts';
import type { Tables } from './level.ts';
import { newerMacros } from './newer-macros.ts';
import { type Calculation, definedNames, parseDefines, parseFunctions } from './pci-regs.ts';

const registers = join(import.meta.dirname, '..', '..', 'src', 'registers');
const header = '/usr/include/linux/pci_regs.h';

export const definitions: readonly CapabilityDefinition[] = [...headers, ...capabilities].map((table) =>
  table(),
);

export const hasLinuxHeader = existsSync(header);

const headerText = hasLinuxHeader ? readFileSync(header, 'utf8') : '';

/** The macros of the installed header alone. */
export const installedMacros: ReadonlyMap<string, bigint> = parseDefines(headerText);
export const installedFunctions: ReadonlyMap<string, Calculation> = parseFunctions(headerText);

/** Whatever the installed header defines. */
export const installedNames: readonly string[] = definedNames(headerText);

/** Every table with its file and, where the kernel's header is installed, the kernel's macros. */
export async function allTables(): Promise<Tables> {
  const fileOf = new Map<CapabilityDefinition, string>();
  for (const folder of ['header', 'capabilities', 'extended', 'dvsec']) {
    const path = join(registers, folder);
    for (const name of existsSync(path) ? readdirSync(path).sort() : []) {
      const module: { default?: Lazy } = await import(join(path, name));
      if (module.default) fileOf.set(module.default(), `${folder}/${name}`);
    }
  }
  const numbers = newerMacros.flatMap(({ name, value, step }) =>
    step === undefined ? [[name, BigInt(value)] as const] : [],
  );
  const calculations = newerMacros.flatMap(({ name, value, step }) =>
    step === undefined ? [] : [[name, (n: bigint) => BigInt(value) + n * BigInt(step)] as const],
  );
  if (!hasLinuxHeader) return { all: definitions, fileOf };
  return {
    all: definitions,
    fileOf,
    macros: new Map([...numbers, ...installedMacros]),
    functions: new Map<string, Calculation>([...calculations, ...installedFunctions]),
  };
}
