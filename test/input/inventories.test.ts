import { describe, expect, test } from 'vitest';
import { topology } from '../../src/library/relations.ts';
import { codes, read } from './positions.ts';
import { addressesOf, factsOf, fieldsOf, functionAt, regionsOf, vfsOf, windowsOf } from './statements.ts';

/*
 * Made by hand after drivers/pci/proc.c of Linux, hw/pci/pci-hmp-cmds.c of QEMU, usr.sbin/pciconf of FreeBSD and libvirt's
 * node devices.
 */

describe('procfs-list', () => {
  const row = (
    place: string,
    ids: string,
    bars: readonly string[],
    sizes: readonly string[],
    driver = '',
  ): string =>
    [place, ids, '18', ...[...bars, ...sizes].map((digits) => digits.padStart(16)), driver].join('\t');
  const none = ['0', '0', '0', '0', '0', '0', '0'];

  test('regions with the lowest bits of their BARs, and the ROM', () => {
    const text = row(
      '0182',
      '808610c9',
      ['fe400000', '0', 'c001', '84000000c', '8', '0', 'fe000000'],
      ['20000', '0', '20', '4000', '0', '0', '40000'],
      'igb',
    );
    const snapshot = read(text);
    expect([snapshot.inputFormat, addressesOf(snapshot)]).toEqual(['procfs-list', ['0000:01:10.2']]);
    expect(factsOf(snapshot, '0000:01:10.2')).toEqual({ vendorId: 0x8086, deviceId: 0x10c9, driver: 'igb' });
    const memory = { of: 'function', kind: 'memory' };
    expect(regionsOf(snapshot, '0000:01:10.2')).toEqual([
      { ...memory, index: 0, address: 0xfe400000n, size: 0x20000n, width: 32, prefetchable: false },
      { index: 2, of: 'function', kind: 'io', address: 0xc000n, size: 0x20n },
      { ...memory, index: 3, address: 0x840000000n, size: 0x4000n, width: 64, prefetchable: true },
      { ...memory, index: 4, state: 'unassigned', width: 32, prefetchable: true },
      { ...memory, index: 6, address: 0xfe000000n, size: 0x40000n },
    ]);
  });

  test('an address that comes again is of another domain, and a line that is none', () => {
    const text = [row('0000', '80861237', none, none), row('0000', '15b31019', none, none), 'words'].join(
      '\n',
    );
    const snapshot = read(text);
    expect([addressesOf(snapshot), factsOf(snapshot, '0000:00:00.0')]).toEqual([
      ['0000:00:00.0'],
      { vendorId: 0x8086, deviceId: 0x1237 },
    ]);
    expect(codes(snapshot)).toEqual(['procfs/other-domain 2:1', 'rows/other-text 3:1']);
  });
});

