import { describe, expect, test } from 'vitest';
import { topology } from '../../src/library/relations.ts';
import { read } from './positions.ts';

/*
 * Made by hand after what the kernel prints (drivers/pci/probe.c, iov.c, setup-bus.c, setup-res.c, drivers/iommu/iommu.c and
 * drivers of network adapters), as it did in 2.6, 3.x, 5.x and 6.12.
 */

const roles = (text: string): string[] =>
  topology(read(text)).functions.map(
    ({ address, role, attachment, pf }) =>
      `${address} ${[role, attachment, pf].filter((word) => word).join(' ')}`,
  );
const statedOf = (text: string, address: string) => {
  const fn = read(text).functions.find((one) => one.address === address);
  if (!fn) throw new Error(`no ${address}`);
  return fn.stated;
};
const fieldsOf = (text: string, address: string): Record<string, number | bigint> =>
  Object.fromEntries([...statedOf(text, address).fields].map(([path, { value }]) => [path, value]));

/** An ixgbe under 3.10 whose VFs are turned on. */
const old = [
  '[    0.000000] Linux version 3.10.0-1160.el7.x86_64 (mockbuild@x) (gcc version 4.8.5)',
  '[    1.660000] pci 0000:00:03.0: [8086:0e08] type 01 class 0x060400',
  '[    1.660100] pci 0000:04:00.0: [8086:10fb] type 00 class 0x020000',
  '[    1.660200] pci 0000:04:00.0: reg 0x10: [mem 0xfba80000-0xfbafffff 64bit pref]',
  '[    1.660300] pci 0000:04:00.0: reg 0x18: [io  0xd020-0xd03f]',
  '[    1.660400] pci 0000:04:00.0: reg 0x30: [mem 0xfff80000-0xffffffff pref]',
  '[    1.660500] pci 0000:04:00.0: reg 0x184: [mem 0x00000000-0x00003fff 64bit]',
  '[    1.660600] pci 0000:04:00.0: VF(n) BAR0 space: [mem 0x00000000-0x000fffff 64bit] (contains BAR0 for 64 VFs)',
  '[    1.660700] pci 0000:04:00.0: reg 0x190: [mem 0x00000000-0x00003fff 64bit]',
  '[    1.660800] pci 0000:04:00.0: VF(n) BAR3 space: [mem 0x00000000-0x000fffff 64bit] (contains BAR3 for 64 VFs)',
  '[    1.660900] pci 0000:00:03.0: PCI bridge to [bus 04-05]',
  '[    1.661000] pci 0000:00:03.0:   bridge window [io  0xd000-0xdfff]',
  '[    1.661100] pci 0000:00:03.0:   bridge window [mem 0xfba00000-0xfbbfffff 64bit pref]',
  '[    1.700000] pci 0000:04:00.0: BAR 7: assigned [mem 0xfbb00000-0xfbbfffff 64bit]',
  '[    1.700100] pci 0000:04:00.0: BAR 10: no space for [mem size 0x00100000 64bit]',
  '[    1.700200] pci 0000:04:00.0: BAR 10: failed to assign [mem size 0x00100000 64bit]',
  '[    2.000000] iommu: Adding device 0000:04:00.0 to group 21',
  '[    5.000000] ixgbe 0000:04:00.0: Multiqueue Enabled: Rx Queue count = 8, Tx Queue count = 8',
  '[   99.000000] ixgbe 0000:04:00.0: SR-IOV enabled with 2 VFs',
  '[   99.100000] pci 0000:04:10.0: [8086:10ed] type 00 class 0x020000',
  '[   99.100100] iommu: Adding device 0000:04:10.0 to group 50',
  '[   99.200000] pci 0000:04:10.2: [8086:10ed] type 00 class 0x020000',
  '[   99.300000] ixgbevf 0000:04:10.0: enabling device (0000 -> 0002)',
].join('\n');

