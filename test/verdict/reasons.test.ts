import { describe, expect, test } from 'vitest';
import { type EncodeOptions, encode, type FieldValues } from '../../src/decode/encode.ts';
import { readBytes } from '../../src/input/read.ts';
import { parseAddress } from '../../src/model/address.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

interface Described {
  readonly address: string;
  readonly fields?: FieldValues;
  readonly options?: EncodeOptions;
  readonly bytes?: Uint8Array;
}

function systemOf(inputFormat: string, ...described: Described[]): System {
  const functions = described.map(({ address, fields = {}, options, bytes }) => {
    const key = parseAddress(address) ?? 0;
    const config = ConfigSpace.of(bytes ?? encode(fields, options));
    return new PciFunction(Math.floor(key / 0x10000), key % 0x10000, config, { kind: 'binary', file: 'x' });
  });
  return new System({ source: 'x', inputFormat, functions, diagnostics: [] }, new Names());
}

function verdictOf(system: System, address: string) {
  const fn = system.snapshot.functions.find((candidate) => candidate.address === address);
  if (!fn) throw new Error(`there is no ${address}`);
  return system.report(fn).verdict;
}

const port = (ariForwarding: number): Described => ({
  address: '0000:00:01.0',
  fields: {
    'header.vendor_id': 0x8086,
    'header.class_code': 0x060400,
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 2,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.device_control_2.ari_forwarding_enable': ariForwarding,
  },
  options: { layout: 1 },
});
const ones = new Uint8Array(4096).fill(0xff);

describe('all ones', () => {
  test('past device 0 below a port whose ARI Forwarding is off: nothing gets there', () => {
    const system = systemOf('lspci', port(0), { address: '0000:01:02.0', bytes: ones });
    expect(verdictOf(system, '0000:01:02.0')).toMatchObject({
      role: 'unreadable',
      reason:
        'the first 64 bytes are all ones: the Function did not answer: ARI Forwarding of 0000:00:01.0 is off, so that no request reaches a device number above 0',
    });
  });

  test.each([
    ['where it is on', 1, '0000:01:02.0'],
    ['of device 0', 0, '0000:01:00.1'],
  ])('%s have another cause', (_, forwarding, address) => {
    const system = systemOf('lspci', port(forwarding), { address, bytes: ones });
    expect(verdictOf(system, address).reason).not.toContain('ARI');
  });
});

describe('a near miss', () => {
  const likeVf: FieldValues = {
    'header.vendor_id': 0x1234,
    'header.class_code': 0x020000,
    'pcie.capabilities.version': 2,
    'pcie.device_capabilities.function_level_reset_capability': 1,
    'msix.control.table_size': 3,
  };
  const reasonOf = (fields: FieldValues) => {
    const system = systemOf('lspci', port(0), { address: '0000:01:00.0', fields });
    const { role, certainty, reason } = verdictOf(system, '0000:01:00.0');
    return [role, certainty, reason];
  };

  test('is taken for a VF without what speaks against it', () => {
    expect(reasonOf(likeVf)).toEqual(['vf', 'possible', 'no PF is visible to this system']);
  });

  test.each([
    ['a Device Control that is set', { ...likeVf, 'pcie.device_control': 0x2810 }, 'Device Control is 2810h'],
    [
      'a capability of PFs, where no port of QEMU is above',
      { ...likeVf, 'pasid.control.enable': 0 },
      'it has pasid',
    ],
  ] as const)('says that it has %s', (_, fields, why) => {
    expect(reasonOf(fields)).toEqual([
      'function',
      null,
      `not taken for a VF, although it has Function Level Reset, no interrupt pin and a silent link: ${why}`,
    ]);
  });

  test('with an interrupt pin or a live link it is an ordinary Function', () => {
    expect(reasonOf({ ...likeVf, 'header.interrupt_pin': 1 })).toEqual(['function', null, null]);
    expect(reasonOf({ ...likeVf, 'pcie.link_status': 0x0043 })).toEqual(['function', null, null]);
  });
});

