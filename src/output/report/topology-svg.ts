import { safe } from '../text/safe.ts';
import { xml } from '../xml.ts';
import type { FunctionModel, PfModel, SystemModel } from './model.ts';

const rowHeight = 26;
const indent = 22;
const perRow = 16;
const cell = { width: 40, height: 20 };
const width = 1000;

/** Text of a dump in a drawing: what would turn the text around or is not to be seen is shown by its number. */
const escaped = (text: string): string => xml(safe(text));

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** The bridges, PFs and VFs of one system as an SVG document. */
export function topologySvg(system: SystemModel): string {
  const parts: string[] = [];
  const drawn = new Set<FunctionModel>();
  const byParent = new Map<string, FunctionModel[]>();
  const byAddress = new Map(system.functions.map((fn) => [fn.address, fn]));
  const pfs = new Map(system.pfs.map((pf) => [pf.address, pf]));
  const apart = system.functions.filter((fn) => fn.role === 'vf' && fn.attachment !== 'attached');
  let y = 4;
  for (const fn of system.functions) {
    if (fn.role === 'vf') continue;
    const below = fn.parent !== null && fn.parent !== fn.address && byAddress.has(fn.parent);
    const key = below ? (fn.parent as string) : rootOf(fn);
    const list = byParent.get(key);
    if (list) list.push(fn);
    else byParent.set(key, [fn]);
  }
  const line = (x: number, kind: string, text: string): void => {
    parts.push(`<text class="${kind}" x="${x}" y="${y + 17}">${escaped(text)}</text>`);
    y += rowHeight;
  };
  const node = (fn: FunctionModel, x: number): void => {
    const link = fn.link ? `  ${fn.link.text}${fn.link.down ? ' ▼ down-trained' : ''}` : '';
    const pf = pfs.get(fn.address);
    const kind = kindOf(fn);
    const vfs = pf ? `  ${vfsText(pf)}` : '';
    const label = `${fn.address} ${kind} ${fn.ids} ${fn.name}${vfs}${link}`;
    const room = Math.max(12, Math.floor((width - x - 200) / 7.4) - kind.length - vfs.length - link.length);
    parts.push(
      `<g class="fn ${fn.role}" tabindex="0" role="img" data-fn="${fn.address}" aria-label="${escaped([label, ...fn.evidence].join('; '))}">` +
        `<title>${[label, ...fn.evidence].map(escaped).join('\n')}</title>` +
        `<rect x="${x}" y="${y + 2}" width="${width - x - 4}" height="${rowHeight - 4}" rx="4"/>` +
        `<text x="${x + 8}" y="${y + 17}">${fn.address}<tspan class="dim" dx="8">${kind} ${fn.ids}</tspan>` +
        `<tspan dx="8" class="name">${xml(cut(safe(fn.name), room))}</tspan>${vfs ? `<tspan dx="8">${escaped(vfs.trim())}</tspan>` : ''}${link ? `<tspan dx="8" class="${fn.link?.down ? 'down' : 'dim'}">${escaped(link.trim())}</tspan>` : ''}</text></g>`,
    );
    y += rowHeight;
    drawn.add(fn);
  };
  const vfCells = (address: string, x: number): void => {
    const pf = pfs.get(address);
    if (!pf) return;
    const all = [
      ...pf.vfs.map((vf) => ({ address: vf, fn: byAddress.get(vf) })),
      ...pf.missing.slice(0, 4096).map((vf) => ({ address: vf, fn: undefined })),
    ].sort((a, b) => (a.address < b.address ? -1 : 1));
    const columns = Math.max(4, Math.min(perRow, Math.floor((width - x) / (cell.width + 4))));
    all.forEach(({ address: vf, fn }, n) => {
      const left = x + (n % columns) * (cell.width + 4);
      const top = y + 2 + Math.floor(n / columns) * (cell.height + 4);
      const text = fn
        ? `VF ${fn.vfNumber ?? '?'} of ${address}: ${vf}`
        : `missing VF of ${address}: ${vf} is not in the dump`;
      parts.push(
        `<g class="fn ${fn ? 'vf' : 'hole'}"${fn ? ` data-fn="${vf}"` : ''} tabindex="0" role="img" aria-label="${escaped(text)}"><title>${escaped(text)}</title>` +
          `<rect x="${left}" y="${top}" width="${cell.width}" height="${cell.height}" rx="3"/>` +
          `<text x="${left + cell.width / 2}" y="${top + 14}" text-anchor="middle">${vf.slice(-5)}</text></g>`,
      );
      if (fn) drawn.add(fn);
    });
    if (all.length > 0) y += 6 + Math.ceil(all.length / columns) * (cell.height + 4);
  };
  // A stack, not recursion: bridges of a hostile dump go deep.
  const below = (key: string): void => {
    const stack = (byParent.get(key) ?? []).map((fn) => ({ fn, depth: 1 })).reverse();
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (drawn.has(next.fn)) continue;
      const { fn, depth } = next;
      const x = 4 + Math.min(depth, 14) * indent;
      node(fn, x);
      vfCells(fn.address, x + indent);
      for (const child of (byParent.get(fn.address) ?? []).slice().reverse())
        stack.push({ fn: child, depth: depth + 1 });
    }
  };
  for (const root of byParent.keys()) {
    if (byAddress.has(root)) continue;
    line(4, 'root', `Root bus ${root}`);
    below(root);
  }
  const isApart = new Set(apart);
  const rest = system.functions.filter((fn) => !drawn.has(fn) && !isApart.has(fn));
  if (rest.length > 0) {
    line(4, 'root', 'Not below any root bus');
    for (const fn of rest) node(fn, 4 + indent);
  }
  if (apart.length > 0) {
    line(4, 'root', 'VFs without their PF: why on hover and focus');
    for (const fn of apart) node(fn, 4 + indent);
  }
  const height = y + 6;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Machine">` +
    `<style>${svgStyle}</style>${parts.join('\n')}</svg>`
  );
}

