import { expect } from 'vitest';
import { baselineOf } from './cli/lint-baseline.ts';
import { LintPolicies } from './cli/lint-settings.ts';
import {
  decode,
  type FieldPath,
  type FunctionView,
  formatAddress,
  type PciFunction,
  readSnapshots,
  type Snapshot,
  type Source,
  topology,
} from './index.ts';
import { known as knownPath } from './library/decoded.ts';
import { type Finding, type LintOptions, lint } from './library/lint.ts';
import { IgnoreComments } from './lint/ignore-comments.ts';
import { Review } from './lint/review.ts';
import { formatId } from './model/address.ts';
import { withoutCommands } from './output/runner-commands.ts';
import { safe } from './output/text/safe.ts';
import { referenceRows } from './reference/rows.ts';
import { Names } from './verdict/names.ts';
import { System } from './verdict/system.ts';

/** What is asked of a VF. */
export interface VfExpectation {
  /**
   * The address of its PF. `null`: the VF is detached, as every VF of a guest is; one of which the dump does not tell
   * whether its PF is there is not.
   */
  readonly pf?: string | null;
  /** Counted from 1, as the specification does. */
  readonly vfNumber?: number;
}

/** What `expect` of vitest has for fixtures. */
export interface FixtureMatchers<R = unknown> {
  /**
   * Lints a dump (a path, bytes, text, or a snapshot that was read); no error and no warning may be found. In a guest's
   * fixture VFs are detached on purpose: `{ config: { rules: { 'tree/detached-vf': 'off' } } }`, or the same in lsvf.config.json.
   */
  toBeValidFixture(options?: LintOptions): Promise<R>;
  /**
   * A snapshot has a VF at an address, and this is its PF; `{ pf: null }` for a guest's fixture, which
   * `lsvf fixture --as guest`, `makeFixture({ view: 'guest', … })` and `lsvf shared --as guest --format hex` make.
   */
  toHaveVf(address: string, expected?: VfExpectation): R;
  /**
   * A Function, or its decoded view, has this value at a path; `undefined`: it does not have the field. IDs may be given
   * as four hex digits, such as `'10c9'`, and every value as a matcher, such as `expect.any(Number)`.
   */
  toMatchField(path: FieldPath, value: number | bigint | string | undefined): R;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest declares it so, and both must agree.
  interface Matchers<T = any> extends FixtureMatchers<T> {}
}

type Result = { pass: boolean; message: () => string; actual?: unknown; expected?: unknown };

/** Lines for a terminal or a CI log: what comes out of a dump does nothing to either. */
const linesOf = (lines: readonly string[]): string =>
  lines.map((line) => withoutCommands(safe(line))).join('\n');

const shown = (value: number | bigint): string => {
  const hex = `0x${value.toString(16)}`;
  return value > 9 ? `${value} (${hex})` : String(value);
};

const placeOf = ({ at }: Pick<Finding, 'at'>): string =>
  at.line === undefined
    ? `${at.file}${at.offset === undefined ? '' : `: byte ${at.offset}`}`
    : `${at.file}:${at.line}:${at.column ?? 1}`;

const isSnapshot = (received: unknown): received is Snapshot =>
  typeof received === 'object' && received !== null && 'functions' in received && 'inputFormat' in received;

// By their shape: a test runner may load the library twice, and its classes with it.
const isFunction = (received: unknown): received is PciFunction =>
  typeof received === 'object' && received !== null && 'routingId' in received && 'positionOf' in received;

/**
 * What `lsvf lint` finds, with the lsvf.config.json that is nearest to the fixture and the lsvf.baseline.json of the
 * working folder. A `config` in the options takes the place of both.
 */
function findingsOn(snapshot: Snapshot, options: LintOptions): readonly Finding[] {
  if (options.config) return lint(snapshot, options).findings;
  const { profile } = options;
  const policies = new LintPolicies({ rule: [], ...(profile ? { profile } : {}) });
  const { linters, suppressions } = policies.for(snapshot.source);
  const baseline = baselineOf({ writeBaseline: false });
  const review = new Review(baseline?.known, baseline?.pathIn);
  const comments = new IgnoreComments(snapshot);
  const { findings } = linters.for(snapshot.source).lint(new System(snapshot, new Names()));
  return findings.filter((finding) => review.review(finding, suppressions, comments).suppressed === null);
}

async function toBeValidFixture(received: Source | Snapshot, options: LintOptions = {}): Promise<Result> {
  const snapshots = isSnapshot(received) ? [received] : await readSnapshots(received);
  const findings = snapshots
    .flatMap((snapshot) => findingsOn(snapshot, options))
    .filter(({ severity }) => severity !== 'info');
  const functions = snapshots.reduce((sum, snapshot) => sum + snapshot.functions.length, 0);
  const lines = findings.map(
    (finding) => `  ${placeOf(finding)}: ${finding.severity}: ${finding.message} [${finding.rule}]`,
  );
  if (functions === 0) {
    const why = snapshots.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => `  ${message}`));
    return { pass: false, message: () => linesOf(['no Function was read from this fixture:', ...why]) };
  }
  return {
    pass: findings.length === 0,
    message: () =>
      findings.length === 0
        ? `expected a fixture with findings, but none was found on its ${functions} Functions`
        : linesOf([
            `expected a valid fixture, but it has ${findings.length === 1 ? 'a finding' : `${findings.length} findings`}:`,
            ...lines,
          ]),
  };
}

