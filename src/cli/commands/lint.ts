import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findPciIds, NamedFolders } from '../../input/disk.ts';
import { formatNames } from '../../input/order.ts';
import type { ActiveRule, Finding, LintResult, Skip } from '../../lint/engine.ts';
import type { Extent } from '../../lint/extent.ts';
import { IgnoreComments } from '../../lint/ignore-comments.ts';
import { Review, type ReviewedFinding, unhidden } from '../../lint/review.ts';
import { runFindings } from '../../lint/run-findings.ts';
import { together } from '../../lint/together.ts';
import { parseAddress } from '../../model/address.ts';
import type { Position, Severity } from '../../model/diagnostic.ts';
import type { PciFunction } from '../../model/function.ts';
import { countsText } from '../../output/lint/annotations.ts';
import { type LintFormat, lintFormats, lintLanguage } from '../../output/lint/index.ts';
import { counted, type Excerpt, type LintReport, type ReportedFinding } from '../../output/lint/report.ts';
import { Names } from '../../verdict/names.ts';
import { System } from '../../verdict/system.ts';
import { isReadByRunner } from '../ci.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { IgnoredPaths } from '../ignored-paths.ts';
import { displayed, type Input, namedInputs, near, withoutLinks } from '../inputs.ts';
import { type BaselineFlags, baselineOf } from '../lint-baseline.ts';
import { LintPolicies, type LintSettings, type RuleFlags } from '../lint-settings.ts';
import { type CommonFlags, sayEcam } from '../options.ts';
import { Output } from '../output.ts';
import { isStandardOutput, placeOf } from '../place.ts';
import { readInput } from '../read-input.ts';
import { say, showProgress } from '../say.ts';
import { SourceLines } from '../source-lines.ts';
import { explainEmptyInput, pathsOrInput } from '../standard-input.ts';
import { isTerminal, terminalStyle } from '../terminal.ts';

declare const LSVF_VERSION: string;

export interface LintFlags extends Omit<CommonFlags, 'select'>, RuleFlags, BaselineFlags {
  readonly format: readonly string[];
  readonly failOn: Severity | 'never';
  readonly maxWarnings?: string;
  readonly requireComplete: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly statistics: boolean;
  readonly ignore: readonly string[];
  readonly stdinFilename?: string;
  readonly printConfig: boolean;
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly init: boolean;
}

const rank: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

