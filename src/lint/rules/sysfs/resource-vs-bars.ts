import { type Bar, barsOf, vfBarsOf } from '../../../decode/bars.ts';
import type { PciFunction } from '../../../model/function.ts';
import { defineRule } from '../../define.ts';

const hex = (value: bigint): string => `0x${value.toString(16)}`;
/** Linux lists the memory of VFs after six BARs and the ROM. */
const firstVfLine = 7;
const flagsOf = { io: 0x100n, memory: 0x200n } as const;
const lowBits = 0xfffn;

/** Line `n` of the attribute: start, end, and what the kernel took it for. */
function lineOf(fn: PciFunction, n: number) {
  const line = fn.attribute('resource')?.split('\n')[n];
  const match = /^0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16})/i.exec(line ?? '');
  if (!match) return undefined;
  const [start = 0n, end = 0n, flags = 0n] = match.slice(1).map((digits) => BigInt(`0x${digits}`));
  return start === 0n || end < start ? undefined : { start, size: end - start + 1n, flags };
}

const resource = (line: string) => `0x00000000${line}`;
const region = resource('fe000000 0x00000000fe003fff 0x0000000000040200');
const empty = Array.from({ length: firstVfLine }, () => '0x0 0x0 0x0');

export default defineRule({
  meta: {
    id: 'sysfs/resource-vs-bars',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'resource states the addresses of the BARs',
    why: 'The tree was edited, or joined from two captures.',
    fix: '{{facts}}',
    exceptions:
      'Hosts where CPU and bus addresses differ by an offset: the low 12 bits only are compared. Enhanced Allocation and VFs are not looked at.',
    spec: 'Linux drivers/pci/pci-sysfs.c resource_show',
    reads: ['header.header_type.layout'],
    messages: {
      differs: 'line {{n}} of resource begins at {{start}}, but {{bar}} holds {{address}}',
      space: 'line {{n}} of resource is {{stated}}, but {{bar}} is {{read}}',
      size: 'line {{n}} of resource has {{size}} bytes, but BARs have a power of two',
      share: 'line {{n}} of resource has {{size}} bytes, which {{total}} VFs cannot share equally',
    },
  },
  check(subject, report) {
    const { fn, view, report: about } = subject;
    const layout = subject.get('header.header_type.layout');
    const total = view.get('sriov.total_vfs') ?? 0;
    const { role } = about.verdict;
    if (layout !== 0 || (role !== 'function' && role !== 'pf') || view.capability('ea')) return;
    const compare = (bar: Bar, n: number, name: string, offset: number): bigint | undefined => {
      const line = lineOf(fn, n);
      if (!line) return undefined;
      const { start, size, flags } = line;
      const at = { offset, length: 4, attribute: 'resource' };
      if ((start & lowBits) !== (bar.address & lowBits) && bar.address !== 0n) {
        report('differs', at, { n, bar: name, start: hex(start), address: hex(bar.address) });
      }
      const other = bar.space === 'io' ? 'memory' : 'io';
      if ((flags & flagsOf[other]) !== 0n && (flags & flagsOf[bar.space]) === 0n) {
        report('space', at, { n, bar: name, stated: other, read: bar.space });
      }
      return size;
    };
    for (const bar of barsOf(view)) {
      const offset = 0x10 + 4 * bar.index;
      const size = compare(bar, bar.index, `BAR ${bar.index}`, offset);
      if (size !== undefined && (size & (size - 1n)) !== 0n) {
        report('size', { offset, length: 4 }, { n: bar.index, size: hex(size) });
      }
    }
    const base = view.capability('sriov')?.entry.offset ?? 0;
    for (const bar of total > 0 ? vfBarsOf(view) : []) {
      const offset = base + 0x24 + 4 * bar.index;
      const n = firstVfLine + bar.index;
      const size = compare(bar, n, `VF BAR ${bar.index}`, offset);
      if (size !== undefined && size % BigInt(total) !== 0n) {
        report('share', { offset, length: 4 }, { n, size: hex(size), total });
      }
    }
  },
  examples: {
    good: [
      { attributes: { resource: region }, fields: { 'header.base_address[0]': 0xfe000000 } },
      {
        attributes: {
          resource: [...empty, resource('fea00000 0x00000000fea1ffff 0x0000000000140204')].join('\n'),
        },
        fields: { 'sriov.total_vfs': 8, 'sriov.vf_bar[0]': 0xfea00004 },
      },
    ],
    bad: [
      {
        attributes: { resource: resource('fe000100 0x00000000fe0001ff 0x0000000000040200') },
        fields: { 'header.base_address[0]': 0xfe000000 },
      },
      {
        attributes: { resource: resource('fe000000 0x00000000fe002fff 0x0000000000040200') },
        fields: { 'header.base_address[0]': 0xfe000000 },
      },
      {
        attributes: { resource: resource('fe000000 0x00000000fe000fff 0x0000000000040101') },
        fields: { 'header.base_address[0]': 0xfe000000 },
      },
      {
        attributes: {
          resource: [...empty, resource('fea00000 0x00000000fea1ffff 0x0000000000140204')].join('\n'),
        },
        fields: { 'sriov.total_vfs': 7, 'sriov.vf_bar[0]': 0xfea00004 },
      },
    ],
  },
});
