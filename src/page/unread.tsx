import type { VNode } from 'preact';
import { current, unread } from './state.ts';
import { Dumped } from './words.tsx';

/** Which inputs could not be read, and why one that was read shows nothing. */
export function Unread(): VNode | null {
  const machine = current.value;
  const lines = unread.value.map(({ name, message }) => `${name}: ${message}`);
  if (machine?.reports.length === 0)
    lines.push(...machine.system.diagnostics.map(({ message }) => `${machine.name}: ${message}`));
  if (lines.length === 0) return null;
  return (
    <ul class="unread warned" role="alert">
      {lines.map((line) => (
        <li key={line}>
          <Dumped text={line} />
        </li>
      ))}
    </ul>
  );
}
