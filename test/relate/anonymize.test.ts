import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type EncodeOptions, encode, type FieldValues } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction, type Surroundings } from '../../src/model/function.ts';
import { treeRecord } from '../../src/output/json.ts';
import { Anonymizer } from '../../src/relate/anonymize.ts';
import { Names } from '../../src/relate/names.ts';
import { System } from '../../src/relate/system.ts';

function functionOf(
  fields: FieldValues,
  surroundings: Surroundings = {},
  options?: EncodeOptions,
): PciFunction {
  const config = ConfigSpace.of(encode(fields, options));
  return new PciFunction(0, 0x100, config, { kind: 'binary', file: '/home/me/x' }, surroundings);
}

const serialOf = (fn: PciFunction): string => {
  const reading = new FunctionView(fn).read('dsn.serial_number');
  return reading.state === 'known' ? reading.value.toString(16).padStart(16, '0') : reading.state;
};
const withSerial = (serial: bigint): PciFunction => functionOf({ 'dsn.serial_number': serial });

describe('serial numbers', () => {
  test('the same original, the same replacement, over all that one anonymizer is given', () => {
    const anonymizer = new Anonymizer();
    const originals = [0x1122334455667788n, 0x99n, 0x1122334455667788n];
    const serials = originals.map((serial) => serialOf(anonymizer.take(withSerial(serial))));
    expect(serials).toEqual(['0200000000000001', '0200000000000002', '0200000000000001']);
    expect(anonymizer.changed).toEqual([
      { field: 'dsn.serial_number', functions: ['0000:01:00.0'], values: 2 },
    ]);
  });

  test.each([0n, 0xffffffffffffffffn])('%s is none', (serial) => {
    const anonymizer = new Anonymizer();
    expect(serialOf(anonymizer.take(withSerial(serial)))).toBe(serial.toString(16).padStart(16, '0'));
    expect(anonymizer.changed).toEqual([]);
  });

  test('half of one in the dump: the half is replaced, the rest stays unknown', () => {
    const bytes = encode({ 'dsn.serial_number': 0x1122334455667788n });
    const fn = new PciFunction(0, 0x100, new ConfigSpace(bytes, 0, 0x108, 0x108), {
      kind: 'binary',
      file: 'x',
    });
    const { config } = new Anonymizer().take(fn);
    expect([config.end, config.u32(0x104)]).toEqual([0x108, 1]);
  });

  test('made from a MAC address: still of that address, wherever it stands', () => {
    const anonymizer = new Anonymizer();
    const attributes = new Map([
      ['net/eth0/address', '52:54:00:12:34:56'],
      ['net', 'enx525400123456'],
      ['numa_node', '0'],
      ['label', 'port 0000:01:00.0'],
    ]);
    const text = 'Ethernet controller: X (52-54-00-FF-FE-12-34-56)';
    const fields = { 'dsn.serial_number': 0x525400ffff123456n };
    const fn = anonymizer.take(functionOf(fields, { attributes, text }));
    expect(serialOf(fn)).toBe('020000ffff000001');
    expect([...(fn.surroundings.attributes ?? [])]).toEqual([
      ['net/eth0/address', '02:00:00:00:00:01'],
      ['net', 'enx020000000001'],
      ['numa_node', '0'],
      ['label', 'port 0000:01:00.0'],
    ]);
    expect(fn.surroundings.text).toBe('Ethernet controller: X (02-00-00-ff-fe-00-00-01)');
  });

  test('VPD, a system GUID, attributes with serial numbers', () => {
    const anonymizer = new Anonymizer();
    const fields = { 'vpd.data': 0x39393953, 'hierarchy_id.guid_1': 0x1234, 'hierarchy_id.guid_5': 0x5678 };
    const attributes = new Map([
      ['vpd', '\u0082\u0005HELLO'],
      ['nvme/nvme0/serial', 'S3X9'],
      ['uid', '0x7'],
    ]);
    const fn = anonymizer.take(functionOf(fields, { attributes }));
    const view = new FunctionView(fn);
    expect(view.get('vpd.data')).toBe(0x31303058);
    expect([view.get('hierarchy_id.guid_1'), view.get('hierarchy_id.guid_5')]).toEqual([1, 0]);
    expect([...(fn.surroundings.attributes?.values() ?? [])]).toEqual([
      'anonymized-1',
      'anonymized-2',
      '0x7',
    ]);
    expect(anonymizer.changed.map(({ field }) => field)).toEqual([
      'vpd.data',
      'hierarchy_id.guid',
      'attribute vpd',
      'attribute nvme/nvme0/serial',
    ]);
  });

  test('the name of the file is gone', () => {
    expect(new Anonymizer().take(withSerial(1n)).origin.file).toBe('');
  });
});

