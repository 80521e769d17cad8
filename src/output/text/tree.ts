import type { Machine } from '../../machine/build.ts';
import { type AddressKey, formatKey, formatRoutingId } from '../../model/address.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { sharingOf } from '../../sharing/sharing.ts';
import { noPfVisible } from '../../verdict/attachment.ts';
import type { Verdict } from '../../verdict/classify.ts';
import { type Branch, hierarchyOf, placeOf } from '../../verdict/hierarchy.ts';
import type { Selection } from '../../verdict/select.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { whyText } from '../../verdict/why.ts';
import { whyIdle } from '../../verdict/why-idle.ts';
import { countsOf, notEnabled, sentenceOf } from '../machine-sentence.ts';
import { kindOf, palette } from '../palette.ts';
import { columns } from './fit.ts';
import { givenText } from './given.ts';
import { label } from './label.ts';
import type { NextSteps } from './next.ts';
import { reachText } from './reach.ts';
import { safe } from './safe.ts';
import { sourceName } from './source-name.ts';
import { type Glyphs, glyphs, type Paint, type Style } from './style.ts';
import { wrap } from './wrap.ts';

export interface TreeOptions {
  readonly style: Style;
  /** Show every VF on its own line. */
  readonly all: boolean;
  readonly selection: Selection;
  /** Where what to do next is collected. */
  readonly next?: NextSteps | undefined;
  /** What keeps the VFs of a PF off; where some PF has them off, it is in why-no-vfs.ts. */
  readonly whyNoVfs?: ((system: System, report: FunctionReport) => string | undefined) | undefined;
}

/** A line of the tree and what hangs below it. */
interface Node {
  readonly lines: readonly string[];
  readonly children: Node[];
}

/** One snapshot: what it is in one sentence, its hierarchy, and its diagnostics. */
export function* treeText(system: System, options: TreeOptions): Generator<string> {
  const { style } = options;
  const { chalk } = style;
  const { snapshot } = system;
  if (snapshot.functions.length === 0) return;
  const { tree, sentence, isFolded } = treeParts(system, options);
  const functions = count(snapshot.functions.length, 'function');
  const what = `(${snapshot.inputFormat}${sentence.startsWith(functions) ? '' : `, ${functions}`})`;
  const heading = `${sourceName(snapshot)}: ${sentence}`;
  const isWide = style.fits === undefined || columns(heading) + 1 + what.length <= style.width;
  if (isWide) yield `${chalk.bold(heading)} ${chalk.dim(what)}\n`;
  else {
    for (const line of wrap(heading, style.width)) yield `${chalk.bold(line)}\n`;
    yield `${chalk.dim(what)}\n`;
  }
  for (const root of tree) {
    yield '\n';
    yield* root;
  }
  yield '\n';
  if (isFolded && !options.all)
    yield `${chalk.dim('Functions that are alike share a line; --all shows each.')}\n\n`;
  yield* diagnosticsText(system.diagnostics, style);
}

