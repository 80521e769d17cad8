import { readFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

type Commands = typeof import('./commands/index.ts');

/** The name of the file with compiled code for this Node, which refuses that of another. */
export const cacheName = `commands.v8-${process.versions.v8}-${process.arch}.cache`;

/** Loads the commands, which stand in a file of their own beside this one, from compiled code where there is some. */
export function loadCommands(): Commands {
  const file = join(__dirname, 'commands.cjs');
  const source = wrap(readFileSync(file, 'utf8'));
  const script = new Script(source, { filename: file, ...cachedData(join(__dirname, cacheName)) });
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports as Commands;
}

function cachedData(file: string): { cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(file) };
  } catch {
    return {};
  }
}
