import { signal, useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { memo } from 'preact/compat';
import { useRef } from 'preact/hooks';
import { go, place } from '../place.ts';
import { hex } from '../words.tsx';
import { type Block, blocks, type FieldRow } from './fields-of.ts';
import { hovered } from './hovered.ts';

/** Capabilities that were folded by hand. */
const folded = signal<ReadonlySet<string>>(new Set());

function turnBlock(name: string): void {
  const next = new Set(folded.value);
  if (!next.delete(name)) next.add(name);
  folded.value = next;
}

/** Every register and field of the chosen Function, joined with its bytes. */
export function Fields(): VNode {
  const box = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    const { field } = place.value;
    const list = box.current;
    if (!list) return;
    for (const row of list.querySelectorAll('[aria-current]')) row.removeAttribute('aria-current');
    if (field === undefined) return;
    void blocks.value;
    // The details of the field take their place first.
    requestAnimationFrame(() => {
      const row = list.querySelector<HTMLElement>(`[data-path="${CSS.escape(field)}"]`);
      if (!row) return;
      row.setAttribute('aria-current', 'true');
      const [outer, inner] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
      const head = row.closest('.block')?.querySelector('h3')?.offsetHeight ?? 0;
      if (inner.top < outer.top + head || inner.bottom > outer.bottom)
        list.scrollTop += inner.top - outer.top - Math.max(head, outer.height / 3);
    });
  });
  return (
    <section class="panel fields-panel" aria-label="Fields">
      <div
        class="scroller"
        ref={box}
        onPointerOver={({ target }) => hoverRow(target)}
        onPointerLeave={() => {
          hovered.value = undefined;
        }}
        onFocusIn={({ target }) => hoverRow(target)}
        onKeyDown={press}
      >
        {blocks.value.map((block, n) => (
          <BlockList key={block.name} block={block} n={n} isOpen={!folded.value.has(block.name)} />
        ))}
        {blocks.value.length === 0 ? <p class="empty">Nothing of it can be decoded from this dump.</p> : null}
      </div>
    </section>
  );
}

function hoverRow(target: EventTarget | null): void {
  const row = (target as HTMLElement | null)?.closest<HTMLElement>('[data-start]');
  hovered.value = row ? { start: Number(row.dataset['start']), end: Number(row.dataset['end']) } : undefined;
}

/** Up and down go from field to field. */
function press(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target as HTMLElement;
  if (!step || from.tagName !== 'BUTTON') return;
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button')];
  const to = buttons[buttons.indexOf(from) + step];
  if (!to) return;
  event.preventDefault();
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

const BlockList = memo(
  ({ block, n, isOpen }: { block: Block; n: number; isOpen: boolean }): VNode => (
    <div class="block" data-block={block.name}>
      <h3>
        <button
          type="button"
          class="block-head"
          tabIndex={n === 0 ? 0 : -1}
          aria-expanded={isOpen}
          onClick={() => turnBlock(block.name)}
          data-start={block.offset}
          data-end={block.offset + block.length}
        >
          <span class={`swatch ${n === 0 ? 'in-header' : `tint${n % 6}`}`} aria-hidden="true" />
          <span class="block-title">{block.title}</span>
          <span class="dim">
            {block.name} {block.id === '' ? '' : `· ${block.id} `}· at {hex(block.offset)}h
          </span>
        </button>
      </h3>
      {isOpen ? (
        <ul>
          {block.fields.map((row) => (
            <Field key={row.path} row={row} />
          ))}
        </ul>
      ) : null}
    </div>
  ),
);

function Field({ row }: { readonly row: FieldRow }): VNode {
  const isZero = row.register !== undefined && (row.raw === 0 || row.raw === 0n);
  return (
    <li>
      <button
        type="button"
        tabIndex={-1}
        class={`field${row.register === undefined ? ' register' : ''}${isZero ? ' is-zero' : ''}`}
        data-path={row.path}
        data-start={row.start}
        data-end={row.end}
        title={row.title}
        onClick={() => go({ field: row.path })}
      >
        <span class="label">{row.label}</span>
        <span class="value">{row.text}</span>
      </button>
    </li>
  );
}