describe('a PF and its VFs', () => {
  test('under 3.10', () => {
    expect(roles(old)).toEqual([
      '0000:00:03.0 bridge',
      '0000:04:00.0 pf',
      '0000:04:10.0 vf attached 0000:04:00.0',
      '0000:04:10.2 vf attached 0000:04:00.0',
    ]);
    const pf = statedOf(old, '0000:04:00.0');
    expect([pf.driver?.value, pf.iommuGroup?.value, pf.headerType?.value]).toEqual(['ixgbe', 21, 0]);
    expect(
      pf.regions.map(({ index, of, address, size, state }) => [of, index, address, size, state]),
    ).toEqual([
      ['function', 0, 0xfba80000n, 0x80000n, undefined],
      ['function', 2, 0xd020n, 0x20n, undefined],
      ['function', 6, 0xfff80000n, 0x80000n, undefined],
      ['vf', 0, 0xfbb00000n, 0x4000n, undefined],
      ['vf', 3, undefined, 0x4000n, 'unassigned'],
    ]);
    expect(pf.capabilities).toEqual([{ name: 'sriov', title: 'SR-IOV', offset: 0x160, kind: 'extended' }]);
    expect(pf.capabilitiesComplete).toBe(false);
    expect(fieldsOf(old, '0000:04:00.0')).toEqual({
      'sriov.total_vfs': 64,
      'sriov.vf_device_id': 0x10ed,
      'sriov.control.vf_enable': 1,
      'sriov.num_vfs': 2,
      'sriov.first_vf_offset': 0x80,
      'sriov.vf_stride': 2,
    });
    expect(fieldsOf(old, '0000:00:03.0')).toMatchObject({
      'header.secondary_bus_number': 4,
      'header.subordinate_bus_number': 5,
      'header.io_base.address': 0xd,
      'header.prefetchable_memory_base.address': 0xfba,
    });
    const vf = statedOf(old, '0000:04:10.0');
    expect([vf.driver?.value, vf.iommuGroup?.value, vf.pf?.at?.line]).toEqual(['ixgbevf', 50, 20]);
  });

  test('with 6.12, and the end of a bus that was found later', () => {
    const text = [
      '[    1.2] pci 0000:00:02.0: [1b36:000c] type 01 class 0x060400 PCIe Root Port',
      '[    1.2] pci 0000:00:02.0: PCI bridge to [bus 01]',
      '[    1.2] pci 0000:01:00.0: [8086:10c9] type 00 class 0x020000 PCIe Endpoint',
      '[    1.2] pci 0000:01:00.0: BAR 0 [mem 0xfe400000-0xfe41ffff]',
      '[    1.2] pci 0000:01:00.0: VF BAR 0 [mem 0x00000000-0x00003fff 64bit pref]',
      '[    1.2] pci 0000:01:00.0: VF BAR 0 [mem 0x00000000-0x0001ffff 64bit pref]: contains BAR 0 for 8 VFs',
      '[    1.3] pci_bus 0000:01: busn_res: [bus 01] end is updated to 02',
      '[    1.6] pci 0000:01:00.0: VF BAR 0 [mem 0xfea00000-0xfea1ffff 64bit pref]: assigned',
      '[    3.3] pci 0000:01:00.0: Adding to iommu group 7',
    ].join('\n');
    expect(fieldsOf(text, '0000:00:02.0')).toMatchObject({
      'header.secondary_bus_number': 1,
      'header.subordinate_bus_number': 2,
      'pcie.capabilities.device_port_type': 4,
    });
    expect(roles(text)).toEqual(['0000:00:02.0 bridge', '0000:01:00.0 pf']);
    const [, vfBar] = statedOf(text, '0000:01:00.0').regions;
    expect([vfBar?.address, vfBar?.size, vfBar?.width, vfBar?.prefetchable]).toEqual([
      0xfea00000n,
      0x4000n,
      64,
      true,
    ]);
  });

  test('vfio-pci says whose VFs it takes', () => {
    const text = [
      'pci 0000:01:00.0: [8086:10c9] type 00 class 0x020000',
      'pci 0000:01:00.0: VF(n) BAR0 space: [mem 0x00000000-0x0001ffff 64bit] (contains BAR0 for 8 VFs)',
      'pci 0000:01:10.0: [8086:10ca] type 00 class 0x020000',
      'vfio-pci 0000:01:00.0: Captured SR-IOV VF 0000:01:10.0 driver_override',
    ].join('\n');
    expect(roles(text)).toEqual(['0000:01:00.0 pf', '0000:01:10.0 vf attached 0000:01:00.0']);
  });

  test('what is found before the driver, with BARs, or by two PFs at once is nobody’s', () => {
    const pf = (fn: number): string[] => [
      `pci 0000:01:00.${fn}: [8086:10c9] type 00 class 0x020000`,
      `pci 0000:01:00.${fn}: VF(n) BAR0 space: [mem 0x00000000-0x0001ffff 64bit] (contains BAR0 for 8 VFs)`,
    ];
    const early = [
      ...pf(0),
      'pci 0000:01:10.0: [8086:1111] type 00 class 0x020000',
      'igb 0000:01:00.0: hello',
    ];
    expect(statedOf(early.join('\n'), '0000:01:10.0').pf).toBeUndefined();
    const own = [
      ...pf(0),
      'igb 0000:01:00.0: 1 VFs allocated',
      'pci 0000:01:10.0: [8086:1111] type 00 class 0x020000',
      'pci 0000:01:10.0: reg 0x10: [mem 0xfe400000-0xfe41ffff]',
    ];
    expect(statedOf(own.join('\n'), '0000:01:10.0').pf).toBeUndefined();
    const both = [
      ...pf(0),
      ...pf(1),
      'igb 0000:01:00.0: 1 VFs allocated',
      'igb 0000:01:00.1: 1 VFs allocated',
      'pci 0000:01:10.0: [8086:1111] type 00 class 0x020000',
    ];
    expect(statedOf(both.join('\n'), '0000:01:10.0').pf).toBeUndefined();
  });
});

