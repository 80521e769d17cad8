import { type Address, colonAddress } from './printers.ts';

/* Lists and logs as their tools print them: what they state of Functions, without bytes. */

export interface StatedFunction {
  readonly address: Address;
  readonly vendor: number;
  readonly device: number;
  /** 24 bits. */
  readonly classCode: number;
  readonly revision: number;
  readonly driver?: string;
  readonly group?: number;
  /** Secondary and subordinate bus of a bridge. */
  readonly buses?: readonly [number, number];
  readonly bar0?: { readonly address: number; readonly size: number };
  /** TotalVFs, and the VFs that are on, in order. */
  readonly vfs?: { readonly total: number; readonly addresses: readonly string[] };
  readonly pf?: string;
}

/** Which of these a format carries. */
type Carried =
  | 'vendor'
  | 'device'
  | 'class'
  | 'class16'
  | 'revision'
  | 'driver'
  | 'group'
  | 'buses'
  | 'bar0'
  | 'pf'
  | 'vfs';

interface StatedPrinter {
  readonly domains: boolean;
  readonly carries: readonly Carried[];
  print(functions: readonly StatedFunction[]): string[];
}

const hex = (n: number, width = 2): string => n.toString(16).padStart(width, '0');
const upper = (n: number, width: number): string => hex(n, width).toUpperCase();
const last = ({ address, size }: { address: number; size: number }): number => address + size - 1;
const folder = (fn: StatedFunction): string => `/sys/bus/pci/devices/${colonAddress(fn.address)}`;
const link = (path: string, target: string): string =>
  `lrwxrwxrwx 1 root root 0 Nov  2 10:11 ${path} -> ${target}`;
const isBridge = ({ buses }: StatedFunction): boolean => buses !== undefined;

