import { expect, test } from 'vitest';
import { encode, type FieldValues } from '../../src/decode/encode.ts';
import { readBytes } from '../../src/input/read.ts';
import { Linter } from '../../src/lint/engine.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { enabledVfs } from '../../src/lint/vf.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

function dumpOf(functions: Readonly<Record<string, FieldValues>>, size = 4096): string {
  return Object.entries(functions)
    .map(([address, fields]) => {
      const rows: string[] = [];
      const bytes = encode(fields, { size });
      for (let offset = 0; offset < size; offset += 16) {
        const row = [...bytes.subarray(offset, offset + 16)].map((byte) =>
          byte.toString(16).padStart(2, '0'),
        );
        rows.push(`${offset.toString(16).padStart(2, '0')}: ${row.join(' ')}\n`);
      }
      return `${address} Ethernet controller: Example\n${rows.join('')}\n`;
    })
    .join('');
}

/** The findings of one rule, each place as the bytes that stand there. */
function placesOf(id: string, text: string) {
  const lines = text.split('\n');
  const system = new System(readBytes('dump.txt', new TextEncoder().encode(text)), new Names());
  const active = rules.map((rule) => ({ rule, severity: rule.meta.severity }));
  const bytesAt = ({ line = 0, column = 0 }: { line?: number; column?: number }, length: number) =>
    lines[line - 1]?.slice(column - 1, column + 3 * length - 2);
  return new Linter(active, rules)
    .lint(system)
    .findings.filter(({ rule }) => rule === id)
    .map(({ at, length, field, message, related }) => ({
      field,
      bytes: bytesAt(at, length),
      message,
      related: related.map((place) => [place.message, bytesAt(place.at, 2)]),
    }));
}

test('First VF Offset 0', () => {
  const text = dumpOf({ '00:00.0': { ...enabledVfs(3), 'sriov.first_vf_offset': 0 } });
  expect(placesOf('sriov/offset-zero', text)).toMatchObject([
    { field: 'sriov.first_vf_offset', bytes: '00 00', related: [['NumVFs is 3', '03 00']] },
  ]);
});

test('VF Stride 0', () => {
  const text = dumpOf({ '00:00.0': { ...enabledVfs(5), 'sriov.vf_stride': 0 } });
  expect(placesOf('sriov/stride-zero', text)).toMatchObject([
    { field: 'sriov.vf_stride', bytes: '00 00', related: [['NumVFs is 5', '05 00']] },
  ]);
});

test('Routing IDs past FFFFh', () => {
  const text = dumpOf({ '00:00.0': { ...enabledVfs(3), 'sriov.first_vf_offset': 0xfffe } });
  expect(placesOf('sriov/rid-overflow', text)).toMatchObject([
    {
      field: 'sriov.first_vf_offset',
      bytes: 'fe ff',
      related: [
        ['VF Stride is 1', '01 00'],
        ['NumVFs is 3', '03 00'],
      ],
    },
  ]);
});

test('a dump that ends before First VF Offset', () => {
  const text = dumpOf({ '00:00.0': enabledVfs(4) }, 0x114);
  expect(placesOf('sriov/settings-not-in-dump', text)).toMatchObject([
    { field: 'sriov.control.vf_enable', bytes: '01', related: [['NumVFs is 4', '04 00']] },
  ]);
});

test('two PFs that claim the same addresses: one finding, with both First VF Offsets', () => {
  const text = dumpOf({
    '00:00.0': { ...enabledVfs(4), 'sriov.first_vf_offset': 6 },
    '00:00.1': { ...enabledVfs(4), 'sriov.first_vf_offset': 7 },
  });
  expect(placesOf('sriov/claimed-twice', text)).toEqual([
    {
      field: 'sriov.first_vf_offset',
      bytes: '07 00',
      message: '0000:00:01.0 is VF 1 of 0000:00:00.1 and VF 3 of 0000:00:00.0, and so is 1 more',
      related: [
        ['VF Stride is 1', '01 00'],
        ['NumVFs is 4', '04 00'],
        ['First VF Offset of 0000:00:00.0 is 6', '06 00'],
      ],
    },
  ]);
});
