import { type Bar, barsOf, vfBarsOf, windowsOf } from '../../decode/bars.ts';
import type { FunctionView } from '../../decode/view.ts';
import { count, flag, list, oneOf, optional, orNull, record, type TypeOf, text } from './shape.ts';
import { hex, hexText } from './terms.ts';

const barFields = {
  index: count,
  space: oneOf('memory', 'io'),
  width: oneOf(32, 64, null),
  prefetchable: orNull(flag),
  address: hex,
  size: orNull(hex),
};
const barShape = record(barFields);
const windowShape = record({
  kind: oneOf('io', 'memory', 'prefetchable'),
  first: orNull(hex),
  last: orNull(hex),
});

/** What the BARs and windows of a Function come to, each only where it has some. */
export const addressFields = {
  bars: optional(list(barShape)),
  vf_bars: optional(list(record({ ...barFields, size_from: orNull(text) }))),
  windows: optional(list(windowShape)),
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
