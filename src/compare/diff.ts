import { vfInfoAt } from '../decode/row-at.ts';
import { FunctionView } from '../decode/view.ts';
import { whyUnreadable } from '../machine/unreadable.ts';
import { type AddressKey, formatId, formatKey } from '../model/address.ts';
import { type ConfigSpace, configSpaceSize } from '../model/config-space.ts';
import type { PciFunction } from '../model/function.ts';
import { snapshotName } from '../model/snapshot.ts';
import { everything, type Selection } from '../verdict/select.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import type {
  Ambiguity,
  Difference,
  FieldChange,
  FunctionDifference,
  FunctionRef,
  LoneFunction,
  Side,
} from './difference.ts';
import { byteDifferences, differencesOf, type FieldDifferences } from './fields.ts';
import { explained, guestSide } from './guest-changes.ts';
import { ignoring } from './ignore.ts';
import { type Match, type MatchBy, matchByAddress, matchByIdentity, type Pair } from './match.ts';
import { meaningsOf } from './meaning.ts';
import { statedDifferences, systemDiffers } from './stated.ts';

export interface DiffOptions {
  /** How Functions are recognised; by address unless stated. */
  readonly match?: MatchBy;
  /** Which Functions of each side are compared. */
  readonly before?: Selection;
  readonly after?: Selection;
  /** Fields that do not count: paths with all below them, or patterns with `*` and `?`. */
  readonly ignore?: readonly string[];
  /** Volatile fields count like the others. */
  readonly all?: boolean;
}

/** How two inputs differ: one or more snapshots each, which belong together in their order. */
export function diff(
  before: System | readonly System[],
  after: System | readonly System[],
  options: DiffOptions = {},
): Difference {
  const listed = (systems: System | readonly System[]): readonly System[] =>
    'snapshot' in systems ? [systems] : systems;
  const [left, right] = [listed(before), listed(after)];
  const run = new Run(options);
  for (let n = 0; n < Math.max(left.length, right.length); n++) run.add(left[n], right[n]);
  return run.result(left, right);
}

const sideOf = ({ snapshot }: System): Side => ({
  source: snapshotName(snapshot),
  inputFormat: snapshot.inputFormat,
  functions: snapshot.functions.length,
});

class Run {
  readonly #options: DiffOptions;
  readonly #ignores: (field: string) => boolean;
  readonly #pairs: FunctionDifference[] = [];
  readonly #lone: LoneFunction[] = [];
  readonly #ambiguous: Ambiguity[] = [];
  #last: { readonly a: ConfigSpace; readonly b: ConfigSpace; readonly found: FieldDifferences } | undefined;
  #same = 0;
  #uncompared = 0;
  #ignored = 0;

  constructor(options: DiffOptions) {
    this.#options = options;
    this.#ignores = ignoring(options.ignore ?? []);
  }

  result(before: readonly System[], after: readonly System[]): Difference {
    return {
      before: before.map(sideOf),
      after: after.map(sideOf),
      pairs: this.#pairs,
      lone: this.#lone,
      ambiguous: this.#ambiguous,
      same: this.#same,
      uncompared: this.#uncompared,
      ignored: this.#ignored,
      differs:
        this.#lone.length > 0 ||
        this.#ambiguous.length > 0 ||
        this.#pairs.some(({ changes, readable }) => changes.length > 0 || readable !== null),
    };
  }

