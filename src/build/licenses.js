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
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
  const holder = typeof author === 'string' ? author.replace(/ *<.*/, '') : author?.name;
  if (files.length === 0 && (license !== 'MIT' || !holder)) throw new Error(`${folder} has no licence text`);
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (files.length === 0) texts.push(mit(holder));
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

/** The text of the licence for a package that only names it. */
const mit = (holder) =>
  readFileSync('LICENSE', 'utf8')
    .trim()
    .replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);

const line = `\n\n${'-'.repeat(80)}\n\n`;

/** The notices of the packages in what was bundled. */
export const notices = (...metafiles) =>
  [...new Set(metafiles.flatMap(foldersOf))].sort().map(noticeOf).join(line);

export function writeLicenses(metafiles) {
  const head = 'The files of this folder contain code of these packages.';
  writeFileSync('dist/THIRD_PARTY_LICENSES', `${head}${line}${notices(...metafiles)}\n`);
}
