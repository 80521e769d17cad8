/** Whether a path fits a pattern of `**`, `*`, `?` and `{a,b}`. Paths use `/`. */
export function matchesGlob(path: string, pattern: string): boolean {
  return globExpression(pattern).test(path.replace(/^\.\//, ''));
}

export const hasGlob = (text: string): boolean => /[*?{]/.test(text);

const cache = new Map<string, RegExp>();

function globExpression(pattern: string): RegExp {
  const known = cache.get(pattern);
  if (known) return known;
  let source = '';
  let depth = 0;
  const text = pattern.replace(/^\.\//, '');
  for (let n = 0; n < text.length; n++) {
    const c = text[n] as string;
    if (text.startsWith('**/', n)) {
      source += '(?:.*/)?';
      n += 2;
    } else if (text.startsWith('**', n)) {
      source += '.*';
      n += 1;
    } else if (c === '*') source += '[^/]*';
    else if (c === '?') source += '[^/]';
    else if (c === '{') {
      source += '(?:';
      depth++;
    } else if (c === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (c === ',' && depth > 0) source += '|';
    else source += c.replace(/[.+^$()|[\]\\{}]/g, '\\$&');
  }
  const expression = new RegExp(`^${source}${')'.repeat(depth)}$`);
  cache.set(pattern, expression);
  return expression;
}
