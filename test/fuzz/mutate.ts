import type { Random } from './random.ts';

const newline = 0x0a;
const tokens = [
  '',
  '\n',
  '\r\n',
  '\0',
  ' ',
  '\t',
  ':',
  '00:',
  '0000:',
  'fff: ',
  '1000: 00',
  '00: 86 80',
  '01:00.0 X',
  '*',
  'zz',
  '\x1b[31m',
  '\u202e',
  '\u061c',
  '\xad',
  '\x9b2J',
  '\u{e0041}',
  '\ufeff',
  '##[error]x',
  '\n::error::x\n',
  '> ',
  '-'.repeat(80),
  '9'.repeat(40),
  '00 '.repeat(40),
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  '\\u0000',
  'null',
  '-1',
  '1e999',
  '<',
  '</script>',
  '&',
  '%s',
  '../../x',
  '@00 = ',
].map((text) => new TextEncoder().encode(text));

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** Where lines begin. */
function linesOf(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let n = 0; n < bytes.length; n++) if (bytes[n] === newline) starts.push(n + 1);
  return starts;
}

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const range = (bytes: Uint8Array, random: Random, most: number): [number, number] => {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + random.below(most))];
};
const lineRange = (bytes: Uint8Array, random: Random): [number, number] => {
  const starts = [...linesOf(bytes), bytes.length];
  const first = random.below(starts.length - 1);
  return [
    starts[first] as number,
    starts[Math.min(starts.length - 1, first + 1 + random.below(20))] as number,
  ];
};

/** Ways in which dumps go wrong, by accident or on purpose. */
export const mutations: Readonly<Record<string, Mutation>> = {
  flip(bytes, random) {
    const copy = Uint8Array.from(bytes);
    for (let n = random.below(8); n >= 0; n--) {
      const at = random.below(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    }
    return copy;
  },
  set(bytes, random) {
    const copy = Uint8Array.from(bytes);
    for (let n = random.below(8); n >= 0; n--) copy[random.below(copy.length)] = random.next();
    return copy;
  },
  truncate: (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  behead: (bytes, random) => bytes.slice(random.below(bytes.length + 1)),
  remove(bytes, random) {
    const [start, end] = range(bytes, random, 200);
    return joined(bytes.subarray(0, start), bytes.subarray(end));
  },
  repeat(bytes, random) {
    const [start, end] = range(bytes, random, 400);
    return joined(bytes.subarray(0, end), bytes.subarray(start));
  },
  insert(bytes, random) {
    const at = random.below(bytes.length + 1);
    return joined(bytes.subarray(0, at), random.pick(tokens), bytes.subarray(at));
  },
  insertBytes(bytes, random) {
    const at = random.below(bytes.length + 1);
    return joined(bytes.subarray(0, at), random.bytes(random.below(40)), bytes.subarray(at));
  },
  splice(bytes, random, other) {
    return joined(
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length + 1)),
    );
  },
  removeLines(bytes, random) {
    const [start, end] = lineRange(bytes, random);
    return joined(bytes.subarray(0, start), bytes.subarray(end));
  },
  repeatLines(bytes, random) {
    const [start, end] = lineRange(bytes, random);
    return joined(bytes.subarray(0, end), bytes.subarray(start));
  },
  moveLines(bytes, random) {
    const [start, end] = lineRange(bytes, random);
    const rest = joined(bytes.subarray(0, start), bytes.subarray(end));
    const at = random.pick(linesOf(rest));
    return joined(rest.subarray(0, at), bytes.subarray(start, end), rest.subarray(at));
  },
  spliceLines(bytes, random, other) {
    const [start, end] = lineRange(other, random);
    const at = random.pick(linesOf(bytes));
    return joined(bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at));
  },
  crlf: (bytes) =>
    new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\n', '\r\n'), 'latin1')),
};
const all = Object.values(mutations);

/** A few mutations, one after another; the result stays small. */
export function mutate(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let result = bytes;
  for (let n = random.below(4); n >= 0; n--)
    result = random
      .pick(all)(result, random, other)
      .subarray(0, 64 << 10);
  return result;
}

/** A configuration space with what hurts: pointers, IDs, lengths and counts. */
export function mutateSpace(space: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(space);
  const put = (at: number, value: number): void => {
    if (at < bytes.length) bytes[at] = value;
  };
  for (let n = random.below(8); n >= 0; n--) {
    const kind = random.below(8);
    if (kind === 0) put(0x34, random.next());
    else if (kind === 1) put(0x41 + 4 * random.below(48), random.next());
    else if (kind === 2) put(0x40 + 4 * random.below(48), random.below(0x16));
    else if (kind === 3) {
      const at = 0x100 + 4 * random.below(64);
      put(at, random.below(0x3b));
      put(at + 1, 0);
      put(at + 2, 1 | (random.below(16) << 4));
      put(at + 3, 0x10 + random.below(32));
    } else if (kind === 4) put(random.below(0x40), random.next());
    else if (kind === 5) put(random.below(bytes.length), random.pick([0, 0xff, 0x80, 1]));
    else if (kind === 6) put(0x0e, random.pick([0, 1, 2, 0x80, 0x81, 0x7f]));
    else put(random.below(bytes.length), random.next());
  }
  if (random.oneIn(4))
    return bytes.slice(
      0,
      random.pick([0, 1, 63, 64, 65, 128, 255, 256, 257, 4095, 4096, random.below(4097)]),
    );
  return bytes;
}
