import { describe, expect, test } from 'vitest';
import { readStated } from '../../../src/input/formats/lspci/stated.ts';
import type { Stated } from '../../../src/model/stated.ts';

const read = (text: string): Stated => readStated(text.replace(/^\n/, '').split('\n'), 'report.txt', 1);

/** The values of the fields that are asked for. */
const values = (stated: Stated, ...paths: readonly string[]): unknown[] =>
  paths.map((path) => stated.fields.get(path)?.value);

describe('-vvv without rows of bytes', () => {
  const pf = read(`
01:00.0 Ethernet controller [0200]: Intel Corporation 82576 Gigabit Network Connection [8086:10c9] (rev 01)
	Subsystem: Intel Corporation Gigabit ET Dual Port Server Adapter [8086:a03c]
	Physical Slot: 3
	Control: I/O+ Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR+ FastB2B- DisINTx+
	Status: Cap+ 66MHz- UDF- FastB2B- ParErr- DEVSEL=fast >TAbort- <TAbort- <MAbort- >SERR- <PERR- INTx-
	Latency: 0, Cache Line Size: 64 bytes
	Interrupt: pin A routed to IRQ 35
	NUMA node: 1
	IOMMU group: 27
	Region 0: Memory at f7c20000 (32-bit, non-prefetchable) [size=128K]
	Region 2: I/O ports at e020 [size=32]
	Region 3: Memory at f7c44000 (64-bit, prefetchable) [virtual] [disabled] [size=16K]
	Expansion ROM at f7800000 [disabled] [size=4M]
	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
		IOVCap:	Migration-, Interrupt Message Number: 000
		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy+
		IOVSta:	Migration-
		Initial VFs: 8, Total VFs: 8, Number of VFs: 7, Function Dependency Link: 00
		VF offset: 128, stride: 2, Device ID: 10ca
		Supported Page Size: 00000553, System Page Size: 00000001
		Region 0: Memory at 00000000f7c50000 (64-bit, non-prefetchable)
		VF Migration: offset: 00000000, BIR: 0
	Kernel driver in use: igb
	Kernel modules: igb, uio_pci_generic
`);

  test('states its SR-IOV capability', () => {
    const sriov = ['total_vfs', 'num_vfs', 'first_vf_offset', 'vf_stride', 'vf_device_id'];
    expect(values(pf, ...sriov.map((name) => `sriov.${name}`))).toEqual([8, 7, 128, 2, 0x10ca]);
    expect(values(pf, 'sriov.control.vf_enable', 'sriov.status.vf_migration_status')).toEqual([1, 0]);
    expect(values(pf, 'sriov.vf_bar[0]', 'sriov.vf_bar[1]')).toEqual([0xf7c50004, 0]);
    expect(pf.capabilities).toEqual([
      {
        kind: 'extended',
        name: 'sriov',
        title: 'Single Root I/O Virtualization (SR-IOV)',
        offset: 0x160,
        version: 1,
      },
    ]);
  });

  test('says where a value stands', () => {
    const { at } = pf.fields.get('sriov.vf_stride') ?? {};
    expect(at).toEqual({ file: 'report.txt', line: 19, column: 27 });
  });

  test('states what is no field', () => {
    expect(pf).toMatchObject({
      vendorId: { value: 0x8086 },
      deviceId: { value: 0x10c9 },
      subsystemVendorId: { value: 0x8086 },
      subsystemId: { value: 0xa03c },
      classCode: { value: 0x020000 },
      classCodeBits: 16,
      revision: { value: 1 },
      name: { value: 'Intel Corporation 82576 Gigabit Network Connection' },
      className: { value: 'Ethernet controller' },
      driver: { value: 'igb', by: 'lspci', at: { line: 23 } },
      modules: { value: ['igb', 'uio_pci_generic'] },
      iommuGroup: { value: 27 },
      numaNode: { value: 1 },
      physicalSlot: { value: '3' },
      headerType: { value: 0 },
    });
  });

  test('states regions with their size and state', () => {
    const plain = pf.regions.map(({ at: _, by: __, ...region }) => region);
    expect(plain).toEqual([
      {
        index: 0,
        of: 'function',
        kind: 'memory',
        address: 0xf7c20000n,
        width: 32,
        prefetchable: false,
        size: 0x20000n,
      },
      { index: 2, of: 'function', kind: 'io', address: 0xe020n, size: 32n },
      {
        index: 3,
        of: 'function',
        kind: 'memory',
        address: 0xf7c44000n,
        width: 64,
        prefetchable: true,
        size: 0x4000n,
        state: 'virtual disabled',
      },
      { index: 6, of: 'function', kind: 'memory', address: 0xf7800000n, size: 0x400000n, state: 'disabled' },
    ]);
  });

  test('does not take the kernel’s interrupt for the register', () => {
    expect(values(pf, 'header.interrupt_pin', 'header.interrupt_line')).toEqual([1, undefined]);
  });
});