  /** One snapshot of each side; one that has no counterpart came or went as a whole. */
  add(before: System | undefined, after: System | undefined): void {
    const kept = (system: System | undefined, selection: Selection = everything): PciFunction[] =>
      system ? system.snapshot.functions.filter((fn) => selection.keeps(fn)) : [];
    const a = kept(before, this.#options.before);
    const b = kept(after, this.#options.after);
    if (!before || !after) {
      for (const fn of a) if (before) this.#alone('removed', fn, before);
      for (const fn of b) if (after) this.#alone('added', fn, after);
      return;
    }
    const systems: Systems = { before, after, vfs: new Map() };
    const [x, y] = [a[0], b[0]];
    if (a.length === 1 && b.length === 1 && x && y) {
      const by = x.key === y.key ? 'address' : 'choice';
      this.#pair({ before: x, after: y, by }, systems, true);
      return;
    }
    const match =
      this.#options.match === 'identity'
        ? matchByIdentity({ system: before, functions: a }, { system: after, functions: b })
        : matchByAddress(a, b);
    const onlyBefore = lacksFunctions(after, before) ? match.onlyBefore : [];
    const onlyAfter = lacksFunctions(before, after) ? match.onlyAfter : [];
    collectVfs(systems, { ...match, onlyBefore, onlyAfter });
    for (const pair of match.pairs) this.#pair(pair, systems, false);
    for (const fn of onlyBefore) this.#alone('removed', fn, before);
    for (const fn of onlyAfter) this.#alone('added', fn, after);
    for (const { before: own, after: other, why } of match.ambiguous) {
      this.#ambiguous.push({
        before: own.map((fn) => refOf(before.report(fn), before)),
        after: other.map((fn) => refOf(after.report(fn), after)),
        why,
      });
    }
  }

  #alone(kind: 'added' | 'removed', fn: PciFunction, system: System, replaced = false): void {
    const ref = refOf(system.report(fn), system);
    const what = ref.pf === null ? 'the Function' : `VF ${ref.vfNumber ?? '?'} of ${ref.pf}`;
    const meaning = replaced
      ? `another device is at this address ${kind === 'added' ? 'now' : 'later'}`
      : `${what} ${kind === 'added' ? 'appeared' : 'is gone'}`;
    this.#lone.push({ kind, function: ref, meaning, replaced });
  }

  #pair(pair: Pair, systems: Systems, chosen: boolean): void {
    const moved = pair.before.key !== pair.after.key && !chosen;
    const isSame = pair.before.config.end > 0 && sameBytes(pair.before, pair.after);
    if (!moved && isSame && !mayStateMore(pair.before, pair.after)) {
      this.#same++;
      return;
    }
    const [a, b] = [systems.before.report(pair.before), systems.after.report(pair.after)];
    const refs = { before: refOf(a, systems.before), after: refOf(b, systems.after), matchedBy: pair.by };
    const answer = answers(a, b);
    if (answer === 'lost' || answer === 'regained') {
      const why = whyUnreadable(answer === 'lost' ? b.fn : a.fn) ?? '';
      const text = answer === 'lost' ? `became unreadable: ${why}` : `is readable again; before, ${why}`;
      const nothing = { guest: null, meanings: [], changes: [], volatile: [], incomparable: [] };
      this.#pairs.push({ ...refs, ...nothing, readable: answer, readableText: text });
      return;
    }
    if (!chosen && pair.by === 'address' && anotherDevice(a, b)) {
      this.#alone('removed', a.fn, systems.before, true);
      this.#alone('added', b.fn, systems.after, true);
      return;
    }
    const found = answer === 'silent' ? byteDifferences(a.view, b.view) : this.#differences(a, b);
    const stated = states(a.fn) && states(b.fn) ? statedDifferences(a.view, b.view) : undefined;
    const hasBytes = a.fn.config.end > 0 && b.fn.config.end > 0;
    if (!hasBytes && !moved && !stated?.compared) {
      this.#uncompared++;
      return;
    }
    const all = stated && {
      changes: [...found.changes, ...stated.changes],
      incomparable: [
        ...found.incomparable.filter(({ field }) => hasBytes || field.startsWith('0x')),
        ...stated.incomparable,
      ],
    };
    this.#keep(refs, a, b, all ?? found, systems, moved);
  }

  /** VFs of one PF have the same bytes and follow each other: what was found last is often the answer. */
  #differences(a: FunctionReport, b: FunctionReport): FieldDifferences {
    const last = this.#last;
    const plain = (fn: PciFunction): boolean => !fn.surroundings.attributes;
    if (last && plain(a.fn) && plain(b.fn) && a.fn.config.equals(last.a) && b.fn.config.equals(last.b))
      return last.found;
    const found = differencesOf(a.view, b.view);
    if (plain(a.fn) && plain(b.fn)) this.#last = { a: a.fn.config, b: b.fn.config, found };
    return found;
  }

  /** Puts together what is said about two Functions that differ. */
  #keep(
    refs: Pick<FunctionDifference, 'before' | 'after' | 'matchedBy'>,
    a: FunctionReport,
    b: FunctionReport,
    differences: FieldDifferences,
    systems: Systems,
    moved: boolean,
  ): void {
    const ignores = this.#ignores;
    // How hard a field is to emulate, and whether its value counts, is a question of VFs.
    const isVf = isSurelyVf(a) || isSurelyVf(b);
    const guest = guestSide(a, b);
    const inGuest = [a, b].every(({ verdict }) => verdict.detachedKind === 'guest-view');
    const counted = differences.changes
      .filter(({ field }) => !ignores(field))
      .map((change) => ({
        ...change,
        hazard: isVf ? change.hazard : null,
        inVf: isVf && !guest && !(inGuest && isCarriedOut(change.field)) ? change.inVf : null,
      }));
    const incomparable = differences.incomparable.filter(({ field }) => !ignores(field));
    this.#ignored += differences.changes.length - counted.length;
    const hasMoved = moved && !ignores(addressField);
    if (counted.length === 0 && incomparable.length === 0 && !hasMoved) {
      this.#same++;
      return;
    }
    const meanings = meaningsOf({
      before: a.view,
      after: b.view,
      // What does not count means nothing.
      changes: new Map(counted.filter(({ inVf }) => inVf === null).map((change) => [change.field, change])),
      vfsAppeared: addressesText(systems.vfs.get(b.fn)?.appeared ?? []),
      vfsGone: addressesText(systems.vfs.get(b.fn)?.gone ?? []),
    });
    const meaningOf = new Map(
      meanings.flatMap(({ reads, text }) => reads.map((path) => [path, text] as const)),
    );
    let changes = counted.map((change) => {
      const text = change.meaning ?? meaningOf.get(change.field) ?? null;
      const meaning = text ?? (change.follows ? 'follows from the capability list' : null);
      return {
        ...change,
        meaning,
        at: {
          before: change.offsetBefore === null ? null : a.fn.positionOf(change.offsetBefore),
          after: change.offsetAfter === null ? null : b.fn.positionOf(change.offsetAfter),
        },
      };
    });
    if (guest) changes = explained(changes, guest, { before: a, after: b }, systems);
    if (hasMoved) changes.unshift(movedChange(refs));
    const all = this.#options.all === true;
    this.#pairs.push({
      ...refs,
      readable: null,
      readableText: null,
      guest,
      meanings,
      changes: changes.filter((change) => all || !change.volatile),
      volatile: changes.filter((change) => !all && change.volatile),
      incomparable,
    });
  }
}