/** The hierarchy, lines of one root bus after another, and the machine in one sentence. */
export function treeParts(
  system: System,
  options: TreeOptions,
): {
  readonly tree: readonly Iterable<string>[];
  readonly sentence: string;
  /** Whether a line stands for several Functions. */
  readonly isFolded: boolean;
} {
  const g = glyphs(options.style.unicode);
  const builder = new TreeBuilder(system, options, g);
  const tree = builder.build().map(function* (root) {
    for (const line of root.lines) yield `${line}\n`;
    yield* renderChildren(root.children, '', g);
  });
  return { tree, sentence: builder.sentence(), isFolded: builder.isFolded };
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

/** The colour of what a Function is. */
function paintOf(report: FunctionReport, chalk: Paint): (text: string) => string {
  const { terminal } = palette[kindOf(report)];
  if (terminal === undefined) return (text) => text;
  return report.verdict.role === 'pf' ? chalk[terminal].bold : chalk[terminal];
}

/** Columns that the deepest usual nesting takes; names are cut so that a line still fits. */
const columnsPerLevel = 3;

class TreeBuilder {
  readonly #system: System;
  readonly #options: TreeOptions;
  readonly #g: Glyphs;
  readonly #reports = new Map<AddressKey, FunctionReport>();
  #all: readonly FunctionReport[] = [];
  isFolded = false;

  constructor(system: System, options: TreeOptions, g: Glyphs) {
    this.#system = system;
    this.#options = options;
    this.#g = g;
  }

  build(): Node[] {
    const { machine } = this.#system;
    const { selection, all, style } = this.#options;
    const { roots, reports } = hierarchyOf(this.#system, selection, all);
    this.#all = reports;
    for (const report of reports)
      if (machine.byKey.get(report.fn.key) === report.fn) this.#reports.set(report.fn.key, report);
    this.#options.next?.see(this.#system);
    return roots.map(({ name, children }) => ({
      lines: [style.chalk.bold(name)],
      children: children.map((branch) => this.#branch(branch, 1)),
    }));
  }

  /** `4 PFs, 26 VFs, all attached; 1 warning`: what is known without the rules of lint, which take a start to load. */
  sentence(): string {
    const said = this.#system.diagnostics.filter(({ severity }) => severity !== 'info');
    const of = (wanted: string): number => said.filter(({ severity }) => severity === wanted).length;
    const [errors, warnings] = [of('error'), of('warning')];
    return [
      sentenceOf(countsOf(this.#system, this.#all)),
      ...(errors > 0 ? [count(errors, 'error')] : []),
      ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ].join('; ');
  }

  #branch({ group, children }: Branch, depth: number): Node {
    if (group.length > 1) {
      this.isFolded = true;
      return this.#groupNode(group, depth);
    }
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
    const isVf = verdict.role === 'vf' || report.deadVf !== undefined;
    const markText = isVf
      ? `VF${number} `
      : verdict.role === 'pf'
        ? 'PF '
        : verdict.role === 'unknown'
          ? '? '
          : '';
    const mark = paintOf(report, chalk)(markText);
    const bus = report.view.layout === 1 ? busText(report, this.#system.machine) : '';
    const room = this.#room(depth) - address.length - 2 - markText.length - bus.length;
    const what = label(report, room, this.#options.style);
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
    const mark = first.verdict.role === 'unknown' ? '? ' : '';
    const numbers = `${mark}${numbersText(group, this.#g.to === '…')}`;
    const room = this.#room(depth) - range.length - numbers.length - 4;
    const colour = paintOf(first, chalk);
    const what = label(first, room, this.#options.style);
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
    if (this.#options.style.fits === undefined || columns(text) + 2 <= room) return [dim(`  ${text}`), []];
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
    const { next } = this.#options;
    if (verdict.attachment === 'detached') next?.detached(this.#system, report);
    if (verdict.attachment === 'attached') next?.attached(this.#system);
    if (verdict.advice !== null) next?.captureAgain(this.#system, verdict.advice);
    if (verdict.role === 'unreadable' && report.fn.config.knownBytes >= 64) next?.unreadable();
    if (pf) {
      lines.push(
        ...wrap(pfText(report, this.#g, this.#system.machine), room).map((line) => chalk.cyan(line)),
      );
      const off = this.#options.whyNoVfs?.(this.#system, report);
      if (pf.settings?.enabled === false) next?.pfOff(this.#system, report, off !== undefined);
      const stop = off ?? reachText(this.#system.machine, pf);
      if (stop) lines.push(...wrap(stop, room).map((line) => chalk.yellow(line)));
      const shares = this.#sharesText(report);
      if (shares) lines.push(...wrap(shares, room).map((line) => chalk.dim(line)));
    }
    if (verdict.attachment === 'detached') {
      const flag = `${this.#g.flag} detached VF (${verdict.certainty}): ${whereIsPf(verdict)}`;
      for (const line of wrap(flag, room)) lines.push(chalk.yellow.bold(line));
      for (const line of wrap(whyText(verdict), room)) lines.push(chalk.yellow(line));
    } else if (verdict.attachment === 'unknown') {
      const idle = notEnabled(this.#system, report);
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

/** Whose VF a Function is, or would be, that does not answer. */
function deadText({ deadVf }: FunctionReport): string {
  if (!deadVf) return '';
  const pf = formatKey(deadVf.pf);
  return 'why' in deadVf ? `; it would be a VF of ${pf}, but ${whyIdle(deadVf)}` : `; it is a VF of ${pf}`;
}

/** What a PF says about its VFs, in a few words. */
export function pfText({ pf, fn }: FunctionReport, g: Glyphs, machine: Machine): string {
  const settings = pf?.settings;
  if (!settings) return 'SR-IOV settings are not in this dump';
  const { enabled, numVfs, totalVfs, firstVfOffset, vfStride } = settings;
  // It is in the lowest PF of a device, and holds for all; in the others it reads 0 (PCIe 6.0 §9.3.3.3).
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
