import type { Machine } from '../../machine/build.ts';
import type { IdleClaim } from '../../machine/physical-function.ts';
import { type AddressKey, formatKey, formatRoutingId } from '../../model/address.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { sharingOf } from '../../sharing/sharing.ts';
import { noPfVisible } from '../../verdict/attachment.ts';
import type { Role, Verdict } from '../../verdict/classify.ts';
import { type Branch, hierarchyOf, placeOf } from '../../verdict/hierarchy.ts';
import type { Selection } from '../../verdict/select.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { whyText } from '../../verdict/why.ts';
import { whyIdle } from '../../verdict/why-idle.ts';
import { columns, fit } from './fit.ts';
import { givenText } from './given.ts';
import { reachText } from './reach.ts';
import { safe } from './safe.ts';
import { type Glyphs, glyphs, type Style } from './style.ts';

export interface TreeOptions {
  readonly style: Style;
  /** Show every VF on its own line. */
  readonly all: boolean;
  readonly selection: Selection;
  /** What keeps the VFs of a PF off; where some PF has them off, it is in why-no-vfs.ts. */
  readonly whyNoVfs?: ((system: System, report: FunctionReport) => string | undefined) | undefined;
}

/** A line of the tree and what hangs below it. */
interface Node {
  readonly lines: readonly string[];
  readonly children: Node[];
}

/** The hierarchy of one snapshot, its diagnostics, and a closing summary. */
export function* treeText(system: System, options: TreeOptions): Generator<string> {
  const { style } = options;
  const { chalk } = style;
  const { snapshot } = system;
  if (snapshot.functions.length === 0) return;
  const { tree, summary } = treeParts(system, options);
  yield `${chalk.bold(safe(snapshotName(snapshot)))} ${chalk.dim(`(${snapshot.inputFormat}, ${count(snapshot.functions.length, 'function')})`)}\n`;
  for (const root of tree) {
    yield '\n';
    yield* root;
  }
  yield '\n';
  yield* diagnosticsText(system.diagnostics, style);
  for (const line of summary) yield `${line}\n`;
}

/** The hierarchy, lines of one root bus after another, and what is said of all. */
export function treeParts(
  system: System,
  options: TreeOptions,
): { readonly tree: readonly Iterable<string>[]; readonly summary: readonly string[] } {
  const g = glyphs(options.style.unicode);
  const builder = new TreeBuilder(system, options, g);
  const tree = builder.build().map(function* (root) {
    for (const line of root.lines) yield `${line}\n`;
    yield* renderChildren(root.children, '', g);
  });
  return { tree, summary: builder.summary() };
}

function* renderChildren(children: readonly Node[], indent: string, g: Glyphs): Generator<string> {
  for (const [n, child] of children.entries()) {
    const last = n === children.length - 1;
    const below = indent + (last ? g.gap : g.bar);
    for (const [line, text] of child.lines.entries()) {
      const lead =
        line === 0
          ? indent + (last ? g.last : g.branch)
          : below + (child.children.length > 0 ? g.bar : g.gap);
      yield `${lead}${text}`.trimEnd().concat('\n');
    }
    yield* renderChildren(child.children, below, g);
  }
}

/** Columns that the deepest usual nesting takes; names are cut so that a line still fits. */
const columnsPerLevel = 3;

