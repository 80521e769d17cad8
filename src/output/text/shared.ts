import { valueText } from '../../decode/value-text.ts';
import { type AddressKey, formatKey, formatRoutingId } from '../../model/address.ts';
import { hazardOrder, hazardWords, isReadFromPf } from '../../registers/vf.ts';
import { type ClassedField, classedFields } from '../../sharing/classed-fields.ts';
import { type ConsistencyNote, consistencyNotes } from '../../sharing/consistency.ts';
import {
  beyondVf,
  type SharedCapability,
  type SharedField,
  type Sharing,
  sharingOf,
} from '../../sharing/sharing.ts';
import { memoryOff } from '../../sharing/views/vfio.ts';
import { everything, type Selection } from '../../verdict/select.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { groupedBy } from '../grouped.ts';
import { machineSentence } from '../machine-sentence.ts';
import { fitted } from './fit.ts';
import { safe } from './safe.ts';
import { type Alike, type Reasons, reasonsText, usedSentence, usedTable } from './shared-table.ts';
import { sourceName } from './source-name.ts';
import { glyphs, type Style } from './style.ts';
import { count } from './tree.ts';
import { wrap } from './wrap.ts';

export type Only = 'shared' | 'own' | 'hazard=1' | 'hazard=2' | 'hazard=3';

export interface SharedOptions {
  readonly style: Style;
  readonly selection: Selection;
  /** Every field, and every VF for itself. */
  readonly all: boolean;
  readonly only?: Only;
  /** The shared fields that are in use now, and what a hypervisor can do about them. */
  readonly hazards: boolean;
}

interface Group {
  readonly reports: FunctionReport[];
  readonly sharing: Sharing;
  /** The PFs whose VFs these are, in the order of the dump. */
  readonly pfs: Set<AddressKey | null>;
}

/** What is said where nothing is shown. `isAll`: nothing was left out by a selection. */
export const noVfText = (isAll: boolean): string =>
  isAll ? 'No VF here, so nothing is shared.' : 'The selection holds no VF, so nothing is shared.';

/** What each VF has of its own and what is its PF's; identical VFs together. */
export function* sharedText(system: System, options: SharedOptions): Generator<string> {
  const { chalk } = options.style;
  const groups = groupsOf(system, options);
  const opening = `${sourceName(system.snapshot)}: ${machineSentence(system)}`;
  for (const line of wrap(opening, options.style.width)) yield `${chalk.bold(line)}\n`;
  const reasons: Reasons = new Map();
  const dead = [...unreadableVfs(system, options.selection)];
  if (groups.length + dead.length === 0) {
    yield `\n${noVfText(options.selection === everything)}\n`;
  }
  for (const group of groups) {
    yield '\n';
    yield* heading(group, options.style);
    const isSummary = !options.all && options.only === undefined;
    const isDetached = group.sharing.pf === null;
    if (options.hazards && isDetached)
      yield* possibleText(possiblyUsed(group.sharing), group.sharing, options.style);
    else if (options.hazards) yield* hazardsText(group, options.style);
    else if (isDetached && !options.all) yield* detachedText(group, options);
    else if (isSummary) yield* summaryText(group, options.style, reasons);
    else yield* groupText(group, options);
    yield* notesText(group, options.style, isSummary && !options.hazards);
  }
  if (groups.some(({ sharing }) => sharing.pf === null) && !options.all && !options.hazards)
    yield* paragraph('What a cooperative guest should assume', guestText, options.style);
  yield* reasonsText(reasons, options.style, false);
  if (dead.length > 0) yield '\n';
  for (const text of dead)
    for (const line of wrap(text, options.style.width)) yield `${chalk.yellow(line)}\n`;
}

/** VFs by what their PF claims that did not answer. */
function* unreadableVfs(system: System, selection: Selection): Generator<string> {
  const { machine } = system;
  for (const fn of system.snapshot.functions) {
    const claim = machine.linked.get(fn.key) ?? machine.claims.get(fn.key);
    if (!claim || !selection.keeps(fn)) continue;
    const { role, reason } = system.report(fn).verdict;
    if (role === 'unreadable')
      yield `${fn.address}, VF ${claim.number} of ${formatKey(claim.pf)}, is unreadable: ${reason}`;
  }
}

