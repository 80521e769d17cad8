// Builds dist/: the bundles of bundle.js, with the marks of eager.js, the types of the library, and the schemas of
// lsvf.config.json and of what `lsvf fixture` reads.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { markEager } from './eager.js';
import { evaluated } from './evaluated.js';
import { bundleListVfs } from './list-vfs.js';
import { writeModules } from './modules.js';

const run = (script) => execFileSync(process.execPath, [`src/build/${script}`], { stdio: 'inherit' });

run('generate.js');
rmSync('dist', { recursive: true, force: true });
run('bundle.js');
markEager();
await bundleListVfs();
await writeModules();
run('types.js');

const { configJsonSchema, fixtureJsonSchema, rules } = await evaluated(`
  export { fixtureJsonSchema } from './src/fixture/description.ts';
  export { configJsonSchema } from './src/lint/config.ts';
  export { rules } from './src/lint/rules/index.ts';`);
writeFileSync('dist/fixture.schema.json', `${JSON.stringify(fixtureJsonSchema())}\n`);
writeFileSync('dist/config.schema.json', `${JSON.stringify(configJsonSchema(rules))}\n`);

writeFileSync('dist/lsvf.1', execFileSync(process.execPath, ['bin/lsvf.js', '__manual']));
