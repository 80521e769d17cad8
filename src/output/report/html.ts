import { jsonText } from '../json-text.ts';
import { safe } from '../text/safe.ts';
import type { ReportModel } from './model.ts';
import { page } from './page.ts';
import { pageStyle } from './style.ts';
import { svgStyle, topologySvg } from './topology-svg.ts';

const views = [
  ['topology', 'Machine'],
  ['routing', 'Routing IDs'],
  ['sharing', 'Sharing'],
  ['bytes', 'Bytes'],
  ['findings', 'Findings'],
  ['differences', 'Differences'],
] as const;

/** The whole page. `hash` gives the SHA-256 of a text in base64: only this script and these styles may run. */
export function* reportHtml(model: ReportModel, hash: (text: string) => string): Generator<string> {
  const script = `(${page.toString()})();`;
  const csp =
    `default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'sha256-${hash(script)}'; ` +
    `style-src 'sha256-${hash(pageStyle)}' 'sha256-${hash(svgStyle)}'`;
  yield `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${csp}">`;
  yield '<meta name="viewport" content="width=device-width,initial-scale=1"><title>lsvf report</title>';
  yield `<style>${pageStyle}</style></head><body><header><h1>lsvf report</h1><label>Input <select id="source"></select></label>`;
  yield '<form id="search" role="search"><label>Search <input id="query" type="search" placeholder="field, Linux macro or 0x value"></label> <button>Find</button></form></header>';
  yield '<main><div role="tablist" aria-label="Views">';
  const shown = views.filter(([id]) => id !== 'differences' || model.difference);
  for (const [id, title] of shown)
    yield `<button type="button" role="tab" id="tab-${id}" aria-controls="view-${id}">${title}</button>`;
  yield '</div><p id="status" role="status"></p>';
  for (const [id, title] of shown) {
    yield `<section role="tabpanel" id="view-${id}" aria-labelledby="tab-${id}"${id === 'topology' ? '' : ' hidden'}>`;
    if (id === 'topology') {
      for (const [n, system] of model.systems.entries()) {
        yield `<div id="svg-${n}" class="scroll" tabindex="0" role="region" aria-label="${title}"${n > 0 ? ' hidden' : ''}>${topologySvg(system)}</div>`;
      }
    } else {
      if (id === 'bytes')
        yield '<label>Function <select id="function"></select></label><ul id="results"></ul>';
      yield `<div id="${id}-body"></div>`;
    }
    yield '</section>';
  }
  yield '</main><dialog id="detail" aria-labelledby="detail-title"><h2 id="detail-title"></h2><div id="detail-body"></div><button type="button" id="close">Close</button></dialog>';
  yield `<script type="application/json" id="data">${embedded(model)}</script><script>${script}</script></body></html>\n`;
}

/** JSON that cannot end the element it stands in, and of which every text can be shown. */
export const embedded = (value: unknown): string =>
  jsonText(
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? safe(part) : part)),
  ).replaceAll('<', '\\u003c');
