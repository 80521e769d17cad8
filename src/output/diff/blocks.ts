import type {
  Difference,
  FieldChange,
  FunctionDifference,
  FunctionRef,
  Incomparable,
  LoneFunction,
} from '../../compare/difference.ts';
import { isNextVf } from '../../verdict/hierarchy.ts';
import { fit } from '../text/fit.ts';
import { safe } from '../text/safe.ts';

/** Functions that are shown together because the same happened to them. */
export type Block =
  | {
      readonly kind: 'pair';
      readonly pair: FunctionDifference;
      /** It and the others in which the same changed. */
      readonly functions: readonly FunctionRef[];
    }
  | {
      readonly kind: 'added' | 'removed' | 'lost' | 'regained';
      readonly functions: readonly FunctionRef[];
      /** What happened, where the mark alone does not say it. */
      readonly text: string;
    };

/** What differs: first what stopped answering, then by address. Functions to which the same happened are together. */
export function blocksOf({ pairs, lone }: Difference): Block[] {
  const all: { readonly at: string; readonly order: number; readonly block: Block }[] = [];
  for (const pair of pairs) {
    const { readable, readableText, changes, volatile } = pair;
    if (readable !== null) {
      const block: Block = { kind: readable, functions: [pair.before], text: readableText ?? '' };
      all.push({ at: '', order: 0, block });
    } else if (changes.length > 0 || volatile.length > 0) {
      all.push({ at: pair.after.address, order: 1, block: { kind: 'pair', pair, functions: [pair.after] } });
    }
  }
  for (const one of lone)
    all.push({ at: one.function.address, order: one.kind === 'removed' ? 0 : 2, block: loneBlock(one) });
  all.sort((x, y) => (x.at === y.at ? x.order - y.order : x.at < y.at ? -1 : 1));
  const blocks: Block[] = [];
  for (const { block } of all) {
    const last = blocks.at(-1);
    if (last && isAlike(last, block)) (last.functions as FunctionRef[]).push(...block.functions);
    else blocks.push({ ...block, functions: [...block.functions] });
  }
  return blocks;
}

const loneBlock = ({ kind, function: ref, replaced }: LoneFunction): Block => ({
  kind,
  functions: [ref],
  text: replaced ? `another device is at this address${kind === 'added' ? ' now' : ''}` : '',
});

/** Whether the same happened to Functions of one kind. */
function isAlike(a: Block, b: Block): boolean {
  const [x, y] = [a.functions.at(-1), b.functions[0]];
  if (a.kind !== b.kind || !x || !y || !isSameKind(x, y) || !isNextVf(x.vfNumber, y.vfNumber)) return false;
  if (a.kind !== 'pair' || b.kind !== 'pair')
    return a.kind !== 'pair' && b.kind !== 'pair' && a.text === b.text;
  return (
    isAtOnePlace(a.pair) &&
    isAtOnePlace(b.pair) &&
    a.pair.guest === null &&
    b.pair.guest === null &&
    a.pair.meanings.length === b.pair.meanings.length &&
    a.pair.meanings.every(({ text }, n) => text === b.pair.meanings[n]?.text) &&
    isSameList(a.pair.changes, b.pair.changes) &&
    isSameList(a.pair.volatile, b.pair.volatile)
  );
}

const isAtOnePlace = ({ before, after }: FunctionDifference): boolean => before.address === after.address;

const isSameList = (a: readonly FieldChange[], b: readonly FieldChange[]): boolean =>
  a.length === b.length &&
  a.every((one, n) => {
    const other = b[n];
    return (
      other !== undefined &&
      one.field === other.field &&
      one.kind === other.kind &&
      one.beforeText === other.beforeText &&
      one.afterText === other.afterText
    );
  });

const isSameKind = (x: FunctionRef, y: FunctionRef): boolean =>
  x.source === y.source &&
  x.pf === y.pf &&
  x.role === y.role &&
  x.vendorId === y.vendorId &&
  x.deviceId === y.deviceId &&
  x.name === y.name &&
  (x.role === 'vf' || x.role === 'unreadable');

