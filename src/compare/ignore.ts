import { type Piece, patternMatcher } from '../model/pattern.ts';

const anything: Piece = { any: 'character', many: true };

/** Which fields are left out: a path with all below it, or a pattern with `*` and `?`. */
export function ignoring(patterns: readonly string[]): (field: string) => boolean {
  const matchers = patterns.map((pattern) => patternMatcher([...piecesOf(pattern), below]));
  return (field) => {
    const plain = field.replace(/\[\d+\]/g, '');
    return matchers.some((fits) => fits(field) || fits(plain));
  };
}

/** What follows the path of a capability or a register in the path of a field. */
const below: Piece = { optional: [{ oneOf: [['.'], ['['], ['+']] }, anything] };

function piecesOf(pattern: string): Piece[] {
  return pattern.split(/(\*+|\?)/).flatMap((part): Piece[] => {
    if (part.startsWith('*')) return [anything];
    if (part === '?') return [{ any: 'character', many: false }];
    return part === '' ? [] : [part];
  });
}
