import { type Bar, barsOf, type VfBar, vfAperture, vfBarsOf, windowsOf } from '../../decode/bars.ts';
import { sizeText } from '../../decode/value-text.ts';
import type { FunctionView } from '../../decode/view.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

const address = (value: bigint): string => `${value.toString(16).toUpperCase()}h`;

function kindText({ space, width, prefetchable }: Bar): string {
  if (space === 'io') return 'I/O';
  return `memory${width === null ? '' : `, ${width}-bit`}${prefetchable ? ', prefetchable' : ''}`;
}

const placeText = (bar: Bar): string =>
  `${bar.address === 0n ? 'not assigned' : `at ${address(bar.address)}`}${bar.size === null ? '' : `, ${sizeText(Number(bar.size))}`}`;

/** What is said beside registers that are one BAR together, by their paths in the header. */
export function halvesOfBars(view: FunctionView): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (view.layout < 0) return texts;
  for (const { index, width } of barsOf(view)) {
    if (width !== 64) continue;
    texts.set(`base_address[${index}]`, `64-bit, with [${index + 1}]`);
    texts.set(`base_address[${index + 1}]`, `upper half of [${index}]`);
  }
  return texts;
}

/** Where the memory of a VF is: in VF BARs of its PF. */
export interface BarsOfPf {
  readonly pf: FunctionView;
  /** The VF's number, from 1. */
  readonly number: number;
}

function vfBarText(bar: VfBar, number: number): string {
  const lead = `BAR ${bar.index}     ${kindText(bar)}, in VF BAR ${bar.index} of the PF`;
  if (bar.address === 0n) return `${lead}, not assigned`;
  const place = vfAperture(bar, number);
  if (place) return `${lead}, at ${address(place.first)}, ${sizeText(Number(bar.size))}`;
  return number === 1
    ? `${lead}, at ${address(bar.address)}`
    : `${lead}, after ${address(bar.address)}: its size is not in the dump`;
}

/** What the BARs, the VF BARs and the windows of a Function come to; nothing when it has none. */
export function* barsText(view: FunctionView, style: Style, ofPf?: BarsOfPf): Generator<string> {
  const { chalk } = style;
  const lines: string[] = [];
  for (const bar of barsOf(view)) lines.push(`BAR ${bar.index}     ${kindText(bar)}, ${placeText(bar)}`);
  if (ofPf) for (const bar of vfBarsOf(ofPf.pf)) lines.push(vfBarText(bar, ofPf.number));
  const total = view.get('sriov.total_vfs') ?? 0;
  for (const bar of vfBarsOf(view)) {
    const where = bar.address === 0n ? 'not assigned' : `VF 1 at ${address(bar.address)}`;
    const last = total > 1 ? vfAperture(bar, total) : null;
    const each =
      bar.size === null
        ? ', size for each VF not in the dump'
        : `, ${sizeText(Number(bar.size))} for each VF`;
    lines.push(
      `VF BAR ${bar.index}  ${kindText(bar)}, ${where}${each}${last ? `, VF ${total} at ${address(last.first)}` : ''}`,
    );
  }
  for (const { kind, range } of windowsOf(view)) {
    lines.push(`window    ${kind} ${range ? `${address(range.first)} to ${address(range.last)}` : 'closed'}`);
  }
  if (lines.length === 0) return;
  yield `  ${chalk.cyan.bold('addresses')}\n`;
  for (const line of lines)
    for (const [n, part] of wrap(line, style.width - 18).entries())
      yield `        ${n === 0 ? '' : ' '.repeat(10)}${part}\n`;
}
