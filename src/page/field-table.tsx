import type { ComponentChildren, VNode } from 'preact';

/** A table of fields, which can be scrolled and reached by keyboard. `stacked`: on a narrow page each row is a block. */
export function FieldTable({
  label,
  columns,
  stacked = false,
  children,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly stacked?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={label}>
      <table class={stacked ? 'stacked' : ''}>
        <thead>
          <tr>
            {['field', ...columns].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
