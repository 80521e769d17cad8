import type { Style } from '../text/style.ts';
import { checkstyle, github, gitlab, junit, markdown } from './annotations.ts';
import { lintJson, lintNdjson } from './json.ts';
import type { LintReport } from './report.ts';
import { sarif } from './sarif.ts';
import { lintText } from './text.ts';

export interface LintOutputContext {
  readonly style: Style;
  readonly verbose: boolean;
}

/** What `lsvf lint --format` takes. */
export const lintFormats = {
  text: (report: LintReport, { style, verbose }: LintOutputContext) =>
    [...lintText(report, style, verbose)].join(''),
  json: lintJson,
  ndjson: lintNdjson,
  sarif,
  junit,
  github,
  gitlab,
  checkstyle,
  markdown,
} satisfies Record<string, (report: LintReport, context: LintOutputContext) => string>;

export type LintFormat = keyof typeof lintFormats;
