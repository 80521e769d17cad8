import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { hex } from '../../model/hex.ts';
import { emulationOf } from '../../sharing/emulation.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { FieldTable } from '../field-table.tsx';
import { choose, current } from '../state.ts';

const columns = ['at', 'action', 'reads', 'virtual', 'writable', 'why'] as const;

/** What a VMM has to do for each field of a VF, as `lsvf emulate` says; it is worked out when it is opened. */
export function EmulationOf({ vf }: { readonly vf: FunctionReport }): VNode {
  const isOpen = useSignal(false);
  return (
    <details
      class="emulation"
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary>What a VMM has to do for each field of {vf.fn.address}</summary>
      {isOpen.value ? <EmulationTable vf={vf} /> : null}
    </details>
  );
}

function EmulationTable({ vf }: { readonly vf: FunctionReport }): VNode | null {
  const machine = current.value;
  const found = useMemo(() => machine && emulationOf(machine.system, vf), [machine, vf]);
  if (!found) return null;
  return (
    <FieldTable label="What a VMM has to do" columns={columns} stacked>
      {found.rows.map(({ path, offset, width, action, readValue, virtMask, writeMask, why }) => {
        const digits = (value: bigint): string => hex(value, width * 2);
        const cells = [
          hex(offset),
          action,
          readValue === null ? 'not in the dump' : digits(readValue),
          digits(virtMask),
          digits(writeMask),
          why,
        ];
        return (
          <tr key={path}>
            <th scope="row">
              <button
                type="button"
                class="link"
                onClick={() => choose(vf.fn.address, { field: path, tab: 'bytes' })}
              >
                {path}
              </button>
            </th>
            {cells.map((text, n) => (
              <td key={columns[n]} data-title={columns[n]} class={n === 5 ? 'why' : ''}>
                {text}
              </td>
            ))}
          </tr>
        );
      })}
    </FieldTable>
  );
}
