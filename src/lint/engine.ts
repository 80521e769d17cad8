import { pathAt } from '../decode/path-at.ts';
import { FunctionView } from '../decode/view.ts';
import { parseAddress } from '../model/address.ts';
import { configSpaceSize } from '../model/config-space.ts';
import type { Diagnostic, Position, Severity } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { FieldPath } from '../registers/index.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import { attributePlace } from './attribute-place.ts';
import type {
  About,
  DumpRule,
  FunctionRule,
  FunctionSubject,
  Look,
  Messages,
  MessageValues,
  Place,
  RelatedTarget,
  ReportOn,
  Rule,
  Target,
  TopologyRule,
} from './define.ts';
import { knownSilicon } from './known-silicon.ts';

/** Another place that has to do with a finding. */
export interface RelatedPlace {
  /** What is there. */
  readonly message: string;
  /** Where it is. */
  readonly at: Position;
  /** Address of the Function there. */
  readonly function: string;
  /** Path of the field there. */
  readonly field: string | null;
}

/** One thing that is wrong, and where. */
export interface Finding {
  /** The ID of the rule. */
  readonly rule: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** Null for a finding on the run itself. */
  readonly about: About | null;
  /** One sentence, with both values. */
  readonly message: string;
  /** The input. */
  readonly source: string;
  /** The input format; undefined for a finding on the run itself. */
  readonly form?: string;
  /** Where it is. */
  readonly at: Position;
  /** The path by which a link led to the file of `at`. */
  readonly through?: string;
  /** Bytes that the finding is about, from `at` on. */
  readonly length: number;
  /** Address of the Function that it is about. */
  readonly function: string | null;
  /** Path of the field that it is about. */
  readonly field: string | null;
  /** Other places that have to do with it. */
  readonly related: readonly RelatedPlace[];
  /** When it stands for more of its kind that are not listed: how many, and the Functions that they name. */
  readonly rest?: { readonly count: number; readonly functions: readonly string[] };
}

/** A rule that could not look at a Function, and what it lacked. */
export interface Skip {
  /** The ID of the rule. */
  readonly rule: string;
  /** The input. */
  readonly source: string;
  /** Address of the Function. */
  readonly function: string;
  /** What the dump does not hold. */
  readonly lacks: string;
}

export interface LintResult {
  readonly source: string;
  readonly functions: number;
  readonly findings: readonly Finding[];
  /** Findings that another finding on the same Function explains. */
  readonly implied: readonly Finding[];
  /** The first of the skips; `skippedCount` counts all. */
  readonly skipped: readonly Skip[];
  readonly skippedCount: number;
}

/** A rule with the severity that it has in this run. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** Diagnostics of readers that had to assume an address; without a Function, those of all. */
const assumesAddress: ReadonlySet<string> = new Set([
  'raw/no-address',
  'rows/address-base',
  'ecam/bus-assumed',
]);

/** Skips that are listed one by one. */
const listedSkips = 10_000;

/** Runs rules over one snapshot. */
export class Linter {
  readonly #gates: Gate[] = [];
  readonly #functionRules: readonly Prepared[];
  readonly #machineRules: readonly (ActiveRule & { readonly rule: TopologyRule })[];
  readonly #dumpRules: readonly (ActiveRule & { readonly rule: DumpRule })[];
  readonly #impliedBy = new Map<string, ReadonlySet<string>>();
  readonly #explainsAll = new Set<string>();
  /** What a diagnostic of a reader becomes; null when its rule is off. */
  readonly #byDiagnostic: ReadonlyMap<string, ActiveRule | null>;
  readonly #isShown: (about: About) => boolean;
  readonly #aboutOf: ReadonlyMap<string, About>;

