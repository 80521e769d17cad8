import type { VNode } from 'preact';
import { go, place } from '../place.ts';
import { allFields, type FieldRow } from './fields-of.ts';

/** More bits than these are not drawn. */
const mostBits = 64;
const perLine = 32;

interface Span {
  readonly high: number;
  readonly low: number;
  readonly row: FieldRow | undefined;
}

/** A register as the specification draws it: the highest bit on the left, each field as wide as it is. */
export function Bits({ register }: { readonly register: FieldRow }): VNode | null {
  const width = register.registerWidth;
  if (width > mostBits) return null;
  const fields = allFields.value.filter((row) => row.register === register.path);
  const lines: Span[][] = [];
  for (let high = width - 1; high >= 0; high -= perLine)
    lines.push(spansOf(fields.length > 0 ? fields : [register], high, Math.max(0, high - perLine + 1)));
  return (
    <div class="bits" role="group" aria-label={`Bits of ${register.title}`}>
      {lines.map((spans) => (
        <div
          key={spans[0]?.high}
          class="bit-line"
          style={{ gridTemplateColumns: `repeat(${lineWidth(spans)}, 1fr)` }}
        >
          {spans.map((span) => (
            <BitSpan key={span.high} span={span} raw={register.raw} />
          ))}
        </div>
      ))}
    </div>
  );
}

const lineWidth = (spans: readonly Span[]): number => (spans[0]?.high ?? 0) - (spans.at(-1)?.low ?? 0) + 1;

/** The fields from one bit down to another, and what is between them. */
function spansOf(fields: readonly FieldRow[], high: number, low: number): Span[] {
  const spans: Span[] = [];
  let bit = high;
  const inOrder = [...fields].sort((a, b) => b.low - a.low);
  for (const row of inOrder) {
    const top = Math.min(row.low + row.width - 1, bit);
    const bottom = Math.max(row.low, low);
    if (top < bottom) continue;
    if (top < bit) spans.push({ high: bit, low: top + 1, row: undefined });
    spans.push({ high: top, low: bottom, row });
    bit = bottom - 1;
  }
  if (bit >= low) spans.push({ high: bit, low, row: undefined });
  return spans;
}

function BitSpan({ span: { high, low, row }, raw }: { span: Span; raw: number | bigint | undefined }): VNode {
  const width = high - low + 1;
  const bits =
    raw === undefined
      ? '?'.repeat(width)
      : ((BigInt(raw) >> BigInt(low)) & ((1n << BigInt(width)) - 1n)).toString(2).padStart(width, '0');
  const range = width === 1 ? `${low}` : `${high}:${low}`;
  const shown = (
    <>
      <span class="bit-range">{range}</span>
      <span class="bit-value">{bits}</span>
    </>
  );
  const style = { gridColumn: `span ${width}` };
  if (!row || row.register === undefined)
    return (
      <span class={`bit-span${row ? '' : ' reserved'}`} style={style} title={row ? row.title : 'reserved'}>
        {shown}
      </span>
    );
  return (
    <button
      type="button"
      class={`bit-span${place.value.field === row.path ? ' is-chosen' : ''}`}
      style={style}
      title={`${row.title}: ${row.text}`}
      onClick={() => go({ field: row.path })}
    >
      {shown}
      <span class="unseen">
        {row.title}: {row.text}
      </span>
    </button>
  );
}
