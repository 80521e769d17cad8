import { describe, expect, test } from 'vitest';
import { read } from './positions.ts';

/* Pastes that are no dump: each is told what it is, what it cannot tell, and what to paste instead. */

const link = (name: string, target: string): string =>
  `lrwxrwxrwx 1 root root      0 Nov  2 10:11 ${name} -> ${target}`;
const file = (name: string): string => `-r--r--r-- 1 root root   4096 Nov  2 10:11 ${name}`;
const vfLine = (n: number): string =>
  `    vf ${n}     link/ether 02:00:00:00:00:0${n} brd ff:ff:ff:ff:ff:ff, spoof checking on, link-state auto`;

const pastes: readonly (readonly [what: string, lines: readonly string[], says: readonly RegExp[]])[] = [
  [
    'IOVCtl without a Function',
    [
      '\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy+ 10BitTagReq-',
      '\t\tIOVSta:\tMigration-',
      '\t\tInitial VFs: 8, Total VFs: 8, Number of VFs: 7, Function Dependency Link: 00',
      '\t\tVF offset: 128, stride: 2, Device ID: 10ca',
    ],
    [/a Function that is not named/, /lspci -D -nn -vvv -xxxx/],
  ],
  [
    'ls -l of the folder of a PF',
    [
      'total 0',
      file('class'),
      file('config'),
      link('virtfn0', '../0000:01:10.0'),
      link('virtfn1', '../0000:01:10.2'),
    ],
    [/sysfs folder of a PF with 2 VFs/, /ls -ld \/sys\/bus\/pci\/devices\/ADDR\/\*/],
  ],
  [
    'ls -l of the folder of a VF',
    ['total 0', file('config'), link('physfn', '../0000:01:00.0'), link('subsystem', '../../../bus/pci')],
    [/sysfs folder of a VF of 0000:01:00\.0/],
  ],
  [
    'lspci -tv',
    [
      '-[0000:00]-+-00.0  Intel Corporation 82G33/G31/P35/P31 Express DRAM Controller',
      '           +-02.0-[01]--+-00.0  Intel Corporation 82576 Gigabit Network Connection',
      '           |            \\-10.0  Intel Corporation 82576 Virtual Function',
      '           \\-1f.0  Intel Corporation 82801IB (ICH9) LPC Interface Controller',
    ],
    [/tree that lspci -t prints/, /lspci -D -nn -xxxx/],
  ],
  [
    'lspci -t after a prompt, with two root buses',
    ['$ lspci -t', '-+-[0000:80]---01.0', ' \\-[0000:00]-+-00.0', '             \\-02.0-[01]----00.0'],
    [/tree that lspci -t prints/, /lspci -D -nn -xxxx/],
  ],
  [
    'ethtool -i',
    [
      'driver: igb',
      'version: 6.12.0',
      'firmware-version: 1.5',
      'bus-info: 0000:01:00.0',
      'supports-test: yes',
    ],
    [/ethtool -i/, /the driver igb of 0000:01:00\.0/, /lspci -D -nn -xxxx/],
  ],
  [
    'ip -d link show',
    [
      '3: enp1s0f0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP mode DEFAULT group default qlen 1000',
      '    link/ether a0:36:9f:00:00:01 brd ff:ff:ff:ff:ff:ff promiscuity 0 parentbus pci parentdev 0000:01:00.0',
      vfLine(0),
      vfLine(1),
    ],
    [/ip link/, /2 VFs of 0000:01:00\.0 by number, without their addresses/, /devices\/0000:01:00\.0\/\*/],
  ],
  [
    'ip link of what has no VFs',
    [
      '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN',
      '    link/loopback 00:00:00:00:00:00',
    ],
    [/ip link prints: it says nothing of PCI Functions/],
  ],
  ['devlink dev', ['pci/0000:01:00.0', 'pci/0000:01:00.1'], [/devlink/, /names 2 Functions/]],
  [
    'devlink port',
    ['pci/0000:01:00.0/1: type eth netdev enp1s0f0npf0vf0 flavour pcivf controller 0 pfnum 0 vfnum 0'],
    [/names 1 Function /],
  ],
  [
    'virsh nodedev-list',
    ['computer', 'net_lo_00_00_00_00_00_00', 'pci_0000_00_02_0', 'pci_0000_01_00_0'],
    [/names 2 Functions/, /virsh nodedev-dumpxml pci_0000_00_02_0/],
  ],
  [
    'virsh nodedev-list --tree',
    ['computer', '  |', '  +- pci_0000_00_02_0', '  |   |', '  |   +- pci_0000_01_00_0'],
    [/names 2 Functions/],
  ],
];

describe('what is not a dump says what it is', () => {
  test.each(pastes)('%s', (_what, lines, says) => {
    const { functions, diagnostics } = read(`${lines.join('\n')}\n`);
    expect(functions).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['input/not-recognised']);
    for (const said of says) expect(diagnostics[0]?.message).toMatch(said);
  });

  test.each([
    ['prose', ['driver: the one who drives', 'bus-info: none at all']],
    ['a program', ['1: if (a < b) {', 'pci/core.c: fine']],
    ['names and other words', ['pci_0000_00_02_0 is what I have', 'and no more']],
    ['any folder', ['total 4', file('readme.txt')]],
  ])('%s is none of them', (_what, lines) => {
    const [one] = read(lines.join('\n')).diagnostics;
    expect(one?.message).toMatch(/^no configuration space found in it/);
  });
});

test('the same with the path is read', () => {
  const at = '/sys/bus/pci/devices/0000:01:00.0';
  const lines = [link(`${at}/virtfn0`, '../0000:01:10.0'), link(`${at}/virtfn1`, '../0000:01:10.2')];
  expect(read(lines.join('\n')).functions.map(({ address }) => address)).toEqual([
    '0000:01:00.0',
    '0000:01:10.0',
    '0000:01:10.2',
  ]);
});

test('IOVCtl of a named Function is read', () => {
  const lines = [
    '01:00.0 Ethernet controller: Intel Corporation 82576 Gigabit Network Connection (rev 01)',
    '\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)',
    '\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy+ 10BitTagReq-',
    '\t\tInitial VFs: 8, Total VFs: 8, Number of VFs: 7, Function Dependency Link: 00',
  ];
  const [fn] = read(lines.join('\n')).functions;
  expect(fn?.stated.fields?.get('sriov.num_vfs')?.value).toBe(7);
});
