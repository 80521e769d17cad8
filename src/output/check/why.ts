import { type Difference, knowingLinux } from '../../checks/why/detached.ts';
import type { LinuxFact } from '../../checks/why/fact.ts';
import { type LinuxView, linuxSource, linuxTitles, linuxView } from '../../checks/why/linux.ts';
import { wouldSettle } from '../../checks/why/would-settle.ts';
import type { PciFunction } from '../../model/function.ts';
import { snapshotName } from '../../model/snapshot.ts';
import type { Evidence } from '../../verdict/evidence.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { groupedBy } from '../grouped.ts';
import { code, escaped } from '../markdown.ts';
import { type TreeRecord, treeRecord } from '../records/tree.ts';
import { label } from '../text/label.ts';
import type { Style } from '../text/style.ts';
import { wrap } from '../text/wrap.ts';

/** One Function and everything that is known about what it is. */
export interface Explained {
  readonly system: System;
  readonly report: FunctionReport;
  readonly linux: LinuxView;
  readonly settles: readonly string[];
  readonly knowing: readonly Difference[];
}

export function explained(system: System, fn: PciFunction): Explained {
  const report = system.report(fn);
  return {
    system,
    report,
    linux: linuxView(system, fn),
    settles: wouldSettle(system, report),
    knowing: knowingLinux(report),
  };
}

/** What `why --format json` prints of it. */
export interface WhyRecord {
  /** Its address. */
  readonly function: string;
  /** The input. */
  readonly source: string;
  /** As `tree` says it. */
  readonly verdict: TreeRecord;
  /** What speaks for a VF, and against one. */
  readonly evidence: readonly Evidence[];
  /** What would tell more. */
  readonly would_settle: readonly string[];
  /** What Linux makes of it. */
  readonly linux: LinuxView;
  /** Where Linux does so. */
  readonly linux_source: string;
  /** For a detached VF: what a kernel that knew would do differently. */
  readonly knowing_linux: readonly Difference[];
}

export function whyRecord({ system, report, linux, settles, knowing }: Explained): WhyRecord {
  return {
    function: report.fn.address,
    source: snapshotName(system.snapshot),
    verdict: treeRecord(system, report.fn),
    evidence: report.verdict.evidence,
    would_settle: settles,
    linux,
    linux_source: linuxSource,
    knowing_linux: knowing,
  };
}

/** `attached VF 3 (certain) of 0000:01:00.0`. */
export function verdictText({ verdict }: FunctionReport): string {
  const { role, attachment, certainty, vfNumber, reason } = verdict;
  const because = reason === null ? '' : `: ${reason}`;
  if (role !== 'vf') {
    const names = {
      pf: 'a PF',
      bridge: 'a bridge',
      function: 'an ordinary Function',
      unreadable: 'unreadable',
      unknown: 'unknown',
      vf: '',
    };
    return `${names[role]}${because}`;
  }
  const number = vfNumber === null ? '' : ` ${vfNumber}`;
  const what =
    attachment === 'unknown'
      ? 'a VF whose PF is unknown'
      : `${attachment === 'attached' ? 'an' : 'a'} ${attachment} VF${number}`;
  return `${what} (${certainty})${because}`;
}

/** What Linux makes of it, with one row for all that is not known for one reason. */
function rowsOf(linux: LinuxView): readonly { titles: readonly string[]; fact: LinuxFact }[] {
  const names = Object.keys(linux) as (keyof LinuxView)[];
  const rows = groupedBy(names, (name) => (linux[name].value === null ? linux[name].because : name));
  return [...rows.values()].flatMap((row) => {
    const [first] = row;
    return first ? [{ titles: row.map((name) => linuxTitles[name]), fact: linux[first] }] : [];
  });
}

const factText = ({ value, because, at }: LinuxFact): string => {
  const place =
    at?.line === undefined ? '' : ` [${at.file}:${at.line}${at.column === undefined ? '' : `:${at.column}`}]`;
  return `${value ?? '?'}  ${because}${place}`;
};