describe('qemu-info-pci', () => {
  test('a bridge with its buses and windows, a Function behind it', () => {
    const text = [
      'QEMU 9.2.0 monitor - type "help" for more information',
      '(qemu) info pci',
      '  Bus  0, device   2, function 0:',
      '    PCI bridge: PCI device 1b36:000c',
      '      PCI subsystem 0000:0000',
      '      IRQ 10, pin A',
      '      BUS 0.',
      '      secondary bus 1.',
      '      subordinate bus 3.',
      '      IO range [0xc000, 0xcfff]',
      '      memory range [0xfe400000, 0xfe5fffff]',
      '      prefetchable memory range [0xfff00000, 0x000fffff]',
      '      BAR0: 32 bit memory at 0xfe600000 [0xfe600fff].',
      '      id "rp"',
      '  Bus  1, device  31, function 7:',
      '    Class 4660: PCI device 8086:10c9',
      '      PCI subsystem 1af4:1100',
      '      BAR0: 32 bit memory at 0xffffffffffffffff [0x0001fffe].',
      '      BAR2: I/O at 0xc000 [0xc01f].',
      '      BAR3: 64 bit prefetchable memory at 0xfe440000 [0xfe443fff].',
      '      id ""',
    ].join('\r\n');
    const snapshot = read(text);
    expect([snapshot.inputFormat, addressesOf(snapshot)]).toEqual([
      'qemu-info-pci',
      ['0000:00:02.0', '0000:01:1f.7'],
    ]);
    expect(fieldsOf(snapshot, '0000:00:02.0')).toMatchObject({
      'header.interrupt_pin': 1,
      'header.primary_bus_number': 0,
      'header.secondary_bus_number': 1,
      'header.subordinate_bus_number': 3,
      'header.io_base.address': 0xc,
      'header.memory_base.address': 0xfe4,
      'header.memory_limit.address': 0xfe5,
    });
    expect(windowsOf(snapshot, '0000:00:02.0')).toEqual([
      { kind: 'io', range: { first: 0xc000n, last: 0xcfffn } },
      { kind: 'memory', range: { first: 0xfe400000n, last: 0xfe5fffffn } },
      { kind: 'prefetchable', range: null },
    ]);
    expect(factsOf(snapshot, '0000:01:1f.7')).toEqual({
      classCode: 0x123400,
      vendorId: 0x8086,
      deviceId: 0x10c9,
      subsystemVendorId: 0x1af4,
      subsystemId: 0x1100,
    });
    const memory = { of: 'function', kind: 'memory' };
    expect(regionsOf(snapshot, '0000:01:1f.7')).toEqual([
      { ...memory, index: 0, state: 'unassigned', size: 0x20000n, width: 32, prefetchable: false },
      { index: 2, of: 'function', kind: 'io', address: 0xc000n, size: 0x20n },
      { ...memory, index: 3, address: 0xfe440000n, size: 0x4000n, width: 64, prefetchable: true },
    ]);
  });
});

