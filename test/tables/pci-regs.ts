/** The object-like macros of a C header that stand for a number; others are left out. */
export function parseDefines(text: string): Map<string, bigint> {
  const bodies = new Map<string, string>();
  for (const line of text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ').split('\n')) {
    const define = /^\s*#\s*define\s+(\w+)\s+(\S.*?)\s*$/.exec(line);
    if (define) bodies.set(define[1] as string, define[2] as string);
  }
  const values = new Map<string, bigint>();
  for (const [name, body] of bodies) {
    const value = evaluate(body, bodies, [name]);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

type Bodies = ReadonlyMap<string, string>;

/** Numbers, names of other macros, `~ << | + -` and parentheses, as a header uses them. */
function evaluate(body: string, bodies: Bodies, within: readonly string[]): bigint | undefined {
  const tokens = body.match(/0[xX][0-9a-fA-F]+[uUlL]*|\d+[uUlL]*|\w+|<<|[()~|+-]|\S/g) ?? [];
  let at = 0;
  const primary = (): bigint | undefined => {
    const token = tokens[at++];
    if (token === undefined) return undefined;
    if (token === '~') {
      const value = primary();
      return value === undefined ? undefined : ~value;
    }
    if (token === '(') {
      const value = expression();
      return tokens[at++] === ')' ? value : undefined;
    }
    if (/^\d/.test(token)) return BigInt(token.replace(/[uUlL]+$/, ''));
    const alias = within.includes(token) ? undefined : bodies.get(token);
    return alias === undefined ? undefined : evaluate(alias, bodies, [...within, token]);
  };
  const levels: Record<string, (a: bigint, b: bigint) => bigint>[] = [
    { '|': (a, b) => a | b },
    { '<<': (a, b) => a << b },
    { '+': (a, b) => a + b, '-': (a, b) => a - b },
  ];
  const binary = (level: number): bigint | undefined => {
    const operators = levels[level];
    if (!operators) return primary();
    let left = binary(level + 1);
    for (;;) {
      const token = tokens[at] ?? '';
      const apply = Object.hasOwn(operators, token) ? operators[token] : undefined;
      if (!apply || left === undefined) return left;
      at++;
      const right = binary(level + 1);
      left = right === undefined ? undefined : apply(left, right);
    }
  };
  const expression = (): bigint | undefined => binary(0);
  const value = expression();
  return at === tokens.length ? value : undefined;
}
