/*
 * Counts what code does with lists and texts: elements that are looked at or copied, characters that are scanned. Unlike
 * time, the same on every machine. Natives that go through something count it; what the engine does by itself, such as
 * joining two texts, does not count.
 */
type Method = (this: unknown, ...args: unknown[]) => unknown;

let count = 0;

const lengthOf = (value: unknown): number => {
  const { length, size } = value as { length?: number; size?: number };
  return length ?? size ?? 0;
};

/** Counts each element that is taken. */
function* counted(iterator: Iterator<unknown>): Generator<unknown> {
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    count++;
    yield next.value;
  }
}

/** How a method is counted, around the original. */
type Counting = (original: Method) => Method;

const iteration: Counting = (original) =>
  function (...args) {
    return counted(original.apply(this, args) as Iterator<unknown>);
  };

/** Callbacks that are called. */
const calls: Counting = (original) =>
  function (...args) {
    const [callback, ...rest] = args;
    if (typeof callback !== 'function') return wholes(original).apply(this, args);
    const counting = function (this: unknown, ...values: unknown[]): unknown {
      count++;
      return (callback as Method).apply(this, values);
    };
    return original.call(this, counting, ...rest);
  };

/** All of what it is called on. */
const wholes: Counting = (original) =>
  function (...args) {
    count += lengthOf(this);
    return original.apply(this, args);
  };

/** Texts are scanned many characters at a time. */
const scans: Counting = (original) =>
  function (...args) {
    count += (lengthOf(this) || lengthOf(args[0] ?? '')) / charactersAtOnce;
    return original.apply(this, args);
  };
const charactersAtOnce = 64;

/** What comes out. */
const results: Counting = (original) =>
  function (...args) {
    const result = original.apply(this, args);
    count += lengthOf(result);
    return result;
  };

const patches: readonly (readonly [owner: object, names: readonly PropertyKey[], how: Counting])[] = [
  [Array.prototype, [Symbol.iterator, 'values', 'keys', 'entries'], iteration],
  [Map.prototype, [Symbol.iterator, 'values', 'keys', 'entries'], iteration],
  [Set.prototype, [Symbol.iterator, 'values', 'keys', 'entries'], iteration],
  [
    Array.prototype,
    [
      'forEach',
      'map',
      'filter',
      'some',
      'every',
      'find',
      'findIndex',
      'findLast',
      'findLastIndex',
      'flatMap',
    ],
    calls,
  ],
  [Array.prototype, ['reduce', 'reduceRight', 'sort', 'toSorted'], calls],
  [Map.prototype, ['forEach'], calls],
  [Set.prototype, ['forEach'], calls],
  [
    Array.prototype,
    [
      'includes',
      'indexOf',
      'lastIndexOf',
      'join',
      'reverse',
      'toReversed',
      'splice',
      'shift',
      'unshift',
      'flat',
    ],
    wholes,
  ],
  [Array.prototype, ['slice', 'concat'], results],
  [Object, ['keys', 'values', 'entries', 'fromEntries'], results],
  [String.prototype, ['replace', 'replaceAll', 'split', 'includes', 'indexOf', 'match', 'matchAll'], scans],
  [RegExp.prototype, ['test', 'exec'], scans],
];

/** How much an action does. */
export async function operationsOf(action: () => void | Promise<void>): Promise<number> {
  const undo: (() => void)[] = [];
  count = 0;
  try {
    for (const [owner, names, how] of patches)
      for (let n = 0; n < names.length; n++) {
        const name = names[n] as PropertyKey;
        const descriptor = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor;
        const value = how(descriptor.value as Method);
        undo.push(() => Object.defineProperty(owner, name, descriptor));
        Object.defineProperty(owner, name, { ...descriptor, value });
      }
    count = 0;
    // Nothing else runs in the meantime.
    const result = action();
    if (result) await result;
    return count;
  } finally {
    // Without iteration, which may still be the counted one.
    for (let n = undo.length - 1; n >= 0; n--) undo[n]?.();
  }
}
