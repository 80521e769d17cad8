import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { BusMap, Cell } from './routing-cells.ts';
import { choose, chosen, current } from './state.ts';

/** One stop for the Tab key; arrows go from cell to cell, Enter chooses what is there. */
export function RidTable({ map }: { readonly map: BusMap }): VNode {
  const table = useRef<HTMLTableElement>(null);
  const first = map.rows.flatMap((row) => (typeof row === 'number' ? [] : row)).find(({ isHere }) => isHere);
  const press = (event: KeyboardEvent): void => {
    const cell = event.target as HTMLElement;
    const lines = [...(table.current?.querySelectorAll('tr.ids-row') ?? [])].map((row) => [
      ...row.querySelectorAll<HTMLElement>('td'),
    ]);
    const y = lines.findIndex((line) => line.includes(cell as HTMLTableCellElement));
    const x = lines[y]?.indexOf(cell as HTMLTableCellElement) ?? 0;
    const to = {
      ArrowRight: lines[y]?.[x + 1],
      ArrowLeft: lines[y]?.[x - 1],
      ArrowDown: lines[y + 1]?.[x],
      ArrowUp: lines[y - 1]?.[x],
      Home: lines[y]?.[0],
      End: lines[y]?.at(-1),
    }[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      cell.click();
    }
    if (!to) return;
    event.preventDefault();
    for (const other of table.current?.querySelectorAll<HTMLElement>('td[tabindex="0"]') ?? [])
      other.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  return (
    <div class="table-box">
      <table
        class="rids"
        ref={table}
        role="grid"
        aria-label={`Routing IDs of bus ${map.name}`}
        onKeyDown={press}
      >
        <thead>
          <tr>
            <th scope="col">RID</th>
            {Array.from({ length: 16 }, (_, n) => (
              <th key={n} scope="col">
                {n.toString(16)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.rows.map((row) =>
            typeof row === 'number' ? null : (
              <tr key={row[0]?.address} class="ids-row">
                <th scope="row">{rowName(row)}</th>
                {row.map((cell) => (
                  <Rid key={cell.address} cell={cell} owner={ownerOf(cell, map)} isFirst={cell === first} />
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** The upper digit of the device and Function numbers of a row. */
const rowName = ([first]: readonly Cell[]): string => {
  const [device = '0'] = (first?.address.slice(-4) ?? '').split('.');
  return `${(Number.parseInt(device, 16) >> 1).toString(16)}0`;
};

/** Cells of one PF have one edge, so that those of several can be told apart. */
function ownerOf({ pf }: Cell, { pfs }: BusMap): string {
  if (pf === undefined) return '';
  const address = [...(current.value?.system.machine.pfs.values() ?? [])][pf]?.fn.address ?? '';
  return `owner${Math.max(0, pfs.indexOf(address)) % 6}`;
}

function Rid({ cell, owner, isFirst }: { cell: Cell; owner: string; isFirst: boolean }): VNode {
  const { address, kind, text, says, isHere } = cell;
  const isChosen = chosen.value?.fn.address === address;
  return (
    <td
      class={`rid ${kind} ${owner}${isChosen ? ' is-chosen' : ''}${isHere ? ' here' : ''}`}
      tabIndex={isFirst ? 0 : -1}
      title={`${address}: ${says}`}
      aria-label={`${address}: ${says}`}
      onClick={() => {
        if (isHere) choose(address);
      }}
    >
      {text}
    </td>
  );
}
