import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatKey } from '../../model/address.ts';
import { countsText, fromText, readText, usedFields, usedSentence } from '../../output/text/shared-table.ts';
import { hazardWords } from '../../registers/vf.ts';
import { type SharedField, sharingOf } from '../../sharing/sharing.ts';
import { memoryOff } from '../../sharing/views/vfio.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { FieldTable } from '../field-table.tsx';
import { choose, chosen, current } from '../state.ts';
import { EmulationOf } from './emulation.tsx';
import { To } from './header-card.tsx';
import { FieldLink, SharedCapabilityItem } from './shared-capability.tsx';
import { sharer } from './sharing-of.ts';

const columns = ['VF reads', 'what counts', 'from', 'how hard', 'why'] as const;

/** What a VF shares with its PF: the fields in use as a table, then every capability. */
export function SharingTable(): VNode | null {
  const vf = sharer.value;
  return vf ? <SharingOf vf={vf} isOfPf={vf !== chosen.value} /> : null;
}

/** The same of any VF. `isOfPf`: it stands for all VFs of a PF. */
export function SharingOf({
  vf,
  isOfPf,
}: {
  readonly vf: FunctionReport;
  readonly isOfPf: boolean;
}): VNode | null {
  const machine = current.value;
  const found = useMemo(() => machine && sharingOf(machine.system, vf), [machine, vf]);
  if (!found) return null;
  const alike = { vfs: 1, sharing: found, pfs: new Set([found.pf]) };
  const used = usedFields(found);
  return (
    <div class="sharing">
      {isOfPf ? (
        <p>
          What its VFs share with it, by its first one, <To address={vf.fn.address} />.
        </p>
      ) : null}
      {found.memoryEnabled === false ? <p class="warned">{memoryOff}</p> : null}
      <p class="sentence">{usedSentence(alike, 0)}</p>
      {used.length > 0 ? (
        <FieldTable label="Shared fields in use" columns={columns} stacked>
          {used.map((field) => (
            <tr key={field.path}>
              <th scope="row">
                <FieldLink field={field} vf={vf.fn.address} />
              </th>
              <td data-title={columns[0]}>{readText(field)}</td>
              <td data-title={columns[1]}>{countsText(field)}</td>
              <td data-title={columns[2]}>
                <Holder field={field} text={fromText(field, alike)} />
              </td>
              <td class={`hazard h${field.hazard}`} data-title={columns[3]}>
                {field.hazard === null ? '' : hazardWords[field.hazard]}
              </td>
              <td class="why" data-title={columns[4]}>
                {field.why}
              </td>
            </tr>
          ))}
        </FieldTable>
      ) : null}
      {isOfPf ? null : <EmulationOf vf={vf} />}
      <h3>Every capability</h3>
      <ul class="capabilities">
        {found.capabilities
          .filter(({ verdict }) => verdict !== 'absent')
          .map((capability) => (
            <SharedCapabilityItem key={capability.name} {...capability} vf={vf.fn.address} />
          ))}
      </ul>
    </div>
  );
}

/** Follows a shared field to the Function that holds it. */
function Holder({ field, text }: { readonly field: SharedField; readonly text: string }): VNode {
  const { effectiveFrom, path, pfPath } = field;
  if (effectiveFrom === null) return <>{text}</>;
  const address = formatKey(effectiveFrom);
  return (
    <button
      type="button"
      class="link"
      title={address}
      onClick={() => choose(address, { field: pfPath ?? path, tab: 'bytes' })}
    >
      {text}
    </button>
  );
}