describe('pciconf-list', () => {
  const pf = [
    'ix0@pci0:1:0:0:\tclass=0x020000 rev=0x01 hdr=0x00 vendor=0x8086 device=0x10c9 subvendor=0x1af4 subdevice=0x1100',
    "    vendor     = 'Intel Corporation'",
    "    device     = '82576 Gigabit Network Connection'",
    '    class      = network',
    '    subclass   = ethernet',
    '    bar   [10] = type Memory, range 32, base 0xfe400000, size 131072, enabled',
    '    bar   [18] = type I/O Port, range 32, base 0, size 32, disabled',
    '    bar   [1c] = type Prefetchable Memory, range 64, base 0x840000000, size 16384, disabled',
    '    cap 01[40] = powerspec 2  supports D0 D3  current D0',
    '    cap 11[70] = MSI-X supports 10 messages, enabled',
    '                 Table in map 0x1c[0x0], PBA in map 0x1c[0x2000]',
    '    cap 10[a0] = PCI-Express 2 endpoint max data 128(512) FLR RO NS',
    '                 max read 512',
    '                 link x1(x4) speed 2.5(5.0) ASPM disabled(L0s/L1)',
    '    ecap 000e[150] = ARI 1',
    '    ecap 0010[160] = SR-IOV 1 IOV enabled, Memory Space enabled, ARI enabled',
    '                     7 VFs configured out of 8 supported',
    '                     First VF RID Offset 0x0080, VF RID Stride 0x0002',
    '                     VF Device ID 0x10ca',
    '                     Page Sizes: 4096 (enabled), 8192, 65536, 262144, 1048576, 4194304',
    '    iov bar  [184] = type Memory, range 64, base 0xfea00000, size 16384, enabled',
  ];

  test('-lbcv of a PF', () => {
    const snapshot = read(pf.join('\n'));
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['pciconf-list', []]);
    expect(factsOf(snapshot, '0000:01:00.0')).toMatchObject({
      driver: 'ix',
      revision: 1,
      headerType: 0,
      name: 'Intel Corporation 82576 Gigabit Network Connection',
      className: 'ethernet',
      subsystemId: 0x1100,
    });
    expect(fieldsOf(snapshot, '0000:01:00.0')).toEqual({
      'header.header_type.layout': 0,
      'pm.capabilities.version': 2,
      'pm.capabilities.d1_support': 0,
      'pm.capabilities.d2_support': 0,
      'pm.control_status.power_state': 0,
      'msix.control.table_size': 9,
      'msix.control.enable': 1,
      'msix.table.bir': 3,
      'msix.table.offset': 0,
      'msix.pba.bir': 3,
      'msix.pba.offset': 0x400,
      'pcie.capabilities.version': 2,
      'pcie.capabilities.device_port_type': 0,
      'pcie.device_control.max_payload_size': 0,
      'pcie.device_capabilities.max_payload_size_supported': 2,
      'pcie.device_capabilities.function_level_reset_capability': 1,
      'pcie.device_control.enable_relaxed_ordering': 1,
      'pcie.device_control.enable_no_snoop': 1,
      'pcie.device_control.max_read_request_size': 2,
      'pcie.link_status.negotiated_link_width': 1,
      'pcie.link_capabilities.maximum_link_width': 4,
      'pcie.link_status.current_link_speed': 1,
      'pcie.link_capabilities.max_link_speed': 2,
      'pcie.link_control.aspm_control': 0,
      'pcie.link_capabilities.aspm_support': 3,
      'sriov.control.vf_enable': 1,
      'sriov.control.vf_memory_space_enable': 1,
      'sriov.control.ari_capable_hierarchy': 1,
      'sriov.num_vfs': 7,
      'sriov.total_vfs': 8,
      'sriov.first_vf_offset': 0x80,
      'sriov.vf_stride': 2,
      'sriov.vf_device_id': 0x10ca,
      'sriov.supported_page_sizes': 0x553,
      'sriov.system_page_size': 1,
    });
    const memory = { kind: 'memory', width: 64 };
    expect(regionsOf(snapshot, '0000:01:00.0')).toEqual([
      {
        index: 0,
        of: 'function',
        kind: 'memory',
        address: 0xfe400000n,
        size: 0x20000n,
        width: 32,
        prefetchable: false,
      },
      { index: 2, of: 'function', kind: 'io', state: 'unassigned', size: 32n },
      {
        ...memory,
        index: 3,
        of: 'function',
        address: 0x840000000n,
        size: 0x4000n,
        prefetchable: true,
        state: 'disabled',
      },
      { ...memory, index: 0, of: 'vf', address: 0xfea00000n, size: 0x4000n, prefetchable: false },
    ]);
    expect(
      functionAt(snapshot, '0000:01:00.0').stated.capabilities?.map(({ name, offset, version }) => [
        name,
        offset,
        version,
      ]),
    ).toEqual([
      ['pm', 0x40, undefined],
      ['msix', 0x70, undefined],
      ['pcie', 0xa0, undefined],
      ['ari', 0x150, 1],
      ['sriov', 0x160, 1],
    ]);
  });

  test('a bridge, a VF by its function with ARI, and the form of older versions', () => {
    const text = [
      'pcib1@pci0:0:2:0:\tclass=0x060400 rev=0x00 hdr=0x01 vendor=0x1b36 device=0x000c subvendor=0x0000 subdevice=0x0000',
      '    bus range  = 1-3',
      '    window[1c] = type I/O Port, range 16, addr 0xc000-0xcfff, enabled',
      '    window[24] = type Prefetchable Memory, range 64, addr 0x840000000-0x8401fffff, enabled',
      '    ecap 000d[148] = ACS 1 Source Validation enabled, Translation Blocking disabled',
      '                     P2P Req Redirect unavailable, P2P Cmpl Redirect enabled',
      'iavf0@pci1:3:0:130:\tclass=0x020000 rev=0x01 hdr=0x00 vendor=0x8086 device=0x154c subvendor=0x8086 subdevice=0x0000',
      'none3@pci0:2:0:0:\tclass=0x00ff00 card=0x11001af4 chip=0x10441af4 rev=0x01 hdr=0x80',
      'hostb0@pci5:0:0:\tclass=0x060000 card=0x00000000 chip=0x12378086 rev=0x02 hdr=0x00',
    ].join('\n');
    const snapshot = read(text);
    expect(addressesOf(snapshot)).toEqual(['0000:00:02.0', '0001:03:10.2', '0000:02:00.0', '0000:05:00.0']);
    expect(fieldsOf(snapshot, '0000:00:02.0')).toMatchObject({
      'header.secondary_bus_number': 1,
      'header.subordinate_bus_number': 3,
      'header.prefetchable_base_upper': 8,
      'acs.capability.source_validation': 1,
      'acs.control.source_validation_enable': 1,
      'acs.control.translation_blocking_enable': 0,
      'acs.capability.p2p_request_redirect': 0,
    });
    expect(fieldsOf(snapshot, '0000:00:02.0')['acs.control.p2p_request_redirect_enable']).toBeUndefined();
    expect(factsOf(snapshot, '0000:02:00.0')).toEqual({
      classCode: 0x00ff00,
      revision: 1,
      headerType: 0,
      vendorId: 0x1af4,
      deviceId: 0x1044,
      subsystemVendorId: 0x1af4,
      subsystemId: 0x1100,
    });
  });
});

