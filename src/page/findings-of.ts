import type { Finding } from '../lint/engine.ts';
import { IgnoreComments } from '../lint/ignore-comments.ts';
import { Linters } from '../lint/linters.ts';
import { Suppressions } from '../lint/suppressions.ts';
import type { System } from '../verdict/system.ts';
import type { ReportSettings } from './settings.ts';

/** What `lsvf lint` finds in one snapshot, without what was suppressed. */
export function findingsOf(system: System, { lint, today }: ReportSettings): Finding[] {
  const { snapshot } = system;
  const given = lint[snapshot.source];
  const config = given?.config ?? {};
  const pathInConfig = (path: string): string => given?.path ?? path;
  const linters = new Linters(
    given?.profile ?? 'recommended',
    config,
    given?.levels ?? [],
    pathInConfig,
    given?.about,
  );
  const suppressions = new Suppressions(config.suppressions, today, pathInConfig);
  const comments = new IgnoreComments(snapshot);
  return linters
    .for(snapshot.source)
    .lint(system)
    .findings.filter(
      (finding) => (suppressions.reasonFor(finding) ?? comments.reasonFor(finding)) === undefined,
    );
}
