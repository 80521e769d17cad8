import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { sizeText } from '../decode/value-text.ts';
import { type AddressRange, addressRanges } from './address-ranges.ts';
import { choose, chosen, current } from './state.ts';
import { Dumped, nameOf } from './words.tsx';

/** VF BARs whose parts are shown. */
const unfolded = signal<ReadonlySet<string>>(new Set());

function turn(id: string): void {
  const next = new Set(unfolded.value);
  if (!next.delete(id)) next.add(id);
  unfolded.value = next;
}

/** Windows of bridges with the BARs and VF BARs in them: who answers to which addresses. */
export function AddressMap(): VNode {
  const all = addressRanges.value;
  const spaces = [
    ['memory', 'Memory'],
    ['io', 'I/O'],
  ] as const;
  return (
    <div class="view-body">
      <h2>Addresses</h2>
      {all.length === 0 ? <p>No window and no BAR is assigned in this input.</p> : null}
      {spaces.map(([space, title]) => {
        const ranges = all.filter((range) => range.space === space);
        return ranges.length === 0 ? null : (
          <section key={space} aria-label={title}>
            <h3>{title}</h3>
            <Ranges ranges={ranges} outer={undefined} />
          </section>
        );
      })}
      <p class="dim">
        A BAR register holds no size: it is known where the input states it, or a window ends there.
      </p>
    </div>
  );
}

function Ranges({
  ranges,
  outer,
}: {
  ranges: readonly AddressRange[];
  outer: AddressRange | undefined;
}): VNode {
  return (
    <ul class="ranges">
      {ranges.map((range) => (
        <Range key={range.id} range={range} outer={outer} />
      ))}
    </ul>
  );
}

function Range({
  range,
  outer,
}: {
  readonly range: AddressRange;
  readonly outer: AddressRange | undefined;
}): VNode {
  const { id, kind, first, last, isSized, text, address, field, below } = range;
  const report = current.value?.byAddress.get(address);
  const isFolded = kind === 'vf-bar' && !unfolded.value.has(id);
  const size = isSized ? sizeText(Number(last - first + 1n)) : '?';
  return (
    <li class={`range ${kind}${report && report === chosen.value ? ' is-chosen' : ''}`}>
      <div class="range-line">
        <span class="address">{rangeText(range)}</span>
        <span class="range-size" title={isSized ? size : 'size not known'}>
          {size}
        </span>
        <span class="range-owner">
          {kind === 'vf-bar' && below.length > 0 ? (
            <button
              type="button"
              class="parts"
              aria-label={`Parts of ${text}`}
              aria-expanded={!isFolded}
              onClick={() => turn(id)}
            >
              {isFolded ? '▸' : '▾'}
            </button>
          ) : null}
          {report ? (
            <button
              type="button"
              class="link address"
              onClick={() => choose(address, { tab: 'bytes', ...(field === undefined ? {} : { field }) })}
            >
              {address}
            </button>
          ) : null}{' '}
          {text}{' '}
          {kind === 'part' || !report ? null : (
            <span class="dim">
              <Dumped text={nameOf(report)} />
            </span>
          )}
        </span>
        {outer ? <Track range={range} outer={outer} /> : null}
      </div>
      {below.length > 0 && !isFolded ? <Ranges ranges={below} outer={range} /> : null}
    </li>
  );
}

const digits = (value: bigint): string =>
  value
    .toString(16)
    .toUpperCase()
    .padStart(value > 0xffffffffn ? 12 : 8, '0');
const rangeText = ({ first, last, isSized }: AddressRange): string =>
  isSized ? `${digits(first)}–${digits(last)}` : `${digits(first)}…`;

/** Where a range is in the one around it. */
function Track({ range, outer }: { readonly range: AddressRange; readonly outer: AddressRange }): VNode {
  const whole = Number(outer.last - outer.first + 1n);
  const left = (Number(range.first - outer.first) / whole) * 100;
  const width = (Number(range.last - range.first + 1n) / whole) * 100;
  return (
    <span class="track" aria-hidden="true">
      <span class="track-part" style={{ left: `${left}%`, width: `${Math.max(width, 0.4)}%` }} />
    </span>
  );
}
