/** What a macro with one argument makes of it. */
export type Calculation = (argument: bigint) => bigint | undefined;

interface Body {
  readonly parameter: string | undefined;
  readonly text: string;
}
type Bodies = ReadonlyMap<string, Body>;

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ');

/** The name of everything that a C header defines. */
export function definedNames(text: string): string[] {
  return [...withoutComments(text).matchAll(/^\s*#\s*define\s+(\w+)/gm)].map(([, name]) => name as string);
}

function bodiesOf(text: string): Bodies {
  const bodies = new Map<string, Body>();
  for (const line of withoutComments(text).split('\n')) {
    const define = /^\s*#\s*define\s+(\w+)(?:\((\w+)\))?\s+(\S.*?)\s*$/.exec(line);
    if (define) bodies.set(define[1] as string, { parameter: define[2], text: define[3] as string });
  }
  return bodies;
}

/** The object-like macros of a C header that stand for a number; others are left out. */
export function parseDefines(text: string): Map<string, bigint> {
  const bodies = bodiesOf(text);
  const values = new Map<string, bigint>();
  for (const [name, body] of bodies) {
    const value = body.parameter === undefined ? evaluate(body.text, bodies, [name]) : undefined;
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** The macros of a C header that make a number of one argument. */
export function parseFunctions(text: string): Map<string, Calculation> {
  const bodies = bodiesOf(text);
  const functions = new Map<string, Calculation>();
  for (const [name, { parameter, text: body }] of bodies) {
    if (parameter === undefined) continue;
    const calculation: Calculation = (argument) =>
      evaluate(body, bodies, [name], new Map([[parameter, argument]]));
    if (calculation(0n) !== undefined) functions.set(name, calculation);
  }
  return functions;
}

/** What linux/const.h and linux/bits.h have for all headers. */
const builtIn: Readonly<Record<string, (...numbers: bigint[]) => bigint>> = {
  _BITUL: (n = 0n) => 1n << n,
  _BITULL: (n = 0n) => 1n << n,
  __GENMASK: (high = 0n, low = 0n) => (1n << (high + 1n)) - (1n << low),
  __GENMASK_ULL: (high = 0n, low = 0n) => (1n << (high + 1n)) - (1n << low),
};

/** Operators, the loosest first. */
const levels: Record<string, (a: bigint, b: bigint) => bigint>[] = [
  { '|': (a, b) => a | b },
  { '&': (a, b) => a & b },
  { '<<': (a, b) => a << b, '>>': (a, b) => a >> b },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b },
];

/** Numbers, names of other macros, `~ << >> | & + - *`, calls and parentheses, as a header uses them. */
function evaluate(
  body: string,
  bodies: Bodies,
  within: readonly string[],
  values: ReadonlyMap<string, bigint> = new Map(),
): bigint | undefined {
  const tokens = body.match(/0[xX][0-9a-fA-F]+[uUlL]*|\d+[uUlL]*|\w+|<<|>>|[()~|&+*,-]|\S/g) ?? [];
  let at = 0;
  const inParentheses = (): bigint[] | undefined => {
    const list: bigint[] = [];
    do {
      const value = expression();
      if (value === undefined) return undefined;
      list.push(value);
    } while (tokens[at++] === ',');
    return tokens[at - 1] === ')' ? list : undefined;
  };
  const primary = (): bigint | undefined => {
    const token = tokens[at++];
    if (token === undefined) return undefined;
    if (token === '~') {
      const value = primary();
      return value === undefined ? undefined : ~value;
    }
    if (token === '(') {
      const list = inParentheses();
      return list?.length === 1 ? list[0] : undefined;
    }
    if (/^\d/.test(token)) return BigInt(token.replace(/[uUlL]+$/, ''));
    if (values.has(token)) return values.get(token);
    const known = Object.hasOwn(builtIn, token) ? builtIn[token] : undefined;
    if (known && tokens[at] === '(') {
      at++;
      const list = inParentheses();
      return list ? known(...list) : undefined;
    }
    const alias = within.includes(token) ? undefined : bodies.get(token);
    if (!alias || alias.parameter !== undefined) return undefined;
    return evaluate(alias.text, bodies, [...within, token]);
  };
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
