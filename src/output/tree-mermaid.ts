import type { Machine } from '../machine/build.ts';
import { formatRoutingId } from '../model/address.ts';
import { snapshotName } from '../model/snapshot.ts';
import { type Branch, hierarchyOf } from '../verdict/hierarchy.ts';
import type { Selection } from '../verdict/select.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import { type Kind, kindOf, palette } from './palette.ts';
import { safe } from './text/safe.ts';
import { glyphs } from './text/style.ts';
import { busText, count, numbersText, pfText } from './text/tree.ts';

/** Mermaid draws at most 500 arrows unless it is told otherwise (its setting maxEdges). */
const mostNodes = 450;
const longestName = 48;
/** More ordinary Functions than these below one bridge are one box. */
const mostOrdinary = 3;

/** Text in a quoted label: what might mean something to Mermaid or HTML is written by its number. */
const label = (text: string): string =>
  safe(text).replace(
    /[^\p{L}\p{N} .,:()/+\u00b7\u2013\u2026\u2192_-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );

const borders: Readonly<Partial<Record<Kind, string>>> = {
  detached: ',stroke-width:3px',
  missing: ',stroke-dasharray:4',
};

const styleOf = (kind: Kind): string => {
  const { fill, stroke } = palette[kind].light;
  return `fill:${fill},stroke:${stroke},color:#1b2430${borders[kind] ?? ''}`;
};

/** The hierarchy of one snapshot as a Mermaid flowchart, as GitHub and GitLab draw it in Markdown. */
export function treeMermaid(system: System, selection: Selection): string {
  const out = [`%% ${label(snapshotName(system.snapshot))} (${system.snapshot.inputFormat})`, 'flowchart LR'];
  const used = new Set<Kind>();
  let nodes = 0;
  let left = 0;
  const node = (parent: string | undefined, lines: readonly string[], kind: Kind | undefined): string => {
    const id = `n${nodes++}`;
    const text = lines
      .filter((line) => line !== '')
      .map(label)
      .join('<br/>');
    if (kind !== undefined) used.add(kind);
    out.push(
      `  ${parent === undefined ? '' : `${parent} --> `}${id}["${text}"]${kind === undefined ? '' : `:::${kind}`}`,
    );
    return id;
  };
  const draw = (branches: readonly Branch[], parent: string): void => {
    const ordinary = branches.filter((branch) => isOrdinary(branch));
    const together = ordinary.length > mostOrdinary;
    for (const branch of branches) {
      if (together && isOrdinary(branch)) continue;
      if (nodes >= mostNodes) left += countOf(branch);
      else drawOne(branch, parent);
    }
    if (together) {
      const [first, last] = [ordinary[0], ordinary.at(-1)].map(
        (branch) => branch?.group[0].fn.routingId ?? 0,
      );
      const range = `${formatRoutingId(first ?? 0)} … ${formatRoutingId(last ?? 0)}`;
      node(parent, [range, `${ordinary.length} functions`], undefined);
    }
  };
  const drawOne = (branch: Branch, parent: string): void => {
    const [report] = branch.group;
    const id = node(parent, linesOf(branch, system.machine), colourOf(report));
    const missing = report.pf?.missing.length ?? 0;
    draw(branch.children, id);
    if (missing > 0) node(id, [count(missing, 'VF'), 'not in the dump'], 'missing');
  };
  for (const { name, children } of hierarchyOf(system, selection, false).roots) {
    if (nodes >= mostNodes) for (const branch of children) left += countOf(branch);
    else draw(children, node(undefined, [name], undefined));
  }
  if (left > 0) node(undefined, [`${left} more functions are not drawn`], 'unknown');
  for (const kind of used) out.push(`  classDef ${kind} ${styleOf(kind)}`);
  return `${out.join('\n')}\n`;
}

const isOrdinary = ({ group, children }: Branch): boolean =>
  group.length === 1 && children.length === 0 && group[0].verdict.role === 'function';

const countOf = ({ group, children }: Branch): number =>
  children.reduce((sum, child) => sum + countOf(child), group.length);

/** Ordinary Functions are boxes without a colour. */
function colourOf(report: FunctionReport): Kind | undefined {
  const kind = kindOf(report);
  return kind === 'function' ? undefined : kind;
}

function linesOf({ group }: Branch, machine: Machine): string[] {
  const [report] = group;
  const { verdict, fn, name, className } = report;
  const last = group.at(-1) ?? report;
  const place = formatRoutingId(fn.routingId);
  const range = group.length > 1 ? `${place} … ${formatRoutingId(last.fn.routingId)}` : place;
  const heads: Partial<Record<string, string>> = { pf: 'PF ', bridge: 'bridge ', unreadable: 'unreadable ' };
  const numbers =
    verdict.role === 'vf' || group.length > 1 ? `${numbersText(group, true)} ` : (heads[verdict.role] ?? '');
  const what = name ?? className ?? '';
  const characters = [...what];
  return [
    `${numbers}${range}${verdict.role === 'bridge' ? busText(report, machine) : ''}`,
    characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : what,
    report.pf ? pfText(report, glyphs(true), machine) : '',
    verdict.attachment === 'detached' ? `detached VF (${verdict.certainty})` : '',
    verdict.attachment === 'unknown' ? 'its PF cannot be told' : '',
  ];
}
