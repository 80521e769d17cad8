import { createHash } from 'node:crypto';
import { diff } from '../../compare/diff.ts';
import { IgnoreComments } from '../../lint/ignore-comments.ts';
import { differenceModel } from '../../output/report/difference.ts';
import { reportHtml } from '../../output/report/html.ts';
import { reportModel } from '../../output/report/model.ts';
import { UsageError } from '../exit.ts';
import { LintPolicies, type RuleFlags } from '../lint-settings.ts';
import { NewFile } from '../new-file.ts';
import { type CommonFlags, selection } from '../options.ts';
import { readSelected, reportLines } from '../systems.ts';

declare const LSVF_VERSION: string;

export interface ReportFlags extends CommonFlags, RuleFlags {}

export async function report(paths: readonly string[], flags: ReportFlags): Promise<void> {
  if (flags.output === undefined) throw new UsageError('report needs -o FILE.html, the page to write');
  const policies = new LintPolicies(flags);
  const systems = await readSelected(paths, flags);
  const kept = selection(flags, systems);
  reportLines(systems);
  const [before, after] = systems;
  const model = reportModel(systems, {
    version: LSVF_VERSION,
    selection: kept,
    findingsOf: (system) => {
      const { linters, suppressions } = policies.for(system.snapshot.source);
      const { findings } = linters.for(system.snapshot.source).lint(system);
      const comments = new IgnoreComments(system.snapshot);
      return findings.filter(
        (finding) => (suppressions.reasonFor(finding) ?? comments.reasonFor(finding)) === undefined,
      );
    },
    ...(before && after && systems.length === 2
      ? { difference: differenceModel(diff([before], [after], { before: kept, after: kept })) }
      : {}),
  });
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
  const file = new NewFile(flags.output, 'html');
  try {
    await file.write(reportHtml(model, hash));
    await file.keep();
  } finally {
    file.remove();
  }
}
