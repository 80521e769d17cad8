// Writes the compiled code of dist/commands.cjs, as it is after a look at one dump.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';

const file = resolve('dist/commands.cjs');
for (const name of readdirSync('dist')) if (name.endsWith('.cache')) rmSync(`dist/${name}`);
const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file });
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
const flags = { select: [], color: 'never', all: false, output: '/dev/null' };
for (const format of ['text', 'json'])
  await module.exports.tree(['samples/igb-7vf/lspci-xxxx.txt'], { ...flags, format });
writeFileSync(`dist/commands.v8-${process.versions.v8}-${process.arch}.cache`, script.createCachedData());