export function* whyText(one: Explained, style: Style): Generator<string> {
  const { report, system, linux, settles, knowing } = one;
  const { chalk, width } = style;
  const { fn, verdict } = report;
  yield `${chalk.bold(fn.address)}  ${label(report, Math.max(20, width - fn.address.length - 2), style)}\n`;
  yield* block(`${snapshotName(system.snapshot)}: ${verdictText(report)}`, '', style);
  const parts = [
    ['for it', verdict.evidence.filter(({ weight }) => weight !== 'against')],
    ['against it', verdict.evidence.filter(({ weight }) => weight === 'against')],
  ] as const;
  for (const [title, list] of parts) {
    if (list.length === 0) continue;
    yield `\n${chalk.bold(verdict.role === 'vf' ? `What speaks ${title}` : title === 'for it' ? 'What speaks for a VF' : 'What speaks against a VF')}\n`;
    for (const { weight, seen, signal } of list) yield* block(`${weight}: ${seen} [${signal}]`, '  ', style);
  }
  if (settles.length > 0) {
    yield `\n${chalk.bold('What would settle it')}\n`;
    for (const text of settles) yield* block(text, '  ', style);
  }
  yield `\n${chalk.bold('What Linux makes of it')}\n`;
  const rows = rowsOf(linux);
  const column = Math.max(...Object.values(linuxTitles).map((title) => title.length));
  for (const { titles, fact } of rows) {
    // Several names take lines of their own above what is said about them all.
    const [title = '', ...more] = titles;
    if (more.length > 0) yield* block(titles.join(', '), '  ', style);
    const lines = wrap(factText(fact), Math.max(20, width - column - 4));
    for (const [n, line] of lines.entries())
      yield `  ${(n === 0 && more.length === 0 ? title : '').padEnd(column)}  ${line}\n`;
  }
  if (knowing.length > 0) {
    yield `\n${chalk.bold('What a kernel that knew it for a VF would do')}\n`;
    for (const { about, today, knowing: then } of knowing) {
      yield `  ${about}\n`;
      yield* block(`today: ${today}`, '    ', style);
      yield* block(`knowing: ${then}`, '    ', style);
    }
  }
  yield '\n';
  yield* block(`Source: ${linuxSource}`, '', { ...style, chalk }, chalk.dim);
}

function* block(
  text: string,
  indent: string,
  { width }: Style,
  paint: (text: string) => string = (same) => same,
): Generator<string> {
  for (const [n, line] of wrap(text, Math.max(20, width - indent.length - 2)).entries())
    yield `${indent}${paint(n === 0 ? line : `  ${line}`)}\n`;
}

export function* whyMarkdown({ report, system, linux, settles, knowing }: Explained): Generator<string> {
  const { fn, verdict } = report;
  yield `## ${code(fn.address)}: ${escaped(verdictText(report))}\n\nIn ${code(snapshotName(system.snapshot))}.\n`;
  if (verdict.evidence.length > 0) yield '\n### Evidence\n\n';
  for (const { weight, seen, signal } of verdict.evidence)
    yield `- ${weight}: ${escaped(seen)} (${code(signal)})\n`;
  if (settles.length > 0) yield '\n### What would settle it\n\n';
  for (const text of settles) yield `- ${escaped(text)}\n`;
  yield '\n### What Linux makes of it\n\n| | value | because |\n|---|---|---|\n';
  for (const { titles, fact } of rowsOf(linux)) {
    const { value, because } = fact;
    yield `| ${titles.map(code).join(' ')} | ${value === null ? '?' : code(String(value))} | ${escaped(because)} |\n`;
  }
  if (knowing.length > 0)
    yield '\n### What a kernel that knew it for a VF would do\n\n| | today | knowing |\n|---|---|---|\n';
  for (const { about, today, knowing: then } of knowing)
    yield `| ${escaped(about)} | ${escaped(today)} | ${escaped(then)} |\n`;
  yield `\nSource: ${escaped(linuxSource)}\n`;
}
