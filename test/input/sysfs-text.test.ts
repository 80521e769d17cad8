import { describe, expect, test } from 'vitest';
import { topology } from '../../src/library/relations.ts';
import { codes, read } from './positions.ts';
import { addressesOf, factsOf, fieldsOf, functionAt, regionsOf, vfsOf } from './statements.ts';

/* What ls, grep, head, cat, readlink and find print of sysfs, udevadm of systemd, and lshw. */

const folder = '/sys/bus/pci/devices';
const link = (name: string, target: string): string =>
  `lrwxrwxrwx 1 root root      0 Nov  2 10:11 ${name} -> ${target}`;
const file = (name: string, size = 4096): string => `-r--r--r-- 1 root root   ${size} Nov  2 10:11 ${name}`;

describe('lspci and ls -l in one paste', () => {
  const lspci = [
    '00:02.0 PCI bridge: Red Hat, Inc. QEMU PCIe Root port',
    '01:00.0 Ethernet controller: Intel Corporation 82576 Gigabit Network Connection (rev 01)',
    '\tKernel driver in use: igb',
    '01:10.0 Ethernet controller: Intel Corporation 82576 Virtual Function (rev 01)',
  ];
  const links = [
    `$ ls -l ${folder}/0000:01:00.0/`,
    'total 0',
    link('virtfn0', '../0000:01:10.0'),
    link('virtfn1', '../0000:01:10.2'),
  ];

  test.each([
    ['lspci first', [...lspci, '', ...links]],
    ['ls first', [...links, '', ...lspci]],
    ['more of lspci than of ls', [...lspci, ...lspci.slice(0, 2), ...links.slice(0, 3)]],
  ])('both are read: %s', (_order, lines) => {
    const snapshot = read(lines.join('\n'));
    expect(snapshot.inputFormat).toBe('sysfs-text');
    expect(addressesOf(snapshot).slice(0, 3)).toEqual(['0000:00:02.0', '0000:01:00.0', '0000:01:10.0']);
    expect(functionAt(snapshot, '0000:01:10.0').stated.name?.value).toContain('Virtual Function');
    expect(functionAt(snapshot, '0000:01:00.0').stated.driver?.value).toBe('igb');
    const vf = topology(snapshot).functions.find(({ address }) => address === '0000:01:10.0');
    expect([vf?.attachment, vf?.pf]).toEqual(['attached', '0000:01:00.0']);
  });

  test('where rows of bytes make it a dump, the links are said not to be read', () => {
    const row = '00: 86 80 c9 10 06 04 10 00 01 00 00 02 00 00 80 00';
    const snapshot = read([lspci[1], row, '', ...links].join('\n'));
    expect(snapshot.inputFormat).toBe('lspci');
    expect(codes(snapshot)).toContain('lspci/unknown-line 4:1');
    const said = (lines: readonly (string | undefined)[]): readonly string[] =>
      read(lines.join('\n'))
        .diagnostics.filter(({ code }) => code === 'lspci/unknown-line')
        .map(({ message }) => message);
    const what = 'links of sysfs between a PF and its VFs';
    const hint = 'such links are read only in a file without rows of bytes: put them into one of their own';
    expect(said([lspci[1], row, '', ...links])).toEqual([
      `this line and 3 more after it are neither a function's first line nor a row of bytes; they were skipped, 2 of them ${what}; ${hint}`,
    ]);
    const all = `this line and 1 more after it are ${what}; they were skipped; ${hint}`;
    expect(said([lspci[1], row, ...links.slice(2)])).toEqual([all]);
    expect(said([...links.slice(2), lspci[1], row])).toEqual([all]);
    expect(said([lspci[1], row, '', 'some other text'])).toEqual([
      "this line is neither a function's first line nor a row of bytes; it was skipped",
    ]);
  });
});