test.each([
  'not enough MMIO resources for SR-IOV',
  "can't enable 8 VFs (bus 02 out of range of [bus 01])",
  'SR-IOV: bus number out of range',
  'SR-IOV: IOV BARS not allocated',
])('the kernel refused: %s', (words) => {
  const text = [
    'pci 0000:04:00.0: [8086:10fb] type 00 class 0x020000',
    'ixgbe 0000:04:00.0 enp4s0f0: SR-IOV enabled with 8 VFs',
    `ixgbe 0000:04:00.0: ${words}`,
  ].join('\n');
  const { diagnostics } = read(text);
  expect(diagnostics.map(({ code, message, at }) => [code, message, at?.line])).toEqual([
    ['kernel-log/vfs-refused', `the kernel did not enable VFs of 0000:04:00.0: ${words}`, 3],
  ]);
  expect(statedOf(text, '0000:04:00.0').fields.size).toBe(0);
});

test('a line that a mail broke in its brackets', () => {
  const text = [
    '[  257.716473] pci 0000:01:00.0: [8086:10fb] type 00 class 0x020000',
    '[  257.722489] pci 0000:01:00.0: reg 0x10: [mem ',
    '0x80000000000-0x8000007ffff 64bit pref]',
    '[  257.773] pci 0000:01:00.0: VF(n) BAR0 space: [mem ',
    '0x80000104000-0x80000203fff 64bit pref] (contains BAR0 for 64 VFs)',
  ].join('\n');
  const { regions, fields } = statedOf(text, '0000:01:00.0');
  expect(regions.map(({ of, address, size }) => [of, address, size])).toEqual([
    ['function', 0x80000000000n, 0x80000n],
    ['vf', 0x80000104000n, 0x4000n],
  ]);
  expect(fields.get('sriov.total_vfs')?.value).toBe(64);
});

test('2.6: one digit of a type, a class without its interface, and windows by name', () => {
  const text = [
    '<6>[    0.5] pci 0000:00:1c.0: [8086:3b42] type 1 class 0x000604',
    '<6>[    0.5] pci 0000:03:00.0: [8086:10ed] type 0 class 0x000200',
    '<6>[    0.5] pci 0000:03:00.0: reg 10: [mem 0xfebc0000-0xfebdffff]',
    '<6>[    0.5] pci 0000:00:1c.0: PCI bridge to [bus 03-03]',
  ].join('\n');
  const [bridge, fn] = read(text).functions;
  expect([bridge?.stated.classCode?.value, bridge?.stated.classCodeBits]).toEqual([0x060400, 16]);
  expect(fn?.stated.classCode?.value).toBe(0x020000);
  expect(fn?.stated.regions[0]?.address).toBe(0xfebc0000n);
});