export async function lint(paths: readonly string[], flags: LintFlags): Promise<void> {
  if (flags.init) return lintNewcomer(paths, flags);
  if (flags.dryRun && !flags.fix) throw new UsageError('--dry-run goes with --fix or --init');
  if (flags.from !== undefined && !formatNames.includes(flags.from)) {
    throw new UsageError(`there is no input format '${flags.from}'; known are ${formatNames.join(', ')}`);
  }
  const outputs = outputsOf(flags);
  const maxWarnings = flags.maxWarnings === undefined ? undefined : Number(flags.maxWarnings);
  if (maxWarnings !== undefined && !(Number.isInteger(maxWarnings) && maxWarnings >= 0)) {
    throw new UsageError(`--max-warnings takes a number, not '${flags.maxWarnings}'`);
  }
  const policies = new LintPolicies(flags);
  const named = pathsOrInput(paths);
  for (const path of named) policies.for(path);
  if (flags.printConfig) return printConfig(named, policies, flags);
  const baseline = baselineOf(flags);
  const review = new Review(baseline?.known, baseline?.pathIn);
  const names = new Names(findPciIds(flags.ids));
  const wantsExcerpts = outputs.some(({ format }) => format === 'text');
  const run = new LintRun(review, policies, flags, wantsExcerpts);

  sayEcam(flags);
  const ignored = new IgnoredPaths(policies, flags.ignore);
  const { inputs, folders, noFiles } = namedInputs(named, flags.from, ignored);
  for (const path of noFiles) run.leaveOut(displayed(path));
  if (flags.fix) {
    if (named.includes('-')) throw new UsageError('--fix repairs files, and standard input is none');
    const { fixInputs, fixesAsDiff } = await import('../lint-fix.ts');
    if (flags.dryRun) return printed(fixesAsDiff(inputs, policies), flags.output);
    const repaired = await fixInputs(inputs, policies);
    if (repaired.length > 0) say(`lsvf: repaired ${repaired.join(', ')}`);
  }
  if (paths.length === 0 && !named.includes('-'))
    say('lsvf: no PATH is given, so the running machine is linted; lsvf lint . lints this folder');
  const started = Date.now();
  const folderRoots = new NamedFolders();
  for (const [n, input] of inputs.entries()) {
    const { snapshots, leftOut } = await readInput(input, flags, folderRoots);
    explainEmptyInput(paths, snapshots);
    for (const file of leftOut) run.leaveOut(file);
    for (const snapshot of snapshots) {
      const system = new System(snapshot, names);
      const settings = policies.for(input.path);
      run.take(settings.linters.for(snapshot.source).lint(system), system, input, settings);
    }
    if (isLong(started)) showProgress(`${n + 1} of ${inputs.length} files`);
  }
  if (isLong(started)) showProgress('');

  const extent = run.extent(folders);
  const stale = flags.writeBaseline ? [] : run.stale(extent, baseline?.path);
  const report = run.report(stale, maxWarnings, ignored.paths);
  // Before it is written: who takes only the beginning (`| head`) learns it as well.
  process.exitCode = exitCodeOf(report, inputs.length);
  if (flags.writeBaseline) await baseline?.write(run.each(stale), review, extent);
  const context = { style: await terminalStyle(flags), verbose: flags.verbose, statistics: flags.statistics };
  const shown = flags.quiet ? onlyErrors(report) : report;
  for (const { format, file } of outputs) {
    const output = new Output(file, lintLanguage(format));
    const link = hasLinks(file, flags.color) ? linkOf : undefined;
    const text = lintFormats[format](shown, { ...context, ...(link ? { link } : {}) });
    if (format === 'text') await output.writeText([text], context.style);
    else if (format === 'concise' && link) output.writeLinked(text);
    else output.write(text);
    await output.end();
    // A list without a line would look like a run that did nothing.
    if (text === '') say(`lsvf: ${countsText(report)}`);
  }
}

/** Whether what is written is seen on a terminal that may follow links. */
const hasLinks = (file: string | undefined, color: CommonFlags['color']): boolean =>
  isStandardOutput(file) &&
  color !== 'never' &&
  process.env['TERM'] !== 'dumb' &&
  !isReadByRunner() &&
  isTerminal();

/** Percent-encoded: no character of a name ends the link. */
const linkOf = (file: string): string => pathToFileURL(resolve(file)).href;

/** Writes the settings of one input. */
async function printConfig(
  named: readonly string[],
  policies: LintPolicies,
  flags: LintFlags,
): Promise<void> {
  const [path = '.', ...more] = named;
  if (more.length > 0) throw new UsageError('--print-config takes one path');
  const { printedConfig } = await import('../lint-print-config.ts');
  const name = path === '-' ? (flags.stdinFilename ?? path) : displayed(path);
  const output = new Output(flags.output, 'json');
  output.write(printedConfig(path, name, policies, flags));
  await output.end();
}

/** Writes diffs: to a terminal what it can show, elsewhere what patch takes. */
async function printed(diffs: Iterable<string>, target: string | undefined): Promise<void> {
  const output = new Output(target, isStandardOutput(target) && isTerminal() ? 'text' : 'dump');
  for (const diff of diffs) output.write(diff);
  if (output.isEmpty) say('lsvf: nothing to repair');
  await output.end();
}

