import { valueText } from '../../decode/value-text.ts';
import type { Capability, FunctionView, Reading, Site } from '../../decode/view.ts';
import { type Visitor, visit } from '../../decode/visit.ts';
import { formatKey } from '../../model/address.ts';
import { hex } from '../../model/hex.ts';
import type { FieldDefinition, RegisterDefinition } from '../../registers/define.ts';
import { isReadFromPf, type VfInfo } from '../../registers/vf.ts';
import { sharingOf } from '../../sharing/sharing.ts';
import type { Advice } from '../../verdict/advice.ts';
import { placeOf } from '../../verdict/hierarchy.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { groupedBy } from '../grouped.ts';
import { lackingCapabilities } from '../lacking.ts';
import { type BarsOfPf, barsText, halvesOfBars } from './bars.ts';
import { bitsText } from './bits.ts';
import { fitted } from './fit.ts';
import { safe } from './safe.ts';
import { glyphs, type Style } from './style.ts';
import { busText, pfText, whereIsPf } from './tree.ts';
import { wrap } from './wrap.ts';

/** Which paths are shown: `sriov`, `sriov.control`, `sriov.control.vf_enable`. */
export type PathFilter = (path: string) => boolean;

export interface ShowOptions {
  /** What was asked for by name; without it everything that says something. */
  readonly wanted?: PathFilter | undefined;
  /** The names that `wanted` is made of. */
  readonly names?: readonly string[];
  /** How more of its bytes could be captured. */
  readonly capture?: Advice | undefined;
  /** Also what reads 0 and what only holds the lists together. */
  readonly all?: boolean;
  /** Registers bit for bit. */
  readonly bits?: boolean;
  /** The system around it: with it, what is in the PF of a VF is shown too. */
  readonly system?: System;
}

/** The registers of one Function: what says something, or with `all` every one. */
export function* showText(
  report: FunctionReport,
  style: Style,
  { wanted, names = [], capture, all = false, bits = false, system }: ShowOptions = {},
): Generator<string> {
  const { chalk } = style;
  const { fn, view } = report;
  const ids =
    report.vendorId === null
      ? ''
      : ` [${id4(report.vendorId)}:${report.deviceId === null ? '????' : id4(report.deviceId)}]`;
  const title = [report.className, report.name].filter((part) => part !== null).join(': ');
  yield `${chalk.bold(fn.address)}  ${fitted(safe(title), style.width - fn.address.length - 2 - ids.length, style)}${chalk.dim(ids)}\n`;
  const role = system && roleText(report, system);
  if (role) for (const line of wrap(role, style.width - 2)) yield `  ${line}\n`;
  const header = view.headerSite;
  const governedBy = governor(report);
  const counts = system ? countingValues(system, report) : undefined;
  const context: Context = { view, style, wanted, governedBy, all, bits, counts, marks: { any: false } };
  if (header) yield* section(context, header, 'header', `Header, type ${view.layout}`);
  else yield `  ${chalk.yellow('the header is not in the dump')}\n`;
  if (!wanted) yield* barsText(view, style, system && barsOfPf(system, report));
  for (const capability of view.capabilities) {
    const site = view.siteOf(capability);
    const name = capability.instance > 0 ? `${capability.name}[${capability.instance}]` : capability.name;
    if (site) yield* section(context, site, name, heading(capability));
    else if (!wanted || wanted(name)) yield* rawSection(view, capability, style);
  }
  for (const [name, lacks] of lackingCapabilities(view, names)) {
    const pf = system && pfViewOf(system, report);
    const site = pf && siteIn(pf, name);
    if (pf && site) {
      const text = `not in this Function, but the PF ${pf.fn.address}'s reads`;
      yield* section({ ...context, view: pf, governedBy: undefined, counts: undefined }, site, name, text);
    } else yield `  ${chalk.cyan.bold(name)}  ${chalk.yellow(lacks)}\n`;
  }
  if (context.marks.any)
    yield `        ${chalk.dim(`* governed by ${governedBy}, not by the VF: see lsvf shared`)}\n`;
  for (const problem of view.walk.problems) {
    if (wanted) break;
    const target = problem.target === undefined ? '' : ` → ${hex(problem.target, 2)}`;
    yield `  ${chalk.yellow(`the ${problem.kind} capability list ends early: ${problem.problem} at ${hex(problem.at, 2)}${target}`)}\n`;
  }
  if (!wanted && view.walk.extended === 'not-in-dump' && view.capability('pcie')) {
    const text = `extended capabilities are not in the dump, which ends at ${hex(fn.config.end - 1, 2)}${capture ? `; capture it again ${capture}` : ''}`;
    for (const line of wrap(text, style.width - 2)) yield `  ${chalk.yellow(line)}\n`;
  }
}

