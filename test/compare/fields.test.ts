import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/compare/diff.ts';
import { encode } from '../../src/decode/encode.ts';
import { differenceOf, line, pairOf, systemOfBytes } from './systems.ts';

describe('what differs between two Functions', () => {
  test('a field, by its path, with values as they are named', async () => {
    const pair = await pairOf(
      { fields: { 'pcie.link_control.aspm_control': 0, 'pcie.capabilities.version': 2 } },
      { fields: { 'pcie.link_control.aspm_control': 2, 'pcie.capabilities.version': 2 } },
    );
    expect(pair.changes.map(line)).toEqual(['changed pcie.link_control.aspm_control 0 (off) → 2 (L1)']);
    expect(pair.changes[0]).toMatchObject({ before: 0, after: 2, offsetBefore: 0x50, volatile: false });
  });

  test('wide values and IDs are hex strings, others numbers', async () => {
    const pair = await pairOf(
      {
        fields: {
          'dsn.serial_number': 0x1122334455667788n,
          'header.device_id': 0x10c9,
          'header.revision_id': 1,
        },
      },
      {
        fields: {
          'dsn.serial_number': 0x1122334455667799n,
          'header.device_id': 0x10ca,
          'header.revision_id': 2,
        },
      },
    );
    const values = Object.fromEntries(
      pair.changes.map(({ field, before, after }) => [field, [before, after]]),
    );
    expect(values).toEqual({
      'header.device_id': ['10c9', '10ca'],
      'header.revision_id': ['0x01', '0x02'],
      'dsn.serial_number': ['0x1122334455667788', '0x1122334455667799'],
    });
  });

  test('reserved bits of a register', async () => {
    const fields = { 'sriov.control.vf_enable': 1 };
    const pair = await pairOf({ fields }, { fields, bytes: { 264: [0x81] } });
    expect(pair.changes).toEqual([
      expect.objectContaining({
        field: 'sriov.control',
        about: 'bits',
        before: '0x0001',
        after: '0x0081',
        meaning: 'reserved bit 7 of the register changed',
      }),
    ]);
  });

  test('bytes outside any capability, and of a capability that nobody knows', async () => {
    // 60h: an unknown standard capability 7Fh.
    const bytes = { 6: [0x10, 0], 52: [0x60], 96: [0x7f, 0, 1, 2], 224: [1, 2, 3, 4] };
    const pair = await pairOf(
      { fields: {}, bytes },
      { fields: {}, bytes: { ...bytes, 99: [9], 225: [7, 8] } },
    );
    expect(pair.changes.map(line)).toEqual([
      'changed standard_7f+0x03 02h → 09h',
      'changed standard_7f+0x81 0302h → 0807h',
    ]);
    const header = await pairOf({ fields: {} }, { fields: {}, bytes: { 54: [5], 80: [1, 2] } });
    expect(header.changes.map(line)).toEqual(['changed 0x036 00h → 05h', 'changed 0x050 0000h → 0201h']);
  });

  test('a capability that moved: its fields are compared where they are now', async () => {
    const fields = { 'msix.control.table_size': 7, 'msix.control.enable': 0 };
    const pair = await pairOf(
      { fields, options: { offsets: { msix: 0x60 } } },
      { fields: { ...fields, 'msix.control.enable': 1 }, options: { offsets: { msix: 0x80 } } },
    );
    const shown = pair.changes.filter(({ follows }) => !follows);
    expect(shown.map(line)).toEqual(['changed msix at 60h → at 80h', 'changed msix.control.enable 0 → 1']);
    expect(pair.changes.filter(({ follows }) => follows).map(({ field }) => field)).toEqual([
      'header.capabilities_pointer',
    ]);
  });

  test('a capability that came and one that went, without their fields', async () => {
    const pair = await pairOf(
      { fields: { 'pasid.control.enable': 1 } },
      { fields: { 'ats.control.enable': 1 } },
    );
    expect(pair.changes.map(({ kind, field, before, after }) => [kind, field, before, after])).toEqual([
      ['removed', 'pasid', 0x100, null],
      ['added', 'ats', null, 0x100],
    ]);
  });

  test('elements of a table', async () => {
    const pair = await pairOf(
      { fields: { 'sriov.vf_bar[2]': 0xfe000000 } },
      { fields: { 'sriov.vf_bar[2]': 0xfd000000 } },
    );
    expect(pair.changes.map(line)).toEqual(['changed sriov.vf_bar[2] FE000000h → FD000000h']);
  });

  test('a register that the layout of one side alone has is one change', async () => {
    const fields = { 'pcie.capabilities.version': 2, 'pcie.link_status.current_link_speed': 3 };
    const pair = await pairOf(
      { fields: { ...fields, 'pcie.capabilities.device_port_type': 0 } },
      { fields: { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 9 } },
    );
    const link = pair.changes.filter(({ field }) => field.startsWith('pcie.link_status'));
    expect(link).toEqual([
      expect.objectContaining({
        kind: 'removed',
        before: '0x0003',
        after: null,
        reason: 'not in this Function',
      }),
      expect.objectContaining({ field: 'pcie.link_status_2' }),
    ]);
  });

  test('the extended part that no longer answers is one change', async () => {
    const fields = { 'sriov.num_vfs': 3, 'aer.uncorrectable_mask.ecrc_error': 1 };
    const pair = await pairOf({ fields }, { fields, bytes: { 256: new Array(3840).fill(0xff) } });
    expect(pair.changes).toEqual([expect.objectContaining({ field: '0x100', afterText: 'all ones' })]);
  });
});

