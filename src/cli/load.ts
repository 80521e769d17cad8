import { readFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

type Commands = typeof import('./commands/index.ts');
type Require = (name: string) => unknown;

/** The name of a file with compiled code for this Node, which refuses that of another. */
const cacheName = (name: string): string => `${name}.v8-${process.versions.v8}-${process.arch}.cache`;

/** Loads the commands, which stand in files of their own beside this one, from compiled code where there is some. */
export function loadCommands(): Commands {
  let core: unknown;
  const fromNode = createRequire(__filename);
  return load('commands', (name) => {
    if (name !== './core.cjs') return fromNode(name);
    core ??= load('core', fromNode);
    return core;
  }) as Commands;
}

function load(name: string, require: Require): unknown {
  const file = join(__dirname, `${name}.cjs`);
  // The bundles are ASCII: one byte a character is what V8 takes fastest.
  const source = wrap(readFileSync(file, 'latin1'));
  const script = new Script(source, { filename: file, ...cachedData(join(__dirname, cacheName(name))) });
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  return module.exports;
}

function cachedData(file: string): { cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(file) };
  } catch {
    return {};
  }
}