test('a machine that starts again is another dump, and what was removed is gone', () => {
  const boot = [
    '[    0.000000] Linux version 6.1.0',
    '[    0.5] pci 0000:00:00.0: [8086:29c0] type 00 class 0x060000',
    '[    0.5] pci 0000:01:00.0: [8086:10fb] type 00 class 0x020000',
  ];
  expect(read([...boot, ...boot].join('\n')).functions.map(({ address }) => address)).toEqual([
    '0000:00:00.0',
    '0000:01:00.0',
    '0000:00:00.0',
    '0000:01:00.0',
  ]);
  const gone = [...boot, '[  9.5] pci 0000:01:00.0: Removing from iommu group 7'].join('\n');
  expect(read(gone).functions.map(({ address }) => address)).toEqual(['0000:00:00.0']);
});

test('bytes in the log take what it says besides', () => {
  const text = [
    '[    0.31] pci 0000:01:00.0: [8086:10c9] type 00 class 0x020000',
    '[    0.32] pci 0000:01:00.0: config space:',
    '[    0.32] 00000000: 86 80 c9 10 07 05 10 00 01 00 00 02 00 00 00 00',
    '[    0.33] igb 0000:01:00.0: Adding to iommu group 3',
  ].join('\n');
  const snapshot = read(text);
  const [fn] = snapshot.functions;
  expect([
    snapshot.inputFormat,
    fn?.config.u16(2),
    fn?.stated.iommuGroup?.value,
    fn?.stated.driver?.value,
  ]).toEqual(['earlydump', 0x10c9, 3, 'igb']);
});

test('lspci in a text that quotes a line of the log is read, not the line', () => {
  const text = [
    '00:00.0 Host bridge: Intel Corporation 82G33',
    '01:00.0 Ethernet controller: Intel Corporation 82576 Gigabit Network Connection (rev 01)',
    '01:10.0 Ethernet controller: Intel Corporation 82576 Virtual Function (rev 01)',
    '[  9.5] igb 0000:01:00.0: not enough MMIO resources for SR-IOV',
  ].join('\n');
  expect(read(text).inputFormat).toBe('lspci-inventory');
});

describe('saved registers', () => {
  const word = ['10c98086', '00100507', '02000001', '00000000'];
  test.each([
    ['save config', (n: number) => `save config 0x${(4 * n).toString(16).padStart(2, '0')}: 0x${word[n]}`],
    [
      'saving config space',
      (n: number) =>
        `saving config space at offset 0x${(4 * n).toString(16)} (reading 0x${parseInt(word[n] as string, 16).toString(16)})`,
    ],
    [
      'restoring config space',
      (n: number) =>
        `restoring config space at offset 0x${(4 * n).toString(16)} (was 0x0, writing 0x${word[n]})`,
    ],
    [
      'restoring config space, counted in registers',
      (n: number) => `restoring config space at offset 0x${n.toString(16)} (was 0x0, writing 0x${word[n]})`,
    ],
    [
      'restore config',
      (n: number) => `restore config 0x${(4 * n).toString(16).padStart(2, '0')}: 0x00000000 -> 0x${word[n]}`,
    ],
  ])('%s', (_name, line) => {
    const text = [0, 1, 2, 3].map((n) => `[ 1.0] HDA Intel 0000:00:1b.0: ${line(n)}`).join('\n');
    const snapshot = read(text);
    const [fn] = snapshot.functions;
    expect([snapshot.inputFormat, fn?.address]).toEqual(['kernel-saved', '0000:00:1b.0']);
    expect(Buffer.from(fn?.config.slice(0, 16) ?? []).toString('hex')).toBe(
      '8680c910070510000100000200000000',
    );
  });

  test('the last saving holds, what was restored fills gaps, and a broken line is one', () => {
    const text = [
      'pci 0000:01:00.0: save config 0x04: 0x00100000',
      'pci 0000:01:00.0: save config 0x04: 0x00100507',
      'pci 0000:01:00.0: restoring config space at offset',
      '0x4 (was 0x100000, writing 0x100001)',
      'pci 0000:01:00.0: restoring config space at offset 0x3c (was 0x100, writing 0x10b)',
    ].join('\n');
    const snapshot = read(text);
    const [fn] = snapshot.functions;
    expect([fn?.config.u32(4), fn?.config.u32(0x3c), fn?.config.u32(0)]).toEqual([0x00100507, 0x10b, -1]);
    expect(snapshot.diagnostics.map(({ code }) => code)).toEqual(['rows/changed-later']);
  });
});