  /** `all` holds every rule, also those that are off, so that their diagnostics stay silent. */
  constructor(active: readonly ActiveRule[], all: readonly Rule[], about?: readonly About[]) {
    this.#isShown = (which) => about?.includes(which) ?? true;
    this.#aboutOf = new Map(all.map(({ meta }) => [meta.id, meta.about]));
    this.#functionRules = active.flatMap(({ rule, severity }) =>
      rule.scope === 'function' ? [prepare(rule, severity, this.#gates)] : [],
    );
    this.#machineRules = active.flatMap(({ rule, severity }) =>
      rule.scope === 'topology' ? [{ rule, severity }] : [],
    );
    this.#dumpRules = active.flatMap(({ rule, severity }) =>
      rule.scope === 'dump' ? [{ rule, severity }] : [],
    );
    for (const { meta } of all) if (meta.explains === 'all') this.#explainsAll.add(meta.id);
    const direct = new Map(all.map(({ meta }) => [meta.id, meta.impliedBy ?? []]));
    for (const { rule } of active) {
      // What explains a cause explains its consequence as well.
      const causes = new Set(rule.meta.impliedBy);
      for (const cause of causes) for (const above of direct.get(cause) ?? []) causes.add(above);
      if (causes.size > 0) this.#impliedBy.set(rule.meta.id, causes);
    }
    const byDiagnostic = new Map<string, ActiveRule | null>();
    for (const rule of all) {
      for (const code of rule.insteadOf ?? []) byDiagnostic.set(code, null);
      if (rule.scope !== 'dump') continue;
      for (const code of rule.diagnostics ?? []) byDiagnostic.set(code, null);
    }
    for (const { rule, severity } of this.#dumpRules) {
      for (const code of rule.diagnostics ?? []) byDiagnostic.set(code, { rule, severity });
    }
    this.#byDiagnostic = byDiagnostic;
  }

  lint(system: System): LintResult {
    const run = new Run(system);
    for (const diagnostic of system.diagnostics) this.#takeDiagnostic(diagnostic, run);
    // Remarks count only where a rule asks for them.
    for (const remark of system.snapshot.remarks ?? []) {
      if (this.#byDiagnostic.get(remark.code)) this.#takeDiagnostic(remark, run);
    }
    for (const { rule, severity } of this.#dumpRules) {
      rule.check?.(system.snapshot, (fn, message, target, values) =>
        run.add(rule, severity, fn, message, target, values),
      );
    }
    const reports: FunctionReport[] | undefined = this.#machineRules.length > 0 ? [] : undefined;
    for (const fn of system.snapshot.functions) {
      const report = system.report(fn);
      reports?.push(report);
      this.#lintFunction(system, report, run);
    }
    if (reports) {
      for (const { rule, severity } of this.#machineRules) {
        const skipped = new Set<PciFunction>();
        const look: Look = (fn, view, path) => {
          const value = view.get(path);
          const reading = value === undefined && !skipped.has(fn) ? view.read(path) : undefined;
          if (reading?.state === 'not-in-dump') {
            skipped.add(fn);
            run.skip(rule.meta.id, fn, reading.lacks);
          }
          return value;
        };
        const add: ReportOn<Messages> = (fn, message, target, values) =>
          run.add(rule, severity, fn, message, target, values);
        rule.check(system, reports, add, look);
      }
    }
    const result = run.result(this.#impliedBy, this.#explainsAll);
    const isShown = ({ about }: Finding): boolean => about === null || this.#isShown(about);
    const skipped = result.skipped.filter(({ rule }) => this.#isShown(this.#aboutOf.get(rule) ?? 'edit'));
    return {
      ...result,
      findings: result.findings.filter(isShown),
      implied: result.implied.filter(isShown),
      skipped,
      skippedCount: result.skippedCount - (result.skipped.length - skipped.length),
    };
  }

  #takeDiagnostic(diagnostic: Diagnostic, run: Run): void {
    const active = this.#byDiagnostic.get(diagnostic.code);
    if (active !== null) run.addDiagnostic(diagnostic, active);
  }

  #lintFunction(system: System, report: FunctionReport, run: Run): void {
    const { view, fn } = report;
    const subject: FunctionSubject = {
      fn,
      view,
      report,
      system,
      get: (path) => view.get(path) as number,
      find: (path) => view.get(path),
    };
    const isAssumed = run.isAssumed(fn);
    const atGate = this.#gates.map((gate) => lacksFor(gate, view));
    for (const prepared of this.#functionRules) {
      const before = atGate[prepared.gate];
      const ofBytes = before === undefined ? prepared.lacks(view) : before;
      const lacksAddress = isAssumed && prepared.rule.meta.judges === 'address';
      const lacks = ofBytes === undefined && lacksAddress ? 'the address' : ofBytes;
      if (lacks === undefined) {
        const { rule, severity } = prepared;
        rule.check(subject, (message, target, values) =>
          run.add(rule, severity, fn, message, target, values),
        );
      } else if (lacks !== null) run.skip(prepared.rule.meta.id, fn, lacks);
    }
  }
}

interface Prepared {
  readonly rule: FunctionRule;
  readonly severity: Severity;
  /** Its place in the list of gates. */
  readonly gate: number;
  /** Past the gate. Undefined: run it. Null: it does not apply. Otherwise what the dump lacks. */
  lacks(view: FunctionView): string | null | undefined;
}