export const statedPrinters: Readonly<Record<string, StatedPrinter>> = {
  'sysfs-text': {
    domains: true,
    carries: ['vendor', 'device', 'class', 'revision', 'driver', 'group', 'pf', 'vfs'],
    print: (functions) =>
      functions.flatMap((fn) => [
        `${folder(fn)}/class:0x${hex(fn.classCode, 6)}`,
        `${folder(fn)}/device:0x${hex(fn.device, 4)}`,
        `${folder(fn)}/revision:0x${hex(fn.revision)}`,
        `${folder(fn)}/vendor:0x${hex(fn.vendor, 4)}`,
        ...(fn.driver ? [link(`${folder(fn)}/driver`, `../../../../bus/pci/drivers/${fn.driver}`)] : []),
        ...(fn.group === undefined
          ? []
          : [link(`${folder(fn)}/iommu_group`, `../../../../kernel/iommu_groups/${fn.group}`)]),
        ...(fn.pf ? [link(`${folder(fn)}/physfn`, `../${fn.pf}`)] : []),
        ...(fn.vfs ? [`${folder(fn)}/sriov_totalvfs:${fn.vfs.total}`] : []),
        ...(fn.vfs?.addresses.map((vf, n) => link(`${folder(fn)}/virtfn${n}`, `../${vf}`)) ?? []),
      ]),
  },
  'kernel-log': {
    domains: true,
    carries: ['vendor', 'device', 'class', 'driver', 'group', 'buses', 'bar0'],
    print: (functions) =>
      functions.flatMap((fn) => {
        const say = (text: string, driver = 'pci'): string =>
          `[    1.249246] ${driver} ${colonAddress(fn.address)}: ${text}`;
        const type = isBridge(fn) ? '01' : '00';
        return [
          say(`[${hex(fn.vendor, 4)}:${hex(fn.device, 4)}] type ${type} class 0x${hex(fn.classCode, 6)}`),
          ...(fn.bar0
            ? [say(`reg 0x10: [mem 0x${hex(fn.bar0.address, 8)}-0x${hex(last(fn.bar0), 8)}]`)]
            : []),
          ...(fn.buses ? [say(`PCI bridge to [bus ${hex(fn.buses[0])}-${hex(fn.buses[1])}]`)] : []),
          ...(fn.group === undefined ? [] : [say(`Adding to iommu group ${fn.group}`)]),
          ...(fn.driver ? [say('probed', fn.driver)] : []),
        ];
      }),
  },
  'procfs-list': {
    domains: false,
    carries: ['vendor', 'device', 'driver', 'bar0'],
    print: (functions) =>
      functions.map(({ address: { bus, device, fn }, bar0, ...of }) =>
        [
          `${hex(bus)}${hex((device << 3) | fn)}`,
          `${hex(of.vendor, 4)}${hex(of.device, 4)}`,
          '10',
          ...[bar0?.address ?? 0, 0, 0, 0, 0, 0, 0].map((value) => hex(value, 0).padStart(16)),
          ...[bar0?.size ?? 0, 0, 0, 0, 0, 0, 0].map((value) => hex(value, 0).padStart(16)),
          of.driver ?? '',
        ].join('\t'),
      ),
  },
  'qemu-info-pci': {
    domains: false,
    carries: ['vendor', 'device', 'buses', 'bar0'],
    print: (functions) =>
      functions.flatMap(({ address, buses, bar0, vendor, device }) => [
        `  Bus ${String(address.bus).padStart(2)}, device ${String(address.device).padStart(3)}, function ${address.fn}:`,
        `    Ethernet controller: PCI device ${hex(vendor, 4)}:${hex(device, 4)}`,
        ...(buses
          ? [
              `      BUS ${address.bus}.`,
              `      secondary bus ${buses[0]}.`,
              `      subordinate bus ${buses[1]}.`,
            ]
          : []),
        ...(bar0
          ? [`      BAR0: 32 bit memory at 0x${hex(bar0.address, 8)} [0x${hex(last(bar0), 8)}].`]
          : []),
        '      id "x"',
      ]),
  },
  'pciconf-list': {
    domains: true,
    carries: ['vendor', 'device', 'class', 'revision', 'driver', 'buses', 'bar0'],
    print: (functions) =>
      functions.flatMap(({ address: { domain, bus, device, fn }, ...of }, n) => [
        `${of.driver ?? 'none'}${n}@pci${domain}:${bus}:${device}:${fn}:\tclass=0x${hex(of.classCode, 6)} rev=0x${hex(of.revision)} hdr=0x0${of.buses ? 1 : 0} vendor=0x${hex(of.vendor, 4)} device=0x${hex(of.device, 4)} subvendor=0x1af4 subdevice=0x1100`,
        "    vendor     = 'Somebody'",
        ...(of.buses ? [`    bus range  = ${of.buses[0]}-${of.buses[1]}`] : []),
        ...(of.bar0
          ? [
              `    bar   [10] = type Memory, range 32, base 0x${hex(of.bar0.address, 0)}, size ${of.bar0.size}, enabled`,
            ]
          : []),
      ]),
  },
  libvirt: {
    domains: true,
    carries: ['vendor', 'device', 'class', 'driver', 'group', 'pf', 'vfs'],
    print: (functions) =>
      functions.flatMap((of) => {
        const place = (address: string): string => {
          const [domain, bus, slot, fn] = address.split(/[:.]/);
          return `<address domain='0x${domain}' bus='0x${bus}' slot='0x${slot}' function='0x${fn}'/>`;
        };
        const { domain, bus, device, fn } = of.address;
        return [
          '<device>',
          `  <name>pci_${colonAddress(of.address).replace(/[:.]/g, '_')}</name>`,
          ...(of.driver ? ['  <driver>', `    <name>${of.driver}</name>`, '  </driver>'] : []),
          "  <capability type='pci'>",
          `    <class>0x${hex(of.classCode, 6)}</class>`,
          `    <domain>${domain}</domain>`,
          `    <bus>${bus}</bus>`,
          `    <slot>${device}</slot>`,
          `    <function>${fn}</function>`,
          `    <product id='0x${hex(of.device, 4)}'>A device</product>`,
          `    <vendor id='0x${hex(of.vendor, 4)}'>Somebody</vendor>`,
          ...(of.pf
            ? ["    <capability type='phys_function'>", `      ${place(of.pf)}`, '    </capability>']
            : []),
          ...(of.vfs && of.vfs.addresses.length > 0
            ? [
                `    <capability type='virt_functions' maxCount='${of.vfs.total}'>`,
                ...of.vfs.addresses.map((vf) => `      ${place(vf)}`),
                '    </capability>',
              ]
            : []),
          ...(of.vfs?.addresses.length === 0
            ? [`    <capability type='virt_functions' maxCount='${of.vfs.total}'/>`]
            : []),
          ...(of.group === undefined
            ? []
            : [
                `    <iommuGroup number='${of.group}'>`,
                `      ${place(colonAddress(of.address))}`,
                '    </iommuGroup>',
              ]),
          '  </capability>',
          '</device>',
        ];
      }),
  },
  udevadm: {
    domains: true,
    carries: ['vendor', 'device', 'class', 'driver'],
    print: (functions) =>
      functions.flatMap((fn) => [
        `P: /devices/pci0000:00/${colonAddress(fn.address)}`,
        'L: 0',
        ...(fn.driver ? [`E: DRIVER=${fn.driver}`] : []),
        `E: PCI_CLASS=${hex(fn.classCode, 0).toUpperCase()}`,
        `E: PCI_ID=${upper(fn.vendor, 4)}:${upper(fn.device, 4)}`,
        `E: PCI_SLOT_NAME=${colonAddress(fn.address)}`,
        '',
      ]),
  },
  lshw: {
    domains: true,
    carries: ['vendor', 'device', 'revision', 'driver'],
    print: (functions) =>
      functions.flatMap((fn, n) => [
        `  *-network:${n}`,
        '       description: Ethernet interface',
        `       product: A device [${upper(fn.vendor, 4)}:${upper(fn.device, 4)}]`,
        `       vendor: Somebody [${upper(fn.vendor, 4)}]`,
        `       bus info: pci@${colonAddress(fn.address)}`,
        `       version: ${hex(fn.revision)}`,
        ...(fn.driver ? [`       configuration: broadcast=yes driver=${fn.driver} latency=0`] : []),
      ]),
  },
  'uefi-list': {
    domains: true,
    carries: ['vendor', 'device'],
    print: (functions) => [
      '   Seg  Bus  Dev  Func',
      '   ---  ---  ---  ----',
      ...functions.flatMap(({ address: { domain, bus, device, fn }, ...of }) => [
        `    ${upper(domain, 2)}   ${upper(bus, 2)}   ${upper(device, 2)}    0${fn} ==> Network Controller - Ethernet controller`,
        `             Vendor ${upper(of.vendor, 4)} Device ${upper(of.device, 4)} Prog Interface 0`,
      ]),
    ],
  },
  'u-boot-list': {
    domains: false,
    carries: ['vendor', 'device'],
    print: (functions) => [
      '=> pci',
      'BusDevFun  VendorId   DeviceId   Device Class       Sub-Class',
      '_____________________________________________________________',
      ...functions.map(
        ({ address: { bus, device, fn }, ...of }) =>
          `${hex(bus)}.${hex(device)}.0${fn}   0x${hex(of.vendor, 4)}     0x${hex(of.device, 4)}     Network controller      0x00`,
      ),
    ],
  },
  'windbg-list': {
    domains: true,
    carries: ['vendor', 'device', 'revision', 'buses'],
    print: (functions) => [
      'kd> !pci',
      ...functions.flatMap(({ address: { domain, bus, device, fn }, ...of }) => [
        `PCI Segment ${hex(domain, 0)} Bus ${hex(bus, 0)}`,
        `${hex(device)}:${fn}  ${hex(of.vendor, 4)}:${hex(of.device, 4)}.${hex(of.revision)}  Cmd[0106:.mb..s]  Sts[2280:.....]  ${
          of.buses
            ? `PciBridge ${hex(bus, 0)}->${hex(of.buses[0], 0)}-${hex(of.buses[1], 0)}  PCI-PCI bridge`
            : 'Device  Ethernet'
        }`,
      ]),
    ],
  },
};
