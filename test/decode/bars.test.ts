import { expect, test } from 'vitest';
import { barsOf, vfAperture, vfBarsOf, windowsOf } from '../../src/decode/bars.ts';
import { type EncodeOptions, encode, type FieldValues } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { withFacts } from '../../src/input/beside.ts';
import { readStated } from '../../src/input/formats/lspci/stated.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import type { Stated } from '../../src/model/stated.ts';

function view(fields: FieldValues, options: EncodeOptions = {}, resource?: string): FunctionView {
  const attributes = new Map([
    ['sriov_totalvfs', '4'],
    ['resource', resource ?? ''],
  ]);
  const surroundings = resource === undefined ? {} : withFacts({ attributes });
  const config = ConfigSpace.of(encode(fields, options));
  return new FunctionView(new PciFunction(0, 0, config, { kind: 'binary', file: 'x' }, surroundings));
}

test('types, pairs and sizes of BARs', () => {
  const resource =
    '0x00000000fe000000 0x00000000fe003fff 0x0\n0x0 0x0 0x0\n0x0000000000001000 0x000000000000101f 0x0';
  const bars = barsOf(
    view(
      {
        'header.base_address[0]': 0xfe00000c,
        'header.base_address[1]': 0x12,
        'header.base_address[2]': 0x1001,
        'header.base_address[5]': 0xfd000000,
      },
      {},
      resource,
    ),
  );
  expect(bars).toEqual([
    { index: 0, space: 'memory', width: 64, prefetchable: true, address: 0x12fe000000n, size: 0x4000n },
    { index: 2, space: 'io', width: 32, prefetchable: false, address: 0x1000n, size: 0x20n },
    { index: 5, space: 'memory', width: 32, prefetchable: false, address: 0xfd000000n, size: null },
  ]);
});

const sriov: FieldValues = { 'sriov.total_vfs': 4, 'sriov.vf_bar[0]': 0xfe00000c, 'sriov.vf_bar[1]': 0x1 };

test('the part of a VF in a VF BAR, by VF Resizable BAR, by sysfs, and not at all', () => {
  const byRegister = view({
    ...sriov,
    'vf_resizable_bar.control_0.number_of_bars': 1,
    'vf_resizable_bar.control_0.bar_size': 1,
  });
  const [bar] = vfBarsOf(byRegister);
  expect([bar?.size, bar?.sizeFrom]).toEqual([0x200000n, 'vf-resizable-bar']);
  expect(bar && vfAperture(bar, 3)).toEqual({ first: 0x1fe400000n, last: 0x1fe5fffffn });
  const lines = Array.from({ length: 13 }, () => '0x0 0x0 0x0');
  lines[7] = '0x00000001fe000000 0x00000001fe00ffff 0x0';
  const [bySysfs] = vfBarsOf(view(sriov, {}, lines.join('\n')));
  expect([bySysfs?.size, bySysfs?.sizeFrom]).toEqual([0x4000n, 'sysfs']);
  const [unknown] = vfBarsOf(view(sriov));
  expect([unknown?.size, unknown && vfAperture(unknown, 1)]).toEqual([null, null]);
});

test('windows of a bridge, open and closed', () => {
  const windows = windowsOf(
    view(
      {
        'header.io_base.address': 0xf,
        'header.memory_base.address': 0xfe0,
        'header.memory_limit.address': 0xfe1,
        'header.prefetchable_memory_base.addressing': 1,
        'header.prefetchable_memory_base.address': 0x10,
        'header.prefetchable_memory_limit.address': 0x10,
        'header.prefetchable_base_upper': 1,
        'header.prefetchable_limit_upper': 1,
      },
      { layout: 1 },
    ),
  );
  expect(windows).toEqual([
    { kind: 'io', range: null },
    { kind: 'memory', range: { first: 0xfe000000n, last: 0xfe1fffffn } },
    { kind: 'prefetchable', range: { first: 0x101000000n, last: 0x1010fffffn } },
  ]);
});

test('what text without rows of bytes states', () => {
  const lines = [
    '00:1c.0 PCI bridge: X',
    '	Region 0: Memory at fe000000 (64-bit, prefetchable) [size=16K]',
    '	Region 2: Memory at fe100000 (32-bit, non-prefetchable) [virtual] [size=4K]',
    '	Memory behind bridge: fd400000-fddfffff [size=10M] [32-bit]',
    '	Prefetchable memory behind bridge: [disabled] [64-bit]',
  ];
  const stated = (): Stated => readStated(lines, 'text', 1);
  const nothing = ConfigSpace.of(new Uint8Array(0));
  const origin = { kind: 'rows', file: 'text', line: 1, firstRow: 1 } as const;
  const bridge = new FunctionView(new PciFunction(0, 0xe0, nothing, origin, { stated }));
  expect(barsOf(bridge)).toEqual([
    { index: 0, space: 'memory', width: 64, prefetchable: true, address: 0xfe000000n, size: 0x4000n },
  ]);
  expect(windowsOf(bridge)).toEqual([
    { kind: 'memory', range: { first: 0xfd400000n, last: 0xfddfffffn } },
    { kind: 'prefetchable', range: null },
  ]);
});
