import type { VNode } from 'preact';
import type { Evidence as Seen } from '../../verdict/evidence.ts';
import { Dumped } from '../words.tsx';

/** All signals that spoke, for and against. */
export function Evidence({ evidence, isOpen }: { evidence: readonly Seen[]; isOpen: boolean }): VNode | null {
  if (evidence.length === 0) return null;
  return (
    <details class="evidence" open={isOpen}>
      <summary>Evidence ({evidence.length})</summary>
      <ul>
        {evidence.map(({ signal, weight, seen }) => (
          <li key={signal} class={weight}>
            <span class="weight">{weight}</span> <Dumped text={seen} /> <code>{signal}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
