// Writes the compiled code of dist/core.cjs and dist/commands.cjs, as it is after a look at one dump.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';

for (const name of readdirSync('dist')) if (name.endsWith('.cache')) rmSync(`dist/${name}`);
const scripts = new Map();

function load(name, require) {
  const file = resolve(`dist/${name}.cjs`);
  const script = new Script(Module.wrap(readFileSync(file, 'latin1')), { filename: file });
  scripts.set(name, script);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  return module.exports;
}

const fromNode = createRequire(resolve('dist/commands.cjs'));
const core = load('core', fromNode);
const commands = load('commands', (name) => (name === './core.cjs' ? core : fromNode(name)));
const flags = { select: [], color: 'never', all: false, output: '/dev/null' };
for (const format of ['text', 'json'])
  await commands.tree(['samples/igb-7vf/lspci-xxxx.txt'], { ...flags, format });
for (const [name, script] of scripts)
  writeFileSync(`dist/${name}.v8-${process.versions.v8}-${process.arch}.cache`, script.createCachedData());
