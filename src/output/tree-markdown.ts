import { formatKey } from '../model/address.ts';
import { snapshotName } from '../model/snapshot.ts';
import type { Selection } from '../verdict/select.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import { decidingText } from '../verdict/why.ts';
import { code, escaped } from './markdown.ts';
import { safe } from './text/safe.ts';
import type { Paint } from './text/style.ts';
import { type TreeOptions, treeParts } from './text/tree.ts';

export interface MarkdownOptions {
  readonly selection: Selection;
  readonly all: boolean;
  /** Text as it is: there are no colours in Markdown. */
  readonly plain: Paint;
  readonly whyNoVfs?: TreeOptions['whyNoVfs'];
}

const width = 100;
/** A ticket is not a place for thousands of lines. */
const mostListed = 50;

/** The tree of one snapshot for a ticket or a document: its text, its PFs, its detached VFs with all evidence. */
export function* treeMarkdown(
  system: System,
  { selection, all, plain, whyNoVfs }: MarkdownOptions,
): Generator<string> {
  const { snapshot } = system;
  yield `## ${code(snapshotName(snapshot))} (${snapshot.inputFormat})\n`;
  const style = { chalk: plain, width, unicode: true };
  const { tree, sentence } = treeParts(system, { style, all, selection, whyNoVfs });
  yield `\n${escaped(sentence)}\n\n\`\`\`text\n`;
  for (const [n, root] of tree.entries()) {
    if (n > 0) yield '\n';
    yield* root;
  }
  yield '```\n';
  const reports = snapshot.functions.filter((fn) => selection.keeps(fn)).map((fn) => system.report(fn));
  yield* pfTable(reports.filter(({ pf }) => pf !== undefined));
  yield* listed(
    'Detached VFs',
    reports.filter(({ verdict }) => verdict.attachment === 'detached').map(detachedLines),
  );
  yield* listed(
    'Not to be told from this dump',
    reports
      .filter(({ verdict }) => verdict.attachment === 'unknown' || verdict.role === 'unknown')
      .map(({ fn, verdict }) => `- ${code(fn.address)}: ${escaped(verdict.reason ?? '')}\n`),
  );
  yield* listed(
    'Diagnostics',
    system.diagnostics.map(({ severity, message, at, code: id }) => {
      const place = at?.line === undefined ? '' : ` line ${at.line}, column ${at.column ?? 1}:`;
      return `- ${severity}:${place} ${escaped(message)} (${code(id)})\n`;
    }),
  );
}

function* pfTable(pfs: readonly FunctionReport[]): Generator<string> {
  if (pfs.length === 0) return;
  yield '\n| PF | | VFs enabled | First VF Offset | VF Stride | ARI | not in the dump |\n|---|---|---|---|---|---|---|\n';
  for (const { fn, name, pf } of pfs) {
    const settings = pf?.settings;
    const shown = (value: number | null | undefined): string =>
      value === null || value === undefined ? '?' : String(value);
    const enabled = settings?.enabled === false ? '0' : shown(settings?.numVfs);
    const ari = settings?.ariCapableHierarchy;
    const cells = [
      code(fn.address),
      escaped(name ?? ''),
      `${enabled} of ${shown(settings?.totalVfs)}`,
      shown(settings?.firstVfOffset),
      shown(settings?.vfStride),
      ari === undefined || ari === null ? '?' : ari ? 'yes' : 'no',
      missingText(pf?.missing ?? []),
    ];
    yield `| ${cells.join(' | ')} |\n`;
  }
}

function missingText(missing: readonly number[]): string {
  if (missing.length === 0) return '';
  const [first, last] = [missing[0] as number, missing.at(-1) as number];
  if (missing.length === 1) return code(formatKey(first));
  return `${missing.length}: ${code(formatKey(first))} to ${code(formatKey(last))}`;
}

function detachedLines({ fn, verdict }: FunctionReport): string {
  const { certainty, reason, evidence } = verdict;
  const deciding = decidingText(verdict);
  const others = evidence.filter(({ seen }) => seen !== deciding);
  const lines = [
    `- ${code(fn.address)} (${certainty}): ${escaped(deciding)}${reason === null ? '' : `; ${escaped(reason)}`}\n`,
    ...others.map(({ weight, seen }) => `  - ${weight}: ${escaped(seen)}\n`),
  ];
  return lines.join('');
}

function* listed(title: string, items: readonly string[]): Generator<string> {
  if (items.length === 0) return;
  yield `\n### ${title}\n\n`;
  yield* items.slice(0, mostListed);
  if (items.length > mostListed) yield `- ${safe(String(items.length - mostListed))} more\n`;
}