describe('the target of a link says which bridge is above', () => {
  const bus = '../../../devices/pci0000:00';
  const aboveOf = (lines: readonly string[]): readonly (string | null | undefined)[][] =>
    topology(read(lines.join('\n')))
      .functions.map(({ address, parent }) => [address, parent])
      .sort(([a], [b]) => String(a).localeCompare(String(b)));

  test('ls -l of the list', () => {
    const lines = [
      'total 0',
      link('0000:00:01.0', `${bus}/0000:00:01.0`),
      link('0000:00:02.0', `${bus}/0000:00:02.0`),
      link('0000:01:00.0', `${bus}/0000:00:02.0/0000:01:00.0`),
      link('0000:02:00.0', `${bus}/0000:00:02.0/0000:02:00.0`),
      link('0000:05:00.0', `${bus}/0000:00:01.0/0000:04:00.0/0000:05:00.0`),
    ];
    expect(aboveOf(lines)).toEqual([
      ['0000:00:01.0', null],
      ['0000:00:02.0', null],
      ['0000:01:00.0', '0000:00:02.0'],
      ['0000:02:00.0', '0000:00:02.0'],
      ['0000:04:00.0', '0000:00:01.0'],
      ['0000:05:00.0', '0000:04:00.0'],
    ]);
  });

  test('readlink, and the list of a driver', () => {
    const lines = [
      `$ readlink ${folder}/0000:01:00.0`,
      `${bus}/0000:00:02.0/0000:01:00.0`,
      link(
        '/sys/bus/pci/drivers/igb/0000:04:00.0',
        `../../../../devices/pci0000:00/0000:00:03.0/0000:04:00.0`,
      ),
    ];
    expect(aboveOf(lines)).toEqual([
      ['0000:00:02.0', null],
      ['0000:00:03.0', null],
      ['0000:01:00.0', '0000:00:02.0'],
      ['0000:04:00.0', '0000:00:03.0'],
    ]);
  });

  test('a root bus below a Function, and a target that is not of the name, say nothing', () => {
    const lines = [
      link('10000:e0:06.0', `${bus}/0000:00:0e.0/pci10000:e0/10000:e0:06.0`),
      link('0000:01:00.0', `${bus}/0000:00:02.0/0000:02:00.0`),
    ];
    expect(aboveOf(lines)).toEqual([
      ['0000:01:00.0', null],
      ['10000:e0:06.0', null],
    ]);
  });
});

