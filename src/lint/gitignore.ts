import { longestPattern, type Piece, patternMatcher } from '../model/pattern.ts';

/** One line of a .gitignore. */
export interface IgnoreRule {
  /** Whether it takes back what a line before it left out. */
  readonly isException: boolean;
  readonly onlyFolders: boolean;
  /** Whether a path, from the folder of the .gitignore, is meant. */
  matches(path: string): boolean;
}

/**
 * The lines of a .gitignore, and of what is written in the same way: `ignore` in the configuration and `--ignore`. A
 * pattern with a slash before its end is about a path from this folder on, any other about a name in every folder.
 */
export const ignoreRules = (lines: Iterable<string>): IgnoreRule[] =>
  [...lines].flatMap((line) => {
    const rule = ruleOf(line);
    return rule ? [rule] : [];
  });

function ruleOf(line: string): IgnoreRule | undefined {
  const text = line.replace(/\r$/, '').replace(/(?<!\\) +$/, '');
  if (text === '' || text.startsWith('#') || text.length > longestPattern) return undefined;
  const isException = text.startsWith('!');
  const pattern = text.slice(isException ? 1 : 0).replace(/\/+$/, '');
  const onlyFolders = text.endsWith('/');
  const isPath = pattern.includes('/');
  const pieces = piecesOf(pattern.replace(/^\//, ''));
  if (pieces.length === 0) return undefined;
  const fits = patternMatcher(pieces);
  return {
    isException,
    onlyFolders,
    matches: (path) => fits(isPath ? path : path.slice(path.lastIndexOf('/') + 1)),
  };
}

/** Whether the rules leave out a path; undefined where none is about it. The last one that fits counts. */
export function isIgnored(
  rules: readonly IgnoreRule[],
  path: string,
  isFolder: boolean,
): boolean | undefined {
  const rule = rules.findLast((one) => (isFolder || !one.onlyFolders) && one.matches(path));
  return rule && !rule.isException;
}

const anything: Piece = { any: 'character', many: true };
const wildcards: readonly (readonly [string, Piece])[] = [
  ['*', { any: 'but-slash', many: true }],
  ['?', { any: 'but-slash', many: false }],
];

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; ) {
    const isStart = at === 0 || pattern[at - 1] === '/';
    const group = pattern[at] === '[' ? groupAt(pattern, at) : undefined;
    const wildcard = wildcards.find(([written]) => pattern.startsWith(written, at));
    if (isStart && pattern.startsWith('**/', at)) {
      pieces.push({ optional: [anything, '/'] });
      at += 3;
    } else if (isStart && pattern.slice(at) === '**') {
      pieces.push(anything);
      at += 2;
    } else if (group) {
      pieces.push({ fits: group.fits });
      at = group.end;
    } else if (wildcard) {
      pieces.push(wildcard[1]);
      at += wildcard[0].length;
    } else {
      if (pattern[at] === '\\' && at + 1 < pattern.length) at++;
      const character = String.fromCodePoint(pattern.codePointAt(at) as number);
      pieces.push(character);
      at += character.length;
    }
  }
  return pieces;
}

/** `[a-f]` or `[!0-9]`; undefined where no bracket closes it. */
function groupAt(pattern: string, start: number) {
  const [whole, not, inside] = /^\[([!^]?)(\]?[^\]]*)\]/.exec(pattern.slice(start)) ?? [];
  if (whole === undefined || inside === undefined || inside === '') return undefined;
  const characters = [...inside];
  const ranges: [string, string][] = [];
  for (let n = 0; n < characters.length; n++) {
    const from = characters[n] as string;
    const to = characters[n + 1] === '-' ? characters[n + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) n += 2;
  }
  const isOf = (character: string): boolean =>
    ranges.some(([from, to]) => from <= character && character <= to);
  const fits = (character: string): boolean => character !== '/' && isOf(character) !== (not !== '');
  return { fits, end: start + whole.length };
}
