import type { Stated } from '../../../model/stated.ts';
import { Facts } from '../../facts.ts';
import type { systemLines } from './system-lines.ts';
import { Joiner, positionIn, rawLine } from './text/lines.ts';
import { stateProperty } from './text/properties.ts';

/** What the lines state that say what the system gave a Function. */
export function readSystem(
  lines: NonNullable<ReturnType<typeof systemLines>>,
  file: string,
  firstLine: number,
): Stated {
  const facts = new Facts('lspci');
  const joiner = new Joiner();
  for (const { text, row } of lines) joiner.add(rawLine(text, row));
  const state = { nextRegion: 0 };
  for (const one of joiner.lines) stateProperty(one, positionIn(one, 0, { file, firstLine }), facts, state);
  return facts.build();
}