describe('sysfs-text', () => {
  test('ls -l of one folder', () => {
    const text = [
      `root@host:~# ls -l ${folder}/0000:01:00.0/`,
      'total 0',
      file('class'),
      file('config'),
      link('driver', '../../../../bus/pci/drivers/igb'),
      link('iommu_group', '../../../../kernel/iommu_groups/7'),
      'drwxr-xr-x 3 root root      0 Nov  2 10:11 net',
      link('virtfn0', '../0000:01:10.0'),
      link('virtfn10', '../0000:01:12.4'),
      link('virtfn1', '../0000:01:10.2'),
      `root@host:~# cat ${folder}/0000:01:00.0/sriov_totalvfs`,
      '7',
    ].join('\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('sysfs-text');
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({
      driver: 'igb',
      iommuGroup: 7,
      configSize: 4096,
      driverTotalVfs: 7,
    });
    expect(vfsOf(snapshot, '0000:01:00.0')).toEqual([
      [0, '0000:01:10.0'],
      [10, '0000:01:12.4'],
      [1, '0000:01:10.2'],
    ]);
    const roles = topology(snapshot).functions.map(({ role, attachment }) => attachment ?? role);
    expect(roles.toSorted()).toEqual(['attached', 'attached', 'attached', 'pf']);
    expect(functionAt(snapshot, '0000:01:00.0').stated.driverTotalVfs?.at).toMatchObject({ line: 12 });
  });

  test.each<[string, string[]]>([
    ['ls -l of several paths', [link(`${folder}/0000:01:10.0/physfn`, '../0000:01:00.0')]],
    [
      'ls -l of the modern shell, with quotes',
      [link(`'${folder}/0000:01:10.0/physfn'`, "'../0000:01:00.0'")],
    ],
    ['ls -l of folders', [`${folder}/0000:01:10.0:`, 'total 0', link('physfn', '../0000:01:00.0')]],
    [
      'of the path below devices',
      [link('/sys/devices/pci0000:00/0000:00:02.0/0000:01:10.0/physfn', '../0000:01:00.0')],
    ],
    ['readlink', [`$ readlink ${folder}/0000:01:10.0/physfn`, '../0000:01:00.0']],
    [
      'readlink -f',
      [`$ sudo readlink -f ${folder}/0000:01:10.0/physfn`, '/sys/devices/pci0000:00/0000:01:00.0'],
    ],
    [
      'in a folder that the prompt names',
      [`root@host:${folder}/0000:01:10.0# ls -l physfn`, link('physfn', '../0000:01:00.0')],
    ],
    [
      'ls -l with numbers, a context and another date',
      [
        `lrwxrwxrwx. 1 0 0 0 2026-11-02 10:11:12.123456789 +0100 ${folder}/0000:01:10.0/physfn -> ../0000:01:00.0`,
      ],
    ],
  ])('the PF of a VF: %s', (_, lines) => {
    const snapshot = read(lines.join('\n'));
    expect(snapshot.inputFormat).toBe('sysfs-text');
    expect(factsOf(snapshot, '0000:01:10.0')).toEqual({ pf: '0000:01:00.0' });
  });

  const attributes = (print: (name: string, value: string) => string[]): string[] =>
    [
      ['vendor', '0x8086'],
      ['class', '0x020000'],
      ['sriov_totalvfs', '7'],
      ['sriov_numvfs', '2'],
      ['sriov_offset', '128'],
      ['sriov_stride', '2'],
      ['sriov_vf_device', '10ca'],
    ].flatMap(([name = '', value = '']) => print(name, value));
  const path = `${folder}/0000:01:00.0`;
  test.each<[string, string[]]>([
    ['grep of paths', attributes((name, value) => [`${path}/${name}:${value}`])],
    [
      'grep in a folder',
      [`# cd ${path}`, `root@host:${path}# grep . *`, ...attributes((name, value) => [`${name}:${value}`])],
    ],
    ['grep in the folder of all', attributes((name, value) => [`0000:01:00.0/${name}:${value}`])],
    ['head', attributes((name, value) => [`==> ${path}/${name} <==`, value, ''])],
    ['cat, one by one', attributes((name, value) => [`$ cat ${path}/${name}`, value])],
  ])('attributes: %s', (_, lines) => {
    const snapshot = read(lines.join('\r\n'));
    expect(snapshot.inputFormat).toBe('sysfs-text');
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({
      vendorId: 0x8086,
      classCode: 0x020000,
      driverTotalVfs: 7,
    });
    expect(fieldsOf(snapshot, '0000:01:00.0')).toMatchObject({
      'sriov.control.vf_enable': 1,
      'sriov.num_vfs': 2,
      'sriov.first_vf_offset': 128,
      'sriov.vf_stride': 2,
      'sriov.vf_device_id': 0x10ca,
    });
    // The text lists no links to VFs, which does not mean that there are none.
    expect(functionAt(snapshot, '0000:01:00.0').surroundings.attributes?.has('sriov_numvfs')).toBe(false);
  });

  test('uevent, groups and drivers by their folders', () => {
    const text = [
      `==> ${path}/uevent <==`,
      'DRIVER=igb',
      'PCI_CLASS=20000',
      'PCI_ID=8086:10C9',
      'PCI_SUBSYS_ID=1AF4:1100',
      'PCI_SLOT_NAME=0000:01:00.0',
      '',
      '$ find /sys/kernel/iommu_groups/ -type l',
      '/sys/kernel/iommu_groups/7/devices/0000:01:00.0',
      '/sys/kernel/iommu_groups/8/devices/0000:01:10.0',
      '/sys/kernel/iommu_groups/9/devices:',
      'total 0',
      link('0000:01:10.2', '../../../../devices/pci0000:00/0000:00:02.0/0000:01:10.2'),
      '/sys/bus/pci/drivers/vfio-pci:',
      'total 0',
      link('0000:01:10.2', '../../../../devices/pci0000:00/0000:00:02.0/0000:01:10.2'),
      '--w------- 1 root root 4096 Nov  2 10:11 bind',
    ].join('\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('sysfs-text');
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({
      driver: 'igb',
      iommuGroup: 7,
      vendorId: 0x8086,
      deviceId: 0x10c9,
      subsystemVendorId: 0x1af4,
      subsystemId: 0x1100,
      classCode: 0x020000,
    });
    expect(factsOf(snapshot, '0000:01:10.0')).toEqual({ iommuGroup: 8 });
    expect(factsOf(snapshot, '0000:01:10.2')).toEqual({ iommuGroup: 9, driver: 'vfio-pci' });
  });

  const none = '0x0000000000000000 0x0000000000000000 0x0000000000000000';
  const resource = [
    '0x00000000fe400000 0x00000000fe41ffff 0x0000000000040200',
    none,
    '0x000000000000c000 0x000000000000c01f 0x0000000000040101',
    '0x00000000fe440000 0x00000000fe443fff 0x0000000000140204',
    ...[none, none, none],
    '0x00000000fea00000 0x00000000fea1ffff 0x000000000014220c',
  ];
  test.each<[string, string[]]>([
    ['cat', [`# cat ${path}/resource`, ...resource]],
    ['grep', resource.map((line) => `${path}/resource:${line}`)],
    ['head', [`==> ${path}/resource <==`, ...resource]],
  ])('resource: %s', (_, lines) => {
    const regions = regionsOf(read(lines.join('\n')), '0000:01:00.0');
    expect(
      regions.map(({ of, index, address, size, sizeOfAll }) => [of, index, address, size, sizeOfAll]),
    ).toEqual([
      ['function', 0, 0xfe400000n, 0x20000n, undefined],
      ['function', 2, 0xc000n, 0x20n, undefined],
      ['function', 3, 0xfe440000n, 0x4000n, undefined],
      ['vf', 0, 0xfea00000n, undefined, 0x20000n],
    ]);
  });

  test('a value that differs from the one before is said, and the first is kept', () => {
    const text = [`${path}/numa_node:0`, `${path}/numa_node:1`, `${path}/numa_node:0`, 'and words'].join(
      '\n',
    );
    const snapshot = read(text);
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({ numaNode: 0 });
    expect(codes(snapshot)).toEqual(['stated/conflict 2:1', 'rows/other-text 4:1']);
  });

  test('text that only speaks of paths is not taken', () => {
    const words = `To see it, look at ${path}/sriov_numvfs and write to it.\n`;
    expect(read(words.repeat(3)).inputFormat).toBe('unknown');
    expect(read(`echo 4 > ${path}/sriov_numvfs\n`).inputFormat).toBe('unknown');
  });
});

describe('udevadm', () => {
  test('info -e: records, names of the database, what is below a Function', () => {
    const text = [
      'P: /devices/pci0000:00/0000:00:02.0/0000:01:00.0',
      'M: 0000:01:00.0',
      'R: 0',
      'U: pci',
      'V: igb',
      'E: DEVPATH=/devices/pci0000:00/0000:00:02.0/0000:01:00.0',
      'E: SUBSYSTEM=pci',
      'E: DRIVER=igb',
      'E: PCI_CLASS=20000',
      'E: PCI_ID=8086:10C9',
      'E: PCI_SUBSYS_ID=1AF4:1100',
      'E: PCI_SLOT_NAME=0000:01:00.0',
      'E: ID_PCI_CLASS_FROM_DATABASE=Network controller',
      'E: ID_PCI_SUBCLASS_FROM_DATABASE=Ethernet controller',
      'E: ID_VENDOR_FROM_DATABASE=Intel Corporation',
      'E: ID_MODEL_FROM_DATABASE=82576 Gigabit Network Connection',
      '',
      'P: /devices/pci0000:00/0000:00:02.0/0000:01:00.0/net/eth0',
      'L: 0',
      'E: ID_NET_DRIVER=igb',
      'E: PCI_ID=FFFF:FFFF',
      '',
    ].join('\n');
    const snapshot = read(text);
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['udevadm', []]);
    expect(addressesOf(snapshot)).toEqual(['0000:01:00.0']);
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({
      driver: 'igb',
      classCode: 0x020000,
      vendorId: 0x8086,
      deviceId: 0x10c9,
      subsystemVendorId: 0x1af4,
      subsystemId: 0x1100,
      name: 'Intel Corporation 82576 Gigabit Network Connection',
      className: 'Ethernet controller',
    });
  });

  test('info -a: attributes of a device and of those above it', () => {
    const text = [
      'Udevadm info starts with the device specified by the devpath and then',
      'walks up the chain of parent devices.',
      '',
      "  looking at device '/devices/pci0000:00/0000:00:02.0/0000:01:00.0/net/eth0':",
      '    KERNEL=="eth0"',
      '    DRIVER==""',
      '    ATTR{mtu}=="1500"',
      '',
      "  looking at parent device '/devices/pci0000:00/0000:00:02.0/0000:01:00.0':",
      '    KERNELS=="0000:01:00.0"',
      '    SUBSYSTEMS=="pci"',
      '    DRIVERS=="igb"',
      '    ATTRS{class}=="0x020000"',
      '    ATTRS{numa_node}=="1"',
      '    ATTRS{sriov_totalvfs}=="7"',
      '    ATTRS{vendor}=="0x8086"',
      '',
      "  looking at parent device '/devices/pci0000:00/0000:00:02.0':",
      '    KERNELS=="0000:00:02.0"',
      '    DRIVERS=="pcieport"',
      '    ATTRS{class}=="0x060400"',
    ].join('\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('udevadm');
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({
      driver: 'igb',
      classCode: 0x020000,
      numaNode: 1,
      driverTotalVfs: 7,
      vendorId: 0x8086,
    });
    expect(factsOf(snapshot, '0000:00:02.0')).toEqual({ driver: 'pcieport', classCode: 0x060400 });
  });
});

describe('lshw', () => {
  test('a node without its own line, as a cut text has it, is where its first line is', () => {
    const text =
      '       vendor: Somebody [8086]\n       bus info: pci@0000:01:10.2\n  *-network:3\n       bus info: pci@0000:01:10.4\n';
    const places = read(text).functions.map((fn) => [fn.address, fn.positionOf().line]);
    expect(places).toEqual([
      ['0000:01:10.2', 1],
      ['0000:01:10.4', 3],
    ]);
  });

  test('nodes with -numeric, and what has no address', () => {
    const text = [
      'host',
      '    description: Computer',
      '  *-core',
      '     *-cpu',
      '          product: A processor',
      '          bus info: cpu@0',
      '     *-network:0 DISABLED',
      '          description: Ethernet interface',
      '          product: 82576 Gigabit Network Connection [8086:10C9]',
      '          vendor: Intel Corporation [8086]',
      '          physical id: 0',
      '          bus info: pci@0000:01:00.0',
      '          logical name: eth0',
      '          version: 01',
      '          capabilities: pm msi msix pciexpress bus_master cap_list rom ethernet',
      '          configuration: broadcast=yes driver=igb driverversion=6.1 latency=0 link=no',
      '          resources: irq:22 memory:fe400000-fe41ffff',
    ].join('\n');
    const snapshot = read(text);
    expect([snapshot.inputFormat, addressesOf(snapshot)]).toEqual(['lshw', ['0000:01:00.0']]);
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({
      name: 'Intel Corporation 82576 Gigabit Network Connection',
      className: 'Ethernet interface',
      vendorId: 0x8086,
      deviceId: 0x10c9,
      revision: 1,
      driver: 'igb',
    });
    expect(functionAt(snapshot, '0000:01:00.0').stated.capabilities?.map(({ name }) => name)).toEqual([
      'pm',
      'msi',
      'msix',
      'pcie',
    ]);
  });

  test('-businfo', () => {
    const text = [
      'Bus info          Device     Class          Description',
      '=======================================================',
      '                             system         Computer',
      'cpu@0                        processor      A processor',
      'pci@0000:00:02.0             bridge         QEMU PCIe Root port',
      'pci@0000:01:00.0  eth0       network        82576 Gigabit Network Connection',
      'pci@0000:01:10.0             network',
    ].join('\n');
    const snapshot = read(text);
    expect([snapshot.inputFormat, addressesOf(snapshot)]).toEqual([
      'lshw',
      ['0000:00:02.0', '0000:01:00.0', '0000:01:10.0'],
    ]);
    expect(factsOf(snapshot, '0000:01:00.0')).toEqual({
      name: '82576 Gigabit Network Connection',
      className: 'network',
    });
  });
});
