/** Which fields are left out: a path with all below it, or a pattern with `*` and `?`. */
export function ignoring(patterns: readonly string[]): (field: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const source = pattern
      .replace(/[.+^$()|[\]\\{}]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}(?:[.[+].*)?$`);
  });
  return (field) => {
    const plain = field.replace(/\[\d+\]/g, '');
    return expressions.some((expression) => expression.test(field) || expression.test(plain));
  };
}
