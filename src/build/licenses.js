// Writes dist/THIRD_PARTY_LICENSES: the notices of the packages whose code is in dist/, as esbuild's metafile tells.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  const own = `src/build/notices/${name}.txt`;
  // Without its text a package must stay a dependency, whose files come from its authors.
  if (files.length === 0 && !existsSync(own))
    throw new Error(`${folder} has no licence text: it must not be in the bundle`);
  const paths = files.length > 0 ? files.sort().map((file) => join(folder, file)) : [own];
  const texts = paths.map((path) => readFileSync(path, 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

const line = `\n\n${'-'.repeat(80)}\n\n`;

/** The notices of the packages in what was bundled. */
export const notices = (...metafiles) =>
  [...new Set(metafiles.flatMap(foldersOf))].sort().map(noticeOf).join(line);

/** The notices of what is in bundles, after a head and with others after them. */
export const licenseText = (head, metafiles, more = []) =>
  `${[head, notices(...metafiles), ...more].join(line)}\n`;

export function writeLicenses(metafiles) {
  const head = 'The files of this folder contain code of these packages.';
  writeFileSync('dist/THIRD_PARTY_LICENSES', licenseText(head, metafiles));
}

/** Whether another build has put a package into dist/ whose notice is not there. */
export function checkLicenses(metafile) {
  const written = readFileSync('dist/THIRD_PARTY_LICENSES', 'utf8');
  for (const folder of foldersOf(metafile))
    if (!written.includes(noticeOf(folder))) throw new Error(`dist/THIRD_PARTY_LICENSES lacks ${folder}`);
}
