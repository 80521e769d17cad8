import { formatKey } from '../../model/address.ts';
import type { Selection } from '../../relate/select.ts';
import type { SharedCapability, SharedField, Sharing } from '../../relate/sharing.ts';
import type { FunctionReport, System } from '../../relate/system.ts';
import { safe } from './safe.ts';
import type { Style } from './style.ts';
import { count, wrap } from './tree.ts';
import { valueText } from './value.ts';

export interface SharedOptions {
  readonly style: Style;
  readonly selection: Selection;
  /** Show every field and every VF. */
  readonly all: boolean;
}

/** What each VF has of its own and what is its PF's; identical VFs together. */
export function* sharedText(system: System, options: SharedOptions): Generator<string> {
  const { style } = options;
  const { chalk } = style;
  const groups = new Map<string, { reports: FunctionReport[]; sharing: Sharing }>();
  for (const fn of system.snapshot.functions) {
    if (!options.selection.keeps(fn)) continue;
    const report = system.report(fn);
    if (report.verdict.role !== 'vf') continue;
    const sharing = system.sharing(report);
    const key = options.all ? fn.address : fingerprint(sharing, report);
    const group = groups.get(key);
    if (group) group.reports.push(report);
    else groups.set(key, { reports: [report], sharing });
  }
  yield `${chalk.bold(safe(system.snapshot.source))}\n`;
  if (groups.size === 0) yield '\nNo VF found, so nothing is shared.\n';
  for (const { reports, sharing } of groups.values()) yield* groupText(reports, sharing, options);
}

function fingerprint(sharing: Sharing, report: FunctionReport): string {
  const fields = sharing.capabilities.map((capability) => [
    capability.name,
    capability.verdict,
    capability.fields.map((field) => [
      field.path,
      `${field.effectiveValue}`,
      field.effectiveFrom === sharing.vf,
    ]),
  ]);
  return JSON.stringify(
    [sharing.pf, report.verdict.attachment, report.verdict.reason, fields],
    (_key, value) => (typeof value === 'bigint' ? value.toString() : value),
  );
}

function* groupText(
  reports: readonly FunctionReport[],
  sharing: Sharing,
  options: SharedOptions,
): Generator<string> {
  const { chalk, width } = options.style;
  const first = reports[0] as FunctionReport;
  const { verdict } = first;
  const who =
    reports.length === 1
      ? first.fn.address
      : `${first.fn.address} and ${count(reports.length - 1, 'more VF')} alike`;
  yield '\n';
  yield `${chalk.bold(who)}  ${safe(first.name ?? '')}\n`;
  if (sharing.pf !== null) yield `  PF ${chalk.cyan(formatKey(sharing.pf))}\n`;
  else yield* detachedText(first, width);
  const shown = sharing.capabilities.filter((c) => options.all || (c.verdict !== 'absent' && relevant(c)));
  for (const capability of shown) {
    const colour =
      capability.verdict === 'own'
        ? chalk.green
        : capability.verdict === 'unknown'
          ? chalk.magenta
          : chalk.yellow;
    yield `  ${chalk.bold(capability.name.padEnd(22))} ${colour(capability.verdict.padEnd(13))} ${capability.why}\n`;
    for (const field of capability.fields) {
      if (options.all || interesting(field)) yield `${fieldLine(field, capability, sharing, options)}\n`;
    }
  }
  if (verdict.attachment === 'attached') {
    yield `  ${chalk.dim('Fields that are not listed are the VF’s own or always 0; --all lists every field.')}\n`;
  }
}

function* detachedText(report: FunctionReport, width: number): Generator<string> {
  const { verdict } = report;
  const head = verdict.attachment === 'detached' ? 'Detached' : 'PF not known';
  for (const line of wrap(
    `${head}: ${verdict.reason ?? ''}. What the PF governs is unknown here.`,
    width - 2,
  )) {
    yield `  ${line}\n`;
  }
}

const relevant = (capability: SharedCapability): boolean =>
  capability.inVf !== false || capability.verdict === 'shared' || capability.verdict === 'unknown';

/** Shown without --all: what another Function governs. */
function interesting(field: SharedField): boolean {
  return (
    field.rule === 'pf-value-applies' ||
    field.rule === 'shared-in-pf' ||
    (field.rule === 'must-match-pf' && field.vfValue !== field.pfValue) ||
    (field.effectiveFrom !== null && field.vfValue !== field.effectiveValue)
  );
}

/** Where a field's value is printed; a longer path pushes it on. */
const valueColumn = 46;

function fieldLine(
  field: SharedField,
  capability: SharedCapability,
  sharing: Sharing,
  options: SharedOptions,
): string {
  const { chalk } = options.style;
  const value =
    field.effectiveValue === null
      ? chalk.magenta('unknown')
      : valueText(field.definition, field.effectiveValue);
  const from = fromText(field, sharing);
  const hazard = field.hazard === null ? '' : chalk.red(`  hazard ${field.hazard}`);
  const path = field.path.slice(capability.name.length + 1);
  return `    ${path.padEnd(valueColumn)} ${value}${chalk.dim(from)}${hazard}`;
}

function fromText(field: SharedField, sharing: Sharing): string {
  if (field.effectiveFrom === null || field.effectiveFrom === sharing.vf) return '';
  return field.effectiveFrom === sharing.pf ? '  (PF)' : `  (${formatKey(field.effectiveFrom)})`;
}
