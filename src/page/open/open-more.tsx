import type { VNode } from 'preact';
import { FilePickers } from './file-pickers.tsx';
import { problem } from './open-files.ts';

/** Opens another input beside the ones that are open, to compare them. */
export function OpenMore(): VNode {
  return (
    <details class="open-more">
      <summary>Open or compare</summary>
      <div class="popup">
        <p>Drop or paste another dump anywhere, or choose it:</p>
        <FilePickers />
        {problem.value === undefined ? null : <p class="warned">{problem.value}</p>}
        <p class="promise">Nothing leaves this page.</p>
      </div>
    </details>
  );
}