function groupsOf(system: System, options: SharedOptions): Group[] {
  const groups = new Map<string, Group>();
  for (const fn of system.snapshot.functions) {
    if (!options.selection.keeps(fn)) continue;
    const report = system.report(fn);
    if (report.verdict.role !== 'vf') continue;
    const sharing = sharingOf(system, report);
    const isSummary = options.only === undefined && !options.all;
    const key = options.all ? fn.address : fingerprint(sharing, report, isSummary);
    const group = groups.get(key);
    if (group) {
      group.reports.push(report);
      group.pfs.add(sharing.pf);
    } else groups.set(key, { reports: [report], sharing, pfs: new Set([sharing.pf]) });
  }
  return [...groups.values()];
}

/** What VFs that are alike have in common; across PFs where the text says nothing that is of one PF alone. */
function fingerprint(sharing: Sharing, report: FunctionReport, acrossPfs: boolean): string {
  const { verdict } = report;
  const fields = sharing.capabilities.map((capability) => [
    capability.name,
    capability.verdict,
    capability.fields.map(({ path, effectiveValue, pfValue, isGoverned, inUse }) => {
      // Where the memory of a VF begins is another place for each PF.
      const place = acrossPfs && effectiveValue === null && isGoverned ? `${Number(pfValue ?? 0) !== 0}` : '';
      return [path, `${effectiveValue}`, inUse, place];
    }),
  ]);
  const pf = acrossPfs && sharing.pf !== null ? 'attached' : sharing.pf;
  return JSON.stringify([pf, verdict.attachment, verdict.certainty, verdict.reason, fields]);
}

function* heading({ reports, sharing, pfs }: Group, style: Style): Generator<string> {
  const { chalk, width } = style;
  const byPf = groupedBy(reports, ({ verdict }) => verdict.pf);
  for (const list of byPf.values()) {
    const [first, last] = [list[0] as FunctionReport, list.at(-1) as FunctionReport];
    const range =
      list.length === 1
        ? first.fn.address
        : `${first.fn.address} ${glyphs(style.unicode).to} ${formatRoutingId(last.fn.routingId)}`;
    const { pf } = first.verdict;
    const whose = sharing.pf === null || pf === null ? '' : ` of ${formatKey(pf)}`;
    const text = list.length > 1 && pfs.size > 1 ? ` (${list.length})` : '';
    const room = Math.max(10, width - range.length - whose.length - text.length - 2);
    const name = first.name === null ? '' : `  ${fitted(safe(first.name), room, style)}`;
    yield `${chalk.bold(range)}${text}${whose}${name}\n`;
  }
  if (sharing.memoryEnabled === false)
    for (const line of wrap(memoryOff, width)) yield `${chalk.yellow(line)}\n`;
}

const alikeOf = ({ reports, sharing, pfs }: Group): Alike => ({ vfs: reports.length, sharing, pfs });

/** What one has to know: how many shared fields are in use, which, and why; what else there is in a line or two. */
function* summaryText(group: Group, style: Style, reasons: Reasons): Generator<string> {
  const { chalk, width } = style;
  const { capabilities } = group.sharing;
  const possible = possiblyUsed(group.sharing);
  for (const line of wrap(usedSentence(alikeOf(group), possible.length), width))
    yield `${chalk.bold(line)}\n`;
  yield* usedTable(alikeOf(group), style, false, reasons);
  const own = capabilities
    .filter(({ verdict, inVf }) => verdict === 'own' && inVf === true)
    .map(({ name }) => name);
  const partly = capabilities.filter(({ verdict }) => verdict === 'partly-shared').map(({ name }) => name);
  const parts = [
    own.length > 0
      ? `The VF's own: ${own.join(', ')}${partly.length > 0 ? `, and parts of ${partly.join(', ')}` : ''}.`
      : '',
    ...heldText(capabilities, group.sharing),
    `Governed by the PF and not in use: ${count(unusedFields(capabilities), 'field')} (--all). More: --hazards.`,
  ];
  yield '\n';
  for (const line of wrap(parts.filter((part) => part !== '').join(' '), width - 2))
    yield `  ${chalk.dim(line)}\n`;
  const unknown = capabilities.filter(({ verdict }) => verdict === 'unknown');
  for (const [why, of] of groupedBy(unknown, (capability) => capability.why))
    for (const line of wrap(`Unknown: ${of.map(({ name }) => name).join(', ')} (${why}).`, width - 2))
      yield `  ${chalk.magenta(line)}\n`;
}

