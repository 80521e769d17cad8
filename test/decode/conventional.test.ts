import { describe, expect, test } from 'vitest';
import { encode } from '../../src/decode/encode.ts';
import { findExtended, walk } from '../../src/decode/walk.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';

/** A function without PCI Express and PCI-X Mode 2 has 256 bytes: they are all of it. */
function extendedOf(
  capabilities: readonly string[],
  bytes: Readonly<Record<number, number>> = {},
  size = 256,
) {
  const space = encode({ 'header.vendor_id': 0x8086 }, { capabilities: [...capabilities] }).slice(0, size);
  for (const [offset, value] of Object.entries(bytes)) space[Number(offset)] = value;
  return walk(ConfigSpace.of(space)).extended;
}

describe('extended configuration space', () => {
  test('is not there in a function of conventional PCI whose 256 bytes are in the dump', () => {
    expect(extendedOf(['pm'])).toBe('none');
    expect(extendedOf([])).toBe('none');
    expect(extendedOf(['pcix'])).toBe('none');
    // A pointer that no bit announces, to zeros.
    expect(extendedOf([], { 52: 0xdc })).toBe('none');
    // The list is whole although the dump ends sooner.
    expect(extendedOf(['pm'], {}, 128)).toBe('none');
  });

  test('is not there in one whose bytes past 256 are something else', () => {
    const bytes = encode({ 'header.vendor_id': 0x8086 }, { capabilities: ['pm'] });
    bytes.set([0x10, 0x00, 0x01, 0x00], 0x100);
    const config = ConfigSpace.of(bytes);
    expect(walk(config).extended).toBe('none');
    expect(walk(config).entries.filter(({ kind }) => kind === 'extended')).toEqual([]);
    expect(findExtended(config, 0x10)).toBe(0);
  });

  test('ends at a header of zeros', () => {
    const bytes = encode({ 'ari.control.function_group': 0 });
    bytes[0x103] = 0x20;
    const { entries, extended } = walk(ConfigSpace.of(bytes));
    expect(entries.filter(({ kind }) => kind === 'extended').map(({ offset }) => offset)).toEqual([0x100]);
    expect(extended).toBe('complete');
  });

  test.each<[string, readonly string[], Readonly<Record<number, number>>, number?]>([
    ['with PCI Express', ['pcie'], {}],
    ['with PCI Express in a list that no bit announces', ['pcie'], { 6: 0 }],
    ['with PCI-X of version 1', ['pcix'], { 67: 0x10 }],
    ['with PCI-X at 266 MHz', ['pcix'], { 71: 0x40 }],
    ['with a list that loops', ['pm'], { 65: 0x40 }],
    ['with a list that leaves the header out', ['pm'], { 65: 0x10 }],
    ['with PCI Express of which fewer bytes are in the dump', ['pcie'], {}, 128],
    ['of all zeros', [], { 0: 0, 1: 0 }],
  ])('may be there in a function %s', (_, capabilities, bytes, size) => {
    expect(extendedOf(capabilities, bytes, size)).toBe('not-in-dump');
  });

  test('may be there where bytes behind 256 are known, but not its first', () => {
    const space = encode({ 'header.vendor_id': 0x8086 }, { capabilities: ['pcie'] });
    const ranges = [
      { start: 0, end: 256 },
      { start: 512, end: 4096 },
    ];
    expect(walk(new ConfigSpace(Uint8Array.from(space), 0, space.length, 4096, ranges)).extended).toBe(
      'not-in-dump',
    );
  });
});
