import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

export interface Packed {
  /** The file that npm would publish. */
  readonly file: string;
  /** The paths in it. */
  readonly files: readonly string[];
  readonly unpackedSize: number;
}

/** Packs this checkout, which must be built, as npm publishes it. */
export function pack(folder: string): Packed {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const out = execFileSync('npm', args, { cwd: root, encoding: 'utf8' });
  const [packed] = JSON.parse(out) as [
    { filename: string; files: readonly { path: string }[]; unpackedSize: number },
  ];
  const { filename, files, unpackedSize } = packed;
  return { file: join(folder, filename), files: files.map(({ path }) => path), unpackedSize };
}

/** Installs packages in a new folder, and returns what npm said. */
export function installIn(folder: string, ...packages: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "user", "private": true, "type": "module" }\n');
  const { status, stdout, stderr } = spawnSync('npm', ['install', ...packages], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm install ${packages.join(' ')}: ${stderr}`);
  return stdout + stderr;
}

/** The binary of a Node version, as the registry has it. */
export function installNode(folder: string, version: string): string {
  const name = `node-${process.platform}-${process.arch}`;
  installIn(folder, `${name}@${version}`);
  return join(folder, 'node_modules', name, 'bin', 'node');
}