/** The capabilities that the VF does not have and that count for it, by the Function that has them. */
const heldText = (capabilities: readonly SharedCapability[], { pf }: Sharing): string[] =>
  [
    ...groupedBy(
      capabilities.filter(({ holder }) => holder !== null),
      ({ holder }) => holder,
    ),
  ].map(([holder, held]) => {
    const names = held.map(({ name }) => name).join(', ');
    return holder === null || holder === pf
      ? `Only the PF has ${names}.`
      : `Only ${formatKey(holder)} has ${names}.`;
  });

const unusedFields = (capabilities: readonly SharedCapability[]): number =>
  capabilities.flatMap(({ fields }) => fields.filter(({ isGoverned, inUse }) => isGoverned && inUse !== true))
    .length;

/** The three groups of a VF's fields. */
type Share = 'own' | 'governed' | 'pf-only';

function shareOf(field: SharedField, capability: SharedCapability): Share {
  if (capability.holder !== null) return 'pf-only';
  return field.isGoverned ? 'governed' : 'own';
}

function wanted(field: SharedField, share: Share, only: Only | undefined): boolean {
  if (only === undefined) return true;
  if (only === 'own') return share === 'own';
  if (only === 'shared') return share !== 'own';
  return share !== 'own' && field.hazard === Number(only.slice('hazard='.length));
}

interface Row {
  readonly capability: SharedCapability;
  readonly field: SharedField;
}

function* groupText({ sharing }: Group, options: SharedOptions): Generator<string> {
  const { chalk } = options.style;
  const rows: Record<Share, Row[]> = { own: [], governed: [], 'pf-only': [] };
  for (const capability of sharing.capabilities) {
    for (const field of capability.fields) {
      const share = shareOf(field, capability);
      if (isAbsentBar(field) && !options.all) continue;
      if (wanted(field, share, options.only)) rows[share].push({ capability, field });
    }
  }
  if (options.only === undefined || options.only === 'own') {
    yield `\n  ${chalk.green.bold('Its own')}\n`;
    if (options.all) yield* everyField(rows.own, sharing, options.style);
    else yield* ownSummary(sharing, options.style);
  }
  if (options.only !== 'own') {
    yield `\n  ${chalk.yellow.bold('Governed by the PF')}${chalk.dim(': what the VF reads does not count, this does')}\n`;
    yield* options.all
      ? everyField(rows.governed, sharing, options.style)
      : byRegister(rows.governed, sharing, options.style);
    for (const [holder, held] of byHolder(rows['pf-only'], sharing)) {
      const isPf = holder === null || holder === sharing.pf;
      const where = isPf ? 'the PF' : `${formatKey(holder)}, Function 0 of the device`;
      const whose = isPf ? ', for all its VFs' : ', for all PFs and VFs';
      yield `\n  ${chalk.yellow.bold(`Only in ${where}`)}${chalk.dim(whose)}\n`;
      yield* options.all
        ? everyField(held, sharing, options.style)
        : byRegister(held, sharing, options.style);
    }
    yield* unknownText(sharing, options.style);
  }
}

/** The fields that the VF does not have, by the Function that has them; the PF comes first and always. */
function byHolder(rows: readonly Row[], { pf }: Sharing): Map<AddressKey | null, Row[]> {
  return groupedBy(rows, ({ capability }) => capability.holder, [pf]);
}

/** What the dump does not tell, by what it lacks. */
function* unknownText({ capabilities }: Sharing, { chalk, width }: Style): Generator<string> {
  const unknown = capabilities.filter(({ verdict }) => verdict === 'unknown');
  if (unknown.length === 0) return;
  yield `\n  ${chalk.magenta.bold('Unknown')}\n`;
  for (const [why, of] of groupedBy(unknown, (capability) => capability.why)) {
    for (const line of wrap(of.map(({ name }) => name).join(', '), width - 4)) yield `    ${line}\n`;
    for (const line of wrap(why, width - 8)) yield `        ${chalk.dim(line)}\n`;
  }
}

