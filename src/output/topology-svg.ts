import { linkStateOf } from '../machine/link-state.ts';
import { formatKey } from '../model/address.ts';
import type { Selection } from '../verdict/select.ts';
import { type FunctionReport, type System, vfNumberOf } from '../verdict/system.ts';
import { certaintyWords, kindOf, palette } from './palette.ts';
import { safe } from './text/safe.ts';
import { xml } from './xml.ts';

const rowHeight = 26;
const indent = 22;
const perRow = 16;
const cell = { width: 40, height: 20 };
const width = 1000;
/** Missing VFs of one PF that are drawn: a hostile NumVFs claims 65,535. */
const mostMissing = 4096;
const mostIndents = 14;

/** Text of a dump in a drawing: what would turn the text around or is not to be seen is shown by its number. */
const escaped = (text: string): string => xml(safe(text));

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** The bridges, PFs and VFs of one system as an SVG document. */
export function topologySvg(system: System, selection: Selection): string {
  const parts: string[] = [];
  const drawn = new Set<FunctionReport>();
  const byParent = new Map<string, FunctionReport[]>();
  const reports = system.snapshot.functions
    .filter((fn) => selection.keeps(fn))
    .map((fn) => system.report(fn));
  const byAddress = new Map(reports.map((report) => [report.fn.address, report]));
  const apart = reports.filter(({ verdict }) => verdict.role === 'vf' && verdict.attachment !== 'attached');
  let y = 4;
  for (const report of reports) {
    if (report.verdict.role === 'vf') continue;
    const parent = report.parent === null ? undefined : formatKey(report.parent);
    const below = parent !== undefined && parent !== report.fn.address && byAddress.has(parent);
    const key = below ? parent : rootOf(report);
    const list = byParent.get(key);
    if (list) list.push(report);
    else byParent.set(key, [report]);
  }
  const line = (x: number, kind: string, text: string): void => {
    parts.push(`<text class="${kind}" x="${x}" y="${y + 17}">${escaped(text)}</text>`);
    y += rowHeight;
  };
  const node = (report: FunctionReport, x: number): void => {
    const { fn } = report;
    const state = linkStateOf(system.machine, fn, report.view);
    const slower = state?.isSlower ? `, slower than both can: ${state.best}` : '';
    const link = state ? `  ${state.now}${slower}` : '';
    const kind = kindText(report);
    const vfs = report.pf ? `  ${vfsText(report)}` : '';
    const name = report.name ?? report.className ?? '';
    const ids = idsText(report);
    const evidence = evidenceOf(report);
    const label = `${fn.address} ${kind} ${ids} ${name}${vfs}${link}`;
    const room = Math.max(12, Math.floor((width - x - 200) / 7.4) - kind.length - vfs.length - link.length);
    parts.push(
      `<g class="fn ${kindOf(report)}" tabindex="0" role="img" data-fn="${fn.address}" aria-label="${escaped([label, ...evidence].join('; '))}">` +
        `<title>${[label, ...evidence].map(escaped).join('\n')}</title>` +
        `<rect x="${x}" y="${y + 2}" width="${width - x - 4}" height="${rowHeight - 4}" rx="4"/>` +
        `<text x="${x + 8}" y="${y + 17}">${fn.address}<tspan class="dim" dx="8">${escaped(kind)} ${ids}</tspan>` +
        `<tspan dx="8" class="name">${xml(cut(safe(name), room))}</tspan>${vfs ? `<tspan dx="8">${escaped(vfs.trim())}</tspan>` : ''}${link ? `<tspan dx="8" class="${slower ? 'slower' : 'dim'}">${escaped(link.trim())}</tspan>` : ''}</text></g>`,
    );
    y += rowHeight;
    drawn.add(report);
  };
  const vfCells = ({ fn, pf }: FunctionReport, x: number): void => {
    if (!pf) return;
    const all = [...pf.vfs.flatMap((key) => key ?? []), ...pf.missing.slice(0, mostMissing)]
      .sort((a, b) => a - b)
      .map((key) => ({ address: formatKey(key), report: byAddress.get(formatKey(key)) }))
      .filter(({ address, report }) => report || pf.missing.some((key) => formatKey(key) === address));
    const columns = Math.max(4, Math.min(perRow, Math.floor((width - x) / (cell.width + 4))));
    all.forEach(({ address, report }, n) => {
      const left = x + (n % columns) * (cell.width + 4);
      const top = y + 2 + Math.floor(n / columns) * (cell.height + 4);
      const text = report
        ? `VF ${vfNumberOf(report) ?? '?'} of ${fn.address}: ${address}`
        : `missing VF of ${fn.address}: ${address} is not in the dump`;
      parts.push(
        `<g class="fn cell ${report ? kindOf(report) : 'missing'}"${report ? ` data-fn="${address}"` : ''} tabindex="0" role="img" aria-label="${escaped(text)}"><title>${escaped(text)}</title>` +
          `<rect x="${left}" y="${top}" width="${cell.width}" height="${cell.height}" rx="3"/>` +
          `<text x="${left + cell.width / 2}" y="${top + 14}" text-anchor="middle">${address.slice(-5)}</text></g>`,
      );
      if (report) drawn.add(report);
    });
    if (all.length > 0) y += 6 + Math.ceil(all.length / columns) * (cell.height + 4);
  };
  // A stack, not recursion: bridges of a hostile dump go deep.
  const below = (key: string): void => {
    const stack = (byParent.get(key) ?? []).map((report) => ({ report, depth: 1 })).reverse();
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (drawn.has(next.report)) continue;
      const { report, depth } = next;
      const x = 4 + Math.min(depth, mostIndents) * indent;
      node(report, x);
      vfCells(report, x + indent);
      for (const child of (byParent.get(report.fn.address) ?? []).slice().reverse())
        stack.push({ report: child, depth: depth + 1 });
    }
  };
  for (const root of byParent.keys()) {
    if (byAddress.has(root)) continue;
    line(4, 'root', `Root bus ${root}`);
    below(root);
  }
  const isApart = new Set(apart);
  const rest = reports.filter((report) => !drawn.has(report) && !isApart.has(report));
  if (rest.length > 0) {
    line(4, 'root', 'Not below any root bus');
    for (const report of rest) node(report, 4 + indent);
  }
  if (apart.length > 0) {
    line(4, 'root', 'VFs without their PF');
    for (const report of apart) {
      node(report, 4 + indent);
      for (const text of evidenceOf(report).slice(0, 3)) line(4 + 2 * indent, 'dim', text);
    }
  }
  const height = y + 6;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Machine">` +
    `<style>${svgStyle}</style>${parts.join('\n')}</svg>`
  );
}

