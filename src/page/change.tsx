import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import type { ChangeBlock, ChangeRow } from './difference-blocks.ts';
import { FieldTable } from './field-table.tsx';
import { go } from './place.ts';
import { showsTree } from './state.ts';
import { Dumped, Path } from './words.tsx';

/** Which two of the inputs are compared. */
export const sides = signal<readonly [number, number]>([0, 1]);

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

/** What changed in one Function, or in several alike. */
export function Change({ block }: { readonly block: ChangeBlock }): VNode {
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
    <FieldTable label={`What changed in ${block.where}`} columns={['before', 'after', 'why']}>
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
    </FieldTable>
  );
}