/** A BAR that the PF does not give its VFs. */
const isAbsentBar = (field: SharedField): boolean =>
  field.path.startsWith('header.base_address') &&
  field.effectiveValue === null &&
  Number(field.pfValue ?? 1) === 0;

/** One line per capability that is the VF's, wholly or in part. */
function* ownSummary(sharing: Sharing, style: Style): Generator<string> {
  const whole = sharing.capabilities.filter(({ verdict, inVf }) => verdict === 'own' && inVf === true);
  const partly = sharing.capabilities.filter(({ verdict }) => verdict === 'partly-shared');
  for (const { name, title } of whole) yield `    ${name.padEnd(20)} ${title}: all of it\n`;
  for (const capability of partly) {
    const own = capability.fields.filter((field) => field.rule === 'independent');
    const registers = [
      ...new Set(own.map((field) => lastPart(registerOf(field.path, capability.name), capability.name))),
    ];
    const lines = wrap(
      registers.length > 0 ? `of ${registers.join(', ')}` : 'constants only',
      style.width - 25,
    );
    for (const [n, line] of lines.entries())
      yield `    ${(n === 0 ? capability.name : '').padEnd(20)} ${line}\n`;
  }
}

/** `pcie.device_control.max_payload_size` → `pcie.device_control` */
function registerOf(path: string, capability: string): string {
  const element = /^(.*)\[\d+\]$/.exec(path);
  if (element) return element[1] as string;
  const inner = path.slice(capability.length + 1);
  const dot = inner.lastIndexOf('.');
  return dot < 0 ? path : `${capability}.${inner.slice(0, dot)}`;
}

const lastPart = (path: string, capability: string): string => path.slice(capability.length + 1);

/** A line or two per register: fields with a value, then how many read 0. */
function* byRegister(rows: readonly Row[], sharing: Sharing, style: Style): Generator<string> {
  const { chalk } = style;
  if (rows.length === 0) {
    yield `    ${chalk.dim('nothing that this dump shows')}\n`;
    return;
  }
  const registers = groupedBy(rows, ({ field, capability }) => registerOf(field.path, capability.name));
  for (const [register, list] of registers) {
    const zeros = list.filter(({ field }) => isPlainZero(field));
    const parts = list
      .filter(({ field }) => !isPlainZero(field))
      .map(({ capability, field }) => {
        const name =
          field.path === register ? '' : `${field.path.slice(register.length).replace(/^\./, '')} `;
        return `${name}${effectiveText(field)}${elsewhere(field, sharing, capability.holder)}`;
      });
    if (zeros.length > 0) {
      const names =
        zeros.length <= 3
          ? zeros.map(({ field }) => field.path.slice(register.length + 1)).join(', ')
          : count(zeros.length, 'field');
      parts.push(`${parts.length > 0 && zeros.length > 3 ? 'others: ' : ''}${names || 'reads'} 0`);
    }
    const classes = [
      ...new Set(list.flatMap(({ field }) => (field.hazard === null ? [] : [field.hazard]))),
    ].sort();
    const hazard = classes.map((one) => hazardWords[one]).join(', ');
    yield `    ${register}${hazard ? `${' '.repeat(Math.max(2, style.width - 6 - register.length - hazard.length))}${classes.includes(3) ? chalk.red(hazard) : hazard}` : ''}\n`;
    for (const line of wrap(parts.join(', '), style.width - 8)) yield `        ${line}\n`;
  }
}

/** A value of 0 that says no more than that. */
const isPlainZero = (field: SharedField): boolean =>
  field.effectiveValue !== null &&
  Number(field.effectiveValue) === 0 &&
  !field.definition.unit &&
  !field.definition.values;

function effectiveText(field: SharedField): string {
  const { definition, effectiveValue, pfValue, pfPath, statedBy } = field;
  if (effectiveValue !== null)
    return `${valueText(definition, effectiveValue)}${statedBy === null ? '' : ` (from ${statedBy})`}`;
  if (pfValue === null) return 'unknown';
  const where = pfPath?.startsWith('ea.') ? `${pfPath} of the PF` : 'the PF';
  return `from ${valueText(definition, pfValue)} in ${where}`;
}

