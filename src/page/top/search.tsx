import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { chosen, current } from '../state.ts';
import { Dumped } from '../words.tsx';
import { type Found, search } from './found.ts';

const plurals: Readonly<Record<Found['kind'], string>> = {
  Function: 'Functions',
  address: 'addresses',
  field: 'fields',
  value: 'values',
  finding: 'findings',
};
const countOf = (kind: Found['kind'], more: number): string =>
  `${more} more ${more === 1 ? kind : plurals[kind]}`;

/** One search over everything, live; `/` comes here from anywhere. */
export function Search(): VNode {
  const text = useSignal('');
  const active = useSignal(0);
  const isOpen = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const kinds = useMemo(
    () => (isOpen.value ? search(text.value) : []),
    [text.value, isOpen.value, current.value, chosen.value, current.value?.findings.value],
  );
  const found = kinds.flatMap(({ listed }) => listed);
  const others = kinds.flatMap(({ listed: [first], more }) =>
    first && more > 0 ? [countOf(first.kind, more)] : [],
  );
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const inField = (event.target as HTMLElement).closest('input, textarea, select');
      if (event.key !== '/' || inField || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const take = (n: number): void => {
    const one = found[n];
    if (!one) return;
    isOpen.value = false;
    input.current?.blur();
    one.go();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      isOpen.value = false;
      input.current?.blur();
      return;
    }
    if (event.key === 'Enter') take(active.value);
    else if (event.key === 'ArrowDown') active.value = Math.min(found.length - 1, active.value + 1);
    else if (event.key === 'ArrowUp') active.value = Math.max(0, active.value - 1);
    else return;
    event.preventDefault();
    document.getElementById(`found-${active.value}`)?.scrollIntoView({ block: 'nearest' });
  };
  const shown = isOpen.value && text.value.trim() !== '';
  return (
    <div class="search" role="search">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search addresses, names, fields, macros, values, findings"
        placeholder="Search ( / )  01:10.2, num_vfs, PCI_SRIOV_CTRL_VFE, 0x8086"
        aria-expanded={shown}
        aria-controls="found"
        aria-autocomplete="list"
        {...(shown && found.length > 0 ? { 'aria-activedescendant': `found-${active.value}` } : {})}
        value={text.value}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
          active.value = 0;
          isOpen.value = true;
        }}
        onFocus={() => {
          isOpen.value = true;
        }}
        onBlur={() => {
          isOpen.value = false;
        }}
        onKeyDown={press}
      />
      <div class="found-box" hidden={!shown}>
        <ul role="listbox" id="found" aria-label="Found">
          {found.map(({ kind, title, more }, n) => (
            <li
              key={kind + title + more}
              id={`found-${n}`}
              role="option"
              aria-selected={n === active.value}
              onPointerDown={(event) => {
                event.preventDefault();
                take(n);
              }}
            >
              <span class="found-kind">{kind}</span>
              <span class="found-title">
                <Dumped text={title} />
              </span>
              <span class="found-more">
                <Dumped text={more} />
              </span>
            </li>
          ))}
        </ul>
        {others.length > 0 ? (
          <p class="found-others">Not listed: {others.join(', ')}. More letters narrow it down.</p>
        ) : null}
        {found.length === 0 ? <p class="empty">Nothing fits.</p> : null}
      </div>
    </div>
  );
}
