import type { VNode } from 'preact';
import { formatKey } from '../../model/address.ts';
import { countsText, fromText, readText, usedFields, usedSentence } from '../../output/text/shared-table.ts';
import { hazardWords } from '../../registers/vf.ts';
import type { SharedField } from '../../sharing/sharing.ts';
import { memoryOff } from '../../sharing/views/vfio.ts';
import { choose, chosen } from '../state.ts';
import { To } from './header-card.tsx';
import { FieldLink, SharedCapabilityItem } from './shared-capability.tsx';
import { sharer, sharing } from './sharing-of.ts';

/** What a VF shares with its PF: the fields in use as a table, then every capability. */
export function SharingTable(): VNode | null {
  const [found, vf] = [sharing.value, sharer.value];
  if (!found || !vf) return null;
  const alike = { vfs: 1, sharing: found, pfs: new Set([found.pf]) };
  const used = usedFields(found);
  const isOfPf = vf !== chosen.value;
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
        <div class="table-box" tabIndex={0} role="region" aria-label="Shared fields in use">
          <table>
            <thead>
              <tr>
                {['field', 'VF reads', 'what counts', 'from', 'how hard', 'why'].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {used.map((field) => (
                <tr key={field.path}>
                  <th scope="row">
                    <FieldLink field={field} vf={vf.fn.address} />
                  </th>
                  <td>{readText(field)}</td>
                  <td>{countsText(field)}</td>
                  <td>
                    <Holder field={field} text={fromText(field, alike)} />
                  </td>
                  <td class={`hazard h${field.hazard}`}>
                    {field.hazard === null ? '' : hazardWords[field.hazard]}
                  </td>
                  <td class="why">{field.why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
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
