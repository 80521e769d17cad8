import type { VNode } from 'preact';
import { sentenceOf } from '../../output/machine-sentence.ts';
import { OpenMore } from '../open/open-more.tsx';
import { go } from '../place.ts';
import { isPhone } from '../screen.ts';
import { current, currentIndex, opened, showsTree } from '../state.ts';
import { Unread } from '../unread.tsx';
import { count } from '../words.tsx';
import { Counts } from './counts.tsx';
import { Search } from './search.tsx';

/** Which input, the machine in one sentence, the search, and what is counted as filters. */
export function TopBar(): VNode | null {
  const machine = current.value;
  if (!machine) return null;
  const { inputFormat, functions } = machine.system.snapshot;
  return (
    <header class="top">
      <div class="top-line">
        <h1 class={isPhone.value ? 'unseen' : ''}>lsvf</h1>
        {isPhone.value ? (
          <button
            type="button"
            class="to-tree"
            aria-pressed={showsTree.value}
            onClick={() => {
              showsTree.value = !showsTree.value;
            }}
          >
            Machine
          </button>
        ) : null}
        <Source />
        <Search />
        <OpenMore />
      </div>
      <div class="top-line second">
        <p class="sentence">
          <strong>{sentenceOf(machine.counts, machine.findings.value?.length)}</strong>{' '}
          <span class="dim">
            {count(functions.length, 'function')}, {inputFormat}
          </span>
        </p>
        <Counts />
      </div>
      <Unread />
    </header>
  );
}

function Source(): VNode {
  const all = opened.value;
  if (all.length < 2) return <span class="source">{all[0]?.name}</span>;
  return (
    <select
      class="source"
      aria-label="Input"
      value={String(currentIndex.value + 1)}
      onChange={({ currentTarget }) => go({ in: currentTarget.value, field: undefined })}
    >
      {all.map(({ name }, n) => (
        <option key={name + String(n)} value={String(n + 1)}>
          {name}
        </option>
      ))}
    </select>
  );
}
