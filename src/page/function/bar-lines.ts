import { type Bar, barsOf, vfAperture, vfBarsOf, windowsOf } from '../../decode/bars.ts';
import { sizeText } from '../../decode/value-text.ts';
import type { FunctionView } from '../../decode/view.ts';

export const addressText = (value: bigint): string => `${value.toString(16).toUpperCase()}h`;

function kindText({ space, width, prefetchable }: Bar): string {
  if (space === 'io') return 'I/O';
  return `memory${width === null ? '' : ` ${width}-bit`}${prefetchable ? ' prefetchable' : ''}`;
}

const placed = ({ address }: Bar): string => (address === 0n ? 'not assigned' : addressText(address));

/** The BARs, VF BARs and windows of a Function, a line each. */
export function barLines(view: FunctionView): (readonly [name: string, text: string])[] {
  const total = view.get('sriov.total_vfs') ?? 0;
  return [
    ...barsOf(view).map((bar) => {
      const size = bar.size === null ? '' : `, ${sizeText(Number(bar.size))}`;
      return [`BAR ${bar.index}`, `${placed(bar)}${size}, ${kindText(bar)}`] as const;
    }),
    ...vfBarsOf(view).map((bar) => {
      const each = bar.size === null ? '' : `, ${sizeText(Number(bar.size))} each`;
      const last = total > 1 ? vfAperture(bar, total) : null;
      const end = last ? `, VF ${total} at ${addressText(last.first)}` : '';
      return [`VF BAR ${bar.index}`, `${placed(bar)}${each}${end}, ${kindText(bar)}`] as const;
    }),
    ...windowsOf(view).flatMap(({ kind, range }) =>
      range ? [[`${kind} window`, `${addressText(range.first)} to ${addressText(range.last)}`] as const] : [],
    ),
  ];
}
