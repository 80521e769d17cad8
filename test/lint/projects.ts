import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar';

/*
 * Fixture sets in the layout of other projects: their folders, names and forms, filled with our own captures. A set is
 * its files by their paths; a path of an archive holds the packed bytes.
 */
export type FixtureSet = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

const samples = join(import.meta.dirname, '..', '..', 'samples');

/** A copy of /sys: files and links by their paths. */
type SysTree = ReadonlyMap<string, Uint8Array | { readonly link: string }>;

async function sysOf(sample: string): Promise<SysTree> {
  const packed = gunzipSync(readFileSync(join(samples, sample, 'sysfs.tar.gz')));
  const tree = new Map<string, Uint8Array | { readonly link: string }>();
  for (const { header, data } of await unpackTar(packed)) {
    const name = header.name.replace(/^\.\//, '').replace(/\/$/, '');
    if (header.type === 'symlink') tree.set(name, { link: header.linkname ?? '' });
    else if (header.type === 'file') tree.set(name, data ?? new Uint8Array(0));
  }
  return tree;
}

/** One Function of a copy of /sys. */
interface Captured {
  readonly address: string;
  /** Below /sys. */
  readonly path: string;
  readonly config: Uint8Array;
  readonly attributes: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, string>;
}

function functionsOf(tree: SysTree): Captured[] {
  const names = [...tree.keys()].filter((name) =>
    /\/[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.\d\/config$/.test(name),
  );
  return names.map((name) => {
    const path = posix.dirname(name);
    const attributes = new Map<string, string>();
    const links = new Map<string, string>();
    for (const [other, content] of tree) {
      if (posix.dirname(other) !== path || other === name) continue;
      if (content instanceof Uint8Array)
        attributes.set(posix.basename(other), new TextDecoder().decode(content));
      else links.set(posix.basename(other), content.link);
    }
    const config = tree.get(name);
    return {
      address: posix.basename(path),
      path: path.replace(/^sys\//, ''),
      config: config instanceof Uint8Array ? config : new Uint8Array(0),
      attributes,
      links,
    };
  });
}

/** Of a tree, the PCI Functions' own files and links of these names, and the list of Functions. */
const keeping = (
  tree: SysTree,
  names: RegExp,
  bytes = 4096,
): [string, Uint8Array | { readonly link: string }][] =>
  [...tree].flatMap(([path, content]): [string, Uint8Array | { readonly link: string }][] => {
    if (/^sys\/bus\/pci\/devices\/[^/]+$/.test(path)) return [[path, content]];
    if (!/[0-9a-f]{2}\.\d\/[^/]+$/.test(path) || !names.test(posix.basename(path))) return [];
    return [
      [
        path,
        path.endsWith('/config') && content instanceof Uint8Array ? content.subarray(0, bytes) : content,
      ],
    ];
  });

const packed = async (
  tree: Iterable<readonly [string, string | Uint8Array | { readonly link: string }]>,
): Promise<Uint8Array> =>
  gzipSync(
    await packTar(
      [...tree].map(([name, content]) => {
        if (typeof content === 'object' && 'link' in content)
          return { header: { name, size: 0, type: 'symlink' as const, linkname: content.link } };
        const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        return { header: { name, size: body.length }, body };
      }),
    ),
  );

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** The record of one device, as umockdev-record writes it. */
function record({ path, config, attributes, links }: Captured, size: number): string {
  const lines = [`P: /${path}`, 'E: SUBSYSTEM=pci'];
  for (const line of (attributes.get('uevent') ?? '').trim().split('\n')) lines.push(`E: ${line}`);
  for (const [name, value] of attributes)
    if (name !== 'uevent') lines.push(`A: ${name}=${value.trimEnd().replaceAll('\n', '\\n')}\\n`);
  lines.push(`H: config=${hexOf(config.subarray(0, size))}`);
  const driver = links.get('driver');
  if (driver !== undefined) lines.push(`L: driver=${driver}`);
  return `${lines.join('\n')}\n`;
}

const usbCamera = (parent: string): string =>
  [
    `P: /${parent}/usb1/1-3`,
    'N: bus/usb/001/004',
    'E: DEVTYPE=usb_device',
    'E: SUBSYSTEM=usb',
    'A: idVendor=27c6\\n',
    'H: descriptors=12010002EF020140C627946500010102030109025300020100A0FA',
    '',
    '',
  ].join('\n');

/** Text of an archive by ttar. */
function ttar(
  tree: readonly (readonly [string, Uint8Array | { readonly link: string }])[],
  top: string,
): string {
  const bar = '# ttar - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -';
  const lines = ['# Archive created by ttar -c -f fixtures.ttar', `Directory: ${top}`, 'Mode: 755', bar];
  const folders = new Set<string>([top]);
  for (const [name, content] of [...tree].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = posix.join(top, name);
    const above: string[] = [];
    for (let at = posix.dirname(path); !folders.has(at); at = posix.dirname(at)) above.unshift(at);
    for (const folder of above) {
      folders.add(folder);
      lines.push(`Directory: ${folder}`, 'Mode: 755', bar);
    }
    lines.push(`Path: ${path}`);
    if (content instanceof Uint8Array) {
      const text = new TextDecoder().decode(content).replace(/\n$/, '').split('\n');
      lines.push(`Lines: ${text.length}`, ...text, 'Mode: 444', bar);
    } else lines.push(`SymlinkTo: ${content.link}`, bar);
  }
  return `${lines.join('\n')}\n`;
}

const hexDigits = (text: string | undefined): string => `0x${(text ?? '').trim().replace(/^0x/, '')}`;
const partsOf = (address: string): string[] => address.split(/[:.]/);
const placeXml = (address: string): string => {
  const [domain, bus, slot, fn] = partsOf(address);
  return `<address domain='0x${domain}' bus='0x${bus}' slot='0x${slot}' function='0x${fn}'/>`;
};

/** A node device as `virsh nodedev-dumpxml` prints it. */
function nodedev({ address, attributes, links }: Captured): string {
  const numbers = partsOf(address).map((part) => Number.parseInt(part, 16));
  const vfs = [...links]
    .filter(([name]) => name.startsWith('virtfn'))
    .map(([, target]) => posix.basename(target));
  const pf = links.get('physfn');
  const driver = links.get('driver');
  return [
    '<device>',
    `  <name>pci_${address.replaceAll(/[:.]/g, '_')}</name>`,
    '  <parent>computer</parent>',
    ...(driver ? ['  <driver>', `    <name>${posix.basename(driver)}</name>`, '  </driver>'] : []),
    "  <capability type='pci'>",
    `    <class>${hexDigits(attributes.get('class'))}</class>`,
    ...['domain', 'bus', 'slot', 'function'].map((name, n) => `    <${name}>${numbers[n]}</${name}>`),
    `    <product id='${hexDigits(attributes.get('device'))}'/>`,
    `    <vendor id='${hexDigits(attributes.get('vendor'))}'/>`,
    ...(pf
      ? [
          "    <capability type='phys_function'>",
          `      ${placeXml(posix.basename(pf))}`,
          '    </capability>',
        ]
      : []),
    ...(vfs.length > 0
      ? [
          `    <capability type='virt_functions' maxCount='${vfs.length}'>`,
          ...vfs.map((vf) => `      ${placeXml(vf)}`),
          '    </capability>',
        ]
      : []),
    '  </capability>',
    '</device>',
    '',
  ].join('\n');
}

const source = `# Copyright: an example of a test that holds dumps as strings.
DUMP = """
00:1f.0 ISA bridge: Example
00: 86 80 18 29 07 00 10 02 02 00 01 06
ff: zz
"""
`;

/** The sets, by project. */
export async function projects(): Promise<Readonly<Record<string, FixtureSet>>> {
  const igb = await sysOf('igb-7vf');
  const nvme = await sysOf('nvme-4vf');
  const topology = await sysOf('topology');
  const igbFunctions = functionsOf(igb);
  const nvmeFunctions = functionsOf(nvme);
  const topologyFunctions = functionsOf(topology);
  const vf = igbFunctions.find(({ links }) => links.has('physfn')) as Captured;
  const endpoints = topologyFunctions.filter(({ config }) => (config[14] ?? 0) % 128 === 0);

  const plain =
    /^(vendor|device|subsystem_vendor|subsystem_device|class|revision|modalias|irq|enable|numa_node|local_cpus|resource|uevent)$/;
  const speeds =
    /^(class|vendor|device|subsystem_.*|revision|numa_node|(current|max)_link_(speed|width)|sriov_.*|power_state|d3cold_allowed|irq|ari_enabled)$/;
  const relations = /^(physfn|virtfn\d+|driver|iommu_group|subsystem)$/;

  return {
    libvirt: {
      // Single configs, most without their PF or root port, and drivers' tests beside them.
      ...Object.fromEntries(
        [...endpoints.slice(0, 6), vf].map(({ address, config }) => [
          `tests/virpcitestdata/${address.replaceAll(':', '-')}.config`,
          config,
        ]),
      ),
      'tests/virpcitest.c': source,
      ...Object.fromEntries(
        igbFunctions.map((fn) => [
          `tests/nodedevschemadata/pci_${fn.address.replaceAll(/[:.]/g, '_')}.xml`,
          nodedev(fn),
        ]),
      ),
      'tests/nodedevschemadata/computer.xml':
        "<device>\n  <name>computer</name>\n  <capability type='system'>\n    <hardware>\n      <vendor>LENOVO</vendor>\n    </hardware>\n  </capability>\n</device>\n",
    },
    systemd: {
      // A tree of devices without bus/pci, configs of 64 bytes; the hardware database beside it.
      ...Object.fromEntries(
        topologyFunctions
          .slice(0, 12)
          .flatMap(({ path, config, attributes }) => [
            [`test/sys/${path}/config`, config.subarray(0, 64)],
            ...[...attributes]
              .filter(([name]) => plain.test(name))
              .map(([name, text]) => [`test/sys/${path}/${name}`, text]),
            [`test/sys/${path}/subsystem`, { link: `${'../'.repeat(path.split('/').length)}bus/pci` }],
          ]),
      ),
      'test/sys-script.py': source,
      'hwdb.d/20-pci-vendor-model.hwdb': 'pci:v00008086*\n ID_VENDOR_FROM_DATABASE=Intel Corporation\n',
    },
    hwloc: {
      'tests/hwloc/linux/16em64t-2n-igb.tar.gz': await packed([
        ['16em64t-2n-igb/proc/cpuinfo', 'processor\t: 0\nvendor_id\t: GenuineIntel\n\n'],
        ['16em64t-2n-igb/proc/mounts', 'sysfs /sys sysfs rw 0 0\n'],
        ...keeping(
          igb,
          /^(class|config|device|vendor|subsystem_.*|local_cpus|numa_node|revision|current_link_.*|physfn|virtfn\d+)$/,
          256,
        ).map(([path, content]) => [`16em64t-2n-igb/${path}`, content] as const),
      ]),
      'tests/hwloc/linux/16em64t-2n-igb.tar.gz.output':
        'Machine (P#0 total=2GB)\n  PCIBridge P#32 (busid=0000:00:02.0 id=1b36:000c)\n',
      'tests/hwloc/linux/16em64t-2n-igb.tar.gz.options': '-v --whole-io\n',
    },
    ghw: {
      'testdata/snapshots/linux-amd64-0cb1a3d2.tar.gz': await packed([
        ['proc/cpuinfo', 'processor\t: 0\n'],
        ...keeping(igb, new RegExp(`${plain.source}|${relations.source}`)),
      ]),
      'testdata/samples/dell-r610-sriov.json':
        '{"pci": {"Devices": [{"address": "0000:01:00.0", "vendor": {"id": "8086"}}]}}\n',
    },
    fwupd: {
      // Recorded events, and a part of /sys with one Function.
      'plugins/intel-me/tests/csme.json': `${JSON.stringify(
        {
          UsbDevices: [
            {
              GType: 'FuPciDevice',
              BackendId: `/sys/${vf.path}`,
              PhysicalId: `PCI_SLOT_NAME=${vf.address}`,
              Events: [
                { Id: 'ReadProp:Key=DRIVER', Data: 'igbvf' },
                {
                  Id: 'Read:Port=0x0,Length=0x40',
                  Data: Buffer.from(vf.config.subarray(0, 64)).toString('base64'),
                },
              ],
            },
          ],
        },
        undefined,
        2,
      )}\n`,
      ...Object.fromEntries(
        endpoints
          .slice(0, 2)
          .flatMap(({ path, config, attributes }) => [
            [`data/tests/sys/${path}/config`, config.subarray(0, 64)],
            ...[...attributes]
              .filter(([name]) => plain.test(name))
              .map(([name, text]) => [`data/tests/sys/${path}/${name}`, text]),
          ]),
      ),
    },
    libfprint: {
      // A sensor with the controllers that it hangs on, whose host bridge is not recorded.
      'tests/goodixmoc/device': usbCamera(endpoints[1]?.path ?? '') + record(endpoints[1] as Captured, 256),
      'tests/elan/device': usbCamera(endpoints[2]?.path ?? '') + record(endpoints[2] as Captured, 64),
      'tests/goodixmoc/custom.py': source,
    },
    umockdev: {
      'devices/network/igb.umockdev': igbFunctions.map((fn) => record(fn, 4096)).join('\n'),
      'devices/block/nvme.umockdev': nvmeFunctions.map((fn) => record(fn, 256)).join('\n'),
      'devices/network/vf.umockdev': record(vf, 4096),
    },
    procfs: {
      'testdata/fixtures.ttar': ttar(
        keeping(igb, new RegExp(`${speeds.source}|${relations.source}`)),
        'fixtures',
      ),
      ttar: '#!/usr/bin/env bash\necho "$@"\n',
    },
    node_exporter: {
      'collector/fixtures/sys.ttar': ttar(
        keeping(nvme, speeds).map(([path, content]) => [path.replace(/^sys\//, ''), content] as const),
        'sys',
      ),
      'collector/fixtures/e2e-output.txt':
        'node_pcidevice_info{segment="0000",bus="01",device="00",function="0"} 1\n',
    },
    'u-root': {
      'pkg/pci/testdata/testfile1': topologyFunctions
        .slice(0, 8)
        .map(({ address, config }) => {
          const rows = [0, 16, 32, 48].map(
            (offset) =>
              `${offset.toString(16).padStart(8, '0')} ${[...config.subarray(offset, offset + 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`,
          );
          return `${address}: Class: Example\n${rows.join('\n')}\n`;
        })
        .join(''),
      'cmds/core/pci/testdata/pci.json': `${JSON.stringify(
        igbFunctions.map(({ address, config, attributes }) => ({
          Addr: address,
          Vendor: Number(attributes.get('vendor')),
          Device: Number(attributes.get('device')),
          Class: Number(attributes.get('class')),
          VendorName: '',
          DeviceName: '',
          Latency: 0,
          IRQPin: config[0x3d],
          Config: Buffer.from(config.subarray(0, 256)).toString('base64'),
        })),
      )}\n`,
    },
  };
}
