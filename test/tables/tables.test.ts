import { describe, expect, test } from 'vitest';
import { allTables, definitions, hasLinuxHeader, installedFunctions, installedMacros } from './all-tables.ts';
import { newerMacros } from './newer-macros.ts';
import { rules } from './rules-of-tables.ts';

const needsHeader = new Set(['linuxMacrosAgree', 'otherMacrosAgree', 'linuxIdAgrees']);
const tables = await allTables();

describe('the tables', () => {
  for (const [name, rule] of Object.entries(rules)) {
    test.skipIf(needsHeader.has(name) && !hasLinuxHeader)(name, () => {
      const problems = definitions.flatMap((definition) => {
        const file = tables.fileOf?.get(definition) ?? definition.name;
        return rule(definition, tables).map((problem) => `${file}: ${problem}`);
      });
      expect(problems).toEqual([]);
    });
  }

  test('every file is in the index', () => {
    const listed = new Set(definitions);
    const missing = [...(tables.fileOf ?? [])].flatMap(([definition, file]) =>
      listed.has(definition) ? [] : [file],
    );
    expect(missing).toEqual([]);
  });

  test('macros that are said to be newer than the header do not differ from it', () => {
    const differing = newerMacros.flatMap(({ name, value, step }) => {
      const calculation = step === undefined ? undefined : installedFunctions.get(name);
      const installed = calculation ? [calculation(0n), calculation(1n)] : [installedMacros.get(name)];
      const listed = [BigInt(value), ...(calculation ? [BigInt(value + (step ?? 0))] : [])];
      return installed[0] === undefined || installed.join() === listed.join()
        ? []
        : [`${name}: ${listed.join()} in the list, ${installed.join()} in the header`];
    });
    expect(differing).toEqual([]);
  });
});