/** --init: what it writes, then how often each rule finds something now. The run passes. */
async function lintNewcomer(paths: readonly string[], flags: LintFlags): Promise<void> {
  const { initialise } = await import('../lint-init.ts');
  const policies = new LintPolicies(flags);
  const { root, ignore, dumps } = await initialise(paths, policies, flags.dryRun);
  if (dumps === 0) {
    say('lsvf: there is no dump in it yet');
    return;
  }
  await lint([root], {
    ...flags,
    init: false,
    dryRun: false,
    fix: false,
    statistics: true,
    failOn: 'never',
    ignore: [...flags.ignore, ...ignore],
  });
}

/** What --quiet shows. What fails the run is decided by all findings. */
const onlyErrors = (report: LintReport): LintReport => ({
  ...report,
  findings: report.findings.filter(({ severity }) => severity === 'error'),
  implied: report.implied.filter(({ severity }) => severity === 'error'),
});

function exitCodeOf(report: LintReport, inputs: number): number {
  const read = report.files.some(({ functions }) => functions > 0);
  if (!read && (inputs === 0 || report.files.length > 0 || report.ignoredFiles.length > 0))
    return exitCodes.failed;
  return counted(report).some(({ severity }) => report.fails(severity)) ? exitCodes.findings : exitCodes.done;
}

/** Which findings fail the run: those at or over --fail-on, and warnings where there are too many. */
function failing(
  findings: readonly ReviewedFinding[],
  { failOn, writeBaseline }: LintFlags,
  maxWarnings = Number.POSITIVE_INFINITY,
): LintReport['fails'] {
  if (writeBaseline) return () => false;
  const least = failOn === 'never' ? Number.POSITIVE_INFINITY : rank[failOn];
  const warnings = findings.filter(
    ({ severity, suppressed }) => severity === 'warning' && !suppressed,
  ).length;
  return (severity) => rank[severity] >= least || (severity === 'warning' && warnings > maxWarnings);
}

/** Collects the results of all inputs. */
class LintRun {
  readonly #review: Review;
  readonly #policies: LintPolicies;
  readonly #flags: LintFlags;
  readonly #wantsExcerpts: boolean;
  readonly #lines = new SourceLines();
  readonly #files: { source: string; functions: number }[] = [];
  readonly #findings: ReportedFinding[] = [];
  readonly #implied: ReportedFinding[] = [];
  readonly #skipped: Skip[] = [];
  #skippedCount = 0;
  readonly #ignoredFiles: string[] = [];

  constructor(review: Review, policies: LintPolicies, flags: LintFlags, wantsExcerpts: boolean) {
    this.#review = review;
    this.#policies = policies;
    this.#flags = flags;
    this.#wantsExcerpts = wantsExcerpts;
  }

