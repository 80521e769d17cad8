// Writes dist/THIRD_PARTY_LICENSES: the notices of the packages whose code is in dist/, as esbuild's metafile tells.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of the packages of which the bundles have code, such as node_modules/chalk. */
function foldersOf({ outputs }) {
  const inputs = Object.values(outputs)
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]);
  return [...new Set(inputs.filter((folder) => folder !== undefined))].sort();
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
  // Without its text a package must stay a dependency, whose files come from its authors.
  if (files.length === 0) throw new Error(`${folder} has no licence text: it must not be in the bundle`);
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

export function writeLicenses(metafile) {
  const notices = foldersOf(metafile).map(noticeOf);
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  const head = 'The files of this folder contain code of these packages.';
  writeFileSync('dist/THIRD_PARTY_LICENSES', `${[head, ...notices].join(line)}\n`);
}