function heading({ entry, definition }: Capability): string {
  const version = entry.kind === 'extended' ? ` v${entry.version}` : '';
  return `${definition?.title ?? 'unknown capability'}${version}`;
}

interface Context {
  readonly view: FunctionView;
  readonly style: Style;
  readonly wanted: PathFilter | undefined;
  /** For a VF: its PF, in words. */
  readonly governedBy: string | undefined;
  readonly all: boolean;
  readonly bits: boolean;
  /** For a VF: what counts in place of what it reads, by path. */
  readonly counts: ReadonlyMap<string, string> | undefined;
  /** Whether a value is marked as governed by the PF. */
  readonly marks: { any: boolean };
}

/** What a Function is, in a line. */
function roleText(report: FunctionReport, system: System): string | undefined {
  const { verdict, pf, view } = report;
  const number = placeOf(report);
  if (pf) return `PF: ${pfText(report, glyphs(true), system.machine)}`;
  if (verdict.attachment === 'attached' && verdict.pf !== null)
    return `VF${number === null ? '' : ` ${number}`} of ${formatKey(verdict.pf)}`;
  if (verdict.attachment === 'detached') return `detached VF (${verdict.certainty}): ${whereIsPf(verdict)}`;
  if (verdict.attachment === 'unknown')
    return `VF (${verdict.certainty}), PF unknown: ${verdict.reason ?? ''}`;
  if (verdict.role === 'unreadable' || verdict.role === 'unknown') return verdict.reason ?? undefined;
  return view.layout === 1 ? `bridge${busText(report, system.machine)}` : undefined;
}

/** The PF of a VF, where it is in the dump. */
function pfViewOf({ machine }: System, { verdict }: FunctionReport): FunctionView | undefined {
  if (verdict.attachment !== 'attached' || verdict.pf === null) return undefined;
  const fn = machine.byKey.get(verdict.pf);
  return fn && machine.viewOf(fn);
}

function barsOfPf(system: System, report: FunctionReport): BarsOfPf | undefined {
  const pf = pfViewOf(system, report);
  const number = report.verdict.vfNumber;
  return pf && number !== null ? { pf, number } : undefined;
}

function siteIn(view: FunctionView, name: string): Site | undefined {
  const capability = view.capability(name);
  return capability && view.siteOf(capability);
}

/** What counts for a VF where it reads something else. */
function countingValues(system: System, report: FunctionReport): ReadonlyMap<string, string> | undefined {
  if (report.verdict.attachment !== 'attached') return undefined;
  const sharing = sharingOf(system, report);
  const found = new Map<string, string>();
  for (const { fields } of sharing.capabilities)
    for (const { path, isGoverned, vfValue, effectiveValue, effectiveFrom, definition } of fields) {
      if (!isGoverned || effectiveValue === null || vfValue === null) continue;
      if (BigInt(effectiveValue) === BigInt(vfValue)) continue;
      const who = effectiveFrom === null || effectiveFrom === sharing.pf ? 'PF' : formatKey(effectiveFrom);
      found.set(path, `${who}: ${valueText(definition, effectiveValue)}`);
    }
  return found;
}

/** The Function that governs the fields of a VF that are not its own. */
function governor({ verdict }: FunctionReport): string | undefined {
  if (verdict.role !== 'vf') return undefined;
  return verdict.attachment === 'attached' && verdict.pf !== null
    ? `the PF ${formatKey(verdict.pf)}`
    : 'the PF';
}

