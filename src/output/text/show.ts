import { valueText } from '../../decode/value-text.ts';
import type { Capability, FunctionView, Reading, Site } from '../../decode/view.ts';
import { type Visitor, visit } from '../../decode/visit.ts';
import { formatKey } from '../../model/address.ts';
import { isReadFromPf, type VfInfo } from '../../registers/vf.ts';
import type { Advice } from '../../verdict/advice.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { lackingCapabilities } from '../lacking.ts';
import { barsText, halvesOfBars } from './bars.ts';
import { fitted } from './fit.ts';
import { safe } from './safe.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** Which paths are shown: `sriov`, `sriov.control`, `sriov.control.vf_enable`. */
export type PathFilter = (path: string) => boolean;

/** Every register of one Function, a line each. */
export function* showText(
  report: FunctionReport,
  style: Style,
  wanted?: PathFilter,
  names: readonly string[] = [],
  /** How more of its bytes could be captured. */
  capture?: Advice,
): Generator<string> {
  const { chalk } = style;
  const { fn, view } = report;
  const ids =
    report.vendorId === null
      ? ''
      : ` [${id4(report.vendorId)}:${report.deviceId === null ? '????' : id4(report.deviceId)}]`;
  const title = [report.className, report.name].filter((part) => part !== null).join(': ');
  yield `${chalk.bold(fn.address)}  ${fitted(safe(title), style.width - fn.address.length - 2 - ids.length, style)}${chalk.dim(ids)}\n`;
  const header = view.headerSite;
  const governedBy = governor(report);
  const context = { view, style, wanted, governedBy };
  if (header) yield* section(context, header, 'header', `Header, type ${view.layout}`);
  else yield `  ${chalk.yellow('the header is not in the dump')}\n`;
  if (!wanted) yield* barsText(view, style);
  for (const capability of view.capabilities) {
    const site = view.siteOf(capability);
    const name = capability.instance > 0 ? `${capability.name}[${capability.instance}]` : capability.name;
    if (site) yield* section(context, site, name, heading(capability));
    else if (!wanted || wanted(name)) yield* rawSection(view, capability, style);
  }
  for (const [name, lacks] of lackingCapabilities(view, names))
    yield `  ${chalk.cyan.bold(name)}  ${chalk.yellow(lacks)}\n`;
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
  /** Of a VF: its PF, in words. */
  readonly governedBy: string | undefined;
}

/** Who governs the fields of a VF that are not its own. */
function governor({ verdict }: FunctionReport): string | undefined {
  if (verdict.role !== 'vf') return undefined;
  return verdict.attachment === 'attached' && verdict.pf !== null
    ? `the PF ${formatKey(verdict.pf)}`
    : 'the PF';
}

function* section(context: Context, site: Site, name: string, title: string): Generator<string> {
  const { view, style, wanted, governedBy } = context;
  const { chalk } = style;
  let marked = false;
  /** A mark behind what a VF reads and what does not count. */
  const mark = (info: VfInfo | undefined): string => {
    if (governedBy === undefined || !isReadFromPf(info ?? site.scope.definition.vf)) return '';
    marked = true;
    return chalk.dim(' *');
  };
  const halves = name === 'header' ? halvesOfBars(view) : undefined;
  let registerInfo: VfInfo | undefined;
  const lines: string[] = [];
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
  /** A value behind its path; a long one goes on below its beginning. */
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
      registerInfo = definition.vf;
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
      else if (definition.fields)
        lines.push(line(offset, path, chalk.dim(hex(reading.value, definition.width / 4))));
      else {
        const text = valueText(definition, reading.value, { view, site });
        const half = halves?.get(path);
        const beside = half === undefined ? '' : chalk.dim(`  ${half}`);
        lines.push(valueLine(offset, path, text, beside + mark(definition.vf)));
      }
    },
    field(path, _key, definition, reading) {
      if (covered !== -1)
        covered |= definition.width >= 32 ? -1 >>> 0 : (2 ** definition.width - 1) << definition.low;
      if (wanted && !wanted(`${name}.${path}`)) return;
      if (reading.state !== 'known') return;
      const short = `  ${path.slice(path.lastIndexOf('.') + 1)}`;
      const text = valueText(definition, reading.value, { view, site });
      lines.push(valueLine('', wanted ? path : short, text, mark(definition.vf ?? registerInfo)));
    },
    bytes(path, _key, _definition, offset, length) {
      flushReserved();
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
  if (lines.length === 0) return;
  yield `  ${chalk.cyan.bold(`${hex(site.base, 2)} ${name}`)}  ${title}\n`;
  for (const text of lines) yield `${text}\n`;
  if (marked) yield `        ${chalk.dim(`* governed by ${governedBy}, not by the VF: see lsvf shared`)}\n`;
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
const hex = (n: number | bigint, digits: number): string =>
  `${n.toString(16).toUpperCase().padStart(digits, '0')}h`;