/** What several rules ask of a Function before they look at it: so many bytes, and these capabilities. */
interface Gate {
  readonly needs: number;
  readonly capabilities: readonly string[];
}

/** Undefined: rules may run. Null: they do not apply. Otherwise what the dump lacks. */
function lacksFor({ needs, capabilities }: Gate, view: FunctionView): string | null | undefined {
  // A rule that needs no bytes looks at a Function whose first bytes are missing.
  if (needs > 0 && !view.config.has(0, needs)) {
    if (needs === configSpaceSize && view.config.end <= 256 && view.walk.extended === 'none') return null;
    return lackText(needs, view);
  }
  for (const name of capabilities) {
    if (view.capability(name) === undefined) {
      const lack = view.lackOf(name);
      return lack.state === 'not-in-dump' ? lack.lacks : null;
    }
  }
  return undefined;
}

function prepare(rule: FunctionRule, severity: Severity, gates: Gate[]): Prepared {
  const { reads, mayRead = [], needs = 0 } = rule.meta;
  const capabilities = [...new Set(reads.map(capabilityOf))].filter((name) => name !== 'header');
  let gate = gates.findIndex(
    (other) => other.needs === needs && other.capabilities.join() === capabilities.join(),
  );
  if (gate < 0) gate = gates.push({ needs, capabilities }) - 1;
  return {
    rule,
    severity,
    gate,
    lacks(view) {
      for (const path of reads) {
        if (view.direct(path) >= 0) continue;
        const reading = view.read(path);
        if (reading.state === 'absent') return null;
        if (reading.state === 'not-in-dump') return reading.lacks;
      }
      for (const path of mayRead) {
        if (view.direct(path) >= 0) continue;
        const reading = view.read(path);
        if (reading.state === 'not-in-dump') return reading.lacks;
      }
      return undefined;
    },
  };
}

