// Builds dist/: the bundles of bundle.js, the types of the library, and the schemas of lsvf.config.json and of what
// `lsvf fixture` reads.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const run = (script) => execFileSync(process.execPath, [`src/build/${script}`], { stdio: 'inherit' });

run('generate.js');
rmSync('dist', { recursive: true, force: true });
run('bundle.js');
run('types.js');
// Compiled code of the commands for this Node: with it lsvf starts in two thirds of the time.
run('cache.js');

const core = createRequire(import.meta.url)('../../dist/core.cjs');
const { configJsonSchema } = core['lint/config'];
const { rules } = core['lint/rules/index'];
const { fixtureJsonSchema } = core['fixture/description'];
writeFileSync('dist/fixture.schema.json', `${JSON.stringify(fixtureJsonSchema())}\n`);
writeFileSync('dist/config.schema.json', `${JSON.stringify(configJsonSchema(rules))}\n`);

writeFileSync('dist/lsvf.1', execFileSync(process.execPath, ['bin/lsvf.js', '__manual']));
