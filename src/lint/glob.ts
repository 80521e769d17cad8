import { type Piece, patternMatcher } from '../model/pattern.ts';

/** Whether a path fits a pattern of `**`, `*`, `?` and `{a,b}`. Paths use `/`. */
export function matchesGlob(path: string, pattern: string): boolean {
  return matcherOf(pattern)(path.replace(/^\.\//, ''));
}

export const hasGlob = (text: string): boolean => /[*?{]/.test(text);

const known = new Map<string, (path: string) => boolean>();

function matcherOf(pattern: string): (path: string) => boolean {
  let matcher = known.get(pattern);
  if (!matcher) {
    matcher = patternMatcher(piecesOf(pattern.replace(/^\.\//, '')));
    known.set(pattern, matcher);
  }
  return matcher;
}

const folders: Piece = { optional: [{ any: 'character', many: true }, '/'] };
const wildcards: readonly (readonly [string, Piece])[] = [
  ['**/', folders],
  ['**', { any: 'character', many: true }],
  ['*', { any: 'but-slash', many: true }],
  ['?', { any: 'but-slash', many: false }],
];

/** A group that is open, with what of it was read up to now. The pattern itself is the outermost one. */
interface Group {
  readonly alternatives: Piece[][];
  pieces: Piece[];
}

const newGroup = (): Group => {
  const pieces: Piece[] = [];
  return { alternatives: [pieces], pieces };
};

function piecesOf(text: string): readonly Piece[] {
  const whole = newGroup();
  const open: Group[] = [];
  let group = whole;
  const close = (): void => {
    const { alternatives } = group;
    group = open.pop() ?? whole;
    group.pieces.push({ oneOf: alternatives });
  };
  for (let at = 0; at < text.length; ) {
    const wildcard = wildcards.find(([written]) => text.startsWith(written, at));
    const character = text[at] as string;
    at += wildcard ? wildcard[0].length : 1;
    if (wildcard) addPiece(group.pieces, wildcard[1]);
    else if (character === '{') {
      open.push(group);
      group = newGroup();
    } else if (character === '}' && open.length > 0) close();
    else if (character === ',' && open.length > 0) {
      group.pieces = [];
      group.alternatives.push(group.pieces);
    } else addPiece(group.pieces, character);
  }
  // What is open at the end ends there.
  while (open.length > 0) close();
  return whole.pieces;
}

/** Text grows at the end. */
function addPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
  else pieces.push(piece);
}
