import { computed } from '@preact/signals';
import type { VNode } from 'preact';
import { certaintyWords } from '../output/palette.ts';
import { whereIsPf } from '../output/text/tree.ts';
import type { FunctionReport } from '../verdict/system.ts';
import { whyText } from '../verdict/why.ts';
import { choose, current } from './state.ts';
import { count, Dumped, shortAddress } from './words.tsx';

/** More detached VFs than these are counted, not listed. */
const mostListed = 12;

const detached = computed((): readonly (readonly FunctionReport[])[] => {
  const groups = new Map<string, FunctionReport[]>();
  for (const report of current.value?.reports ?? []) {
    const { verdict } = report;
    if (verdict.attachment !== 'detached') continue;
    const key = `${verdict.certainty} ${whereIsPf(verdict)} ${whyText(verdict)}`;
    const list = groups.get(key);
    if (list) list.push(report);
    else groups.set(key, [report]);
  }
  return [...groups.values()];
});

/** What matters most: VFs without their PF, and why they are taken for VFs. */
export function Headline(): VNode | null {
  const groups = detached.value;
  if (groups.length === 0) return null;
  const all = groups.reduce((sum, group) => sum + group.length, 0);
  return (
    <section class="loud-line" aria-label="Detached VFs">
      <strong class="loud-count">{count(all, 'detached VF')}</strong>
      <ul>
        {groups.map((group) => {
          const [first] = group;
          if (!first) return null;
          const { verdict } = first;
          return (
            <li key={first.fn.address}>
              {group.slice(0, mostListed).map((report) => (
                <button
                  key={report.fn.address}
                  type="button"
                  class="link address"
                  onClick={() => choose(report.fn.address)}
                >
                  {shortAddress(report)}
                </button>
              ))}
              {group.length > mostListed ? ` and ${group.length - mostListed} more` : ''}{' '}
              <b>{verdict.certainty === null ? '' : certaintyWords[verdict.certainty]}</b>:{' '}
              <Dumped text={`${whereIsPf(verdict)}; ${whyText(verdict)}`} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
