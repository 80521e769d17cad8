import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { noPaint } from '../../src/cli/terminal.ts';
import { unhidden } from '../../src/lint/review.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { groupedBy } from '../../src/output/grouped.ts';
import { github } from '../../src/output/lint/annotations.ts';
import type { LintReport } from '../../src/output/lint/report.ts';
import { sarif } from '../../src/output/lint/sarif.ts';
import { lintText } from '../../src/output/lint/text.ts';
import { lintJson } from '../../src/output/records/lint.ts';
import { lintResult } from '../fixtures/broken.ts';

/* samples/broken in four forms: each says the same place, Function and rule of each finding. */

const folder = join(import.meta.dirname, '..', '..', 'samples', 'broken');

interface JsonFinding {
  readonly rule: string;
  readonly source: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly offset?: number;
  readonly function: string | null;
}
interface SarifResult {
  readonly ruleId: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: {
        readonly startLine: number;
        readonly startColumn?: number;
        readonly byteOffset?: number;
      };
    };
    readonly logicalLocations?: readonly { readonly name: string }[];
  }[];
}

let report: LintReport;

beforeAll(async () => {
  const files: { source: string; functions: number }[] = [];
  const findings: LintReport['findings'][number][] = [];
  const names = readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
  for (const rule of rules) {
    const path = names.find((name) => name.replace(/\.\w+$/, '') === rule.meta.id) ?? '';
    const result = await lintResult({ path, bytes: new Uint8Array(readFileSync(join(folder, path))) }, rule);
    files.push({ source: result.source, functions: result.functions });
    findings.push(...result.findings.map(unhidden));
  }
  report = {
    version: '0.0.0',
    files,
    findings,
    implied: [],
    skipped: [],
    skippedCount: 0,
    rules: rules.map((rule) => ({ rule, severity: rule.meta.severity })),
    ignoredFiles: [],
    ignoredPaths: [],
    fails: () => true,
  };
});

/** Where the JSON says that a finding is, as people write it; in a member of an archive with its name. */
function placeOf({ source, file = source, line, column, offset }: JsonFinding): string {
  const member = file === source ? '' : file.slice(source.length + 1);
  if (line !== undefined) return `${member}${member === '' ? '' : ':'}${line}:${column}`;
  if (offset !== undefined) return `${member}${member === '' ? '' : ': '}byte ${offset}`;
  return member;
}
const inJson = (): readonly JsonFinding[] => JSON.parse(lintJson(report)).findings;

test('there is something to compare', () => expect(inJson().length).toBeGreaterThan(rules.length));

test('text', () => {
  const style = { chalk: noPaint, width: 100_000, unicode: true };
  const text = [...lintText(report, style, { verbose: true, statistics: false })].join('');
  const printed = text.split('\n').flatMap((line) => {
    const [, place, address] =
      /^ {2}(?:(\S.*?) )?(?:error|warning|info) ([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] )?/.exec(
        line,
      ) ?? [];
    return /^ {2}\S/.test(line) && /(?:error|warning|info) /.test(line)
      ? [[place ?? '', address?.trim() ?? null]]
      : [];
  });
  // The text has the findings of one file together.
  const bySource = [...groupedBy(inJson(), ({ source }) => source).values()].flat();
  expect(printed).toEqual(bySource.map((finding) => [placeOf(finding), finding.function]));
});

test('SARIF', () => {
  const results: readonly SarifResult[] = JSON.parse(sarif(report)).runs[0].results;
  const places = results.map(({ ruleId, locations: [at], message }) => {
    const { artifactLocation, region } = at?.physicalLocation ?? {};
    return {
      rule: ruleId,
      source: decodeURIComponent(artifactLocation?.uri ?? ''),
      function: at?.logicalLocations?.[0]?.name ?? null,
      region,
      text: message.text,
    };
  });
  for (const [n, finding] of inJson().entries()) {
    const { region, text, ...same } = places[n] ?? {};
    const { rule, source, function: address, line, column, offset, file } = finding;
    expect(same).toEqual({ rule, source, function: address });
    if (file !== undefined && file !== source) expect(text?.startsWith(placeOf(finding))).toBe(true);
    else if (line !== undefined) expect(region).toMatchObject({ startLine: line, startColumn: column });
    else if (offset !== undefined) expect(region).toMatchObject({ byteOffset: offset });
  }
});

test('GitHub', () => {
  const commands = github(report)
    .split('\n')
    .flatMap((line) => {
      const [, file = '', place, title = '', text = ''] =
        /^::\w+ file=([^,]*)(?:,(line=\d+,col=\d+))?,title=([^:]*)::(.*)$/.exec(line) ?? [];
      return title === '' ? [] : [[file, place ?? '', title, text.replace(/^(.*?): .*/, '$1')].join(' ')];
    });
  const expected = inJson().map((finding) => {
    const { rule, source, file = source, line, column } = finding;
    return { source, line: file === source && line !== undefined ? `line=${line},col=${column}` : '', rule };
  });
  expect(commands.map((command) => command.split(' ').slice(0, 3).join(' ')).sort()).toEqual(
    expected.map(({ source, line, rule }) => `${source} ${line} ${rule}`).sort(),
  );
});
