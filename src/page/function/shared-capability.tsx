import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { countsText, readText } from '../../output/text/shared-table.ts';
import type { SharedField, SharingVerdict } from '../../sharing/sharing.ts';
import { choose } from '../state.ts';
import { count, Path } from '../words.tsx';

const words: Readonly<Record<SharingVerdict, string>> = {
  own: 'its own',
  'partly-shared': 'partly the PF’s',
  shared: 'the PF’s',
  absent: 'absent',
  unknown: 'not known',
};

/** Goes to a field of the VF. */
export const FieldLink = ({ field, vf }: { field: SharedField; vf: string }): VNode => (
  <button
    type="button"
    class="link"
    title={field.title}
    onClick={() => choose(vf, { field: field.path, tab: 'bytes' })}
  >
    <Path path={field.path} />
  </button>
);

interface CapabilityProps {
  readonly name: string;
  readonly title: string;
  readonly verdict: SharingVerdict;
  readonly why: string;
  readonly fields: readonly SharedField[];
  readonly vf: string;
}

/** A capability with its verdict; unfolded, with every field. */
export function SharedCapabilityItem({ name, title, verdict, why, fields, vf }: CapabilityProps): VNode {
  const isOpen = useSignal(false);
  return (
    <li class={`v-${verdict}`}>
      <button
        type="button"
        class="fold-head"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <span class="block-title">{title}</span> <code>{name}</code>{' '}
        <span class="verdict">{words[verdict]}</span>
      </button>
      {isOpen.value ? (
        <>
          <p class="dim">{why}</p>
          {fields.length > 0 ? (
            <table>
              <caption class="unseen">{`${title}: ${count(fields.length, 'field')}`}</caption>
              <thead>
                <tr>
                  <th scope="col">field</th>
                  <th scope="col">VF reads</th>
                  <th scope="col">what counts</th>
                </tr>
              </thead>
              <tbody>
                {fields.map((field) => (
                  <tr key={field.path} class={field.isGoverned ? 'governed' : ''}>
                    <th scope="row">
                      <FieldLink field={field} vf={vf} />
                    </th>
                    <td>{readText(field)}</td>
                    <td>{field.isGoverned ? countsText(field) : 'its own'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
        </>
      ) : null}
    </li>
  );
}
