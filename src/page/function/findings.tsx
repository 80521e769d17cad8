import type { VNode } from 'preact';
import { FindingItem } from '../finding.tsx';
import { chosen, findingsByFunction } from '../state.ts';

/** The findings on the chosen Function; each leads to its byte. */
export function FunctionFindings(): VNode {
  const list = findingsByFunction.value.get(chosen.value?.fn.address ?? '') ?? [];
  return (
    <ul class="findings">
      {list.map((finding) => (
        <FindingItem key={finding.rule + finding.message} finding={finding} withFunction={false} />
      ))}
    </ul>
  );
}
