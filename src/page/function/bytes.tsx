import { useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { go, place } from '../place.ts';
import { isPhone } from '../screen.ts';
import { chosen, findingsByFunction } from '../state.ts';
import { hex } from '../words.tsx';
import { ByteRow } from './byte-row.tsx';
import { byteRows } from './byte-rows.ts';
import { blocks, fieldAt, fieldByPath } from './fields-of.ts';
import { foundBytes } from './found-bytes.ts';
import { hovered } from './hovered.ts';

/** The configuration space as a hex dump: one tab stop, arrows from byte to byte, Enter chooses the field. */
export function Bytes(): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  const report = chosen.value;
  const columns = isPhone.value ? 8 : 16;
  const found = foundBytes(report, findingsByFunction.value);
  const rows = useMemo(
    () => (report ? byteRows(report.fn.config, blocks.value, columns) : []),
    [report, columns],
  );
  useSignalEffect(() => {
    const range = hovered.value;
    mark(box.current, 'hovered', range && [range.start, range.end]);
  });
  useSignalEffect(() => {
    const row = fieldByPath.value.get(place.value.field ?? '');
    const first = mark(box.current, 'marked', row && [row.start, row.end]);
    if (first && box.current) reveal(box.current, first);
  });
  if (!report) return null;
  const { knownBytes } = report.fn.config;
  return (
    <section class="panel bytes-panel" aria-label="Bytes">
      <div class="scroller" ref={box}>
        <div
          class="bytes"
          role="grid"
          aria-label={`Bytes of ${report.fn.address}`}
          aria-readonly="true"
          onPointerOver={({ target }) => hover(target)}
          onPointerLeave={() => {
            hovered.value = undefined;
          }}
          onFocusIn={({ target }) => hover(target)}
          onClick={({ target }) => take(target)}
          onKeyDown={(event) => press(event, columns)}
        >
          {rows.map((row, n) => (
            <ByteRow key={row.offset} row={row} columns={columns} found={found} isFirst={n === 0} />
          ))}
        </div>
      </div>
      <p class="known">
        {knownBytes === 0
          ? 'None of its bytes are in the dump.'
          : `${knownBytes} bytes are in the dump, up to ${hex(report.fn.config.end - 1)}h.`}
      </p>
    </section>
  );
}

const offsetOf = (target: EventTarget | null): number | undefined => {
  const text = (target as HTMLElement | null)?.dataset?.['o'];
  return text === undefined ? undefined : Number(text);
};

function hover(target: EventTarget | null): void {
  const offset = offsetOf(target);
  if (offset === undefined) return;
  const row = fieldAt(offset);
  hovered.value = row ? { start: row.start, end: row.end } : { start: offset, end: offset + 1 };
}

function take(target: EventTarget | null): void {
  const offset = offsetOf(target);
  const row = offset === undefined ? undefined : fieldAt(offset);
  if (row) go({ field: row.path });
}

/** Marks the cells of a range and takes the mark from all others; the first one that is marked. */
function mark(
  box: HTMLElement | null,
  name: string,
  range: readonly [number, number] | undefined,
): HTMLElement | undefined {
  if (!box) return undefined;
  for (const cell of [...box.getElementsByClassName(name)]) cell.classList.remove(name);
  if (!range) return undefined;
  let first: HTMLElement | undefined;
  for (let offset = range[0]; offset < Math.min(range[1], range[0] + 256); offset++)
    for (const cell of box.querySelectorAll<HTMLElement>(`[data-o="${offset}"]`)) {
      cell.classList.add(name);
      first ??= cell;
    }
  return first;
}

/** Scrolls the pane, not the page. */
function reveal(box: HTMLElement, cell: HTMLElement): void {
  const [outer, inner] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
  if (inner.top < outer.top + 30 || inner.bottom > outer.bottom - 10)
    box.scrollTop += inner.top - outer.top - outer.height / 3;
}

function press(event: KeyboardEvent, columns: number): void {
  const cell = event.target as HTMLElement;
  const offset = offsetOf(cell);
  if (offset === undefined) return;
  const step = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -8 * columns,
    PageDown: 8 * columns,
  }[event.key];
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    take(cell);
    return;
  }
  const grid = cell.closest('[role=grid]');
  if (!grid) return;
  const cells = [...grid.querySelectorAll<HTMLElement>('span[role=gridcell]')];
  const wanted =
    event.key === 'Home'
      ? cells[0]
      : event.key === 'End'
        ? cells.at(-1)
        : step === undefined
          ? undefined
          : nearest(cells, offset + step, step);
  if (!wanted) return;
  event.preventDefault();
  for (const other of grid.querySelectorAll<HTMLElement>('[tabindex="0"]')) other.tabIndex = -1;
  wanted.tabIndex = 0;
  wanted.focus();
}

/** The cell at an offset, or the next one in the direction of the step where zeros are left out. */
function nearest(cells: readonly HTMLElement[], offset: number, step: number): HTMLElement | undefined {
  const fit = (cell: HTMLElement): boolean =>
    step > 0 ? Number(cell.dataset['o']) >= offset : Number(cell.dataset['o']) <= offset;
  return step > 0 ? cells.find(fit) : cells.findLast(fit);
}