/** `0000:01:10.0 … 0000:01:11.4` and what they are. */
export function functionsText(
  functions: readonly FunctionRef[],
  width = Infinity,
): {
  readonly where: string;
  readonly what: string;
} {
  const [first, last] = [functions[0], functions.at(-1)];
  if (!first || !last) return { where: '', what: '' };
  const several = functions.length > 1;
  const where = several ? `${first.address} … ${last.address}` : first.address;
  const mark = first.role === 'vf' ? vfText(first, last, functions.length) : first.role === 'pf' ? 'PF' : '';
  const count = several && first.role !== 'vf' ? `${functions.length} Functions` : '';
  const kind = mark || count;
  const name = nameText(first, width - where.length - kind.length - 4);
  return { where, what: [kind, name].filter((part) => part !== '').join('  ') };
}

/** `VF 1–7 of 0000:01:00.0`; where the numbers are not known, how many there are. */
function vfText(first: FunctionRef, last: FunctionRef, count: number): string {
  const of = first.pf === null ? '' : ` of ${first.pf}`;
  const [from, to] = [first.vfNumber, last.vfNumber];
  if (from === null || to === null) return `${count === 1 ? 'VF' : `${count} VFs`}${of}`;
  return `VF ${count === 1 ? from : `${from}–${to}`}${of}`;
}

/** What is at the head of two Functions: of a guest's view the kind of device alone. */
export function pairHeading(
  { pair, functions }: Extract<Block, { readonly kind: 'pair' }>,
  width = Infinity,
): { readonly where: string; readonly what: string } {
  const { before, after, guest } = pair;
  const moved = before.address === after.address ? '' : `${before.address} → `;
  const refs = guest === null ? functions : [{ ...after, role: 'guest' }];
  const { where, what } = functionsText(refs, width - moved.length);
  return { where: `${moved}${where}`, what };
}

/** Which side is which, where one is a guest's view. */
export function guestText({ before, after, guest }: FunctionDifference): string | null {
  if (guest === null) return null;
  const [host, seen] = guest === 'after' ? [before, 'second'] : [after, 'first'];
  const number = host.pf === null ? 'a VF' : `VF ${host.vfNumber ?? '?'} of ${host.pf}`;
  return `on its host ${host.address} is ${number}; the ${seen} is what a guest sees that was given it`;
}

/** Class, name and IDs; of a long name the end is cut. */
export function nameText({ className, name, vendorId, deviceId }: FunctionRef, room = Infinity): string {
  const what = className && name ? `${className}: ${name}` : (name ?? className ?? '');
  const ids = vendorId === null ? '' : ` [${vendorId}:${deviceId ?? '????'}]`;
  return `${fit(safe(what), Math.max(12, room - ids.length))}${ids}`.trim();
}

/** What cannot be compared: one sentence for each reason. */
export function incomparableLines({ pairs, before, after }: Difference): string[] {
  const groups = new Map<
    string,
    { readonly one: Incomparable; readonly functions: Set<string>; readonly names: Set<string> }
  >();
  for (const pair of pairs) {
    for (const one of pair.incomparable) {
      const key = `${one.side} ${one.reason}`;
      const group = groups.get(key) ?? { one, functions: new Set(), names: new Set() };
      groups.set(key, group);
      group.functions.add(pair.after.address);
      if (!one.field.startsWith('0x')) group.names.add(one.field.replace(/\[\d+\]/g, ''));
    }
  }
  return [...groups.values()].map(({ one, functions, names }) => {
    const [first = ''] = functions;
    const who = functions.size === 1 ? first : `${first} and ${functions.size - 1} more`;
    const source = one.side === 'before' ? sourceText(before) : sourceText(after);
    const shown = [...names].slice(0, mostNames).join(', ');
    const more = names.size > mostNames ? ` and ${names.size - mostNames} more` : '';
    const what = names.size > 0 ? ` (${shown}${more})` : '';
    return `${source}: ${safe(one.reason)}; it lacks what the other one has of ${who}${what}`;
  });
}

const mostNames = 8;

