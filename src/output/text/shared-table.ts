import { valueText } from '../../decode/value-text.ts';
import { type AddressKey, formatKey } from '../../model/address.ts';
import { type Hazard, hazardOrder, hazardWords, type Software } from '../../registers/vf.ts';
import type { SharedField, Sharing } from '../../sharing/sharing.ts';
import type { Style } from './style.ts';
import { count } from './tree.ts';
import { wrap } from './wrap.ts';

/** VFs with the same shared fields: those of one PF, or of several that are alike. */
export interface Alike {
  readonly vfs: number;
  readonly sharing: Sharing;
  /** Every PF whose VFs these are. */
  readonly pfs: ReadonlySet<AddressKey | null>;
}

/** The shared fields that are in use, worst first. */
export function usedFields({ capabilities }: Sharing): SharedField[] {
  const used = capabilities.flatMap(({ fields }) => fields.filter(({ inUse }) => inUse === true));
  return hazardOrder.flatMap((hazard) => used.filter((field) => field.hazard === hazard));
}

/** How many shared fields are in use, and how hard they are to give to a guest, in one sentence. */
export function usedSentence({ vfs, sharing }: Alike, possible: number): string {
  const used = usedFields(sharing);
  const who = vfs === 1 ? '1 VF' : `${vfs} VFs alike`;
  const unknown = possible > 0 ? `; the dump does not tell about ${possible} more` : '';
  if (used.length === 0) return `${who}: no shared field in use that this dump shows${unknown}.`;
  const of = (hazard: Hazard): number => used.filter((field) => field.hazard === hazard).length;
  const [own, emulated, none] = [of(1), of(2), of(3)];
  const clean =
    own === 0
      ? `${emulated === used.length ? 'all' : emulated} can be emulated`
      : `${own} with an own control per VF, ${emulated} can be emulated`;
  const rest = none === 0 ? 'nothing without a clean way' : `${none} without a clean way`;
  return `${who}: ${count(used.length, 'shared field')} in use, ${clean}; ${rest}${unknown}.`;
}

/** Why fields count as they do, numbered in the order in which tables name them. */
export type Reasons = Map<string, { readonly number: number; readonly field: SharedField }>;

/** The table of the shared fields in use; `reasons` takes why, for `reasonsText` to say each once. */
export function* usedTable(
  alike: Alike,
  style: Style,
  withSoftware: boolean,
  reasons: Reasons,
): Generator<string> {
  const { chalk, width } = style;
  const used = usedFields(alike.sharing);
  if (used.length === 0) return;
  const rows = used.map((field) => {
    const key = withSoftware ? JSON.stringify([field.why, field.software]) : field.why;
    const reason = reasons.get(key) ?? { number: reasons.size + 1, field };
    reasons.set(key, reason);
    const hard = hazardWords[field.hazard as Hazard];
    const cells = [readText(field), countsText(field), fromText(field, alike)];
    return { field, cells, hard, mark: `[${reason.number}]` };
  });
  const titles = ['VF reads', 'what counts', 'from'];
  const widths = titles.map((title, n) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[n]?.length ?? 0)),
  );
  const line = (cells: readonly string[], hard: string, mark: string): string =>
    `${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')}  ${mark.padEnd(4)} ${hard}`;
  const hardest = Math.max(...rows.map(({ hard }) => hard.length));
  const right = widths.reduce((sum, one) => sum + one + 2, 0) + 5 + hardest;
  const longest = Math.max(...rows.map(({ field }) => field.path.length));
  const room = Math.max(16, Math.min(longest, width - 4 - right));
  yield `\n  ${chalk.dim(`${'field'.padEnd(room)}  ${line(titles, 'how hard', 'why')}`)}\n`;
  for (const { field, cells, hard, mark } of rows) {
    const text = line(cells, field.hazard === 3 ? chalk.red(hard) : hard, mark);
    yield field.path.length <= room
      ? `  ${field.path.padEnd(room)}  ${text}\n`
      : `  ${field.path}\n  ${' '.repeat(room)}  ${text}\n`;
  }
}

/** What the numbers of tables stand for. */
export function* reasonsText(reasons: Reasons, style: Style, withSoftware: boolean): Generator<string> {
  const { width } = style;
  if (reasons.size > 0) yield '\n';
  for (const { number, field } of reasons.values()) {
    const mark = `[${number}]`.padEnd(4);
    for (const [n, part] of wrap(field.why, width - 7).entries())
      yield `  ${n === 0 ? mark : '    '} ${part}\n`;
    if (withSoftware) yield* softwareText(field.software, style);
  }
}

const programs = { linux: 'Linux', vfio: 'vfio-pci', qemu: 'QEMU' } as const;

/** What programs do with a field, each sentence with the place where it was read. */
function* softwareText(software: Software, { chalk, width }: Style): Generator<string> {
  for (const program of ['linux', 'vfio', 'qemu'] as const) {
    const said = software[program];
    if (!said) continue;
    const indent = ' '.repeat(16);
    for (const [n, part] of wrap(said.text, width - 18).entries())
      yield `       ${(n === 0 ? programs[program] : '').padEnd(9)}${part}\n`;
    for (const part of wrap(said.read, width - 18)) yield `${indent}${chalk.dim(part)}\n`;
  }
}

/** What the VF reads is a bare number: what it means elsewhere, it does not mean in a VF. */
export const readText = ({ vfValue, definition }: SharedField): string => {
  if (vfValue === null) return 'not there';
  const isNumber = Number(vfValue) === 0 || (definition.style ?? 'decimal') === 'decimal';
  return isNumber ? `${vfValue}` : valueText(definition, vfValue);
};

/** The value that counts; of a VF BAR where the memory of the VFs begins. */
export function countsText({ definition, effectiveValue, pfValue, means }: SharedField): string {
  if (effectiveValue !== null)
    return `${valueText(definition, effectiveValue)}${means === null ? '' : `, ${means}`}`;
  return means ?? (pfValue === null ? 'not known' : `from ${valueText(definition, pfValue)}`);
}

export function fromText(
  { effectiveFrom, effectiveValue, pfPath, statedBy }: SharedField,
  { sharing, pfs }: Alike,
): string {
  if (statedBy !== null) return statedBy;
  const inPf = pfPath?.startsWith('ea.')
    ? pfPath.replace(/\.base$/, '')
    : pfPath?.startsWith('sriov.vf_bar')
      ? 'VF BAR'
      : 'PF';
  if (effectiveValue === null) return inPf;
  if (effectiveFrom === null || effectiveFrom === sharing.pf) return 'PF';
  if (effectiveFrom === sharing.vf) return 'VF';
  return pfs.size > 1 ? 'Function 0' : formatKey(effectiveFrom);
}