function toHaveVf(received: Snapshot, address: string, expected: VfExpectation = {}): Result {
  if (!isSnapshot(received)) throw new TypeError('toHaveVf is for a snapshot that readSnapshot gave');
  const { functions } = topology(received);
  const wanted = address.includes(':') && address.split(':').length === 2 ? `0000:${address}` : address;
  const found = functions.find((fn) => fn.address === wanted);
  const pf = expected.pf?.split(':').length === 2 ? `0000:${expected.pf}` : expected.pf;
  const problems: string[] = [];
  if (!found) problems.push(`there is no Function at ${wanted}`);
  else if (found.role !== 'vf') problems.push(`${wanted} is not a VF: its role is ${found.role}`);
  else {
    const isAsked = pf === null ? found.attachment === 'detached' : found.pf === pf;
    if (pf !== undefined && !isAsked)
      problems.push(
        `the PF of ${wanted} is ${found.pf ?? `not in the dump (${found.attachment})`}, expected ${pf ?? 'a detached VF'}`,
      );
    if (expected.vfNumber !== undefined && found.vf_number !== expected.vfNumber)
      problems.push(
        `${wanted} is VF ${found.vf_number ?? 'of unknown number'}, expected VF ${expected.vfNumber}`,
      );
  }
  const evidence = found?.evidence.map(({ signal, seen }) => `  ${signal}: ${seen}`) ?? [];
  return {
    pass: problems.length === 0,
    message: () =>
      problems.length === 0
        ? linesOf([`expected ${received.source} to have no such VF at ${wanted}, but it has`])
        : linesOf([`${received.source}: ${problems.join('; ')}`, ...evidence]),
  };
}

/** A matcher such as `expect.any(Number)`. */
interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

const isAsymmetric = (value: unknown): value is Asymmetric =>
  typeof value === 'object' && value !== null && 'asymmetricMatch' in value;

const isId = (path: string): boolean => {
  const name = path.replace(/\[\d+\]/g, '[n]');
  return referenceRows().some(
    ({ path: other, field, register }) =>
      other === name && (field?.style ?? ('style' in register ? register.style : undefined)) === 'id',
  );
};

function wantedText(value: unknown): string {
  if (value === undefined) return 'not in this Function';
  if (typeof value === 'number' || typeof value === 'bigint') return shown(value);
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? String(value);
  if (Array.isArray(value)) return `[${String(value)}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** What is wrong with what a number is compared to; of an array the text could be that of its number. */
function numberHint(value: unknown): string {
  if (typeof value === 'string') return ', a number is to be given';
  if (typeof value !== 'object' || value === null || isAsymmetric(value)) return '';
  return `, a number is to be given, not ${Array.isArray(value) ? 'an array' : 'an object'}`;
}

/** Whether a value is the wanted one. `id`: the four digits of a value that is an ID. */
function isWanted(value: number | bigint | undefined, id: string | undefined, wanted: unknown): boolean {
  if (isAsymmetric(wanted))
    return wanted.asymmetricMatch(value) || (id !== undefined && wanted.asymmetricMatch(id));
  if (typeof wanted === 'string') return wanted.toLowerCase() === id;
  if (typeof value === 'bigint' && typeof wanted === 'number')
    return Number.isInteger(wanted) && value === BigInt(wanted);
  if (typeof value === 'number' && typeof wanted === 'bigint') return BigInt(value) === wanted;
  return value === wanted;
}

function toMatchField(
  received: FunctionView | PciFunction,
  path: FieldPath,
  value: number | bigint | string | undefined,
): Result {
  const view = isFunction(received) ? decode(received) : received;
  if (typeof view !== 'object' || view === null || !('read' in view && 'fn' in view))
    throw new TypeError('toMatchField is for a Function of a snapshot, or what decode gives of one');
  knownPath(path);
  const { fn } = view;
  const address = formatAddress(fn.domain, fn.routingId);
  const reading = view.read(path);
  const known = reading.state === 'known' ? reading.value : undefined;
  const isText = typeof value === 'string' || isAsymmetric(value);
  const id = isText && known !== undefined && isId(path) ? formatId(Number(known)) : undefined;
  const is =
    known !== undefined
      ? id === undefined
        ? shown(known)
        : `'${id}'`
      : reading.state === 'not-in-dump'
        ? `not in the dump (it lacks ${reading.lacks})`
        : 'not in this Function';
  const wanted = wantedText(value);
  const pass = reading.state !== 'not-in-dump' && isWanted(known, id, value);
  const at = reading.state === 'known' ? fn.positionOf(reading.place.offset) : fn.positionOf();
  const hint = known !== undefined && id === undefined ? numberHint(value) : '';
  return {
    pass,
    message: () =>
      linesOf([
        pass
          ? `${address}: expected ${path} to be other than ${wanted} (${placeOf({ at })})`
          : `${address}: ${path} is ${is}, expected ${wanted}${hint} (${placeOf({ at })})`,
      ]),
    ...(known !== undefined ? { actual: id ?? known, expected: value } : {}),
  };
}

expect.extend({ toBeValidFixture, toHaveVf, toMatchField });
