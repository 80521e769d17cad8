import { computed, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { diff } from '../compare/diff.ts';
import {
  type ChangeBlock,
  type ChangeRow,
  type DifferenceBlocks,
  differenceBlocks,
} from './difference-blocks.ts';
import { go } from './place.ts';
import { opened, showsTree } from './state.ts';
import { Dumped, Path } from './words.tsx';

/** Which two of the inputs are compared. */
const sides = signal<readonly [number, number]>([0, 1]);

const compared = computed((): DifferenceBlocks | undefined => {
  const [before, after] = sides.value.map((n) => opened.value[n]);
  if (!before || !after || before === after) return undefined;
  return differenceBlocks(
    diff([before.system], [after.system], { before: before.selection, after: after.selection }),
  );
});

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
            <Block key={n} block={block} />
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

/** Goes to a changed field, in the input that has the Function. */
function follow({ address, side }: ChangeBlock, field?: string): void {
  showsTree.value = false;
  go({
    in: String((sides.value[side] ?? 0) + 1),
    view: undefined,
    fn: address,
    tab: undefined,
    field: field !== undefined && /^[a-z]/.test(field) ? field : undefined,
  });
}

function Block({ block }: { readonly block: ChangeBlock }): VNode {
  const { where, what, address, texts, rows, volatile } = block;
  return (
    <section class="change">
      <h3>
        {address === '' ? (
          where
        ) : (
          <button type="button" class="link address" onClick={() => follow(block)}>
            {where}
          </button>
        )}{' '}
        <span class="dim">
          <Dumped text={what} />
        </span>
      </h3>
      {texts.map((text) => (
        <p key={text}>
          <Dumped text={text} />
        </p>
      ))}
      {rows.length > 0 ? <Changes block={block} rows={rows} /> : null}
      {volatile.length > 0 ? (
        <details>
          <summary>{volatile.length} volatile fields differ as well</summary>
          <Changes block={block} rows={volatile} />
        </details>
      ) : null}
    </section>
  );
}

function Changes({
  block,
  rows,
}: {
  readonly block: ChangeBlock;
  readonly rows: readonly ChangeRow[];
}): VNode {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={`What changed in ${block.where}`}>
      <table>
        <thead>
          <tr>
            {['field', 'before', 'after', 'why'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([mark, field, before, after, why]) => (
            <tr key={field + mark}>
              <th scope="row">
                <button type="button" class="link" onClick={() => follow(block, field)}>
                  <Path path={field} />
                </button>
              </th>
              <td class="gone">
                <Dumped text={before} />
              </td>
              <td class="come">
                <Dumped text={after} />
              </td>
              <td class="why">{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