function* section(context: Context, site: Site, name: string, title: string): Generator<string> {
  const { view, style, wanted, governedBy, counts } = context;
  const { chalk } = style;
  if (context.bits && wanted) {
    yield* bitsText(view, site, name, wanted, style);
    return;
  }
  /** What was asked for by name is shown whatever it reads. */
  const isShort = !context.all && wanted === undefined;
  const zeros: string[] = [];
  let register: { readonly path: string; readonly at: number; zeros: number; defaults: number } | undefined;
  const closeRegister = (): void => {
    if (register && register.zeros + register.defaults > 0) {
      const shown = lines.length - 1 > register.at;
      if (!shown && value === 0 && width > 0) {
        lines.splice(register.at, 1);
        zeros.push(register.path);
      } else {
        const folded = [
          ...(register.zeros > 0 ? [`${register.zeros}${shown ? ' more' : ''} 0`] : []),
          ...(register.defaults > 0 ? [`${register.defaults} as after a reset`] : []),
        ];
        lines[register.at] += chalk.dim(`  ${folded.join(', ')}`);
      }
    }
    register = undefined;
  };
  /** A mark after what a VF reads and what does not count, with what does. */
  const mark = (info: VfInfo | undefined, path: string): string => {
    const counting = counts?.get(`${name}.${path}`);
    const isMarked = governedBy !== undefined && isReadFromPf(info ?? site.scope.definition.vf);
    if (isMarked) context.marks.any = true;
    return `${isMarked ? chalk.dim(' *') : ''}${counting === undefined ? '' : chalk.yellow(`  ${counting}`)}`;
  };
  const halves = name === 'header' ? halvesOfBars(view) : undefined;
  let registerInfo: VfInfo | undefined;
  const lines: string[] = [];
  /** What a field has after a reset says little. */
  const dimmed = (row: FieldDefinition | RegisterDefinition, read: number | bigint, text: string): string =>
    isShort && isAsReset(row, read) ? chalk.dim(text) : text;
  let covered = 0;
  let width = 0;
  let value = 0;
  let reservedPath = '';
  const flushReserved = (): void => {
    if (covered === -1) return;
    const mask = width >= 32 ? 0xffffffff : 2 ** width - 1;
    const left = (value & ~covered & mask) >>> 0;
    if (left !== 0 && width <= 32) {
      const text = `reserved bits set: ${hex(left, width / 4)}`;
      if (!wanted || wanted(reservedPath)) lines.push(`        ${chalk.yellow(text)}`);
    }
    covered = -1;
  };
  covered = -1;
  const line = (offset: string, path: string, text: string): string =>
    `  ${chalk.dim(offset.padStart(5))} ${path}${' '.repeat(Math.max(1, 44 - path.length))}${text}`;
  /** A value after its path; a long one goes on below its beginning. */
  const valueLine = (offset: string, path: string, text: string, after: string): string => {
    const column = 8 + Math.max(44, path.length + 1);
    const room = style.width - column - (after === '' ? 0 : 2);
    if (text.length <= room || room < 20) return line(offset, path, text + after);
    // Between the members of a list, where they fit.
    const joined = text.replace(/([^,]) /g, '$1\u00a0');
    const breaks = joined.split(' ').every((part) => part.length <= room) ? joined : text;
    const lines = wrap(breaks, room).map((part) => part.replaceAll('\u00a0', ' '));
    return line(offset, path, lines.join(`\n${' '.repeat(column)}`) + after);
  };
  const visitor: Visitor = {
    register(path, _key, definition, reading) {
      flushReserved();
      closeRegister();
      registerInfo = definition.vf;
      if (isShort && isDecodedElsewhere(name, path)) return;
      const full = `${name}.${path}`;
      const offset = reading.state !== 'absent' && reading.place ? hex(reading.place.offset, 2) : '';
      if (definition.fields && reading.state === 'known' && typeof reading.value === 'number') {
        covered = 0;
        width = definition.width;
        value = reading.value;
        reservedPath = full;
      }
      if (wanted && !wanted(full)) return;
      if (reading.state !== 'known') lines.push(line(offset, path, chalk.yellow(lackText(reading))));
      else if (definition.fields) {
        if (isShort) register = { path, at: lines.length, zeros: 0, defaults: 0 };
        lines.push(line(offset, path, chalk.dim(hex(reading.value, definition.width / 4))));
      } else if (isShort && isPlainZero(definition, reading.value, `${name}.${path}`, counts))
        zeros.push(path);
      else {
        const text = valueText(definition, reading.value, { view, site });
        const half = halves?.get(path);
        const beside = half === undefined ? '' : chalk.dim(`  ${half}`);
        lines.push(
          valueLine(
            offset,
            path,
            dimmed(definition, reading.value, text),
            beside + mark(definition.vf, path),
          ),
        );
      }
    },
    field(path, _key, definition, reading) {
      if (covered !== -1)
        covered |= definition.width >= 32 ? -1 >>> 0 : (2 ** definition.width - 1) << definition.low;
      if (wanted && !wanted(`${name}.${path}`)) return;
      if (reading.state !== 'known') return;
      if (isShort && isDecodedElsewhere(name, path)) return;
      if (register && isPlainZero(definition, reading.value, `${name}.${path}`, counts)) {
        register.zeros++;
        return;
      }
      if (register && isAsReset(definition, reading.value) && !counts?.has(`${name}.${path}`)) {
        register.defaults++;
        return;
      }
      const short = `  ${path.slice(path.lastIndexOf('.') + 1)}`;
      const text = valueText(definition, reading.value, { view, site });
      lines.push(
        valueLine(
          '',
          wanted ? path : short,
          dimmed(definition, reading.value, text),
          mark(definition.vf ?? registerInfo, path),
        ),
      );
    },
    bytes(path, _key, _definition, offset, length) {
      flushReserved();
      closeRegister();
      if (wanted && !wanted(`${name}.${path}`)) return;
      lines.push(line(hex(offset, 2), path, chalk.dim(bytesText(view, offset, length))));
    },
    beginTable() {},
    beginElement() {},
    endElement() {},
    endTable() {},
  };
  visit(view, site, visitor);
  flushReserved();
  closeRegister();
  if (zeros.length > 0)
    for (const [n, text] of wrap(`reads 0: ${namesText(zeros)}`, style.width - 8).entries())
      lines.push(`        ${n === 0 ? '' : '  '}${chalk.dim(text)}`);
  if (lines.length === 0 && wanted) return;
  yield `  ${chalk.cyan.bold(`${hex(site.base, 2)} ${name}`)}  ${title}\n`;
  for (const text of lines) yield `${text}\n`;
}

