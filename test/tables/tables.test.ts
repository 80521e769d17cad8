import { describe, expect, test } from 'vitest';
import { allTables, definitions, hasLinuxHeader, installedMacros } from './all-tables.ts';
import { newerMacros } from './newer-macros.ts';
import { rules } from './rules-of-tables.ts';

const needsHeader = new Set(['linuxMacrosAgree', 'linuxIdAgrees']);
const tables = await allTables();

describe('the tables', () => {
  for (const [name, rule] of Object.entries(rules)) {
    // A developer may lack the kernel's headers; CI may not.
    test.skipIf(needsHeader.has(name) && !hasLinuxHeader && !process.env['CI'])(name, () => {
      if (needsHeader.has(name)) expect(hasLinuxHeader, 'linux/pci_regs.h is installed').toBe(true);
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
    const differing = newerMacros.flatMap(({ name, value }) => {
      const installed = installedMacros.get(name);
      return installed === undefined || installed === BigInt(value)
        ? []
        : [`${name}: ${value} in the list, ${installed} in the header`];
    });
    expect(differing).toEqual([]);
  });
});
