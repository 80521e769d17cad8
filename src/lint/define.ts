import type { Example } from '../decode/example.ts';
import type { FunctionView } from '../decode/view.ts';
import type { Position, Severity } from '../model/diagnostic.ts';
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { FieldPath } from '../registers/index.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import type { RuleId } from './rule-ids.ts';

/** The language in which rules are written: one file a rule, its path is its id. */

export type Profile = 'recommended' | 'strict' | 'pedantic';
/**
 * What a finding is about: `capture`, how the dump was taken; `edit`, bytes that somebody changed or set so that two
 * places contradict each other; `device`, what the hardware or its firmware does. The owner of a correct capture has
 * nothing to do about the last, so it is information.
 */
export type About = 'capture' | 'edit' | 'device';
export const abouts = ['capture', 'edit', 'device'] as const satisfies readonly About[];
export type Scope = 'function' | 'topology' | 'dump';

/** The texts of a rule by id. */
export type Messages = Readonly<Record<string, string>>;

export interface RuleMeta<P extends FieldPath = FieldPath, M extends Messages = Messages> {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly about: About;
  /** What must hold. */
  readonly title: string;
  /** What goes wrong when it does not. */
  readonly why: string;
  readonly fix: string;
  /** Legitimate exceptions, with the devices that are known to make them. */
  readonly exceptions?: string;
  readonly spec?: string;
  /** Fields that must be there for the rule to apply; one that the dump does not hold makes it skipped. */
  readonly reads: readonly P[];
  /** Fields that may be absent in the Function; one that the dump does not hold makes it skipped too. */
  readonly mayRead?: readonly P[];
  /** Bytes [0, needs) that must be in the dump, for rules that look at bytes and lists; less makes it skipped. */
  readonly needs?: 64 | 256 | 4096;
  /** The address is part of what it judges: one that the reader had to assume makes it skipped. */
  readonly judges?: 'address';
  /** Texts by id; `{{name}}` stands for a value of the report. */
  readonly messages: M;
  /** By a message, the text for all Functions of a file that have it: `{{count}}` of `{{total}}`. */
  readonly together?: Readonly<Record<string, string>>;
  /** `all`: its finding on a Function explains every other there, as the bytes are not the device's. */
  readonly explains?: 'all';
  /** Rules whose finding on the same Function explains this one, which is then held back. */
  readonly impliedBy?: readonly RuleId[];
}

type MessageValue = string | number | bigint | boolean;
export type MessageValues = Readonly<Record<string, MessageValue>>;

/** The names between `{{` and `}}` of a text. */
type Placeholders<T extends string> = T extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** What a report gives after its message: a text with placeholders has a value for each of them, any other has none. */
type Filled<T extends string> = string extends T
  ? [target?: Target | undefined, values?: MessageValues]
  : [Placeholders<T>] extends [never]
    ? [target?: Target | undefined]
    : [target: Target | undefined, values: Readonly<Record<Placeholders<T>, MessageValue>>];

/** Where a finding points in full. */
export interface Place {
  readonly field?: FieldPath;
  readonly offset?: number;
  readonly length?: number;
  readonly at?: Position;
  /** The attribute of sysfs that states what the bytes at the field or offset do not. */
  readonly attribute?: string;
  readonly related?: readonly RelatedTarget[];
}

/** Another place that a finding names. */
export interface RelatedTarget {
  readonly message: string;
  readonly fn: PciFunction;
  readonly field?: FieldPath;
  readonly offset?: number;
}

/** Where a finding points: a field, a byte, or another place. Without one, the Function itself. */
export type Target = FieldPath | number | Place;

/** One Function as a rule sees it. */
export interface FunctionSubject<P extends FieldPath = FieldPath> {
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly report: FunctionReport;
  readonly system: System;
  /** A field of `reads`: always a number, because the rule does not run without it. */
  get(path: P): number;
  /** A field of `mayRead`: undefined when this Function does not have it. */
  find(path: P): number | undefined;
}

/** What a report is called with, by message. */
type Said<M extends Messages> = {
  [K in keyof M & string]: [message: K, ...filled: Filled<M[K]>];
}[keyof M & string];
export type Report<M extends Messages> = (...said: Said<M>) => void;
/** In the scope `topology` a report names its Function first. */
export type ReportOn<M extends Messages> = (fn: PciFunction | undefined, ...said: Said<M>) => void;

/**
 * Reads a field of any Function for the judgement of `fn`: undefined where the Function does not have it. Where the dump
 * does not hold it, the rule counts as skipped on `fn`.
 */
export type Look = (fn: PciFunction, view: FunctionView, path: FieldPath) => number | undefined;

export type { Example, ExampleFiles, FunctionExample } from '../decode/example.ts';

interface RuleBase<P extends FieldPath, M extends Messages> {
  readonly meta: RuleMeta<P, M>;
  /** Codes of the readers' diagnostics that this rule finds itself, with a better place: lint leaves them out. */
  readonly insteadOf?: readonly DiagnosticCode[];
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly Example[] };
}

export interface FunctionRule<P extends FieldPath = FieldPath, M extends Messages = Messages>
  extends RuleBase<P, M> {
  readonly scope: 'function';
  check(subject: FunctionSubject<P>, report: Report<M>): void;
}

export interface TopologyRule<P extends FieldPath = FieldPath, M extends Messages = Messages>
  extends RuleBase<P, M> {
  readonly scope: 'topology';
  check(system: System, reports: readonly FunctionReport[], report: ReportOn<M>, look: Look): void;
}

export interface DumpRule<P extends FieldPath = FieldPath, M extends Messages = Messages>
  extends RuleBase<P, M> {
  readonly scope: 'dump';
  /** Codes of the diagnostics that the readers give; each is a finding of this rule with its own message. */
  readonly diagnostics?: readonly DiagnosticCode[];
  check?(snapshot: Snapshot, report: ReportOn<M>): void;
}

export type Rule = FunctionRule | TopologyRule | DumpRule;

type Definition<R> = Omit<R, 'scope'>;

/** A rule on one Function. */
export function defineRule<const P extends FieldPath, const M extends Messages>(
  rule: Definition<FunctionRule<P, M>>,
): FunctionRule<P, M> {
  return { scope: 'function', ...rule };
}

/** A rule on how Functions hang together. */
export function defineTopologyRule<const P extends FieldPath, const M extends Messages>(
  rule: Definition<TopologyRule<P, M>>,
): TopologyRule<P, M> {
  return { scope: 'topology', ...rule };
}

/** A rule on the dump itself: its text, its files. */
export function defineDumpRule<const P extends FieldPath, const M extends Messages>(
  rule: Definition<DumpRule<P, M>>,
): DumpRule<P, M> {
  return { scope: 'dump', ...rule };
}