interface Systems {
  readonly before: System;
  readonly after: System;
  /** By a PF of the second side: VFs that it has on one side only. */
  readonly vfs: Map<PciFunction, { readonly appeared: AddressKey[]; readonly gone: AddressKey[] }>;
}

/**
 * Whether what a side does not hold is not there: a part of a dump may have been left out. A patch leaves out the same of
 * both its sides.
 */
const lacksFunctions = ({ snapshot }: System, other: System): boolean =>
  !snapshot.partial || (other.snapshot.partial === true && other.snapshot.source === snapshot.source);

/** Notes which VFs each PF won or lost. */
function collectVfs(systems: Systems, { pairs, onlyBefore, onlyAfter }: Match): void {
  const { before, after, vfs } = systems;
  const counterpart = new Map(pairs.map((pair) => [pair.before, pair.after]));
  const pfOf = (system: System, fn: PciFunction): PciFunction | undefined => {
    const claim = system.machine.linked.get(fn.key) ?? system.machine.claims.get(fn.key);
    return claim && system.machine.byKey.get(claim.pf);
  };
  const note = (pf: PciFunction | undefined, fn: PciFunction, list: 'appeared' | 'gone'): void => {
    if (!pf) return;
    const entry = vfs.get(pf) ?? { appeared: [], gone: [] };
    vfs.set(pf, entry);
    entry[list].push(fn.key);
  };
  for (const fn of onlyBefore) {
    const pf = pfOf(before, fn);
    note(pf && counterpart.get(pf), fn, 'gone');
  }
  for (const fn of onlyAfter) note(pfOf(after, fn), fn, 'appeared');
}