test('words of lspci 3.2', () => {
  const fn = read(`
83:00.0 Ethernet controller: Intel Corporation 82599EB 10-Gigabit SFI/SFP+ Network Connection (rev 01)
	Control: I/O+ Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- FastB2B- DisINTx+
	Status: Cap+ 66MHz- UDF- FastB2B- ParErr- DEVSEL=fast >TAbort- <TAbort- <MAbort- >SERR- <PERR- INTx-
	Capabilities: [a0] Express (v2) Endpoint, MSI 00
		DevCap:	MaxPayload 512 bytes, PhantFunc 0, Latency L0s <512ns, L1 <64us
			ExtTag- AttnBtn- AttnInd- PwrInd- RBE+ FLReset+
		DevCtl:	Report errors: Correctable+ Non-Fatal+ Fatal- Unsupported+
			RlxdOrd- ExtTag- PhantFunc- AuxPwr- NoSnoop+ FLReset-
			MaxPayload 256 bytes, MaxReadReq 512 bytes
		DevSta:	CorrErr+ UncorrErr- FatalErr- UnsuppReq+ AuxPwr- TransPend-
		LnkCap:	Port #1, Speed 5GT/s, Width x8, ASPM L0s, Latency L0 <1us, L1 <8us
			ClockPM- Surprise- LLActRep- BwNot-
		LnkCtl:	ASPM Disabled; RCB 64 bytes Disabled- Retrain- CommClk+
			ExtSynch- ClockPM- AutWidDis- BWInt- AutBWInt-
		LnkSta:	Speed 5GT/s, Width x4, TrErr- Train- SlotClk+ DLActive- BWMgmt- ABWMgmt-
		DevCap2: Completion Timeout: Range ABCD, TimeoutDis+, LTR-, OBFF Not Supported
		DevCtl2: Completion Timeout: 50us to 50ms, TimeoutDis-, LTR-, OBFF Disabled
		LnkCtl2: Target Link Speed: 5GT/s, EnterCompliance- SpeedDis-
			 Transmit Margin: Normal Operating Range, EnterModifiedCompliance- ComplianceSOS-
			 Compliance De-emphasis: -6dB
		LnkSta2: Current De-emphasis Level: -6dB, EqualizationComplete-, EqualizationPhase1-
			 EqualizationPhase2-, EqualizationPhase3-, LinkEqualizationRequest-
	Capabilities: [100 v1] Advanced Error Reporting
		CESta:	RxErr- BadTLP- BadDLLP- Rollover- Timeout- NonFatalErr+
		AERCap:	First Error Pointer: 00, GenCap+ CGenEn- ChkCap+ ChkEn+
	Capabilities: [140 v1] Device Serial Number 90-e2-ba-ff-ff-76-86-a8
	Capabilities: [18c v1] #19
	Kernel driver in use: ixgbe
`);
  expect(
    values(
      fn,
      'pcie.device_control.correctable_error_reporting_enable',
      'pcie.device_control.unsupported_request_reporting_enable',
      'pcie.device_control.max_payload_size',
      'pcie.device_status.unsupported_request_detected',
      'pcie.link_capabilities.l0s_exit_latency',
      'pcie.link_capabilities.l1_exit_latency',
      'pcie.link_control.common_clock_configuration',
      'pcie.link_status.negotiated_link_width',
      'pcie.device_capabilities_2.completion_timeout_disable_supported',
      'pcie.device_control_2.obff_enable',
      'pcie.link_control_2.transmit_margin',
      'pcie.link_status_2.equalization_complete',
      'pcie.link_status_2.link_equalization_request',
      'aer.correctable_status.advisory_non_fatal_error',
      'aer.capabilities_and_control.ecrc_check_enable',
      'dsn.serial_number',
    ),
  ).toEqual([1, 1, 1, 1, 4, 3, 1, 4, 1, 0, 0, 0, 0, 1, 1, 0x90e2baffff7686a8n]);
  expect(fn.capabilities?.map(({ name }) => name)).toEqual(['pcie', 'aer', 'dsn', 'secondary_pcie']);
  expect(fn.capabilitiesComplete).toBe(true);
});

