import { type ReadonlySignal, signal } from '@preact/signals';

function matching(query: string): ReadonlySignal<boolean> {
  if (typeof matchMedia !== 'function') return signal(false);
  const list = matchMedia(query);
  const state = signal(list.matches);
  list.addEventListener('change', () => {
    state.value = list.matches;
  });
  return state;
}

/** One pane at a time, rows of 8 bytes, details as a sheet. */
export const isPhone = matching('(max-width: 47.99rem)');
/** Room for everything about a Function beside its bytes. */
export const isWide = matching('(min-width: 110rem)');
