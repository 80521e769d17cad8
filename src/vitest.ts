import { expect } from 'vitest';
import {
  decode,
  type FieldPath,
  type Finding,
  type FunctionView,
  formatAddress,
  type LintOptions,
  lint,
  type PciFunction,
  readSnapshots,
  type Snapshot,
  type Source,
  topology,
} from './index.ts';

/** What a VF's PF must be; null for a detached one. */
export interface VfExpectation {
  readonly pf?: string | null;
  readonly vfNumber?: number;
}

interface FixtureMatchers<R = unknown> {
  /** Lints a dump (a path, bytes, text, or a snapshot that was read); no error and no warning may be found. */
  toBeValidFixture(options?: LintOptions): Promise<R>;
  /** A snapshot has a VF at an address, and this is its PF. */
  toHaveVf(address: string, expected?: VfExpectation): R;
  /** A Function, or its decoded view, has this value at a path; `undefined`: it does not have the field. */
  toMatchField(path: FieldPath, value: number | bigint | undefined): R;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest declares it so, and both must agree.
  interface Matchers<T = any> extends FixtureMatchers<T> {}
}

type Result = { pass: boolean; message: () => string; actual?: unknown; expected?: unknown };

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

async function toBeValidFixture(received: Source | Snapshot, options: LintOptions = {}): Promise<Result> {
  const snapshots = isSnapshot(received) ? [received] : await readSnapshots(received);
  const findings = snapshots
    .flatMap((snapshot) => [...lint(snapshot, options).findings])
    .filter(({ severity }) => severity !== 'info');
  const functions = snapshots.reduce((sum, snapshot) => sum + snapshot.functions.length, 0);
  const lines = findings.map(
    (finding) => `  ${placeOf(finding)}: ${finding.severity}: ${finding.message} [${finding.rule}]`,
  );
  if (functions === 0) {
    const why = snapshots.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => `  ${message}`));
    return { pass: false, message: () => ['no Function was read from this fixture:', ...why].join('\n') };
  }
  return {
    pass: findings.length === 0,
    message: () =>
      findings.length === 0
        ? `expected a fixture with findings, but none was found on its ${functions} Functions`
        : [
            `expected a valid fixture, but it has ${findings.length === 1 ? 'a finding' : `${findings.length} findings`}:`,
            ...lines,
          ].join('\n'),
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
  else if (found.role !== 'vf') problems.push(`${wanted} is no VF: its role is ${found.role}`);
  else {
    if (pf !== undefined && found.pf !== pf)
      problems.push(
        `the PF of ${wanted} is ${found.pf ?? `not in the dump (${found.attachment})`}, expected ${pf ?? 'none'}`,
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
        ? `expected ${received.source} to have no such VF at ${wanted}, but it has`
        : [`${received.source}: ${problems.join('; ')}`, ...evidence].join('\n'),
  };
}

function toMatchField(
  received: FunctionView | PciFunction,
  path: FieldPath,
  value: number | bigint | undefined,
): Result {
  const view = isFunction(received) ? decode(received) : received;
  if (typeof view !== 'object' || view === null || !('read' in view && 'fn' in view))
    throw new TypeError('toMatchField is for a Function of a snapshot, or what decode gives of one');
  const { fn } = view;
  const address = formatAddress(fn.domain, fn.routingId);
  const reading = view.read(path);
  const is =
    reading.state === 'known'
      ? shown(reading.value)
      : reading.state === 'absent'
        ? 'not in this Function'
        : `not in the dump (it lacks ${reading.lacks})`;
  const wanted = value === undefined ? 'not in this Function' : shown(value);
  const pass =
    value === undefined
      ? reading.state === 'absent'
      : reading.state === 'known' && BigInt(reading.value) === BigInt(value);
  const at = reading.state === 'known' ? fn.positionOf(reading.place.offset) : fn.positionOf();
  return {
    pass,
    message: () =>
      pass
        ? `${address}: expected ${path} to be other than ${wanted} (${placeOf({ at })})`
        : `${address}: ${path} is ${is}, expected ${wanted} (${placeOf({ at })})`,
    ...(reading.state === 'known' ? { actual: reading.value, expected: value } : {}),
  };
}

expect.extend({ toBeValidFixture, toHaveVf, toMatchField });