export const sourceText = (sides: Difference['before']): string =>
  safe(sides.map(({ source }) => source).join(', '));

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** The closing line. */
export function summaryText(difference: Difference): string {
  const { pairs, lone, ambiguous, same, uncompared, ignored } = difference;
  const changed = pairs.filter(({ changes, readable }) => changes.length > 0 || readable !== null);
  const fields = changed.reduce((sum, { changes }) => sum + changes.length, 0);
  const apart = pairs.reduce((sum, { volatile }) => sum + volatile.length, 0);
  const alike = same + pairs.length - changed.length;
  const isPartly = pairs.some(({ incomparable }) => incomparable.length > 0);
  const kind = (wanted: LoneFunction['kind']): number => lone.filter((one) => one.kind === wanted).length;
  const parts = [
    ...(changed.length > 0
      ? [`${count(changed.length, 'Function')} changed (${count(fields, 'change')})`]
      : []),
    ...(kind('added') > 0 ? [`${kind('added')} added`] : []),
    ...(kind('removed') > 0 ? [`${kind('removed')} removed`] : []),
    ...(ambiguous.length > 0 ? [`${count(ambiguous.length, 'group')} that cannot be told apart`] : []),
    ...(difference.differs || (alike === 0 && uncompared > 0) ? [] : ['no difference']),
    ...(alike > 0 ? [`${alike} the same${isPartly ? ' in what both hold' : ''}`] : []),
    ...(uncompared > 0 ? [`${uncompared} not compared: they are named, without bytes or fields`] : []),
    ...(apart > 0 ? [`${count(apart, 'volatile change')} apart`] : []),
    ...(ignored > 0 ? [`${count(ignored, 'change')} ignored`] : []),
  ];
  return parts.join(', ');
}

/** What a change means or why it is there, in one sentence; null when the values say it all. */
export function whyText(
  { explanation, meaning, about, reason, title, inVf }: FieldChange,
  isGuest: boolean,
): string | null {
  if (isGuest) {
    if (!explanation) return 'not known to be done by vfio-pci or QEMU';
    const { by, why } = explanation;
    return why.includes(by) ? why : `${by}: ${why}`;
  }
  if (inVf !== null) return `without effect in a VF: ${inVf}`;
  if (about === 'bits') return meaning;
  if (about === 'bytes' && reason === null) return title;
  return reason !== null && reason !== 'not in this Function' ? reason : null;
}

/** The mark of a change. */
export const markOf = ({ kind }: Pick<FieldChange, 'kind'>): '+' | '-' | '~' =>
  kind === 'added' ? '+' : kind === 'removed' ? '-' : '~';

/** Runs of bytes without a name that are shown one by one. */
const mostBytes = 12;

/** The changes that are shown: unless all are asked for, without what only follows, and with the first bytes only. */
export function shownChanges(changes: readonly FieldChange[], all: boolean): readonly FieldChange[] {
  if (all) return changes;
  let bytes = 0;
  return changes.filter(({ follows, about }) => !follows && (about !== 'bytes' || ++bytes <= mostBytes));
}

/** What `shownChanges` left out, in a sentence each. */
export function omittedTexts(changes: readonly FieldChange[], all: boolean): string[] {
  if (all) return [];
  const texts: string[] = [];
  const follows = changes.filter((change) => change.follows).length;
  if (follows > 0) {
    const what =
      follows === 1
        ? '1 pointer of the capability list follows'
        : `${follows} pointers of the capability lists follow`;
    texts.push(`${what} from this (--all shows ${follows === 1 ? 'it' : 'them'})`);
  }
  const bytes = changes.filter(({ about }) => about === 'bytes');
  const last = bytes.at(-1);
  if (bytes.length > mostBytes && last)
    texts.push(`${bytes.length - mostBytes} more places differ, to ${last.field} (--all shows them)`);
  return texts;
}

/** Addresses in a list; of a long one the end is cut. */
export function addressList(refs: readonly FunctionRef[]): string {
  const shown = refs.slice(0, mostNames).map(({ address }) => address);
  return refs.length > mostNames
    ? `${shown.join(', ')} and ${refs.length - mostNames} more`
    : shown.join(', ');
}
