import type { Snapshot } from '../model/snapshot.ts';
import { Budget } from './budget.ts';
import { readPlain } from './plain.ts';
import { begin, type Input, type RecogniseOptions } from './source-input.ts';

/**
 * Reads what an input holds; a snapshot may still have dumps one after another. Most inputs are dumps as lspci prints
 * them: what all others need is loaded for them alone.
 */
export async function recognise(
  source: string,
  input: Input,
  { from, budget = new Budget(), depth = 0 }: RecogniseOptions = {},
): Promise<Snapshot[]> {
  const start = await begin(input);
  const plain = await readPlain(start, input, { name: source, from, budget });
  if (plain && !plain.whole) return [plain.snapshot];
  const { climb } = await import('./ladder.ts');
  const known = plain?.whole ? { snapshot: plain.snapshot, whole: plain.whole } : undefined;
  return climb(source, start, input, { from, budget, depth, known });
}
