import { expect, test } from 'vitest';
import { pagesFor } from '../../src/reference/page.ts';
import { hasLinuxHeader, installedNames } from './all-tables.ts';
import { newerMacros } from './newer-macros.ts';
import { unknownMacros } from './unknown-macros.ts';

const isKnown = (name: string): boolean => pagesFor(name).length > 0;
const listed = new Set(Object.keys(unknownMacros));

test.skipIf(!hasLinuxHeader)('explain knows every macro of pci_regs.h', () => {
  const names = new Set([...installedNames, ...newerMacros.map(({ name }) => name)]);
  expect(names.size).toBeGreaterThan(900);
  expect([...names].filter((name) => !listed.has(name) && !isKnown(name))).toEqual([]);
});

test('what it is said not to know it does not know', () => {
  expect([...listed].filter(isKnown)).toEqual([]);
});
