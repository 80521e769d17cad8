import type { VNode } from 'preact';
import { groupsIn } from '../../checks/groups.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { current } from '../state.ts';
import { Dumped } from '../words.tsx';
import { To } from './header-card.tsx';

/** Others of a group beyond these are counted. */
const mostOthers = 8;

/** The IOMMU group that Linux would form around a Function, and why, as `lsvf check groups` says. */
export function IommuGroup({ report }: { readonly report: FunctionReport }): VNode | null {
  const group = current.value && groupsIn(current.value.system.machine).of.get(report.fn);
  if (!group) return null;
  const others = group.functions.filter((fn) => fn !== report.fn);
  return (
    <section class="iommu-group" aria-label="IOMMU group">
      <h3>IOMMU group that Linux would form</h3>
      <p>
        {group.isKnown ? '' : 'The dump does not tell; as far as it does: '}
        {others.length === 0 ? 'it is alone in its group' : 'together with '}
        {others.slice(0, mostOthers).map(({ address }) => (
          <span key={address}>
            <To address={address} />{' '}
          </span>
        ))}
        {others.length > mostOthers ? `and ${others.length - mostOthers} more` : ''}
        {group.stated === null
          ? ''
          : ` (the input states group ${group.stated}${group.agrees === false ? ', with others in it' : ''})`}
      </p>
      <ul>
        {group.because.map(({ fn, seen }) => (
          <li key={fn.address + seen}>
            <To address={fn.address} /> <Dumped text={seen} />
          </li>
        ))}
      </ul>
    </section>
  );
}