/** Registers that only hold the lists together, and those that are shown decoded. */
const listRegisters = /^(?:capability_id|next_capability|capability_header(?:\..*)?)$/;
const decodedInHeader =
  /^(?:capabilities_pointer|base_address\[\d\]|(?:io|memory|prefetchable_memory)_(?:base|limit)(?:\..*)?|(?:prefetchable|io)_(?:base|limit)_upper)$/;

const isDecodedElsewhere = (name: string, path: string): boolean =>
  listRegisters.test(path) ||
  (name === 'header' && decodedInHeader.test(path)) ||
  (name === 'sriov' && path.startsWith('vf_bar'));

/** Whether nobody set it: a reset gives it this value. */
const isAsReset = ({ reset }: FieldDefinition | RegisterDefinition, value: number | bigint): boolean =>
  reset !== undefined && Number(reset) === Number(value);

/** `header_log[0 to 3]` in place of four names. */
const namesText = (names: readonly string[]): string =>
  [...groupedBy(names, (name) => name.replace(/\[\d+\]$/, '[]'))]
    .map(([base, all]) => {
      const indexes = all.map((name) => /\[(\d+)\]$/.exec(name)?.[1]);
      return all.length === 1 ? all[0] : base.replace('[]', `[${indexes[0]} to ${indexes.at(-1)}]`);
    })
    .join(', ');

/** Names of a 0 that say no more than 0 does. */
const plainNames =
  /none|passed|fast|\bnot?\b|off|disabled|unknown|consumed|default|D0|at most|× 1|continue|reserved|non-fatal|under|dB|normal|\d us to|up to/i;

/** Whether a value is a 0 that tells nothing, also not by what counts in its place. */
function isPlainZero(
  row: FieldDefinition | RegisterDefinition,
  value: number | bigint,
  path: string,
  counts: ReadonlyMap<string, string> | undefined,
): boolean {
  if (Number(value) !== 0 || counts?.has(path) || (row.reset !== undefined && Number(row.reset) !== 0))
    return false;
  const text = valueText(row, value);
  const name = /^\S+ \((.*)\)$/.exec(text)?.[1];
  return name === undefined ? /^0|^none|^not /i.test(text) : plainNames.test(name);
}

function* rawSection(view: FunctionView, capability: Capability, style: Style): Generator<string> {
  const { chalk } = style;
  const { entry } = capability;
  const id = hex(entry.id, entry.kind === 'standard' ? 2 : 4);
  yield `  ${chalk.cyan.bold(`${hex(entry.offset, 2)} ${capability.name}`)}  ${entry.kind} capability ${id}, not known; first 16 bytes:\n`;
  yield `        ${chalk.dim(bytesText(view, entry.offset, 16))}\n`;
}

const mostBytes = 16;

function bytesText(view: FunctionView, offset: number, length: number): string {
  let text = '';
  for (let n = 0; n < Math.min(length, mostBytes); n++) {
    const byte = view.config.u8(offset + n);
    text += byte < 0 ? '?? ' : `${byte.toString(16).padStart(2, '0')} `;
  }
  return length > mostBytes ? `${text}… (${length} bytes)` : text.trimEnd();
}

function lackText(reading: Reading): string {
  return reading.state === 'not-in-dump' ? `unknown: ${reading.lacks}` : 'absent';
}

const id4 = (id: number): string => id.toString(16).padStart(4, '0');
