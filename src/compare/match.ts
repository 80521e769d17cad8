import { deviceOf, functionOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { FunctionReport, System } from '../verdict/system.ts';

/** How the Functions of two snapshots are recognised. */
export type MatchBy = 'address' | 'identity';

export interface Pair {
  readonly before: PciFunction;
  readonly after: PciFunction;
  /** Why they belong together. */
  readonly by: string;
}

export interface Match {
  readonly pairs: readonly Pair[];
  readonly onlyBefore: readonly PciFunction[];
  readonly onlyAfter: readonly PciFunction[];
  readonly ambiguous: readonly AmbiguousGroup[];
}

/** Functions of one identity that could belong together in several ways. */
export interface AmbiguousGroup {
  readonly before: readonly PciFunction[];
  readonly after: readonly PciFunction[];
  readonly why: string;
}

/** Functions at one address belong together; of several at one address, in their order. */
export function matchByAddress(before: readonly PciFunction[], after: readonly PciFunction[]): Match {
  const waiting = new Map<number, PciFunction[]>();
  for (const fn of after) {
    const list = waiting.get(fn.key);
    if (list) list.push(fn);
    else waiting.set(fn.key, [fn]);
  }
  const pairs: Pair[] = [];
  const onlyBefore: PciFunction[] = [];
  const taken = new Set<PciFunction>();
  for (const fn of before) {
    const other = waiting.get(fn.key)?.shift();
    if (!other) {
      onlyBefore.push(fn);
      continue;
    }
    taken.add(other);
    pairs.push({ before: fn, after: other, by: 'address' });
  }
  return { pairs, onlyBefore, onlyAfter: after.filter((fn) => !taken.has(fn)), ambiguous: [] };
}

/** What tells a Function apart wherever it is. */
interface Identity {
  readonly report: FunctionReport;
  /** Vendor, device, subsystem and class; undefined when the dump does not tell. */
  readonly kind: string | undefined;
  readonly serial: string | undefined;
}

/** A way to recognise a Function; from the surest to the weakest. */
interface Criterion {
  readonly by: string;
  /** What must be the same and must be there once on each side; undefined where this way does not apply. */
  key(identity: Identity, paired: PairedNumbers): string | undefined;
}

/** A number for each pair, by either of its Functions: of a parent or a PF that was recognised. */
type PairedNumbers = ReadonlyMap<PciFunction, number>;

const placeOf = ({ fn }: FunctionReport): string => `${deviceOf(fn.routingId)}.${functionOf(fn.routingId)}`;

function criteriaOf(system: (fn: PciFunction) => System): readonly Criterion[] {
  const above = (fn: PciFunction, key: number | null, paired: PairedNumbers): number | undefined => {
    const other = key === null ? undefined : system(fn).machine.byKey.get(key);
    return other && paired.get(other);
  };
  return [
    {
      by: 'VF number of the same PF',
      key({ kind, report }, paired) {
        const { fn, verdict } = report;
        const pf = above(fn, verdict.pf, paired);
        if (kind === undefined || pf === undefined || verdict.vfNumber === null) return undefined;
        return `${kind} pf ${pf} vf ${verdict.vfNumber}`;
      },
    },
    {
      by: 'serial number',
      key: ({ kind, serial, report }) =>
        kind === undefined || serial === undefined || report.verdict.role === 'vf'
          ? undefined
          : `${kind} ${serial} ${functionOf(report.fn.routingId)}`,
    },
    {
      by: 'serial number',
      key: ({ kind, serial, report }) =>
        kind === undefined || serial === undefined || report.verdict.role === 'vf'
          ? undefined
          : `${kind} ${serial}`,
    },
    {
      by: 'IDs and position below the same parent',
      key({ kind, report }, paired) {
        const parent = above(report.fn, report.parent, paired);
        if (kind === undefined || parent === undefined || report.verdict.vfNumber !== null) return undefined;
        return `${kind} below ${parent} at ${placeOf(report)}`;
      },
    },
    {
      by: 'IDs, and no other Function has them',
      key: ({ kind, report }) =>
        kind === undefined ? undefined : `${kind} ${report.verdict.role} ${report.verdict.vfNumber ?? '-'}`,
    },
    {
      by: 'IDs and address',
      key: ({ kind, report }) => (kind === undefined ? undefined : `${kind} at ${report.fn.address}`),
    },
    {
      by: 'IDs, and no other Function has them',
      key: ({ kind }) => kind,
    },
    // A Function that does not answer has no identity left but its place.
    {
      by: 'address, because it does not answer',
      key: ({ report }) => (report.verdict.role === 'unreadable' ? report.fn.address : undefined),
    },
  ];
}

function identityOf(report: FunctionReport): Identity {
  const { view, vendorId, deviceId } = report;
  const dsn = view.read('dsn.serial_number');
  const serial =
    dsn.state === 'known' && dsn.value !== 0n && dsn.value !== 0 ? dsn.value.toString(16) : undefined;
  const { config } = view;
  const classCode = config.has(9, 3) ? (config.u8(11) << 16) | (config.u8(10) << 8) | config.u8(9) : -1;
  const subsystem = view.layout === 0 ? config.u32(0x2c) : 0;
  const known =
    report.verdict.role !== 'unreadable' && vendorId !== null && deviceId !== null && classCode >= 0;
  return { report, serial, kind: known ? `${vendorId}:${deviceId}:${subsystem}:${classCode}` : undefined };
}

/**
 * Recognises Functions that moved: by serial number, else by IDs with VF number, parent or position. A Function is
 * recognised only when nothing else on either side could be it.
 */
export function matchByIdentity(
  before: { readonly system: System; readonly functions: readonly PciFunction[] },
  after: { readonly system: System; readonly functions: readonly PciFunction[] },
): Match {
  const left = new Map(before.functions.map((fn) => [fn, identityOf(before.system.report(fn))]));
  const right = new Map(after.functions.map((fn) => [fn, identityOf(after.system.report(fn))]));
  const paired = new Map<PciFunction, number>();
  const pairs: Pair[] = [];
  const criteria = criteriaOf((fn) => (left.has(fn) || beforeHas(fn) ? before.system : after.system));
  function beforeHas(fn: PciFunction): boolean {
    return before.system.machine.byKey.get(fn.key) === fn;
  }
  // What was recognised by one criterion lets those below it be recognised: begin with the surest again.
  for (let n = 0; n < criteria.length; ) {
    const criterion = criteria[n] as Criterion;
    const [a, b] = [groups(left, criterion, paired), groups(right, criterion, paired)];
    let found = 0;
    for (const [key, own] of a) {
      const other = b.get(key);
      const [x, y] = [own[0], other?.[0]];
      if (own.length !== 1 || other?.length !== 1 || !x || !y) continue;
      if (!mayBeOne(left.get(x), right.get(y))) continue;
      pairs.push({ before: x, after: y, by: criterion.by });
      paired.set(x, pairs.length);
      paired.set(y, pairs.length);
      left.delete(x);
      right.delete(y);
      found++;
    }
    n = found > 0 && n > 0 ? 0 : n + 1;
  }
  return { pairs, ...rest(left, right) };
}

/** Two serial numbers are two units, whatever else is the same. */
function mayBeOne(a: Identity | undefined, b: Identity | undefined): boolean {
  if (!a || !b || areOpposed(sideOfSriov(a), sideOfSriov(b))) return false;
  return a.serial === undefined || b.serial === undefined || a.serial === b.serial;
}

function groups(
  functions: ReadonlyMap<PciFunction, Identity>,
  criterion: Criterion,
  paired: PairedNumbers,
): Map<string, PciFunction[]> {
  const byKey = new Map<string, PciFunction[]>();
  for (const [fn, identity] of functions) {
    const key = criterion.key(identity, paired);
    if (key === undefined) continue;
    const list = byKey.get(key);
    if (list) list.push(fn);
    else byKey.set(key, [fn]);
  }
  return byKey;
}

/** Those that could be one of the others: the serial numbers of all others are looked at together. */
function withCounterpart(
  own: readonly PciFunction[],
  mine: ReadonlyMap<PciFunction, Identity>,
  others: readonly PciFunction[],
  theirs: ReadonlyMap<PciFunction, Identity>,
): PciFunction[] {
  const serialsOf = new Map<string, Set<string | undefined>>();
  for (const fn of others) {
    const identity = theirs.get(fn);
    if (!identity) continue;
    const role = sideOfSriov(identity);
    const serials = serialsOf.get(role) ?? new Set();
    serialsOf.set(role, serials.add(identity.serial));
  }
  return own.filter((fn) => {
    const identity = mine.get(fn);
    if (!identity) return false;
    const role = sideOfSriov(identity);
    return [...serialsOf].some(
      ([other, serials]) =>
        !areOpposed(role, other) &&
        (identity.serial === undefined || serials.has(undefined) || serials.has(identity.serial)),
    );
  });
}

const sideOfSriov = ({ report }: Identity): string => {
  const { role } = report.verdict;
  return role === 'pf' || role === 'vf' ? role : 'other';
};

/** A PF never becomes a VF. */
const areOpposed = (a: string, b: string): boolean =>
  (a === 'pf' && b === 'vf') || (a === 'vf' && b === 'pf');

/** Those left of one identity on both sides are ambiguous; the others are on one side only. */
function rest(
  left: ReadonlyMap<PciFunction, Identity>,
  right: ReadonlyMap<PciFunction, Identity>,
): Omit<Match, 'pairs'> {
  const kinds = new Map<string, { before: PciFunction[]; after: PciFunction[] }>();
  const group = (kind: string): { before: PciFunction[]; after: PciFunction[] } => {
    const found = kinds.get(kind) ?? { before: [], after: [] };
    kinds.set(kind, found);
    return found;
  };
  for (const [fn, { kind }] of left) if (kind !== undefined) group(kind).before.push(fn);
  for (const [fn, { kind }] of right) if (kind !== undefined) group(kind).after.push(fn);
  const ambiguous: AmbiguousGroup[] = [];
  const told = new Set<PciFunction>();
  for (const group of kinds.values()) {
    const before = withCounterpart(group.before, left, group.after, right);
    const after = withCounterpart(group.after, right, group.before, left);
    if (before.length === 0 || after.length === 0) continue;
    const why = `they have the same IDs, subsystem and class, and nothing tells which is which; name two with --select and --with`;
    ambiguous.push({ before, after, why });
    for (const fn of [...before, ...after]) told.add(fn);
  }
  return {
    ambiguous,
    onlyBefore: [...left.keys()].filter((fn) => !told.has(fn)),
    onlyAfter: [...right.keys()].filter((fn) => !told.has(fn)),
  };
}
