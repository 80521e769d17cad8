import { type Bar, barsOf, vfBarsOf, windowsOf } from '../../decode/bars.ts';
import type { FunctionView } from '../../decode/view.ts';
import { count, described, flag, list, oneOf, optional, orNull, record, type TypeOf, text } from './shape.ts';
import { hex, hexText } from './terms.ts';

const barFields = {
  index: described(count, 'its number, from 0'),
  space: described(oneOf('memory', 'io'), 'memory or I/O'),
  width: described(oneOf(32, 64, null), 'bits of its address; null of I/O'),
  prefetchable: described(orNull(flag), 'null of I/O'),
  address: described(hex, 'where it begins'),
  size: described(orNull(hex), 'bytes; null where the dump does not tell'),
};
const barShape = record(barFields);
const windowShape = record({
  kind: described(oneOf('io', 'memory', 'prefetchable'), 'what is routed by it'),
  first: described(orNull(hex), 'its first address; null where it is closed'),
  last: described(orNull(hex), 'its last address; null where it is closed'),
});

/** What the BARs and windows of a Function come to, each only where it has some. */
export const addressFields = {
  bars: optional(described(list(barShape), 'its BARs that are in use')),
  vf_bars: optional(
    described(
      list(record({ ...barFields, size_from: described(orNull(text), 'what the size is known from') })),
      'of a PF: the BARs of its VFs, with the size of one VF',
    ),
  ),
  windows: optional(described(list(windowShape), 'of a bridge: what it passes on')),
};
const addressesShape = record(addressFields);

const barRecord = ({ index, space, width, prefetchable, address, size }: Bar): TypeOf<typeof barShape> => ({
  index,
  space,
  width,
  prefetchable,
  address: hexText(address),
  size: size === null ? null : hexText(size),
});

export function addressesRecord(view: FunctionView): TypeOf<typeof addressesShape> {
  const bars = barsOf(view).map(barRecord);
  const vfBars = vfBarsOf(view).map((bar) => ({ ...barRecord(bar), size_from: bar.sizeFrom }));
  const windows = windowsOf(view).map(({ kind, range }) => ({
    kind,
    first: range ? hexText(range.first) : null,
    last: range ? hexText(range.last) : null,
  }));
  return {
    ...(bars.length > 0 ? { bars } : {}),
    ...(vfBars.length > 0 ? { vf_bars: vfBars } : {}),
    ...(windows.length > 0 ? { windows } : {}),
  };
}