describe('what one dump does not hold is no difference', () => {
  const fields = { 'pcie.capabilities.version': 2, 'sriov.num_vfs': 3, 'ats.control.enable': 1 };

  test('capabilities past its end', async () => {
    const difference = await differenceOf({ fields }, { fields, options: { size: 256 } });
    expect(difference.differs).toBe(false);
    expect(difference.pairs[0]?.incomparable).toEqual([
      { field: 'sriov', before: 0x100, after: null, side: 'after', reason: 'the dump ends at FFh' },
      { field: 'ats', before: 0x140, after: null, side: 'after', reason: 'the dump ends at FFh' },
      { field: '0x100', before: null, after: null, side: 'after', reason: 'the dump ends at FFh' },
    ]);
  });

  test('what both hold is compared all the same', async () => {
    const difference = await differenceOf(
      { fields, options: { size: 64 } },
      { fields: { ...fields, 'header.command.bus_master_enable': 1 } },
    );
    expect(difference.differs).toBe(true);
    expect(difference.pairs[0]?.changes.map(({ field }) => field)).toEqual([
      'header.command.bus_master_enable',
    ]);
    expect(difference.pairs[0]?.incomparable.map(({ side }) => side)).toContain('before');
  });

  test('a capability that is cut in two', async () => {
    const difference = await differenceOf(
      { fields: { 'sriov.num_vfs': 3 } },
      {
        fields: { 'sriov.num_vfs': 3 },
        options: { size: 0x112 },
      },
    );
    expect(difference.differs).toBe(false);
    const paths = difference.pairs[0]?.incomparable.map(({ field }) => field);
    expect(paths).toContain('sriov.vf_stride');
    expect(paths).not.toContain('sriov.num_vfs');
  });
});

describe('nothing is lost', () => {
  const base = encode(
    {
      'header.vendor_id': 0x8086,
      'pcie.capabilities.version': 2,
      'msix.control.table_size': 3,
      'sriov.num_vfs': 2,
    },
    { capabilities: ['pm', 'msi', 'msix', 'pcie', 'aer', 'dsn', 'ari', 'sriov', 'acs', 'vsec'] },
  );

  test('whatever bytes differ, something is said; of the same bytes, nothing', () => {
    const edit = fc.record({ offset: fc.nat(4095), xor: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(fc.uniqueArray(edit, { selector: ({ offset }) => offset, maxLength: 4 }), (edits) => {
        const bytes = Uint8Array.from(base);
        for (const { offset, xor } of edits) bytes[offset] = (bytes[offset] as number) ^ xor;
        const { differs, pairs } = diff(systemOfBytes(base), systemOfBytes(bytes), { all: true });
        expect(differs).toBe(edits.length > 0);
        expect(pairs.length > 0).toBe(edits.length > 0);
      }),
      { numRuns: 400 },
    );
  });

  test('any two configuration spaces are compared to an end, and swapped ones differ in as much', () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 600 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const there = diff(systemOfBytes(a), systemOfBytes(b), { all: true });
        const back = diff(systemOfBytes(b), systemOfBytes(a), { all: true });
        expect(back.differs).toBe(there.differs);
        expect(back.pairs[0]?.changes.length).toBe(there.pairs[0]?.changes.length);
      }),
      { numRuns: 200 },
    );
  });
});
