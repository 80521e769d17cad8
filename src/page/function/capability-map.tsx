import type { VNode } from 'preact';
import { go } from '../place.ts';
import { chosen } from '../state.ts';
import { hex } from '../words.tsx';
import { type Block, blocks } from './fields-of.ts';
import { hovered } from './hovered.ts';

const parts = [
  { from: 0, to: 0x100, name: 'PCI configuration space' },
  { from: 0x100, to: 0x1000, name: 'extended configuration space' },
] as const;

/** Where the header and each capability are in the 4 KiB, and what of them the dump does not hold. */
export function CapabilityMap(): VNode | null {
  const report = chosen.value;
  if (!report || blocks.value.length === 0) return null;
  const { end } = report.fn.config;
  return (
    <div class="map-strip" role="group" aria-label="Capability map">
      {parts.map(({ from, to, name }) => {
        const inside = blocks.value.flatMap((block, n) =>
          block.offset >= from && block.offset < to ? [{ block, n }] : [],
        );
        if (from > 0 && inside.length === 0) return null;
        const used = Math.max(from, ...inside.map(({ block }) => block.offset + block.length));
        return (
          <div key={from} class="strip" title={`${name}, ${hex(from)}h to ${hex(to - 1)}h`}>
            {inside.map(({ block, n }) => (
              <Segment key={block.name} block={block} n={n} from={from} to={shownEnd(from, used, to)} />
            ))}
            <Rest from={from} used={used} to={to} end={end} />
          </div>
        );
      })}
    </div>
  );
}

/** Most of the extended space is empty: what is used has most of the room, and the rest its end. */
const shownEnd = (from: number, used: number, to: number): number =>
  from === 0 ? to : Math.min(to, from + Math.ceil(((used - from) * 8) / 7));

function Rest({
  from,
  used,
  to,
  end,
}: {
  from: number;
  used: number;
  to: number;
  end: number;
}): VNode | null {
  const shown = shownEnd(from, used, to);
  if (end >= to && shown === to) return null;
  const isCut = end < to;
  const start = isCut && end < shown ? Math.max(end, from) : used;
  return (
    <span
      class={`rest${isCut ? ' not-here' : ''}`}
      style={{ left: `${percent(start - from, shown - from)}%` }}
      title={
        isCut ? `not in the dump from ${hex(end)}h on` : `no capability from ${hex(used)}h to ${hex(to - 1)}h`
      }
    >
      {isCut ? '' : `…${hex(to - 1)}h`}
    </span>
  );
}

const percent = (part: number, whole: number): number => Math.round((part / whole) * 10000) / 100;

function Segment({ block, n, from, to }: { block: Block; n: number; from: number; to: number }): VNode {
  const { offset, length, name, title, fields } = block;
  const range = `${hex(offset)}h to ${hex(offset + length - 1)}h`;
  return (
    <button
      type="button"
      class={`segment ${n === 0 ? 'in-header' : `tint${n % 6}`}`}
      style={{
        left: `${percent(offset - from, to - from)}%`,
        width: `${percent(Math.min(length, to - offset), to - from)}%`,
      }}
      title={`${title}, ${range}`}
      onPointerEnter={() => {
        hovered.value = { start: offset, end: offset + length };
      }}
      onPointerLeave={() => {
        hovered.value = undefined;
      }}
      onClick={() => {
        const [first] = fields;
        if (first) go({ field: first.path });
      }}
    >
      {name}
      <span class="unseen">
        , {title}, {range}
      </span>
    </button>
  );
}
