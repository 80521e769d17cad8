// Writes dist/lsvf.html: the application of src/page with its style in one file. Its script is packed; a few lines unpack
// it and put it into the page, where its hash lets it run.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { evaluated } from './evaluated.js';
import { zipDirectoryOnly } from './plugins.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** A browser has no modules of Node; what asks for one asks where it runs first. */
const withoutNode = {
  name: 'without-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'node' }));
    onLoad({ filter: /./, namespace: 'node' }, () => ({ contents: 'export default undefined' }));
  },
};

/** Bundles the application; `notices` is what its packages ask to be shown. */
export async function writePage(notices) {
  const { palette, cssOfPalette } = await evaluated(
    "export { palette } from './src/output/palette.ts'; export { cssOfPalette } from './src/page/style/palette-css.ts';",
  );
  const { outputFiles, metafile } = await build({
    entryPoints: ['src/page/main.tsx'],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    write: false,
    metafile: true,
    define: { LSVF_VERSION: JSON.stringify(version) },
    plugins: [zipDirectoryOnly, withoutNode],
  });
  const styles = readdirSync('src/page/style')
    .filter((name) => name.endsWith('.css'))
    .sort();
  const css = styles.map((name) => readFileSync(join('src/page/style', name), 'utf8')).join('\n');
  const { code } = await (await import('esbuild')).transform(`${cssOfPalette(palette)}\n${css}`, {
    loader: 'css',
    minify: true,
  });
  const style = code.trim();
  const app = outputFiles[0].text;
  const starter = (
    await (await import('esbuild')).transform(readFileSync('src/page/starter.js', 'utf8'), { minify: true })
  ).code.trim();
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const csp = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    // Archives in xz and zstd are unpacked by WebAssembly.
    `script-src ${hash(starter)} ${hash(app)} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${hash(style)}`,
    'img-src data:',
  ].join('; ');
  const packed = deflateRawSync(app, { level: 9 }).toString('base64');
  writeFileSync(
    'dist/lsvf.html',
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${csp}">` +
      `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>lsvf ${version}</title><style>${style}</style></head>` +
      '<body><div id="app"><p class="starting">lsvf needs JavaScript: it reads the dump in this page, and nothing leaves it.</p></div>' +
      `<script type="text/plain" id="application">${packed}</script><!--inputs--><script>${starter}</script>` +
      `<!--\n${notices(metafile).replaceAll('--', '- -')}\n--></body></html>\n`,
  );
  return metafile;
}