describe('subsystem IDs', () => {
  const fields: FieldValues = { 'header.subsystem_vendor_id': 0x1af4, 'header.subsystem_id': 0x1100 };
  const attributes = new Map([
    ['subsystem_vendor', '0x1af4'],
    ['subsystem_device', '0x1100'],
    ['modalias', 'pci:v00008086d000010C9sv00001AF4sd00001100bc02sc00i00'],
    ['PCI_SUBSYS_ID', '1AF4:1100'],
  ]);
  const text = '"Class" "Vendor" "Device" -r01 "Maker" "Model"';

  test('stay, and are named, unless asked for', () => {
    const anonymizer = new Anonymizer();
    const fn = anonymizer.take(functionOf(fields, { attributes, text }));
    expect(fn.config.u32(0x2c)).toBe(0x11001af4);
    expect(fn.surroundings).toMatchObject({ attributes, text });
    expect(fn.stated.subsystemId?.value).toBe(0x1100);
    expect(anonymizer.left.map(({ field, why }) => [field, why])).toEqual([
      ['subsystem IDs', 'only --anonymize-subsystem replaces them'],
    ]);
  });

  test('are replaced alike in bytes, attributes and text', () => {
    const anonymizer = new Anonymizer({ subsystem: true });
    const fn = anonymizer.take(functionOf(fields, { attributes, text }));
    expect(fn.config.u32(0x2c)).toBe(0x0001ff01);
    expect([...(fn.surroundings.attributes?.values() ?? [])]).toEqual([
      '0xff01',
      '0x0001',
      'pci:v00008086d000010C9sv0000FF01sd00000001bc02sc00i00',
      'FF01:0001',
    ]);
    expect(fn.surroundings.text).toBe('"Class" "Vendor" "Device" -r01 "" ""');
    const bridge: FieldValues = {
      'bridge_subsystem.subsystem_vendor_id': 0x1af4,
      'bridge_subsystem.subsystem_id': 0x1100,
    };
    const { config } = anonymizer.take(functionOf(bridge, {}, { layout: 1 }));
    expect(config.u32(0x44)).toBe(0x0001ff01);
  });
});

test('what only its maker knows is named', () => {
  const anonymizer = new Anonymizer();
  const bytes = encode({}, { capabilities: ['pcie', 'vsec'] });
  bytes[0xf0] = 0x12;
  anonymizer.take(new PciFunction(0, 0x100, ConfigSpace.of(bytes), { kind: 'binary', file: 'x' }));
  expect(anonymizer.left.map(({ field }) => field)).toEqual(['vsec', 'registers outside capabilities']);
});

const samples = join(import.meta.dirname, '..', '..', 'samples');
const folders = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'sysfs.tar.gz')));

describe('a sample without its serial numbers is the same system', () => {
  test.each(folders)('%s', async (folder) => {
    const snapshot = await diskSnapshot(join(samples, folder, 'sysfs.tar.gz'));
    const anonymizer = new Anonymizer({ subsystem: true });
    const functions = snapshot.functions.map((fn) => anonymizer.take(fn));
    const trees = [snapshot, { ...snapshot, functions }].map((one) => {
      const system = new System(one, new Names());
      return one.functions.map((fn) => treeRecord(system, fn));
    });
    expect(trees[1]).toEqual(trees[0]);
    for (const [n, fn] of functions.entries()) {
      const original = snapshot.functions[n] as PciFunction;
      expect(fn.config.knownRanges).toEqual(original.config.knownRanges);
      const serial = serialOf(original);
      if (/^[0-9a-f]{16}$/.test(serial) && !/^(?:0+|f+)$/.test(serial)) expect(serialOf(fn)).not.toBe(serial);
    }
  });
});
