import { adviceIn } from '../../lint/advice.ts';
import type { Rule } from '../../lint/define.ts';
import { type LintReport, metaOf, openable, type ReportedFinding, subjectOf } from './report.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0. Suppressed findings are kept, marked as such. */
export function sarif(report: LintReport): string {
  const ids = [
    ...new Set([...report.rules.map(({ rule }) => rule.meta.id), ...report.findings.map(({ rule }) => rule)]),
  ];
  const severities = new Map([
    ...report.findings.map(({ rule, severity }) => [rule, severity] as const),
    ...report.rules.map(({ rule, severity }) => [rule.meta.id, severity] as const),
  ]);
  const rules = ids.map((id) => {
    const meta = metaOf(report, id) ?? { title: id, why: id, fix: '' };
    return {
      id,
      name: id,
      helpUri: helpUri(meta.spec),
      properties: { tags: [id.split('/')[0] ?? id, ...(meta.about ? [meta.about] : [])] },
      shortDescription: { text: meta.title },
      fullDescription: { text: meta.why },
      help: helpOf(meta),
      defaultConfiguration: { level: levels[severities.get(id) ?? 'warning'] },
    };
  });
  const index = new Map(ids.map((id, n) => [id, n]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'lsvf', semanticVersion: report.version, rules },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => result(finding, index.get(finding.rule) ?? 0)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

function helpOf({ why, fix }: Pick<Rule['meta'], 'why' | 'fix'>): { text: string; markdown: string } {
  const advice = adviceIn(fix);
  return { text: `${why} ${advice}`, markdown: `${why}\n\n**What to do:** ${advice}` };
}

function result(finding: ReportedFinding, ruleIndex: number): Record<string, unknown> {
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: {
      text: [openable(finding.at, finding).inside, subjectOf(finding), finding.message]
        .filter(Boolean)
        .join(': '),
    },
    locations: [location(finding.at, finding.length, finding, finding.function)],
    ...(finding.related.length > 0
      ? {
          relatedLocations: finding.related.map((related, id) => ({
            id,
            message: { text: related.message },
            ...location(related.at, 1, finding, related.function),
          })),
        }
      : {}),
    ...(finding.about ? { properties: { tags: [finding.about] } } : {}),
    partialFingerprints: { 'lsvf/v1': finding.fingerprint },
    ...(finding.suppressed
      ? { suppressions: [{ kind: 'external', justification: finding.suppressed.reason }] }
      : {}),
  };
}

function location(
  place: ReportedFinding['at'],
  length: number,
  of: Pick<ReportedFinding, 'source' | 'input'>,
  address: string | null,
): Record<string, unknown> {
  const at = openable(place, of);
  // GitHub shows no result without a line; of a binary file and of a whole input that is the first.
  const region =
    at.line !== undefined
      ? { startLine: at.line, startColumn: at.column ?? 1, endColumn: (at.column ?? 1) + 3 * length - 1 }
      : at.offset !== undefined
        ? { startLine: 1, byteOffset: at.offset, byteLength: length }
        : { startLine: 1 };
  return {
    physicalLocation: {
      artifactLocation: { uri: uri(at.file || of.source) },
      region,
    },
    ...(address ? { logicalLocations: [{ name: address, kind: 'resource' }] } : {}),
  };
}

/** Where what a rule goes by is written: the text on the rule itself is in `help`. */
const helpUri = (spec = ''): string => {
  if (spec.startsWith('PCI')) return 'https://pcisig.com/specifications';
  return /^Linux|^Documentation/.test(spec)
    ? 'https://docs.kernel.org/PCI/sysfs-pci.html'
    : 'https://man7.org/linux/man-pages/man8/lspci.8.html';
};

const uri = (path: string): string =>
  path.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
