import { signal } from '@preact/signals';
import type { CarriedInput } from '../../input/carried.ts';
import { usualSettings } from '../settings.ts';
import { opened } from '../state.ts';
import { type Found, inputsOf } from './files.ts';
import { openAll } from './open-all.ts';

/** Why nothing was opened. */
export const problem = signal<string | undefined>(undefined);

async function open(inputs: readonly CarriedInput[]): Promise<void> {
  problem.value = undefined;
  const before = opened.value.length;
  await openAll(inputs, usualSettings);
  // Files that hold no Function say why, and are not shown.
  const fresh = opened.value.slice(before);
  const useful = fresh.filter(({ reports }) => reports.length > 0);
  if (useful.length < fresh.length) {
    const [first] = fresh.flatMap(({ name, system }) =>
      system.diagnostics.map(({ message }) => `${name}: ${message}`),
    );
    if (useful.length === 0) problem.value = first ?? 'Nothing was found in it.';
    opened.value = [...opened.value.slice(0, before), ...useful];
  }
}

export const openFound = async (found: readonly Found[]): Promise<void> => open(await inputsOf(found));

let pasted = 0;
/** Opens what was pasted. */
export const openText = (text: string): Promise<void> =>
  open([{ name: pasted++ === 0 ? 'pasted' : `pasted ${pasted}`, content: new TextEncoder().encode(text) }]);
