import { computed } from '@preact/signals';
import type { VNode } from 'preact';
import { diff } from '../compare/diff.ts';
import { Change, sides } from './change.tsx';
import { type DifferenceBlocks, differenceBlocks } from './difference-blocks.ts';
import { opened } from './state.ts';
import { Dumped } from './words.tsx';

const compared = computed((): DifferenceBlocks | undefined => {
  const [before, after] = sides.value.map((n) => opened.value[n]);
  if (!before || !after || before === after) return undefined;
  return differenceBlocks(
    diff([before.system], [after.system], { before: before.selection, after: after.selection }),
  );
});

/** Whether the two inputs differ at all. */
export const differ = (): boolean => (compared.value?.blocks.length ?? 0) > 0;

/** How two inputs differ; each change leads to its byte. */
export function Differences(): VNode {
  const found = compared.value;
  return (
    <div class="view-body">
      <h2>Differences</h2>
      {opened.value.length > 1 ? <Sides /> : <p>Open another input to compare the two.</p>}
      {found ? (
        <>
          <p class="sentence">
            <strong>
              <Dumped text={found.summary} />
            </strong>
          </p>
          {found.blocks.map((block, n) => (
            <Change key={n} block={block} />
          ))}
          {found.notes.map((note) => (
            <p key={note} class="dim">
              <Dumped text={note} />
            </p>
          ))}
        </>
      ) : null}
    </div>
  );
}

function Sides(): VNode {
  const pick = (side: 0 | 1, label: string): VNode => (
    <label>
      {label}{' '}
      <select
        value={String(sides.value[side])}
        onChange={({ currentTarget }) => {
          const [before, after] = sides.value;
          const n = Number(currentTarget.value);
          sides.value = side === 0 ? [n, after] : [before, n];
        }}
      >
        {opened.value.map(({ name }, n) => (
          <option key={name + String(n)} value={String(n)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div class="sides">
      {pick(0, 'from')} {pick(1, 'to')}
    </div>
  );
}