/** Where the value comes from, when that is neither the VF nor its PF nor what the heading names. */
function elsewhere(field: SharedField, { vf, pf }: Sharing, holder: AddressKey | null = null): string {
  const from = field.effectiveFrom;
  return from === null || [vf, pf, holder].includes(from) ? '' : ` (from ${formatKey(from)})`;
}

const pathColumn = 44;

function* everyField(rows: readonly Row[], sharing: Sharing, style: Style): Generator<string> {
  const { chalk } = style;
  if (rows.length === 0) yield `    ${chalk.dim('none')}\n`;
  let before: SharedCapability | undefined;
  for (const { capability, field } of rows) {
    if (capability !== before) yield `    ${chalk.bold(capability.name)}\n`;
    before = capability;
    const words = field.hazard === null ? '' : `  ${hazardWords[field.hazard]}`;
    const hazard = field.hazard === 3 ? chalk.red(words) : words;
    const path = lastPart(field.path, capability.name);
    const read =
      field.vfValue !== null && field.vfValue !== field.effectiveValue
        ? chalk.dim(`  VF reads ${field.vfValue}`)
        : '';
    const from = elsewhere(field, sharing, capability.holder);
    yield `      ${path.padEnd(pathColumn)} ${effectiveText(field)}${from}${read}${hazard}\n`;
  }
}

/** The shared fields that are in use, with what Linux, vfio-pci and QEMU do with them. */
function* hazardsText(group: Group, style: Style): Generator<string> {
  const { chalk, width } = style;
  const possible = possiblyUsed(group.sharing);
  for (const line of wrap(usedSentence(alikeOf(group), possible.length), width))
    yield `${chalk.bold(line)}\n`;
  const reasons: Reasons = new Map();
  yield* usedTable(alikeOf(group), style, true, reasons);
  yield* reasonsText(reasons, style, true);
  yield* possibleText(possible, group.sharing, style);
}

/** Shared fields with a hazard class of which the dump does not tell whether they are in use. */
function possiblyUsed({ capabilities, pf }: Sharing): ClassedField[] {
  const fields = capabilities.flatMap(({ name, verdict, fields: seen }): readonly ClassedField[] =>
    verdict === 'unknown' && seen.length === 0
      ? [...classedFields(name)]
      : seen.flatMap(({ path, hazard, isGoverned, inUse }) =>
          isGoverned && hazard !== null && (inUse === null || (inUse && pf === null))
            ? [{ path, hazard }]
            : [],
        ),
  );
  return fields;
}

/** What may be in use, a register a line; by class. */
function* possibleText(
  fields: readonly ClassedField[],
  { pf }: Sharing,
  { chalk, width }: Style,
): Generator<string> {
  if (fields.length === 0) return;
  const text =
    pf === null
      ? 'The PF is not visible here, so it is not known which shared fields are in use: it may be any of these.'
      : 'The dump does not tell whether these are in use.';
  yield '\n';
  for (const line of wrap(text, width - 2)) yield `  ${chalk.magenta(line)}\n`;
  for (const hazard of hazardOrder) {
    const ofClass = fields.filter((field) => field.hazard === hazard).map(({ path }) => path);
    if (ofClass.length === 0) continue;
    const endOf = (path: string): number => path.lastIndexOf(path.endsWith(']') ? '[' : '.');
    const words = hazardWords[hazard].replace(/^./, (letter) => letter.toUpperCase());
    yield `\n  ${hazard === 3 ? chalk.red.bold(words) : chalk.bold(words)}\n`;
    for (const [register, paths] of groupedBy(ofClass, (path) => path.slice(0, endOf(path)))) {
      const names = paths.map((path) => path.slice(endOf(path)).replace('.', ''));
      for (const [n, line] of wrap(`${register}: ${names.join(', ')}`, width - 8).entries())
        yield `    ${n === 0 ? '' : '    '}${line}\n`;
    }
  }
}