const capabilityOf = (path: FieldPath): string => path.split(/[.[]/, 1)[0] as string;

function lackText(needs: number, view: FunctionView): string {
  const names: Record<number, string> = {
    64: 'the header',
    256: 'bytes 40h to FFh',
    4096: 'extended configuration space',
  };
  return names[needs] ?? `${needs} bytes; it holds ${view.config.knownBytes}`;
}

/** Collects what the rules say about one snapshot. */
class Run {
  readonly #system: System;
  readonly #findings: Finding[] = [];
  readonly #skipped: Skip[] = [];
  readonly #assumed: ReadonlySet<string | undefined>;
  #skippedCount = 0;

  constructor(system: System) {
    this.#system = system;
    const said = [...system.snapshot.diagnostics, ...(system.snapshot.remarks ?? [])];
    this.#assumed = new Set(
      said.flatMap(({ code, function: address }) => (assumesAddress.has(code) ? [address] : [])),
    );
  }

  /** Whether the input does not state the address of a Function. */
  isAssumed(fn: PciFunction): boolean {
    return this.#assumed.has(fn.address) || this.#assumed.has(undefined);
  }

  add(
    rule: Rule,
    severity: Severity,
    fn: PciFunction | undefined,
    message: string,
    target: Target | undefined,
    values: MessageValues | undefined,
  ): void {
    const { source, inputFormat: form } = this.#system.snapshot;
    const template = (rule.meta.messages as Record<string, string>)[message];
    if (template === undefined) throw new Error(`${rule.meta.id} has no message '${message}'`);
    const place: Place =
      typeof target === 'string'
        ? { field: target }
        : typeof target === 'number'
          ? { offset: target }
          : (target ?? {});
    const field =
      place.field ??
      (fn && place.offset !== undefined ? this.#pathAt(fn, place.offset, place.length) : undefined);
    const places: readonly RelatedTarget[] = place.related ?? [];
    const functions = [...(fn ? [fn] : []), ...places.map((related) => related.fn)];
    const silicon =
      rule.meta.about === 'edit' ? knownSilicon(rule.meta.id, functions, this.#system) : undefined;
    const text = fill(template, values ?? {});
    const inBytes = fn ? positionOf(fn, field, place.offset) : { file: source };
    const attribute = fn && place.attribute !== undefined ? attributePlace(fn, place.attribute) : undefined;
    const bytesBeside =
      fn && attribute && field !== undefined
        ? [{ message: 'the bytes', at: inBytes, function: fn.address, field }]
        : [];
    const at = place.at ?? attribute ?? inBytes;
    this.#findings.push({
      rule: rule.meta.id,
      severity: silicon ? 'info' : severity,
      about: silicon ? 'device' : rule.meta.about,
      message: silicon ? `${text}; ${silicon} do that` : text,
      source,
      form,
      at,
      length: attribute ? 1 : (place.length ?? (fn && place.field ? fieldLength(fn, place.field) : 1)),
      function: fn?.address ?? null,
      field: field ?? null,
      related: [
        ...bytesBeside,
        ...places.map((related) => ({
          message: related.message,
          at: positionOf(related.fn, related.field, related.offset),
          function: related.fn.address,
          field:
            related.field ??
            (related.offset === undefined ? undefined : this.#pathAt(related.fn, related.offset)) ??
            null,
        })),
      ],
    });
  }

  /** The field at an offset at which a rule points. */
  #pathAt(fn: PciFunction, offset: number, length?: number): string | undefined {
    return pathAt(this.#system.report(fn).view, offset, length);
  }

  addDiagnostic(diagnostic: Diagnostic, active: ActiveRule | undefined): void {
    const { source, inputFormat: form } = this.#system.snapshot;
    this.#findings.push({
      rule: active?.rule.meta.id ?? diagnostic.code,
      severity: active?.severity ?? diagnostic.severity,
      about: active?.rule.meta.about ?? 'capture',
      message: diagnostic.message,
      source,
      form,
      at: diagnostic.at ?? { file: source },
      length: diagnostic.field === undefined ? 1 : this.#fieldLength(diagnostic),
      function: diagnostic.function ?? null,
      field: diagnostic.field ?? null,
      related: (diagnostic.related ?? []).map((related) => ({
        message: related.message,
        at: related.at,
        function: related.function ?? diagnostic.function ?? '',
        field: related.field ?? null,
      })),
      ...(diagnostic.rest ? { rest: diagnostic.rest } : {}),
    });
  }

  #fieldLength({ field, function: address }: Diagnostic): number {
    const key = address === undefined ? undefined : parseAddress(address);
    const fn = key === undefined ? undefined : this.#system.machine.byKey.get(key);
    return fn && field !== undefined ? fieldLength(fn, field) : 1;
  }

  skip(rule: string, fn: PciFunction, lacks: string): void {
    this.#skippedCount++;
    if (this.#skipped.length >= listedSkips) return;
    this.#skipped.push({ rule, source: this.#system.snapshot.source, function: fn.address, lacks });
  }

  result(impliedBy: ReadonlyMap<string, ReadonlySet<string>>, explainsAll: ReadonlySet<string>): LintResult {
    const rulesOf = new Map<string, Set<string>>();
    for (const { function: address, rule, rest } of this.#findings) {
      for (const each of [address ?? '', ...(rest?.functions ?? [])]) {
        const rules = rulesOf.get(each);
        if (rules) rules.add(rule);
        else rulesOf.set(each, new Set([rule]));
      }
    }
    const isImplied = ({ rule, function: address }: Finding): boolean => {
      const causes = impliedBy.get(rule);
      const present = rulesOf.get(address ?? '');
      if (!present) return false;
      if (address !== null && !explainsAll.has(rule))
        for (const cause of explainsAll) if (present.has(cause)) return true;
      for (const cause of causes ?? []) if (present.has(cause) && cause !== rule) return true;
      return false;
    };
    const inOrder = [...this.#findings].sort(
      (a, b) =>
        compare(a.at.file, b.at.file) ||
        (a.at.line ?? a.at.offset ?? 0) - (b.at.line ?? b.at.offset ?? 0) ||
        (a.at.column ?? 0) - (b.at.column ?? 0) ||
        compare(a.rule, b.rule),
    );
    return {
      source: this.#system.snapshot.source,
      functions: this.#system.snapshot.functions.length,
      findings: inOrder.filter((finding) => !isImplied(finding)),
      implied: inOrder.filter(isImplied),
      skipped: this.#skipped,
      skippedCount: this.#skippedCount,
    };
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function positionOf(fn: PciFunction, field: string | undefined, offset: number | undefined): Position {
  if (offset !== undefined) return fn.positionOf(offset);
  if (field === undefined) return fn.positionOf();
  const reading = new FunctionView(fn).read(field);
  if (reading.state === 'absent' || !reading.place) return fn.positionOf();
  return fn.positionOf(reading.place.offset + (reading.place.low >> 3));
}

/** Bytes over which a field is. */
function fieldLength(fn: PciFunction, field: string): number {
  const reading = new FunctionView(fn).read(field);
  if (reading.state !== 'known') return 1;
  const { low, width } = reading.place;
  return ((low + width - 1) >> 3) - (low >> 3) + 1;
}

function fill(template: string, values: MessageValues): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}
