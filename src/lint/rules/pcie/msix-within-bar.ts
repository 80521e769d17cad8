import type { PciFunction } from '../../../model/function.ts';
import { defineRule } from '../../define.ts';

const hex = (n: bigint | number): string => `${n.toString(16).toUpperCase()}h`;
/** Bytes of a BAR where sysfs or lspci -v states them. */
function statedSize(fn: PciFunction, bar: number): bigint | undefined {
  const line = fn.attribute('resource')?.split('\n')[bar];
  const range = /^0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16}) 0x/i.exec(line ?? '');
  if (range) {
    const size = BigInt(`0x${range[2]}`) - BigInt(`0x${range[1]}`) + 1n;
    return size > 1n ? size : undefined;
  }
  return fn.statedRegions.find(
    ({ of, index, numbered }) => of === 'function' && index === bar && numbered !== false,
  )?.size;
}

const vectors = (count: number, pba: number) => ({
  'msix.control.table_size': count - 1,
  'msix.pba.offset': pba / 8,
});
const resource = '0x00000000fe000000 0x00000000fe000fff 0x0000000000040200';

export default defineRule({
  meta: {
    id: 'pcie/msix-within-bar',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'MSI-X table and PBA end inside their BAR',
    why: 'A driver that maps them writes past the BAR, into what follows it.',
    fix: 'Correct Table Offset, PBA Offset or Table Size, or the size of the BAR.',
    exceptions: 'Registers do not hold the size of a BAR: without sysfs or lspci -v nothing is looked at.',
    spec: 'PCIe 6.0 §7.7.2, §7.7.2.3, §7.7.2.4',
    reads: [
      'msix.control.table_size',
      'msix.table.bir',
      'msix.table.offset',
      'msix.pba.bir',
      'msix.pba.offset',
    ],
    messages: { past: 'the {{what}} ends at {{end}}, but BAR {{bir}} has {{size}} bytes' },
  },
  check(subject, report) {
    const count = subject.get('msix.control.table_size') + 1;
    const places = [
      [
        'table',
        'msix.table.offset',
        subject.get('msix.table.bir'),
        subject.get('msix.table.offset'),
        16 * count,
      ],
      [
        'PBA',
        'msix.pba.offset',
        subject.get('msix.pba.bir'),
        subject.get('msix.pba.offset'),
        8 * Math.ceil(count / 64),
      ],
    ] as const;
    for (const [what, field, bir, offset, length] of places) {
      const size = bir <= 5 ? statedSize(subject.fn, bir) : undefined;
      const end = BigInt(offset) * 8n + BigInt(length);
      if (size !== undefined && end > size) {
        report('past', field, { what, end: hex(end - 1n), bir, size: hex(size) });
      }
    }
  },
  examples: {
    good: [
      { fields: vectors(64, 0x800), attributes: { resource } },
      { fields: vectors(2048, 0x8000) },
      {
        fields: vectors(64, 0x800),
        says: ['Region 0: Memory at fe000000 (32-bit, non-prefetchable) [size=4K]'],
      },
    ],
    bad: [
      { fields: vectors(257, 0), attributes: { resource } },
      { fields: vectors(64, 0x1000), attributes: { resource } },
      {
        fields: vectors(64, 0x1000),
        says: ['Region 0: Memory at fe000000 (32-bit, non-prefetchable) [size=4K]'],
      },
    ],
  },
});