/** A VF without its PF gets sentences, because a table would be all unknowns. */
function* detachedText({ reports, sharing }: Group, options: SharedOptions): Generator<string> {
  const { chalk, width } = options.style;
  const report = reports[0] as FunctionReport;
  const { verdict } = report;
  const said = (title: string, text: string): Generator<string> => paragraph(title, text, options.style);
  const state =
    verdict.attachment === 'detached'
      ? `Detached VF (${verdict.certainty})`
      : `VF (${verdict.certainty}), its PF is not known`;
  for (const line of wrap(`${state}: ${verdict.reason ?? ''}`, width))
    yield `${line.replace(state, chalk.yellow.bold(state))}\n`;
  const own = sharing.capabilities
    .filter(({ verdict: v, inVf }) => v === 'own' && inVf === true)
    .map(({ name }) => name);
  const independent = sharing.capabilities
    .filter(({ verdict: v }) => v === 'partly-shared')
    .flatMap(({ fields }) =>
      fields.filter((field) => field.rule === 'independent').map((field) => field.path),
    );
  const important = independent.filter((path) =>
    /bus_master_enable|power_state|ats\.control\.enable|transactions_pending|bridge_retry_or_flr/.test(path),
  );
  yield* said(
    'What can be known here',
    `The VF's own, and to be trusted: ${[...own, ...important].join(', ') || 'nothing that this dump shows'}.`,
  );
  const governed = new Map<string, number>();
  for (const capability of sharing.capabilities) {
    for (const field of capability.fields) {
      if (!isReadFromPf(field)) continue;
      const register = registerOf(field.path, capability.name);
      governed.set(register, (governed.get(register) ?? 0) + 1);
    }
  }
  const registers = [...governed].map(([register, n]) => `${register} (${count(n, 'field')})`);
  if (registers.length > 0) {
    yield* said(
      'What only the PF knows',
      `${registers.join(', ')}. The values that the VF reads there do not count: 0 in Device Control is not 128 bytes, 0 in Link Status is not a link that is down.`,
    );
  }
  const unknown = sharing.capabilities.filter((capability) => capability.verdict === 'unknown');
  const names = (of: readonly SharedCapability[]): string => of.map(({ name }) => name).join(', ');
  const inPf = unknown.filter(({ why }) => why !== beyondVf);
  if (inPf.length > 0) {
    yield* said(
      'What may exist only in the PF',
      `${names(inPf)}: not seen here, which does not mean that the PF lacks them.`,
    );
  }
  const beyond = unknown.filter(({ why }) => why === beyondVf);
  if (beyond.length > 0)
    yield* said('What the VF may have', `${names(beyond)}: the dump of the VF ends before them.`);
  yield `\n  ${chalk.dim('--all lists every field.')}\n`;
}

const guestText =
  'PASID, page requests and the translation unit of ATS are set by the PF’s driver for all its VFs: turning them on or off here may do nothing. A reset of the page request interface cannot be asked for, nor its end be seen: wait with a time-out, and use a Function Level Reset of this VF. An ATS queue depth of 0 is the PF’s queue, shared, not 32 entries.';

function* paragraph(title: string, text: string, { chalk, width }: Style): Generator<string> {
  yield `\n  ${chalk.bold(title)}\n`;
  for (const line of wrap(text, width - 4)) yield `    ${line}\n`;
}

/** Fields that a note names: fewer where it is to be short. */
const listedNotes = { short: 2, long: 6 };

function* notesText({ reports, sharing }: Group, style: Style, short: boolean): Generator<string> {
  const notes = consistencyNotes(sharing, reports[0] as FunctionReport);
  if (notes.length === 0) return;
  const { chalk, width } = style;
  const most = short ? listedNotes.short : listedNotes.long;
  if (!short) yield `\n  ${chalk.bold('Notes')}\n`;
  for (const list of groupedBy(notes, (note) => note.known ?? note.path).values()) {
    const first = list[0] as ConsistencyNote;
    const fields = list.slice(0, most).map((note) => `${note.path} reads ${note.seen}`);
    const more = list.length > most ? ` and ${list.length - most} more` : '';
    const text = first.known
      ? short && list.length > 1
        ? `${count(list.length, 'field')} of the VF read what they should not (--hazards): ${first.known}.`
        : `${fields.join(', ')}${more}: ${first.known}`
      : `${fields.join(', ')}, ${first.text}`;
    for (const line of wrap(short ? `Note: ${text}` : text, width - 4))
      yield `${short ? '  ' : '    '}${line}\n`;
  }
}
