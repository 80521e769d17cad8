/** A part of a pattern: text as it is, characters that may be any, one of a kind, parts that may be missing, or one of several. */
export type Piece =
  | string
  | { readonly any: 'character' | 'but-slash'; readonly many: boolean }
  | { readonly fits: (character: string) => boolean }
  | { readonly optional: readonly Piece[] }
  | { readonly oneOf: readonly (readonly Piece[])[] };

/** More characters than a pattern that a person writes has. */
export const longestPattern = 1000;

/** Why a pattern is not taken, or undefined when it is. */
export const patternProblem = (pattern: string): string | undefined =>
  pattern.length > longestPattern
    ? `a pattern has at most ${longestPattern} characters, and this one has ${pattern.length}`
    : undefined;

/** A state takes one character and goes on to `next`, or takes none and goes on to each of `to`. */
interface Taking {
  readonly takes: (character: string) => boolean;
  readonly next: number;
}
type State = Taking | { readonly to: readonly number[] };

const anyCharacter = (): boolean => true;
const butSlash = (character: string): boolean => character !== '/';

/**
 * Whether a whole text fits a pattern. All ways to fit it are followed at once (an NFA), so that the time grows with the
 * length of the text times that of the pattern, whatever the pattern is: a regular expression would try them one by one.
 */
export function patternMatcher(pieces: readonly Piece[]): (text: string) => boolean {
  const [first] = pieces;
  const start = typeof first === 'string' ? first : '';
  if (pieces.length === 0) return (text) => text === '';
  if (pieces.length === 1 && typeof first === 'string') return (text) => text === first;
  const states: State[] = [];
  const accepting = addState(states, { to: [] });
  const entry = addAll(states, pieces, accepting);
  return (text) => text.startsWith(start) && run(states, entry, accepting, text);
}

function addState(states: State[], state: State): number {
  states.push(state);
  return states.length - 1;
}

/** Adds the states of some parts, from the last to the first; where they begin. */
function addAll(states: State[], pieces: readonly Piece[], next: number): number {
  return pieces.reduceRight((after, piece) => addPiece(states, piece, after), next);
}

function addPiece(states: State[], piece: Piece, next: number): number {
  if (typeof piece === 'string') {
    return [...piece].reduceRight(
      (after, wanted) => addState(states, { takes: (character) => character === wanted, next: after }),
      next,
    );
  }
  if ('optional' in piece) return addState(states, { to: [addAll(states, piece.optional, next), next] });
  if ('oneOf' in piece)
    return addState(states, { to: piece.oneOf.map((pieces) => addAll(states, pieces, next)) });
  if ('fits' in piece) return addState(states, { takes: piece.fits, next });
  const takes = piece.any === 'character' ? anyCharacter : butSlash;
  if (!piece.many) return addState(states, { takes, next });
  const loop = states.length;
  states.push({ to: [loop + 1, next] }, { takes, next: loop });
  return loop;
}

function run(states: readonly State[], entry: number, accepting: number, text: string): boolean {
  /** For each state, the last character before which it was entered: so that it is entered once. */
  const entered = new Int32Array(states.length).fill(-1);
  let place = 0;
  let current: Taking[] = [];
  let accepts = false;
  const enter = (list: Taking[], first: number): void => {
    const waiting = [first];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (entered[at] === place) continue;
      entered[at] = place;
      if (at === accepting) accepts = true;
      const state = states[at] as State;
      if ('to' in state) waiting.push(...state.to);
      else list.push(state);
    }
  };
  enter(current, entry);
  for (const character of text) {
    place++;
    accepts = false;
    const next: Taking[] = [];
    for (const state of current) if (state.takes(character)) enter(next, state.next);
    if (next.length === 0 && !accepts) return false;
    current = next;
  }
  return accepts;
}