class TreeBuilder {
  readonly #system: System;
  readonly #options: TreeOptions;
  readonly #g: Glyphs;
  readonly #reports = new Map<AddressKey, FunctionReport>();
  readonly #counts = {
    pf: 0,
    attached: 0,
    detached: 0,
    notEnabled: 0,
    unknownVf: 0,
    unknown: 0,
    unreadable: 0,
    missing: 0,
  };
  readonly #advice = new Set<string>();

  constructor(system: System, options: TreeOptions, g: Glyphs) {
    this.#system = system;
    this.#options = options;
    this.#g = g;
  }

  build(): Node[] {
    const { machine } = this.#system;
    const { selection, all, style } = this.#options;
    const { roots, reports } = hierarchyOf(this.#system, selection, all);
    for (const report of reports) {
      if (machine.byKey.get(report.fn.key) === report.fn) this.#reports.set(report.fn.key, report);
      this.#count(report);
    }
    return roots.map(({ name, children }) => ({
      lines: [style.chalk.bold(name)],
      children: children.map((branch) => this.#branch(branch, 1)),
    }));
  }

  summary(): string[] {
    const { chalk } = this.#options.style;
    const c = this.#counts;
    const total = this.#system.snapshot.functions.length;
    const vfs = c.attached + c.detached + c.notEnabled + c.unknownVf;
    const parts = [count(c.pf, 'PF'), count(vfs, 'VF')];
    const kinds = [
      ...(c.attached ? [`${c.attached} attached`] : []),
      ...(c.detached ? [chalk.yellow.bold(`${c.detached} detached`)] : []),
      ...(c.notEnabled ? [`${c.notEnabled} that no PF has enabled`] : []),
      ...(c.unknownVf ? [`${c.unknownVf} whose PF cannot be told`] : []),
    ];
    if (kinds.length > 0) parts[1] += ` (${kinds.join(', ')})`;
    if (c.missing > 0) parts.push(`${count(c.missing, 'VF')} enabled but not in the dump`);
    if (c.unreadable > 0) parts.push(`${c.unreadable} unreadable`);
    if (c.unknown > 0) parts.push(`${c.unknown} unknown (?)`);
    const lines = [`${count(total, 'function')}: ${parts.join(', ')}`];
    for (const advice of this.#advice) {
      const hint = `The dump is too short to tell everything: capture it again ${advice}.`;
      lines.push(...wrap(hint, this.#options.style.width).map((line) => chalk.dim(line)));
    }
    if (this.#advice.size === 0 && vfs > 0) {
      lines.push(chalk.dim('What a VF shares with its PF, field by field: lsvf shared'));
    }
    return lines;
  }

  #count(report: FunctionReport): void {
    const { verdict, pf } = report;
    const { machine } = this.#system;
    const c = this.#counts;
    if (verdict.role === 'pf') c.pf++;
    if (verdict.role === 'unknown') c.unknown++;
    if (verdict.role === 'unreadable') c.unreadable++;
    const idle = verdict.attachment === 'unknown' && notEnabled(report, machine) !== undefined;
    if (verdict.advice !== null) this.#advice.add(verdict.advice);
    if (verdict.attachment === 'attached') c.attached++;
    if (verdict.attachment === 'detached') c.detached++;
    if (idle) c.notEnabled++;
    else if (verdict.attachment === 'unknown') c.unknownVf++;
    c.missing += pf?.missing.length ?? 0;
  }

  #branch({ group, children }: Branch, depth: number): Node {
    if (group.length > 1) return this.#groupNode(group, depth);
    return this.#node(
      group[0],
      depth,
      children.map((branch) => this.#branch(branch, depth + 1)),
    );
  }

  #node(report: FunctionReport, depth: number, children: Node[]): Node {
    const { chalk } = this.#options.style;
    const { verdict, fn } = report;
    const address = formatRoutingId(fn.routingId);
    const place = placeOf(report);
    const number = place === null ? '' : ` ${place}`;
    const marks: Partial<Record<Role, [text: string, colour: (text: string) => string]>> = {
      pf: ['PF ', chalk.cyan.bold],
      vf: [`VF${number} `, chalk.green],
      unknown: ['? ', chalk.magenta],
      ...(report.deadVf ? { unreadable: [`VF${number} `, chalk.red] } : {}),
    };
    const [markText, colour] = marks[verdict.role] ?? ['', (text: string) => text];
    const mark = colour(markText);
    const bus = report.view.layout === 1 ? busText(report, this.#system.machine) : '';
    const room = this.#room(depth) - address.length - 2 - markText.length - bus.length;
    const what = label(report, room);
    const [beside, below] = this.#given([report], room - columns(what), depth);
    const first = `${chalk.bold(address)}  ${mark}${what}${chalk.dim(bus)}${beside}`;
    return { lines: [first, ...below, ...this.#details(report, depth)], children };
  }

  #groupNode(group: readonly FunctionReport[], depth: number): Node {
    const { chalk } = this.#options.style;
    const first = group[0] as FunctionReport;
    const last = group.at(-1) as FunctionReport;
    const from = formatRoutingId(first.fn.routingId);
    const to = formatRoutingId(last.fn.routingId);
    const range = `${from} ${this.#g.to} ${to}`;
    const numbers = numbersText(group, this.#g.to === '…');
    const room = this.#room(depth) - range.length - numbers.length - 4;
    const colour = first.verdict.role === 'unreadable' ? chalk.red : chalk.green;
    const what = label(first, room);
    const [beside, below] = this.#given(group, room - columns(what), depth);
    const line = `${chalk.bold(range)}  ${colour(numbers)}  ${what}${beside}`;
    return { lines: [line, ...below, ...this.#details(first, depth)], children: [] };
  }

  /** What the system gave Functions: at the end of their line if `room` columns take it, else in lines below. */
  #given(
    group: readonly FunctionReport[],
    room: number,
    depth: number,
  ): readonly [beside: string, below: readonly string[]] {
    const { dim } = this.#options.style.chalk;
    const text = givenText(group, this.#g);
    if (text === '') return ['', []];
    if (columns(text) + 2 <= room) return [dim(`  ${text}`), []];
    return ['', wrap(text, this.#room(depth) - columnsPerLevel).map((line) => dim(line))];
  }

  #room(depth: number): number {
    return Math.max(20, this.#options.style.width - depth * columnsPerLevel);
  }

  #details(report: FunctionReport, depth: number): string[] {
    const { chalk } = this.#options.style;
    const { verdict, pf } = report;
    const room = this.#room(depth) - columnsPerLevel;
    const lines: string[] = [];
    if (pf) {
      lines.push(
        ...wrap(pfText(report, this.#g, this.#system.machine), room).map((line) => chalk.cyan(line)),
      );
      const stop = this.#options.whyNoVfs?.(this.#system, report) ?? reachText(this.#system.machine, pf);
      if (stop) lines.push(...wrap(stop, room).map((line) => chalk.yellow(line)));
      const shares = this.#sharesText(report);
      if (shares) lines.push(...wrap(shares, room).map((line) => chalk.dim(line)));
    }
    if (verdict.attachment === 'detached') {
      const flag = `${this.#g.flag} detached VF (${verdict.certainty}): ${whereIsPf(verdict)}`;
      for (const line of wrap(flag, room)) lines.push(chalk.yellow.bold(line));
      for (const line of wrap(whyText(verdict), room)) lines.push(chalk.yellow(line));
    } else if (verdict.attachment === 'unknown') {
      const idle = notEnabled(report, this.#system.machine);
      const text = idle
        ? `VF (${verdict.certainty}) that ${formatKey(idle.pf)} has not enabled: ${whyIdle(idle)}`
        : `VF (${verdict.certainty}), PF unknown: ${verdict.reason ?? ''}`;
      lines.push(...wrap(text, room).map((line) => chalk.magenta(line)));
    } else if (verdict.role === 'unreadable') {
      const text = `unreadable: ${verdict.reason ?? ''}${deadText(report)}`;
      lines.push(...wrap(text, room).map((line) => chalk.red(line)));
    } else if (verdict.role === 'function' && verdict.reason !== null) {
      lines.push(...wrap(verdict.reason, room).map((line) => chalk.dim(line)));
    }
    return lines;
  }

  /** One line on what the VFs of a PF share with it. */
  #sharesText(report: FunctionReport): string | undefined {
    const key = report.pf?.vfs.find((vf) => vf !== undefined && this.#reports.has(vf));
    const vf = key === undefined ? undefined : this.#reports.get(key);
    if (vf?.verdict.attachment !== 'attached') return undefined;
    const { capabilities } = sharingOf(this.#system, vf);
    const partly = capabilities.filter((c) => c.verdict === 'partly-shared').map((c) => c.name);
    const whole = capabilities.filter((c) => c.verdict === 'shared').map((c) => c.name);
    const unknown = capabilities.some((c) => c.verdict === 'unknown');
    const parts = [
      ...(partly.length > 0 ? [`its VFs share fields of ${partly.join(', ')}`] : []),
      ...(whole.length > 0 ? [`only the PF has ${whole.join(', ')}, for all of them`] : []),
      ...(unknown ? ['more cannot be told from this dump'] : []),
    ];
    return parts.join('; ');
  }
}

/** Why a detached VF has no PF in the dump, in a few words. */
export function whereIsPf({ detachedKind, pf, reason }: Verdict): string {
  if (pf !== null) return `its PF ${formatKey(pf)} is not in this dump`;
  if (detachedKind === 'guest-view' && reason === noPfVisible) return 'no PF visible here';
  return detachedKind === 'guest-view' ? (reason ?? '') : 'its PF is not in this dump';
}

/** Where a VF whose PF is unknown would be one that a PF has not enabled. */
const notEnabled = ({ fn }: FunctionReport, { claims, idleClaims }: Machine): IdleClaim | undefined =>
  claims.has(fn.key) ? undefined : idleClaims.get(fn.key);

/** Whose VF a Function is, or would be, that does not answer. */
function deadText({ deadVf }: FunctionReport): string {
  if (!deadVf) return '';
  const pf = formatKey(deadVf.pf);
  return 'why' in deadVf ? `; it would be a VF of ${pf}, but ${whyIdle(deadVf)}` : `; it is a VF of ${pf}`;
}

/** What a PF says of its VFs, in a few words. */
export function pfText({ pf, fn }: FunctionReport, g: Glyphs, machine: Machine): string {
  const settings = pf?.settings;
  if (!settings) return 'SR-IOV settings are not in this dump';
  const { enabled, numVfs, totalVfs, firstVfOffset, vfStride } = settings;
  // Of the PFs of a device it is in the lowest, and holds for all; in the others it reads 0 (PCIe 6.0 §9.3.3.3).
  const ariCapableHierarchy = machine.pfsOfDevice(fn)[0]?.settings?.ariCapableHierarchy;
  const missing = pf?.missing.length ?? 0;
  const parts = [
    enabled === null
      ? 'VF Enable not in the dump'
      : enabled
        ? `${numVfs ?? '?'} of ${totalVfs === null ? '? VFs' : count(totalVfs, 'VF')} enabled`
        : `no VFs enabled of ${totalVfs ?? '?'}`,
    ...(enabled ? [`offset ${firstVfOffset ?? '?'}`, `stride ${vfStride ?? '?'}`] : []),
    ...(ariCapableHierarchy ? ['ARI'] : []),
    ...(missing > 0 ? [`${missing} not in the dump`] : []),
  ];
  return parts.join(` ${g.dot} `);
}

/** `VF 1–7`, or how many there are where the numbers are not known. */
export function numbersText(group: readonly FunctionReport[], unicode: boolean): string {
  const [first, last] = [group[0], group.at(-1)].map((report) => (report ? placeOf(report) : null));
  const isVf = group[0]?.verdict.role === 'vf';
  if (first === null || last === null)
    return group.length === 1 ? 'VF' : count(group.length, isVf ? 'VF' : 'function');
  return group.length === 1 ? `VF ${first}` : `VF ${first}${unicode ? '–' : '-'}${last}`;
}

/** Class, name and IDs; the IDs stay when the name is cut. */
export function label(report: FunctionReport, room: number): string {
  const { className, name, vendorId, deviceId } = report;
  const ids = vendorId === null ? '' : ` [${id4(vendorId)}:${deviceId === null ? '????' : id4(deviceId)}]`;
  const what = className && name ? `${className}: ${name}` : (name ?? className ?? '');
  return `${fit(safe(what), room - ids.length)}${ids}`.trim();
}

const id4 = (id: number): string => id.toString(16).padStart(4, '0');

/** `  → bus 01–02` of a bridge. */
export function busText({ fn }: FunctionReport, { buses }: Machine): string {
  const bridge = buses.of(fn);
  if (!bridge) return '';
  const hex = (n: number): string => n.toString(16).padStart(2, '0');
  const { secondary, subordinate } = bridge;
  return secondary === subordinate
    ? `  → bus ${hex(secondary)}`
    : `  → bus ${hex(secondary)}–${hex(subordinate)}`;
}

export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Breaks text at spaces, into lines that are safe for a terminal. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of safe(text).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Diagnostics as people read them: `dump.txt:82:6: error: …`. */
export function* diagnosticsText(diagnostics: readonly Diagnostic[], style: Style): Generator<string> {
  const { chalk } = style;
  for (const { severity, message, at, code } of diagnostics) {
    const colour = severity === 'error' ? chalk.red : severity === 'warning' ? chalk.yellow : chalk.blue;
    const place = at
      ? `${safe(at.file)}${at.line === undefined ? '' : `:${at.line}:${at.column ?? 1}`}${at.offset === undefined ? '' : `: byte ${at.offset}`}: `
      : '';
    yield `${place}${colour(severity)}: ${safe(message)} ${chalk.dim(`[${code}]`)}\n`;
  }
  if (diagnostics.length > 0) yield '\n';
}
