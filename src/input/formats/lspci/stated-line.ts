import type { Position } from '../../../model/diagnostic.ts';
import type { Stated } from '../../../model/stated.ts';
import { Facts } from '../../facts.ts';
import type { Description } from './line.ts';
import { stateIdentity, stateIdentityFields } from './text/identity.ts';
import { type Place, positionIn } from './text/lines.ts';

/** A Function's address at the beginning of its line, with whatever marks and bridges come before it. */
const address =
  /^\s*(?:[0-9a-f]{4,8}:)?(?:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\/|[0-9a-f]{2}\.[0-7]\/)*(?:[0-9a-f]{2}:)?[0-9a-f]{2}\.([0-9a-f])(?:\s+|$)/i;

/** What a first line says, and where. */
interface Line {
  readonly match: RegExpExecArray | null;
  readonly at: Position | undefined;
  readonly said: Description;
}

/** States what a Function's first line says about it. */
export function stateLine(line: string, place: Place, facts: Facts): Line {
  const match = address.exec(line);
  const begin = match?.[0].length ?? 0;
  const first = { label: '', text: line, parts: [{ from: 0, line: 0, column: 0 }] };
  const at = positionIn(first, begin, place);
  const said = stateIdentity(line.slice(begin).trim(), at, facts);
  return { match, at, said };
}

/** What a Function states of which there is that line and no text: it takes no words of lspci to read it. */
export function readLine(line: string, place: Place): Stated {
  const facts = new Facts('lspci');
  const { at, said } = stateLine(line, place, facts);
  if (isAllOnes(said)) facts.fact('allOnes', true, at);
  else stateIdentityFields(said, at, facts);
  return facts.build();
}

const ones = 0xff;

/** Whether the last numbers of the line are FFh. */
export const isAllOnes = (said: { revision?: number | undefined; progIf?: number | undefined }): boolean =>
  said.revision === ones && (said.progIf ?? ones) === ones;
