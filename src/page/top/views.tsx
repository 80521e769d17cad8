import type { VNode } from 'preact';
import { go, type ViewName, view } from '../place.ts';
import { current, opened } from '../state.ts';

/** What is shown on the right: the chosen Function, or the machine in one of its views. */
export function Views(): VNode {
  const found = current.value?.findings.value?.length;
  const views: readonly (readonly [ViewName, string])[] = [
    ['function', 'Function'],
    ['routing', 'Routing IDs'],
    ['addresses', 'Addresses'],
    ['groups', 'IOMMU groups'],
    ['findings', found === undefined ? 'Findings' : `Findings (${found})`],
    ...(opened.value.length > 1 ? ([['differences', 'Differences']] as const) : []),
  ];
  return (
    <nav class="views" aria-label="Views">
      {views.map(([id, text]) => (
        <button
          key={id}
          type="button"
          class="view-link"
          {...(id === view.value ? { 'aria-current': 'page' as const } : {})}
          onClick={() => go({ view: id === 'function' ? undefined : id })}
        >
          {text}
        </button>
      ))}
    </nav>
  );
}