function addressesText(keys: readonly AddressKey[]): string {
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (keys.length === 1) return `the VF ${formatKey(first)}`;
  return `${keys.length} VFs, ${formatKey(first)} … ${formatKey(last)}`;
}

/** Stands for the place of a Function: a field of no table. */
const addressField = 'address';

function movedChange({
  before,
  after,
  matchedBy,
}: Pick<FunctionDifference, 'before' | 'after' | 'matchedBy'>): FieldChange {
  return {
    kind: 'changed',
    field: addressField,
    about: 'field',
    title: 'Address',
    before: before.address,
    after: after.address,
    beforeText: before.address,
    afterText: after.address,
    reason: null,
    meaning: `the Function moved (recognised by ${matchedBy})`,
    volatile: false,
    follows: false,
    offsetBefore: null,
    offsetAfter: null,
    at: { before: null, after: null },
    hazard: null,
    inVf: null,
    explanation: null,
  };
}

/** Whether something is stated of a Function beside its bytes. */
const states = ({ surroundings }: PciFunction): boolean => surroundings.stated !== undefined;

/** Whether two Functions with the same bytes may differ in what is stated of them. */
function mayStateMore(a: PciFunction, b: PciFunction): boolean {
  if (!states(a) || !states(b)) return false;
  return a.config.end < configSpaceSize || systemDiffers(a, b);
}

/** Whether the known bytes of two Functions are the same. */
function sameBytes(a: PciFunction, b: PciFunction): boolean {
  const { end } = a.config;
  if (end !== b.config.end) return false;
  // Asking the running machine for bytes means reading them.
  if (a.config.has(0, end) && b.config.has(0, end) && a.config.equals(b.config)) return true;
  for (let offset = 0; offset < end; offset++) {
    if (a.config.u8(offset) !== b.config.u8(offset)) return false;
  }
  return true;
}

/** Whether a hypervisor gives a guest what it writes to a field that does nothing in the VF itself. */
const isCarriedOut = (field: string): boolean => vfInfoAt(field)?.vmm?.carriedOut === true;

const isSurelyVf = ({ verdict }: FunctionReport): boolean =>
  verdict.role === 'vf' && verdict.certainty !== 'possible';

/** Whether a Function answered on one side only. Too few bytes in a dump are another matter. */
function answers(a: FunctionReport, b: FunctionReport): 'lost' | 'regained' | 'silent' | 'both' {
  const silent = ({ fn }: FunctionReport): boolean => fn.config.has(0, 64) && whyUnreadable(fn) !== undefined;
  const [was, is] = [silent(a), silent(b)];
  if (was && is) return 'silent';
  if (is && a.fn.config.has(0, 64)) return 'lost';
  return was && b.fn.config.has(0, 64) ? 'regained' : 'both';
}

/** Whether another kind of device is at the address: other IDs, and another class or other capabilities. */
function anotherDevice(a: FunctionReport, b: FunctionReport): boolean {
  if (a.vendorId === null || b.vendorId === null) return false;
  if (a.vendorId === b.vendorId && a.deviceId === b.deviceId) return false;
  // A list without bytes states the IDs and nothing else.
  if (a.fn.config.end === 0 || b.fn.config.end === 0) return true;
  const classOf = ({ fn }: FunctionReport): number => fn.config.u16(0x0a);
  if (classOf(a) !== classOf(b)) return true;
  const list = ({ view }: FunctionReport): string =>
    view.capabilities.map(({ entry }) => `${entry.kind[0]}${entry.id}@${entry.offset}`).join();
  return new FunctionView(a.fn).layout !== new FunctionView(b.fn).layout || list(a) !== list(b);
}

function refOf(report: FunctionReport, system: System): FunctionRef {
  const { fn, verdict, vendorId, deviceId, name, className } = report;
  return {
    address: fn.address,
    source: snapshotName(system.snapshot),
    role: verdict.role,
    vendorId: vendorId === null ? null : formatId(vendorId),
    deviceId: deviceId === null ? null : formatId(deviceId),
    name,
    className,
    pf: verdict.pf === null ? null : formatKey(verdict.pf),
    vfNumber: verdict.vfNumber,
  };
}
