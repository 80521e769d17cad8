import { expect, test } from 'vitest';
import { FunctionView } from '../../src/decode/view.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { statedOf } from '../../src/input/formats/sysfs/stated.ts';

const map = (entries: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(entries));
const line = (start: number, end: number, flags: number): string =>
  [start, end, flags].map((n) => `0x${n.toString(16).padStart(16, '0')}`).join(' ');
const none = line(0, 0, 0);

test('attributes and links of a PF', () => {
  const resource = [
    line(0xfe000000, 0xfe01ffff, 0x40200),
    none,
    line(0xe000, 0xe01f, 0x40101),
    none,
    none,
    none,
  ];
  const all = [...resource, line(0xfea00000, 0xfea3ffff, 0x46200), line(0xf8000000, 0xf801ffff, 0x140204)];
  const pf = statedOf(
    map({
      vendor: '0x8086',
      device: '0x10c9',
      class: '0x020000',
      revision: '0x01',
      subsystem_vendor: '0x8086',
      subsystem_device: '0xa03c',
      numa_node: '-1',
      sriov_totalvfs: '7',
      sriov_numvfs: '2',
      sriov_offset: '128',
      sriov_stride: '2',
      sriov_vf_device: '10ca',
      current_link_speed: '5.0 GT/s PCIe',
      current_link_width: '4',
      max_link_width: '255',
      resource: all.join('\n'),
    }),
    map({
      driver: 'igb',
      iommu_group: '27',
      virtfn0: '0000:01:10.0',
      virtfn1: '0000:01:10.2',
      subsystem: 'pci',
    }),
  );
  expect(pf).toMatchObject({
    vendorId: { value: 0x8086, by: 'sysfs' },
    classCode: { value: 0x020000 },
    classCodeBits: 24,
    driver: { value: 'igb' },
    iommuGroup: { value: 27 },
    driverTotalVfs: { value: 7 },
    capabilities: [{ name: 'sriov' }],
  });
  expect(pf.numaNode).toBeUndefined();
  expect(Object.fromEntries([...pf.fields].map(([path, { value }]) => [path, value]))).toEqual({
    'header.class_code.base_class': 2,
    'header.class_code.sub_class': 0,
    'header.class_code.programming_interface': 0,
    'header.revision_id': 1,
    'header.subsystem_vendor_id': 0x8086,
    'header.subsystem_id': 0xa03c,
    'sriov.control.vf_enable': 1,
    'sriov.num_vfs': 2,
    'sriov.first_vf_offset': 128,
    'sriov.vf_stride': 2,
    'sriov.vf_device_id': 0x10ca,
    'pcie.link_status.current_link_speed': 2,
    'pcie.link_status.negotiated_link_width': 4,
  });
  expect([...pf.vfs].map(([n, { value }]) => [n, value])).toEqual([
    [0, '0000:01:10.0'],
    [1, '0000:01:10.2'],
  ]);
  expect(pf.regions.map(({ by: _, ...region }) => region)).toEqual([
    {
      index: 0,
      of: 'function',
      kind: 'memory',
      address: 0xfe000000n,
      width: 32,
      prefetchable: false,
      size: 0x20000n,
    },
    { index: 2, of: 'function', kind: 'io', address: 0xe000n, size: 0x20n },
    {
      index: 6,
      of: 'function',
      kind: 'memory',
      address: 0xfea00000n,
      width: 32,
      prefetchable: true,
      size: 0x40000n,
    },
    {
      index: 0,
      of: 'vf',
      kind: 'memory',
      address: 0xf8000000n,
      width: 64,
      prefetchable: false,
      sizeOfAll: 0x20000n,
    },
  ]);
});

test('while no VFs are enabled, offset and stride are of another time', () => {
  const pf = statedOf(
    map({ sriov_totalvfs: '8', sriov_numvfs: '0', sriov_offset: '4', sriov_stride: '1' }),
    undefined,
  );
  expect([...pf.fields.keys()]).toEqual(['sriov.control.vf_enable']);
  expect(pf.fields.get('sriov.control.vf_enable')?.value).toBe(0);
});

test('a VF, and what is no number or address', () => {
  const vf = statedOf(
    map({ vendor: '8086h', vfn: '3', class: '0x06040' }),
    map({ physfn: '0000:01:00.0', virtfn0: 'x' }),
  );
  expect(vf).toMatchObject({ pf: { value: '0000:01:00.0' }, vfNumber: { value: 3 } });
  expect(vf.vendorId).toBeUndefined();
  expect([...vf.vfs]).toEqual([]);
  expect(vf.capabilities).toBeUndefined();
});

test.each(['igb-7vf', 'multi-pf', 'topology', 'iommu-ats', 's390x-zpci'])(
  'sysfs of samples/%s states what its bytes say',
  async (sample) => {
    const { functions } = await diskSnapshot(`samples/${sample}/sysfs.tar.gz`);
    let fields = 0;
    for (const fn of functions) {
      const view = new FunctionView(fn);
      const { attributes, links } = fn.surroundings;
      for (const [path, { value }] of statedOf(attributes, links).fields) {
        const reading = view.read(path);
        // Link attributes of Functions without a link, and of VFs, of which Link Status is reserved.
        if (reading.state !== 'known') continue;
        fields++;
        expect(`${fn.address} ${path} ${reading.value}`).toBe(`${fn.address} ${path} ${value}`);
      }
    }
    expect(fields).toBeGreaterThan(functions.length * 3);
  },
);
