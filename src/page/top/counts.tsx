import type { VNode } from 'preact';
import { type Kind, kindOf, palette } from '../../output/palette.ts';
import { isPhone } from '../screen.ts';
import { current, showsTree } from '../state.ts';
import { filter, setFilter } from '../tree/filters.ts';
import { kinds } from '../words.tsx';

const plural: Readonly<Record<Kind, string>> = {
  detached: 'detached VFs',
  missing: 'missing VFs',
  unreadable: 'did not answer',
  unknown: 'cannot be judged',
  pf: 'PFs',
  vf: 'VFs',
  bridge: 'bridges',
  function: 'others',
};

/** How many of each kind there are; a click shows those alone. */
export function Counts(): VNode | null {
  const machine = current.value;
  if (!machine) return null;
  const counted = new Map<Kind, number>();
  for (const report of machine.reports) counted.set(kindOf(report), (counted.get(kindOf(report)) ?? 0) + 1);
  if (machine.counts.missing > 0) counted.set('missing', machine.counts.missing);
  return (
    <div class="counts" role="group" aria-label="Show only">
      {kinds.map((kind) => {
        const n = counted.get(kind);
        if (!n) return null;
        const isOn = filter.value.kind === kind;
        const word = n > 1 ? plural[kind] : kind === 'function' ? 'other' : palette[kind].word;
        return (
          <button
            key={kind}
            type="button"
            class={`count ${kind}`}
            aria-pressed={isOn}
            onClick={() => {
              setFilter('kind', isOn ? undefined : kind);
              if (isPhone.value) showsTree.value = true;
            }}
          >
            <b>{n}</b> {word}
          </button>
        );
      })}
    </div>
  );
}