describe('who may be the PF of a VF', () => {
  const cut = { size: 256 };
  const network = { 'header.class_code': 0x020000, 'pcie.capabilities.version': 2 };
  const intel = { 'header.vendor_id': 0x8086, ...network };
  const pf = (address: string, fields: FieldValues = intel): Described => ({ address, fields, options: cut });
  const vf: Described = {
    address: '0000:02:00.0',
    fields: { 'header.device_id': 0x154c, ...intel },
    options: cut,
  };
  const candidateOf = (...others: Described[]) =>
    verdictOf(systemOf('lspci', port(0), ...others, vf), vf.address).reason?.slice(0, 12);

  test('a Function of its vendor and class, whose bridges pass its bus on', () => {
    expect(candidateOf(pf('0000:01:00.0'))).toBe('0000:01:00.0');
  });

  test('none of another vendor or class', () => {
    expect(candidateOf(pf('0000:01:00.0', { ...intel, 'header.vendor_id': 0x15b3 }))).toBe('no PF is vis');
    expect(candidateOf(pf('0000:01:00.0', { ...intel, 'header.class_code': 0x0c0500 }))).toBe('no PF is vis');
  });

  test('none that is a VF itself', () => {
    expect(candidateOf(pf('0000:01:00.0', { ...intel, 'header.device_id': 0x154c }))).toBe('no PF is vis');
  });

  test('none that the bus of the VF does not lead to', () => {
    expect(candidateOf(pf('0000:00:1f.6'))).toBe('no PF is vis');
  });
});

describe('what to capture again', () => {
  const pcie = { 'header.vendor_id': 0x8086, 'header.class_code': 0x020000, 'pcie.capabilities.version': 2 };
  const adviceOf = (format: string, size: number, ...others: Described[]) =>
    verdictOf(
      systemOf(format, ...others, { address: '0000:01:00.0', fields: pcie, options: { size } }),
      '0000:01:00.0',
    ).advice;

  test('64 bytes of lspci and sysfs: root reads more', () => {
    expect(adviceOf('lspci', 64)).toBe('as root: lspci -D -nn -xxxx');
    expect(adviceOf('sysfs', 64)).toBe('as root');
  });

  test('256 bytes of lspci: -xxxx may show more, but not where it showed more of others', () => {
    expect(adviceOf('lspci', 256)).toMatch(/^with lspci -xxxx/);
    expect(adviceOf('lspci', 256, port(0))).toBeNull();
  });

  test('256 bytes of sysfs are what the kernel had', () => {
    expect(adviceOf('sysfs', 256)).toBeNull();
  });

  test('nothing on a 440FX, nor below a bridge to conventional PCI', () => {
    const host = {
      address: '0000:00:00.0',
      fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x1237, 'header.class_code': 0x060000 },
      options: { size: 256 },
    } as const;
    expect(adviceOf('lspci', 256, host)).toBeNull();
    const bridge = (extra: FieldValues) =>
      ({
        address: '0000:00:1e.0',
        fields: {
          'header.vendor_id': 0x1b36,
          'header.secondary_bus_number': 1,
          'header.subordinate_bus_number': 1,
          ...extra,
        },
        options: { layout: 1, size: 256 },
      }) as const;
    expect(adviceOf('lspci', 256, bridge({}))).toBeNull();
    expect(adviceOf('lspci', 256, bridge({ 'pcix_bridge.bridge_status.capable_133mhz': 1 }))).toBeNull();
    // PCI-X Mode 2 reaches past FFh.
    expect(adviceOf('lspci', 256, bridge({ 'pcix_bridge.bridge_status.capable_266mhz': 1 }))).not.toBeNull();
  });
});

test('on s390, vfn says what is a VF and what is not, whatever the Device ID', () => {
  const dump = (vfn: string) => {
    const file = (name: string, value: string) => `/sys/bus/pci/devices/0001:00:00.0/${name}:${value}\n`;
    const ids = [file('vendor', '0x8086'), file('device', '0x154c'), file('class', '0x020000')];
    return new TextEncoder().encode([...ids, file('vfn', vfn)].join(''));
  };
  const roleOf = (vfn: string) =>
    verdictOf(new System(readBytes('grep.txt', dump(vfn)), new Names()), '0001:00:00.0');
  expect(roleOf('0x0002')).toMatchObject({ role: 'vf', certainty: 'certain', vfNumber: 2 });
  expect(roleOf('0x0000')).toMatchObject({ role: 'function', certainty: null });
});
