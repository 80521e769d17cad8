import type { VNode } from 'preact';
import { reading } from '../state.ts';

/** What is being read, and how far it is. */
export function Progress(): VNode | null {
  const now = reading.value;
  if (!now) return null;
  return (
    <div class="progress" role="status">
      <label>
        Reading {now.name} <progress max={1} value={now.part} />
      </label>
    </div>
  );
}