function kindText(report: FunctionReport): string {
  const { certainty } = report.verdict;
  const kind = kindOf(report);
  return kind === 'detached' && certainty !== null
    ? `${palette.detached.word} (${certaintyWords[certainty]})`
    : palette[kind].word;
}

/** For detached VFs, and for Functions that could not be told. */
const evidenceOf = ({ verdict }: FunctionReport): string[] =>
  (verdict.attachment !== null && verdict.attachment !== 'attached') || verdict.role === 'unknown'
    ? verdict.evidence.map(({ weight, seen }) => `${weight}: ${seen}`)
    : [];

function vfsText({ pf }: FunctionReport): string {
  const { enabled = null, numVfs = null, totalVfs = null } = pf?.settings ?? {};
  if (enabled === null) return 'VFs unknown';
  return enabled
    ? `${numVfs ?? '?'} of ${totalVfs ?? '?'} VF${totalVfs === 1 ? '' : 's'}`
    : `no VFs of ${totalVfs ?? '?'}`;
}

const id4 = (id: number | null): string => (id === null ? '????' : id.toString(16).padStart(4, '0'));
const idsText = ({ vendorId, deviceId }: FunctionReport): string => `${id4(vendorId)}:${id4(deviceId)}`;
const rootOf = ({ fn: { address } }: FunctionReport): string => address.slice(0, address.lastIndexOf(':'));

const rects = (scheme: 'light' | 'dark'): string =>
  Object.entries(palette)
    .map(([kind, look]) => `.fn.${kind} rect{fill:${look[scheme].fill};stroke:${look[scheme].stroke}}`)
    .join('');

const svgStyle =
  'svg{font:13px system-ui,sans-serif;background:#fff}svg text{fill:#1b2430}.name{unicode-bidi:isolate}.root{font-weight:700}.dim{fill:#56606c}.slower{fill:#a3260b;font-weight:700}' +
  `${rects('light')}.fn.missing rect{stroke-dasharray:4 3}.fn.cell text{font-size:12px}.fn:focus{outline:none}.fn:focus rect{stroke-width:3}` +
  `@media (prefers-color-scheme:dark){svg{background:#14181d}svg text{fill:#e6eaf0}.dim{fill:#a9b4c0}.slower{fill:#ff9c80}${rects('dark')}}`;
