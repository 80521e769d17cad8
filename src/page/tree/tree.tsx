import { computed, signal, useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isPhone } from '../screen.ts';
import { choose, chosen } from '../state.ts';
import { type Row, rows, turn } from './rows.ts';
import { domId, TreeRow } from './tree-row.tsx';

/** The line that arrows move from; what is chosen unless they moved. */
const active = signal<string | undefined>(undefined);
const scrolled = signal(0);
const room = signal(800);

/** Where each line begins; a line with a note is higher. */
const tops = computed((): readonly number[] => {
  const [line, note] = isPhone.value ? [40, 20] : [26, 18];
  let top = 0;
  return [...rows.value.map((row) => (top += row.note === undefined ? line : line + note))];
});
const topOf = (n: number): number => (n === 0 ? 0 : (tops.value[n - 1] ?? 0));
const heightOf = (n: number): number => (tops.value[n] ?? 0) - topOf(n);

const activeIndex = computed((): number => {
  const wanted = active.value;
  const found = wanted === undefined ? -1 : rows.value.findIndex(({ id }) => id === wanted);
  return found >= 0 ? found : Math.max(0, indexOfChosen.value);
});
const indexOfChosen = computed((): number => {
  const fn = chosen.value?.fn;
  const own = rows.value.findIndex(({ report, group }) => !group && report !== undefined && report.fn === fn);
  return own >= 0 ? own : rows.value.findIndex(({ group }) => group?.some((each) => each.fn === fn));
});

/** The machine. Only the lines that can be seen are in the document. */
export function Tree(): VNode {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      room.value = element.clientHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const show = (n: number): void => {
    const element = box.current;
    if (!element || n < 0) return;
    const [top, end] = [topOf(n), topOf(n) + heightOf(n)];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (end > element.scrollTop + element.clientHeight) element.scrollTop = end - element.clientHeight;
  };
  useSignalEffect(() => show(activeIndex.value));
  const list = rows.value;
  let from = 0;
  while (from < list.length - 1 && (tops.value[from] ?? 0) < scrolled.value - 200) from++;
  let to = from;
  while (to < list.length && topOf(to) < scrolled.value + room.value + 200) to++;
  const chooseRow = (row: Row): void => {
    active.value = row.id;
    if (row.report) choose(row.report.fn.address);
    else if (row.isOpen !== undefined) turn(row.id);
    else if (row.id.startsWith('missing ')) choose(row.id.slice('missing '.length));
  };
  const press = (event: KeyboardEvent): void => {
    const n = activeIndex.value;
    const row = list[n];
    const next = row && nextOf(list, n, event.key);
    if (next !== undefined) active.value = list[next]?.id;
    else if (row && (event.key === 'Enter' || event.key === ' ')) chooseRow(row);
    else if (row?.isOpen === false && event.key === 'ArrowRight') turn(row.id);
    else if (row?.isOpen === true && event.key === 'ArrowLeft') turn(row.id);
    else return;
    event.preventDefault();
  };
  const at = list[activeIndex.value];
  return (
    <div
      ref={box}
      class="tree"
      role="tree"
      aria-label="Machine"
      tabIndex={0}
      {...(at ? { 'aria-activedescendant': domId(at) } : {})}
      onKeyDown={press}
      onScroll={(event) => {
        scrolled.value = event.currentTarget.scrollTop;
      }}
    >
      <div role="none" class="all" style={{ height: `${tops.value.at(-1) ?? 0}px` }}>
        {list.slice(from, to).map((row, n) => (
          <TreeRow
            key={row.id}
            row={row}
            top={topOf(from + n)}
            height={heightOf(from + n)}
            isActive={from + n === activeIndex.value}
            onChoose={chooseRow}
            onTurn={({ id }) => turn(id)}
          />
        ))}
      </div>
    </div>
  );
}

/** The line that a key leads to; undefined where it leads nowhere. */
function nextOf(list: readonly Row[], n: number, key: string): number | undefined {
  const row = list[n] as Row;
  const limit = (to: number): number | undefined =>
    to === n ? undefined : Math.max(0, Math.min(list.length - 1, to));
  switch (key) {
    case 'ArrowDown':
      return n + 1 < list.length ? n + 1 : undefined;
    case 'ArrowUp':
      return n > 0 ? n - 1 : undefined;
    case 'Home':
      return limit(0);
    case 'End':
      return limit(list.length - 1);
    case 'PageDown':
      return limit(n + 15);
    case 'PageUp':
      return limit(n - 15);
    case 'ArrowRight':
      return row.isOpen === true && (list[n + 1]?.depth ?? 0) > row.depth ? n + 1 : undefined;
    case 'ArrowLeft': {
      if (row.isOpen === true) return undefined;
      for (let up = n - 1; up >= 0; up--) if ((list[up] as Row).depth < row.depth) return up;
      return undefined;
    }
    default:
      return undefined;
  }
}
