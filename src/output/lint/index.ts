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

/** In which language each is, to make it safe to be printed. */
export const lintLanguages = {
  text: 'text',
  json: 'json',
  ndjson: 'json',
  sarif: 'json',
  junit: 'xml',
  github: 'github',
  gitlab: 'json',
  checkstyle: 'xml',
  markdown: 'text',
} as const satisfies Record<LintFormat, string>;

export type LintFormat = keyof typeof lintFormats;