describe('libvirt', () => {
  const device = (inside: string, address = [0, 1, 0, 0], more = ''): string =>
    [
      '<device>',
      '  <name>pci_x</name>',
      more,
      "  <capability type='pci'>",
      '    <class>0x020000</class>',
      ...['domain', 'bus', 'slot', 'function'].map((name, n) => `    <${name}>${address[n]}</${name}>`),
      "    <product id='0x10c9'>82576</product>",
      "    <vendor id='0x8086'>Intel &amp; Co</vendor>",
      inside,
      '  </capability>',
      '</device>',
    ].join('\n');
  const place = (bus: number, slot: number, fn: number): string =>
    `<address domain='0x0000' bus='0x0${bus}' slot='0x${slot.toString(16)}' function='0x${fn}'/>`;

  test('a PF, its VFs, its group with others in it, its node and link', () => {
    const text = device(
      [
        `<capability type='virt_functions' maxCount='7'>${place(1, 16, 0)}\n${place(1, 16, 2)}</capability>`,
        `<iommuGroup number='27'>${place(1, 0, 0)}${place(1, 0, 1)}</iommuGroup>`,
        "<numa node='1'/>",
        "<pci-express><link validity='cap' port='0' speed='5' width='4'/><link validity='sta' speed='2.5' width='1'/></pci-express>",
      ].join('\n'),
      [0, 1, 0, 0],
      '  <driver>\n    <name>igb</name>\n  </driver>',
    );
    const snapshot = read(
      `${text}\n${device(`<capability type="phys_function">${place(1, 0, 0)}</capability>`, [0, 1, 16, 0])}`,
    );
    expect([snapshot.inputFormat, addressesOf(snapshot)]).toEqual([
      'libvirt',
      ['0000:01:00.0', '0000:01:10.0'],
    ]);
    expect(factsOf(snapshot, '0000:01:00.0')).toMatchObject({
      driver: 'igb',
      iommuGroup: 27,
      numaNode: 1,
      driverTotalVfs: 7,
      classCode: 0x020000,
    });
    expect(vfsOf(snapshot, '0000:01:00.0')).toEqual([
      [0, '0000:01:10.0'],
      [1, '0000:01:10.2'],
    ]);
    expect(fieldsOf(snapshot, '0000:01:00.0')).toEqual({
      'sriov.num_vfs': 2,
      'pcie.link_capabilities.max_link_speed': 2,
      'pcie.link_capabilities.maximum_link_width': 4,
      'pcie.link_status.current_link_speed': 1,
      'pcie.link_status.negotiated_link_width': 1,
    });
    expect(factsOf(snapshot, '0000:01:10.0')).toMatchObject({ pf: '0000:01:00.0' });
    expect(topology(snapshot).functions.map(({ role }) => role)).toEqual(['pf', 'vf']);
  });

  test('a PF whose VFs are off is one, by how many it can have', () => {
    const snapshot = read(device("<capability type='virt_functions' maxCount='63'/>"));
    expect(factsOf(snapshot, '0000:01:00.0')).toMatchObject({ driverTotalVfs: 63 });
    expect(vfsOf(snapshot, '0000:01:00.0')).toEqual([]);
    expect(topology(snapshot).functions.map(({ role }) => role)).toEqual(['pf']);
  });

  test('a bridge; a device without an address', () => {
    const text = `${device("<capability type='pci-bridge'/>")}\n${device('', [0, 1, 32, 0])}`;
    const snapshot = read(text);
    expect(factsOf(snapshot, '0000:01:00.0')).toMatchObject({ headerType: 1 });
    expect(codes(snapshot)).toEqual(['rows/bad-address 15:1']);
  });
});
