import type { Finding } from '../../lint/engine.ts';
import { referenceRows } from '../../reference/rows.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { follow } from '../finding.tsx';
import { blocksOf, type FieldRow, fieldByPath } from '../function/fields-of.ts';
import { choose, chosen, current } from '../state.ts';
import { driverOf } from '../tree/filters.ts';
import { idsOf, nameOf, roleText } from '../words.tsx';
import { addressesFor } from './found-addresses.ts';

/** Something that a search found, and where it leads. */
export interface Found {
  readonly kind: 'Function' | 'address' | 'field' | 'value' | 'finding';
  readonly title: string;
  readonly more: string;
  go(): void;
}

/** What was found of one kind. */
export interface FoundKind {
  readonly listed: readonly Found[];
  /** How many more there are. */
  readonly more: number;
}

/** No more of each kind are listed; the others are counted. */
const most = 8;

/** What fits a text among addresses, names, IDs, drivers, fields, Linux macros, values and findings. */
export function search(text: string): readonly FoundKind[] {
  const wanted = text.trim().toLowerCase();
  const machine = current.value;
  if (wanted === '' || !machine) return [];
  return [
    functionsFor(machine.reports, wanted),
    addressesFor(wanted),
    fieldsFor(wanted),
    valuesFor(machine.reports, wanted),
    findingsFor(machine.findings.value ?? [], wanted),
  ].map((all) => ({ listed: all.slice(0, most), more: Math.max(all.length - most, 0) }));
}

function functionsFor(reports: readonly FunctionReport[], wanted: string): Found[] {
  const words = wanted.split(/\s+/);
  const found: Found[] = [];
  for (const report of reports) {
    const text = `${report.fn.address} ${roleText(report)} ${nameOf(report)} ${report.className ?? ''} ${idsOf(report)} ${driverOf(report)}`;
    const lower = text.toLowerCase();
    if (!words.every((word) => lower.includes(word))) continue;
    found.push({
      kind: 'Function',
      title: report.fn.address,
      more: `${roleText(report)} ${nameOf(report)} ${idsOf(report)}`,
      go: () => choose(report.fn.address),
    });
  }
  return found;
}

/** Fields of the chosen Function first, then those of the first other Function that has them. */
function fieldsFor(wanted: string): Found[] {
  if (wanted.length < 2) return [];
  const found: Found[] = [];
  const seen = new Set<string>();
  const capabilities = new Set(
    current.value?.reports.flatMap(({ view }) => view.capabilities.map(({ name }) => name)),
  );
  for (const { path, title, linux, capability } of referenceRows()) {
    if (seen.has(path)) continue;
    const macro = linux ?? '';
    if (
      !path.includes(wanted) &&
      !title.toLowerCase().includes(wanted) &&
      !macro.toLowerCase().includes(wanted)
    )
      continue;
    if (capability.kind !== 'header' && !capabilities.has(capability.name)) continue;
    seen.add(path);
    // Those that are only counted are not looked up, which takes long in a large machine.
    if (found.length >= most) {
      found.push({ kind: 'field', title: path, more: title, go: () => undefined });
      continue;
    }
    const place = holderOf(path.replaceAll('[n]', '[0]'));
    if (!place) continue;
    const { report, row } = place;
    const where = report === chosen.value ? '' : ` in ${report.fn.address}`;
    found.push({
      kind: 'field',
      title: row.path,
      more: `${row.text}${where} · ${title}${macro ? ` · ${macro}` : ''}`,
      go: () => choose(report.fn.address, { field: row.path, tab: 'bytes' }),
    });
  }
  return found;
}

function holderOf(
  path: string,
): { readonly report: FunctionReport; readonly row: Pick<FieldRow, 'path' | 'text'> } | undefined {
  const own = fieldByPath.value.get(path);
  if (own && chosen.value) return { report: chosen.value, row: own };
  for (const report of current.value?.reports ?? []) {
    const reading = report.view.read(path);
    if (reading.state === 'known') return { report, row: { path, text: String(reading.value) } };
  }
  return undefined;
}

/** Milliseconds that a search for a value may take. */
const patience = 30;

/** Fields that hold a number such as 0x8086: of the chosen Function, then of others while there is time. */
function valuesFor(reports: readonly FunctionReport[], wanted: string): Found[] {
  const match = /^(?:0x([0-9a-f]+)|([0-9a-f]+)h)$/.exec(wanted);
  const value = match ? BigInt(`0x${match[1] ?? match[2]}`) : undefined;
  if (value === undefined) return [];
  const found: Found[] = [];
  const until = performance.now() + patience;
  const inOrder = [...(chosen.value ? [chosen.value] : []), ...reports.filter((one) => one !== chosen.value)];
  for (const report of inOrder) {
    for (const { fields } of blocksOf(report.view))
      for (const row of fields) {
        if (row.raw === undefined || BigInt(row.raw) !== value) continue;
        found.push({
          kind: 'value',
          title: `${row.path} is ${row.text}`,
          more: report.fn.address,
          go: () => choose(report.fn.address, { field: row.path, tab: 'bytes' }),
        });
      }
    if (performance.now() > until) break;
  }
  return found;
}

function findingsFor(findings: readonly Finding[], wanted: string): Found[] {
  return findings
    .filter(
      ({ message, rule, field }) =>
        message.toLowerCase().includes(wanted) || rule.includes(wanted) || (field?.includes(wanted) ?? false),
    )
    .map((finding) => ({
      kind: 'finding',
      title: finding.message,
      more: `${finding.function ?? ''} ${finding.rule}`,
      go: () => follow(finding),
    }));
}