describe('windows of a bridge', () => {
  const bridge = (...lines: readonly string[]): Stated =>
    read(
      [
        '00:1c.0 PCI bridge: Intel Corporation Root Port',
        '	Flags: bus master, fast devsel, latency 0',
        '	Bus: primary=00, secondary=03, subordinate=05, sec-latency=0',
        ...lines.map((line) => `	${line}`),
      ].join('\n'),
    );
  const ranges = (stated: Stated) => stated.windows?.map(({ kind, range }) => [kind, range]);

  test('as 3.9 prints them', () => {
    const fn = bridge(
      'I/O behind bridge: 7000-cfff [size=24K] [16-bit]',
      'Memory behind bridge: fd400000-fddfffff [size=10M] [32-bit]',
      'Prefetchable memory behind bridge: 00000060fc000000-00000060fc5fffff [size=6M] [64-bit]',
    );
    expect(ranges(fn)).toEqual([
      ['io', { first: 0x7000n, last: 0xcfffn }],
      ['memory', { first: 0xfd400000n, last: 0xfddfffffn }],
      ['prefetchable', { first: 0x60fc000000n, last: 0x60fc5fffffn }],
    ]);
    expect(
      values(
        fn,
        'header.subordinate_bus_number',
        'header.memory_base.address',
        'header.prefetchable_base_upper',
      ),
    ).toEqual([5, 0xfd4, 0x60]);
    expect(values(fn, 'header.header_type.layout', 'header.command.bus_master_enable')).toEqual([1, 1]);
  });

  test.each([
    ['None', undefined],
    ['[disabled] [32-bit]', undefined],
    ['fff00000-000fffff [disabled] [32-bit]', 0xfff],
    ['fff00000-000fffff', 0xfff],
  ])('closed: %s', (words, base) => {
    const fn = bridge(`Memory behind bridge: ${words}`);
    expect(ranges(fn)).toEqual([['memory', null]]);
    expect(values(fn, 'header.memory_base.address')).toEqual([base]);
  });

  test('of versions that do not say how wide they are', () => {
    const fn = bridge(
      'I/O behind bridge: 0000e000-0000efff [size=4K]',
      'Prefetchable memory behind bridge: 00000000fe800000-00000000fe9fffff [size=2M]',
    );
    expect(values(fn, 'header.io_base.address', 'header.io_base.addressing')).toEqual([0xe, undefined]);
    expect(values(fn, 'header.prefetchable_memory_base.addressing')).toEqual([1]);
  });
});

