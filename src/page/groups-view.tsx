import type { VNode } from 'preact';
import { type CheckedGroup, groupsIn, turnAcsOn } from '../checks/groups.ts';
import { To } from './function/header-card.tsx';
import { choose, current } from './state.ts';
import { Dumped } from './words.tsx';

/** The IOMMU groups that Linux would form of the whole machine, with what puts their members together. */
export function GroupsView(): VNode | null {
  const machine = current.value;
  if (!machine) return null;
  const { groups, withAcsOn } = groupsIn(machine.system.machine);
  return (
    <div class="view-body">
      <h2>IOMMU groups that Linux would form</h2>
      {groups.length === 0 ? <p>There is no Function in this input.</p> : null}
      {withAcsOn === undefined ? null : (
        <p>
          {groups.length} now, {withAcsOn} with the ACS that the ports have turned on. {turnAcsOn}
        </p>
      )}
      <ol class="groups columns">
        {groups.map((group, n) => (
          <GroupItem key={group.functions[0]?.address} group={group} number={n + 1} />
        ))}
      </ol>
    </div>
  );
}

function GroupItem({ group, number }: { readonly group: CheckedGroup; readonly number: number }): VNode {
  const { functions, because, isKnown, stated, statedNumbers, agrees } = group;
  return (
    <li class="group">
      <h3>
        {number}. group of {functions.length}
      </h3>
      <p>
        {functions.map(({ address }) => (
          <span key={address}>
            <To address={address} />{' '}
          </span>
        ))}
      </p>
      {isKnown ? null : <p class="dim">The dump does not tell whether this is a group of its own.</p>}
      {stated === null && statedNumbers.length === 0 ? null : (
        <p class={agrees === false ? 'warned' : 'dim'}>
          The input states group {statedNumbers.join(', ')}
          {agrees === false ? ', which does not have the same members' : ''}.
        </p>
      )}
      <ul>
        {because.map(({ fn, fields, seen }) => (
          <li key={fn.address + seen}>
            <Dumped text={seen} />{' '}
            {[...new Set(fields)].map((path) => (
              <span key={path}>
                <button
                  type="button"
                  class="link"
                  onClick={() => choose(fn.address, { field: path, tab: 'bytes' })}
                >
                  {fn.address} {path}
                </button>{' '}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </li>
  );
}
