import { lintJson, lintNdjson } from '../records/lint.ts';
import type { Style } from '../text/style.ts';
import { checkstyle, concise, github, gitlab, junit, markdown } from './annotations.ts';
import type { LintReport } from './report.ts';
import { sarif } from './sarif.ts';
import { lintText } from './text.ts';

export interface LintOutputContext {
  readonly style: Style;
  readonly verbose: boolean;
  /** How often each rule found something, instead of the findings. */
  readonly statistics: boolean;
  /** The address of a file, where what is written is on a terminal that can open it. */
  readonly link?: (file: string) => string;
}

/** What `lsvf lint --format` takes. */
export const lintFormats = {
  text: (report: LintReport, { style, ...wanted }: LintOutputContext) =>
    [...lintText(report, style, wanted)].join(''),
  concise,
  json: lintJson,
  ndjson: lintNdjson,
  sarif,
  junit,
  github,
  gitlab,
  checkstyle,
  markdown,
} satisfies Record<string, (report: LintReport, context: LintOutputContext) => string>;

/** Formats that are not plain text; the language says how they are made safe to be printed. */
const languages: Readonly<Partial<Record<LintFormat, LintLanguage>>> = {
  json: 'json',
  ndjson: 'json',
  sarif: 'json',
  gitlab: 'json',
  junit: 'xml',
  checkstyle: 'xml',
  github: 'github',
};

type LintLanguage = 'text' | 'json' | 'xml' | 'github';

export const lintLanguage = (format: LintFormat): LintLanguage => languages[format] ?? 'text';

export type LintFormat = keyof typeof lintFormats;
