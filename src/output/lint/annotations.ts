import { groupedBy } from '../grouped.ts';
import { escaped } from '../markdown.ts';
import { withoutMarks } from '../runner-commands.ts';
import { linked, safe } from '../text/safe.ts';
import { xml } from '../xml.ts';
import {
  adviceOf,
  countBySeverity,
  counted,
  type LintReport,
  openable,
  type ReportedFinding,
  subjectOf,
} from './report.ts';

/* The formats that are a list of places with a text each: GitHub, GitLab, Checkstyle, JUnit, Markdown. */

const order = { error: 0, warning: 1, info: 2 } as const;

function textOf(finding: ReportedFinding): string {
  const { inside } = openable(finding.at, finding);
  return safe([inside, subjectOf(finding), finding.message].filter(Boolean).join(': '));
}
const lineOf = (finding: ReportedFinding): number => openable(finding.at, finding).line ?? 1;
const columnOf = (finding: ReportedFinding): number => openable(finding.at, finding).column ?? 1;
const placeOf = ({ at }: ReportedFinding): string =>
  at.line !== undefined
    ? `${at.file}:${at.line}:${at.column ?? 1}`
    : at.offset !== undefined
      ? `${at.file}: byte ${at.offset}`
      : at.file;

const escapeData = (text: string): string => withoutMarks(safe(text)).replaceAll('%', '%25');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Workflow commands of GitHub Actions, the worst first: GitHub shows few of each level. */
export function github(report: LintReport): string {
  const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;
  const lines = [...counted(report)]
    .sort((a, b) => order[a.severity] - order[b.severity])
    .map((finding) => {
      const at = openable(finding.at, finding);
      const place = at.line === undefined ? '' : `,line=${at.line},col=${at.column ?? 1}`;
      return `::${commands[finding.severity]} file=${escapeProperty(at.file)}${place},title=${escapeProperty(finding.rule)}::${escapeData(textOf(finding))}\n`;
    });
  return `${lines.join('')}lsvf: ${countsText(report)}\n`;
}

/**
 * `file:line:column: severity: …`, one line for each finding, as compilers write it. On a terminal the place is a link to
 * the file.
 */
export function concise(
  report: LintReport,
  { link }: { readonly link?: (file: string) => string } = {},
): string {
  const lines = counted(report).map((finding) => {
    const { file, line, column, inside } = { inside: undefined, ...openable(finding.at, finding) };
    const place = [file, line ?? 1, column ?? 1].join(':');
    const text = [inside, finding.function, finding.message].filter(Boolean).join(': ');
    const shown = link && file !== '-' ? linked(safe(place), link(file)) : safe(place);
    return `${shown}${safe(`: ${finding.severity}: ${text} [${finding.rule}]`)}\n`;
  });
  return lines.join('');
}

/** GitLab's Code Quality report. */
export function gitlab(report: LintReport): string {
  const severities = { error: 'major', warning: 'minor', info: 'info' } as const;
  const seen = new Map<string, number>();
  const entries = counted(report).map((finding) => {
    const n = seen.get(finding.fingerprint) ?? 0;
    seen.set(finding.fingerprint, n + 1);
    return {
      description: textOf(finding),
      check_name: finding.rule,
      fingerprint: n === 0 ? finding.fingerprint : `${finding.fingerprint}-${n}`,
      severity: severities[finding.severity],
      location: { path: openable(finding.at, finding).file, lines: { begin: lineOf(finding) } },
    };
  });
  return `${JSON.stringify(entries, null, 1)}\n`;
}

/** The findings of each file, of those that were read without any as well. */
const byFile = (report: LintReport): Map<string, ReportedFinding[]> =>
  groupedBy(
    counted(report),
    ({ source }) => source,
    report.files.map(({ source }) => source),
  );

/** Inputs without findings: a file, not the folder that holds it, is what a finding of the others names. */
function clean(report: LintReport): string[] {
  const found = new Set(counted(report).map(({ source }) => source));
  return report.files.map(({ source }) => source).filter((source) => !found.has(source));
}

export function checkstyle(report: LintReport): string {
  const places = groupedBy(counted(report), (finding) => openable(finding.at, finding).file, clean(report));
  const files = [...places].map(([file, findings]) => {
    const errors = findings.map(
      (finding) =>
        `  <error line="${lineOf(finding)}" column="${columnOf(finding)}" severity="${finding.severity}" message="${xml(textOf(finding))}" source="lsvf.${xml(finding.rule)}"/>\n`,
    );
    return ` <file name="${xml(file)}">\n${errors.join('')} </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join('')}</checkstyle>\n`;
}

/**
 * One suite a file; a clean file has one case that passes, so that no tests cannot look like success. A finding that does
 * not fail the run is a case that passes as well, with its text as output.
 */
export function junit(report: LintReport): string {
  const suites = [...byFile(report)].map(([file, findings]) => {
    const names = uniqueNames(findings);
    const cases = findings.map((finding, n) => {
      const text = `${finding.severity}: ${xml(textOf(finding))}`;
      const result = report.fails(finding.severity)
        ? `<failure type="${finding.severity}" message="${xml(textOf(finding))}">${xml(placeOf(finding))}</failure>`
        : `<system-out>${text} (${xml(placeOf(finding))})</system-out>`;
      return `  <testcase name="${xml(names[n] as string)}" classname="${xml(file)}">\n   ${result}\n  </testcase>\n`;
    });
    if (cases.length === 0) cases.push(`  <testcase name="no findings" classname="${xml(file)}"/>\n`);
    const failures = findings.filter(({ severity }) => report.fails(severity)).length;
    return ` <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures}">\n${cases.join('')} </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lsvf">\n${suites.join('')}</testsuites>\n`;
}

/** Names by which a CI system knows a case again: without lines, which move. */
function uniqueNames(findings: readonly ReportedFinding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, function: address, field }) => {
    const name = [rule, address, field].filter(Boolean).join(' ');
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} (${n})`;
  });
}

export function markdown(report: LintReport): string {
  const rows = counted(report).map(
    (finding) =>
      `| ${finding.severity} | ${escaped(placeOf(finding))} | ${escaped(textOf(finding))} | ${escaped(finding.rule)} | ${escaped(adviceOf(report, finding) ?? '')} |\n`,
  );
  const head = `**lsvf:** ${countsText(report)}\n`;
  if (rows.length === 0) return head;
  return `${head}\n| severity | place | finding | rule | what to do |\n| --- | --- | --- | --- | --- |\n${rows.join('')}`;
}

const plural = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** How many findings of each severity there are. */
export function countsText(report: LintReport): string {
  const { error, warning, info } = countBySeverity(report);
  const found = [plural(error, 'error'), plural(warning, 'warning'), plural(info, 'info')].join(', ');
  const ignored =
    report.ignoredPaths.length > 0 ? `; ${plural(report.ignoredPaths.length, 'path')} ignored` : '';
  return `${found} in ${plural(report.files.length, 'file')}${ignored}`;
}