  take(result: LintResult, system: System, input: Input, { linters, suppressions }: LintSettings): void {
    const { source } = result;
    this.#files.push({ source, functions: result.functions });
    const comments = new IgnoreComments(system.snapshot);
    const placed = (finding: Finding): Finding => inRepository(finding, input);
    const name = displayed(input.path);
    const read = source.startsWith(`${name}:`) ? { input: name } : {};
    for (const finding of result.findings.map(placed)) {
      const reviewed = this.#review.review(finding, suppressions, comments);
      this.#findings.push({ ...this.#withExcerpt(reviewed, system, input), ...read });
    }
    for (const finding of result.implied.map(placed))
      this.#implied.push({
        ...this.#review.review(finding, suppressions, comments),
        ...read,
        suppressed: null,
      });
    this.#skippedCount += result.skippedCount;
    for (const skip of result.skipped) if (this.#skipped.length < 10_000) this.#skipped.push(skip);
    const level = linters.runLevel(runFindings.incomplete, this.#flags.requireComplete, source);
    for (const finding of level === 'off' ? [] : incomplete(result, system, level))
      this.#findings.push(this.#review.review(finding, suppressions, comments));
    const asked = this.#flags.requireComplete ? [runFindings.incomplete] : [];
    const stale = comments.stale(
      source,
      (rule) => linters.runsIn(source, rule, asked),
      (of) => linters.runLevel(of, false, source),
    );
    for (const finding of stale) this.#findings.push(this.#review.review(finding, suppressions));
  }

  /** A file of a walked folder that is not a dump. */
  leaveOut(file: string): void {
    this.#ignoredFiles.push(file);
  }

  extent(folders: readonly string[]): Extent {
    const all = this.#policies.all.map((settings) => this.#extentOf(settings, folders));
    return {
      files: this.#files.map(({ source }) => source),
      folders,
      runs: (rule) => all.some((extent) => extent.runs(rule)),
    };
  }

  #extentOf({ linters }: LintSettings, folders: readonly string[]): Extent {
    const asked = this.#flags.requireComplete ? [runFindings.incomplete] : [];
    return {
      files: this.#files.map(({ source }) => source),
      folders,
      runs: (rule) => linters.runs(rule, asked),
    };
  }

  /** Every finding on its own, as a baseline knows it. */
  each(stale: readonly ReviewedFinding[]): ReportedFinding[] {
    return [...this.#findings, ...stale];
  }

  /** What suppressions and the baseline hold and this run did not need. */
  stale(extent: Extent, baselineFile: string | undefined): ReviewedFinding[] {
    const found = this.#policies.all.flatMap((settings) => {
      const { suppressions, linters, file = '' } = settings;
      return suppressions.stale(this.#extentOf(settings, extent.folders), file, (of) => linters.runLevel(of));
    });
    const [{ linters } = this.#policies.for('.')] = this.#policies.all;
    if (baselineFile !== undefined)
      found.push(...this.#review.stale(extent, baselineFile, (of) => linters.runLevel(of)));
    return found.map(unhidden);
  }

  report(
    stale: readonly ReviewedFinding[],
    maxWarnings: number | undefined,
    ignoredPaths: readonly string[],
  ): LintReport {
    const totals = new Map<string, number>();
    for (const { source, functions } of this.#files)
      totals.set(source, (totals.get(source) ?? 0) + functions);
    const joined = (each: readonly ReportedFinding[]) => together(each, (source) => totals.get(source) ?? 0);
    const findings = joined(this.each(stale));
    const rules = new Map<string, ActiveRule>();
    for (const { linters } of this.#policies.all)
      for (const active of linters.all)
        if (!rules.has(active.rule.meta.id)) rules.set(active.rule.meta.id, active);
    return {
      version: LSVF_VERSION,
      files: this.#files,
      findings,
      fails: failing(findings, this.#flags, maxWarnings),
      implied: joined(this.#implied),
      skipped: this.#skipped,
      skippedCount: this.#skippedCount,
      rules: [...rules.values()],
      ignoredFiles: this.#ignoredFiles,
      ignoredPaths,
    };
  }

  #withExcerpt(finding: ReviewedFinding, system: System, input: Input): ReportedFinding {
    const excerpt = this.#wantsExcerpts ? this.#excerpt(finding, system, input) : undefined;
    return excerpt ? { ...finding, excerpt } : finding;
  }

  #excerpt({ at, length, function: address }: Finding, system: System, input: Input): Excerpt | undefined {
    const isStream = input.path === '-';
    const text = isStream || at.line === undefined ? undefined : this.#lines.line(input, at.file, at.line);
    const key = address === null ? undefined : parseAddress(address);
    const fn = key === undefined ? undefined : system.machine.byKey.get(key);
    if (text !== undefined) {
      const column = at.column ?? 1;
      return {
        text,
        column,
        length,
        ...(at.line === undefined ? {} : fn?.columnsOf(at.line, column, length)),
      };
    }
    // For binary files, archives and standard input: the row as lspci would print it.
    const offset = at.line === undefined ? at.offset : fn && offsetAt(fn, at);
    return fn && offset !== undefined ? rowExcerpt(fn, offset, length) : undefined;
  }
}

/** Offset of the byte at a place in a text. */
function offsetAt(fn: PciFunction, at: Position): number | undefined {
  for (let offset = 0; offset < fn.config.end; offset++) {
    const { line, column } = fn.positionOf(offset);
    if (line === at.line && column === at.column) return offset;
  }
  return undefined;
}

function rowExcerpt({ config }: PciFunction, offset: number, length: number): Excerpt | undefined {
  if (!config.has(offset, 1)) return undefined;
  const start = offset & ~15;
  let text = `${start.toString(16).padStart(2, '0')}:`;
  const column = text.length + 2 + 3 * (offset - start);
  for (let at = start; at < start + 16; at++)
    text += config.has(at, 1) ? ` ${config.u8(at).toString(16).padStart(2, '0')}` : ' ??';
  return { text: text.replace(/( \?\?)+$/, ''), column, length: Math.min(length, 16 - (offset - start)) };
}

/**
 * A finding at the path that a repository knows: what is below a link is not a file to it, so nothing could be shown there.
 * A link that leads out of the input stays.
 */
function inRepository(finding: Finding, { path }: Input): Finding {
  if (path === '-' || !finding.at.file.startsWith(`${displayed(path)}/`)) return finding;
  const moved = <T extends { readonly at: Position }>(one: T): T => {
    const file = withoutLinks(one.at.file, near(path));
    return file === undefined ? one : { ...one, at: { ...one.at, file } };
  };
  const result = moved(finding);
  if (result === finding) return finding;
  return { ...result, through: finding.at.file, related: finding.related.map(moved) };
}

/** One finding for each Function on which rules were skipped. */
function incomplete(result: LintResult, system: System, severity: Severity): Finding[] {
  const lacks = new Map<string, { count: number; text: string }>();
  for (const skip of result.skipped) {
    const entry = lacks.get(skip.function) ?? { count: 0, text: skip.lacks };
    lacks.set(skip.function, { ...entry, count: entry.count + 1 });
  }
  const functions = new Map(system.snapshot.functions.toReversed().map((fn) => [fn.address, fn]));
  return [...lacks].map(([address, { count, text }]) => {
    const fn = functions.get(address);
    return {
      rule: runFindings.incomplete.id,
      severity,
      about: 'capture',
      message: `${count === 1 ? 'one rule' : `${count} rules`} could not look at it (${text})`,
      source: result.source,
      form: system.snapshot.inputFormat,
      at: fn?.positionOf() ?? { file: result.source },
      length: 1,
      function: address,
      field: null,
      related: [],
    };
  });
}

interface LintOutput {
  readonly format: LintFormat;
  readonly file: string | undefined;
}

/** What is written, and where: `-o` is of the first format that names no file. */
function outputsOf({ format, output }: LintFlags): LintOutput[] {
  const outputs = (format.length > 0 ? format : ['text']).map(parseFormat);
  if (output !== undefined) {
    const first = outputs.find(({ file }) => file === undefined);
    if (!first) throw new UsageError(`nothing is left for -o ${output}: every --format names a file`);
    outputs[outputs.indexOf(first)] = { ...first, file: output };
  }
  const files = outputs
    .map(({ file }) => placeOf(file))
    .flatMap((place) => (place.kind === 'file' ? [resolve(place.path)] : []));
  const twice = files.find((path, n) => files.indexOf(path) < n);
  if (twice !== undefined) throw new UsageError(`two formats would be written to ${displayed(twice)}`);
  return outputs;
}

function parseFormat(text: string): LintOutput {
  const [name = '', ...rest] = text.split('=');
  if (!Object.hasOwn(lintFormats, name)) {
    throw new UsageError(`there is no format '${name}'; known are ${Object.keys(lintFormats).join(', ')}`);
  }
  return { format: name as LintFormat, file: rest.length > 0 ? rest.join('=') : undefined };
}

const quietTime = 1000;

const isLong = (started: number): boolean => process.stderr.isTTY && Date.now() - started > quietTime;
