import type { CarriedInput } from '../../input/carried.ts';
import { lintAll } from '../lint-worker.ts';
import { openInputs } from '../opened.ts';
import { go } from '../place.ts';
import type { ReportSettings } from '../settings.ts';
import { opened, reading } from '../state.ts';

/** Milliseconds after which the page is drawn once more while something is read. */
const pause = 50;

/** Reads inputs and shows them beside what is open. */
export async function openAll(inputs: readonly CarriedInput[], settings: ReportSettings): Promise<void> {
  const before = opened.value.length;
  for (const input of inputs) {
    let last = performance.now();
    const size = input.content instanceof Uint8Array ? input.content.length : 0;
    reading.value = { name: input.name, part: 0 };
    const machines = await openInputs([input], settings, (taken) => {
      if (performance.now() - last < pause) return undefined;
      reading.value = { name: input.name, part: size === 0 ? 0 : taken / size };
      return new Promise((resolve) =>
        setTimeout(() => {
          last = performance.now();
          resolve();
        }),
      );
    });
    opened.value = [...opened.value, ...machines];
    lintAll(machines, [input], settings);
  }
  reading.value = undefined;
  if (before > 0 && opened.value.length > before) {
    const isPair = opened.value.length === 2;
    go({
      in: String(opened.value.length),
      fn: undefined,
      field: undefined,
      view: isPair ? 'differences' : undefined,
    });
  }
}