test('-v: its flags, and regions without numbers', () => {
  const fn = read(`
00:02.0 VGA compatible controller: Intel Corporation Alder Lake-N [UHD Graphics] (prog-if 00 [VGA controller])
	DeviceName: Onboard - Video
	Subsystem: Intel Corporation Device 7270
	Flags: bus master, fast devsel, latency 0, IRQ 158, NUMA node 0, IOMMU group 9
	Memory at 60e7000000 (64-bit, non-prefetchable) [size=16M]
	Memory at 4000000000 (64-bit, prefetchable) [size=256M]
	I/O ports at 3000 [size=64]
	Expansion ROM at 000c0000 [virtual] [disabled] [size=128K]
	Capabilities: [70] Express Root Complex Integrated Endpoint, IntMsgNum 0
	Capabilities: [320] Single Root I/O Virtualization (SR-IOV)
	Kernel driver in use: i915
	Kernel modules: i915, xe
`);
  expect(fn.regions.map(({ index, kind, numbered, size }) => [index, kind, numbered, size])).toEqual([
    [0, 'memory', false, 1n << 24n],
    [2, 'memory', false, 1n << 28n],
    [4, 'io', false, 64n],
    [6, 'memory', undefined, 1n << 17n],
  ]);
  expect(
    values(
      fn,
      'header.command.bus_master_enable',
      'header.command.vga_palette_snoop',
      'header.status.devsel_timing',
      'header.class_code.programming_interface',
      'pcie.capabilities.device_port_type',
      'header.subsystem_id',
      'header.subsystem_vendor_id',
    ),
  ).toEqual([1, 0, 0, 0, 9, 0x7270, undefined]);
  expect(fn).toMatchObject({ iommuGroup: { value: 9 }, numaNode: { value: 0 }, driver: { value: 'i915' } });
  expect(fn.capabilities?.map(({ name, kind }) => [name, kind])).toEqual([
    ['pcie', 'standard'],
    ['sriov', 'extended'],
  ]);
});

describe('what is not known is not stated', () => {
  test('without the right to read them there are no capabilities to list', () => {
    const fn = read('01:00.0 X: Y\n\tFlags: fast devsel\n\tCapabilities: <access denied>\n');
    expect(fn.capabilities).toBeUndefined();
    expect(fn.capabilitiesComplete).toBeUndefined();
  });

  test('a list that ends before 100h may go on', () => {
    const fn = read('01:00.0 X: Y\n\tFlags: fast devsel\n\tCapabilities: [40] Express Endpoint, MSI 00\n');
    expect(fn.capabilitiesComplete).toBe(false);
  });

  test('lines that somebody left out', () => {
    const text = (line: string): string =>
      `01:00.0 X: Y\n\tFlags: fast devsel\n${line}\tCapabilities: [100] Power Budgeting <?>\n`;
    expect(read(text('')).capabilitiesComplete).toBe(true);
    for (const dots of ['...', '  [...]', '<snip>', '--'])
      expect(read(text(`${dots}\n`)).capabilitiesComplete).toBe(false);
  });

  test('one capability that was searched for', () => {
    const fn = read(
      '83:00.0 Ethernet controller: X\n\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n\t\tVF offset: 384, stride: 2, Device ID: 1515\n',
    );
    expect(fn).toMatchObject({ capabilitiesComplete: false });
    expect(fn.headerType).toBeUndefined();
    expect(values(fn, 'sriov.first_vf_offset', 'sriov.total_vfs')).toEqual([384, undefined]);
  });

  test('a Function that reads all ones', () => {
    const fn = read(
      '03:10.0 Ethernet controller: Intel X (rev ff) (prog-if ff)\n\t!!! Unknown header type 7f\n\tKernel driver in use: vfio-pci\n',
    );
    expect(fn).toMatchObject({ allOnes: { value: true }, driver: { value: 'vfio-pci' } });
    expect([...fn.fields]).toEqual([]);
    expect(read('03:10.0 X: Y (rev ff)').allOnes?.value).toBe(true);
    expect(read('03:10.0 X: Y (rev ff)\n\tFlags: fast devsel').allOnes).toBeUndefined();
  });

  test('which vendor-specific capability it is, without the vendor', () => {
    const vsec = '	Capabilities: [100 v1] Vendor Specific Information: ID=0002 Rev=4 Len=100 <?>';
    expect(read(`01:00.0 X: Y\n${vsec}`).capabilities?.[0]?.name).toBeUndefined();
    expect(read(`01:00.0 X [0200]: Y [10ec:8125]\n${vsec}`).capabilities?.[0]?.name).toBe('vsec');
    expect(read(`01:00.0 X [0200]: Y [1344:8125]\n${vsec}`).capabilities?.[0]?.name).toBe('vsec');
  });

  test('which ID Virtual Channel has, but in Function 0', () => {
    const name = (fn: number): string | undefined =>
      read(`01:00.${fn} X: Y\n\tCapabilities: [100 v1] Virtual Channel`).capabilities?.[0]?.name;
    expect([name(0), name(1)]).toEqual(['vc', undefined]);
  });

  test('words that stand for several values', () => {
    const fn = read(
      '01:00.0 X: Y\n\tCapabilities: [40] Express (v2) Endpoint, MSI 00\n\t\tDevCap:\tMaxPayload 128 bytes, PhantFunc 0, SlotPowerLimit 25W\n\t\tLnkCap:\tPort #0, Speed unknown, Width x8\n',
    );
    expect(
      values(
        fn,
        'pcie.device_capabilities.captured_slot_power_limit_value',
        'pcie.link_capabilities.max_link_speed',
        'pcie.link_capabilities.maximum_link_width',
      ),
    ).toEqual([undefined, undefined, 8]);
  });
});

