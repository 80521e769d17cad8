import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textSnapshots } from '../../src/input/text.ts';
import { Linters } from '../../src/lint/linters.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const root = join(import.meta.dirname, '../..');
const lines = readFileSync(join(root, 'samples/igb-novf/lspci-xxxx.txt'), 'utf8').split('\n');
const edited = 'ff';

/** The same text with a merge in it: lines `from` on are there twice, the second time with other bytes or not. */
function merged(
  text: readonly string[],
  from: number,
  other: (line: string) => string,
  base = false,
): string {
  const side = text.slice(from, from + 2);
  return [
    ...text.slice(0, from),
    '<<<<<<< HEAD',
    ...side,
    ...(base ? ['||||||| 1234567', ...side] : []),
    '=======',
    ...side.map(other),
    '>>>>>>> capture',
    ...text.slice(from + 2),
  ].join('\n');
}

const findings = (text: string): string[] =>
  textSnapshots('dump.txt', new TextEncoder().encode(text)).flatMap((snapshot) =>
    new Linters('recommended', { about: ['edit', 'capture'] }, [])
      .for('dump.txt')
      .lint(new System(snapshot, new Names()))
      .findings.filter(({ rule }) => rule.startsWith('dump/'))
      .map(({ rule, severity, at }) => `${at.line} ${severity} ${rule}`),
  );

const said = (line: number): string[] => [`${line} error dump/no-merge-conflicts`];
const alike = (line: string): string => line;
const differing = (line: string): string => line.replace(/[0-9a-f]{2}$/, edited);

test('an unresolved merge is one error, whether its sides agree or not', () => {
  expect(findings(merged(lines, 3, alike))).toEqual(said(4));
  expect(findings(merged(lines, 3, differing))).toEqual(said(4));
  expect(findings(merged(lines, 3, alike, true))).toEqual(said(4));
  expect(findings(merged(lines, 3, alike).replaceAll('\n', '\r\n'))).toEqual(said(4));
  expect(findings(lines.join('\n'))).toEqual([]);
});

test('two merges are two errors, and what is outside of them is still said', () => {
  const twice = merged(merged(lines, 60, alike).split('\n'), 3, differing);
  expect(findings(twice)).toEqual([...said(4), ...said(66)]);
  expect(findings(merged(lines, 3, alike).replace(lines[10] as string, 'nothing of PCI'))).toContain(
    '16 warning dump/unknown-lines',
  );
});

test('also in formats that pass over lines of other text', () => {
  const xml = [
    '<device>',
    '  <name>pci_0000_01_00_0</name>',
    "  <capability type='pci'>",
    '    <domain>0</domain><bus>1</bus><slot>0</slot><function>0</function>',
    "    <vendor id='0x8086'>Intel</vendor>",
    "    <product id='0x10c9'/>",
    '  </capability>',
    '</device>',
    '',
  ];
  expect(findings(merged(xml, 4, alike)).filter((line) => !line.includes('no-hex'))).toEqual(said(5));
  const json = JSON.stringify({ lsvf: 'functions', schema_version: 1, functions: [] }, null, 1).split('\n');
  expect(findings(merged(json, 1, alike))).toEqual(said(2));
});

test('a row that was read and differs is not called unused beside the error on it', () => {
  const early = readFileSync(join(root, 'test/lint/inputs/conflict-early.txt'), 'utf8');
  expect(findings(early)).toEqual(['6 error dump/conflicting-bytes']);
});