function kindOf({ role, attachment, certainty }: FunctionModel): string {
  if (role === 'pf') return 'PF';
  if (role !== 'vf') return role;
  return attachment === 'detached' ? `detached VF (${certainty})` : 'VF';
}

function vfsText({ enabled, num, total }: PfModel): string {
  if (enabled === null) return 'VFs unknown';
  return enabled
    ? `${num ?? '?'} of ${total ?? '?'} VF${total === 1 ? '' : 's'}`
    : `no VFs of ${total ?? '?'}`;
}

const rootOf = (fn: FunctionModel): string => fn.address.slice(0, fn.address.lastIndexOf(':'));

export const svgStyle =
  'svg{font:13px system-ui,sans-serif;background:#fff}svg text{fill:#1b2430}.name{unicode-bidi:isolate}.root{font-weight:700}.dim{fill:#56606c}.down{fill:#a3260b;font-weight:700}' +
  '.fn rect{fill:#f2f4f7;stroke:#8894a3}.fn.bridge rect{fill:#e9eef6;stroke:#4a6a9c}.fn.pf rect{fill:#dcefe3;stroke:#1f7a45}.fn.vf rect{fill:#e3f1fb;stroke:#1a6fa8}' +
  '.fn.hole rect{fill:none;stroke:#a3260b;stroke-dasharray:4 3}.fn.vf text,.fn.hole text{font-size:12px}.fn:focus{outline:none}.fn:focus rect{stroke-width:3}' +
  '@media (prefers-color-scheme:dark){svg{background:#14181d}svg text{fill:#e6eaf0}.dim{fill:#a9b4c0}.down{fill:#ff9c80}.fn rect{fill:#22282f}.fn.bridge rect{fill:#223048;stroke:#88a9e0}' +
  '.fn.pf rect{fill:#18392a;stroke:#5fc58b}.fn.vf rect{fill:#16354a;stroke:#6bb8ea}.fn.hole rect{fill:none;stroke:#ff9c80}}';