test('a line of a list, in its three forms', () => {
  for (const line of [
    '3b:02.0 Ethernet controller [0200]: Intel Corporation Ethernet Virtual Function 700 Series [8086:154c] (rev 02)',
    '0000:3b:02.0 0200: 8086:154c (rev 02)',
    '3b:02.0 "Ethernet controller [0200]" "Intel Corporation [8086]" "VF [154c]" -r02 -p00 "Intel Corporation [8086]" "Device [0000]"',
  ]) {
    const fn = read(line);
    expect(fn).toMatchObject({
      vendorId: { value: 0x8086 },
      deviceId: { value: 0x154c },
      classCode: { value: 0x020000 },
      revision: { value: 2 },
    });
    expect(fn.capabilities).toBeUndefined();
    expect(fn.headerType).toBeUndefined();
  }
  expect(read('3b:02.0 "0200" "8086" "154c" "1af4" "1100"')).toMatchObject({
    subsystemVendorId: { value: 0x1af4 },
    subsystemId: { value: 0x1100 },
  });
});

test('a record of -vmm, with the modules that it lists one a line', () => {
  const fn = read(`
Slot:	01:10.0
Class:	Ethernet controller [0200]
Vendor:	Intel Corporation [8086]
Device:	82576 Virtual Function [10ca]
SVendor:	Red Hat, Inc. [1af4]
SDevice:	Device [1100]
PhySlot:	16
Rev:	01
ProgIf:	00
Driver:	igbvf
Module:	igbvf
Module:	uio
NUMANode:	1
IOMMUGroup:	31`);
  expect(fn).toMatchObject({
    vendorId: { value: 0x8086 },
    deviceId: { value: 0x10ca },
    subsystemVendorId: { value: 0x1af4 },
    subsystemId: { value: 0x1100 },
    classCode: { value: 0x020000 },
    classCodeBits: 24,
    name: { value: 'Intel Corporation 82576 Virtual Function' },
    driver: { value: 'igbvf', at: { line: 10 } },
    modules: { value: ['igbvf', 'uio'] },
    physicalSlot: { value: '16' },
    numaNode: { value: 1 },
    iommuGroup: { value: 31 },
  });
});
