// Writes the lists that follow from the folders: src/registers/index.ts, tables.ts and late.ts, src/lint/rules/index.ts,
// src/lint/rule-ids.ts, src/model/diagnostic-codes.ts, src/input/formats/index.ts, src/input/unwrap/wrappings/index.ts
// with characters/index.ts, src/verdict/signals/index.ts and src/guides/index.ts. Adding a table, a rule, an input format, a
// wrapping, a signal or a guide is adding a file.
// `node src/build/generate.js --check` says whether the lists are up to date and writes nothing.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluated } from './evaluated.js';

const check = process.argv.includes('--check');

/** Lists that are named for what they list. */
const lists = new Set(['tables.ts', 'late.ts']);

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !/(?:^|\/)index\.ts$/.test(name) && !lists.has(name))
    .sort();
}

const identifier = (path) =>
  path
    .replace(/\.ts$/, '')
    .replace(/[^a-z0-9]+([a-z0-9])/gi, (_, letter) => letter.toUpperCase())
    .replace(/^[0-9]/, '_$&');

function write(path, text) {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before === text) return;
  if (check) {
    console.error(`${path} is out of date: run node src/build/generate.js`);
    process.exitCode = 1;
  } else writeFileSync(path, text);
}

const imports = (paths) => paths.map((path) => `import ${identifier(path)} from './${path}';`).join('\n');
const list = (paths) => paths.map((path) => `  ${identifier(path)},`).join('\n');
const below = (folder, name) => filesBelow(join(folder, name)).map((path) => `${name}/${path}`);

const registers = 'src/registers';
const headers = below(registers, 'header').filter((path) => /type\d\.ts$/.test(path));
const tables = ['capabilities', 'dvsec', 'extended'].flatMap((name) => below(registers, name));
write(
  join(registers, 'index.ts'),
  `// Written by generate.js from the files of this folder.
${imports(tables.filter((path) => path < 'define'))}
import type { Lazy, PathsOf } from './define.ts';
${imports([...tables.filter((path) => path > 'define'), ...headers])}

/** The header layouts, by header type. */
export const headers = [
${list(headers)}
] as const satisfies readonly Lazy[];

/** Every capability that lsvf knows. Where several share an ID, the first whose \`when\` holds is the one. */
export const capabilities = [
${list(tables)}
] as const satisfies readonly Lazy[];

/** Every dotted name of every field and register. */
export type FieldPath = PathsOf<ReturnType<(typeof headers)[number] | (typeof capabilities)[number]>>;
`,
);

/** What is asked of all tables, so that none has to be made for it. */
function factsOf(definition) {
  const { kind, id, name, when, inVf, vf } = definition;
  const facts = { kind, id, name, ...(when ? { conditional: true } : {}), inVf };
  if (vf) facts.vf = { rule: vf.rule, ...(vf.from ? { from: vf.from } : {}) };
  const shares = sharesOf(definition);
  return { ...facts, ...(shares ? { shares } : {}) };
}

const allTables = [...headers, ...tables];
const { definitions, sharesOf } = await evaluated(`
  ${imports(allTables).replaceAll("'./", `'./${registers}/`)}
  export { sharesOf } from './${registers}/shares.ts';
  export const definitions = [${allTables.map(identifier)}];`);
const facts = new Map(allTables.map((path, n) => [path, factsOf(definitions[n]())]));

/** The tables that `tree` asks for where a machine has them; those of all others are loaded when one is asked for. */
const common = new Set(['header', 'pcie', 'virtio', 'sriov', 'ari', 'ats']);
const isCommon = (path) => common.has(facts.get(path).name);
const tableLine = (path) =>
  `  { ${JSON.stringify(facts.get(path)).slice(1, -1)}, definition: ${isCommon(path) ? '' : 'late.'}${identifier(path)} },`;
const early = tables.filter(isCommon);
write(
  join(registers, 'tables.ts'),
  `// Written by generate.js from the files of this folder.
${imports(early.filter((path) => path < 'define'))}
import type { Table } from './define.ts';
${imports([...early.filter((path) => path > 'define'), ...headers])}
import * as late from './late.ts';

/** Every table, with what is asked of all of them; a definition is made when it is first asked for. */
export const tables: readonly Table[] = [
${allTables.map(tableLine).join('\n')}
];
`,
);
write(
  join(registers, 'late.ts'),
  `// Written by generate.js from the files of this folder.
${tables
  .filter((path) => !isCommon(path))
  .map((path) => `export { default as ${identifier(path)} } from './${path}';`)
  .join('\n')}
`,
);

const rules = 'src/lint/rules';
const ruleFiles = existsSync(rules) ? filesBelow(rules) : [];
write(
  join(rules, 'index.ts'),
  `// Written by generate.js from the files of this folder.
import type { Rule } from '../define.ts';
${imports(ruleFiles)}

/** Every rule. */
export const rules: readonly Rule[] = [
${list(ruleFiles)}
];
`,
);

write(
  'src/lint/rule-ids.ts',
  `// Written by generate.js from the files of rules/.

/** The ID of every rule. */
export type RuleId =
${ruleFiles.map((path) => `  | '${path.replace(/\.ts$/, '')}'`).join('\n')};
`,
);

/** The codes that a rule names in one of its lists. */
const codesIn = (text, name) =>
  [...text.matchAll(new RegExp(`^  ${name}: \\[([^\\]]*)\\]`, 'gm'))].flatMap(([, inside]) =>
    [...inside.matchAll(/'([^']+)'/g)].map(([, code]) => code),
  );
const codes = ruleFiles.flatMap((path) => {
  const text = readFileSync(join(rules, path), 'utf8');
  return [...codesIn(text, 'diagnostics'), ...codesIn(text, 'insteadOf')];
});
write(
  'src/model/diagnostic-codes.ts',
  `// Written by generate.js from the rules of lint, each of which names the codes that it reports.

/** The code of every diagnostic. */
export type DiagnosticCode =
${[...new Set(codes)]
  .sort()
  .map((code) => `  | '${code}'`)
  .join('\n')};
`,
);

const formats = 'src/input/formats';
// A format is a file of the folder, or the default export of a file in the folder of its family, with its name.
const formatFiles = filesBelow(formats).filter(
  (path) =>
    !path.includes('/') ||
    (path.split('/').length === 2 && /^export default /m.test(readFileSync(join(formats, path), 'utf8'))),
);
const formatName = (path) => identifier(path.split('/').at(-1));
write(
  join(formats, 'index.ts'),
  `// Written by generate.js from the files of this folder.
import type { InputFormat } from '../format.ts';
${formatFiles.map((path) => `import ${formatName(path)} from './${path}';`).join('\n')}

/** Every input format. */
export const formats: readonly InputFormat[] = [
${formatFiles.map((path) => `  ${formatName(path)},`).join('\n')}
];
`,
);

const wrappings = 'src/input/unwrap/wrappings';
const wrappingFiles = filesBelow(wrappings);
const ofCharacters = join(wrappings, 'characters');
write(
  join(ofCharacters, 'index.ts'),
  `// Written by generate.js from the files of this folder.
import type { Wrapping } from '../../define.ts';
${imports(filesBelow(ofCharacters))}

/** The wrappings that the beginning of every file is looked at for. */
export const inCharacters: readonly Wrapping[] = [
${list(filesBelow(ofCharacters))}
];
`,
);
write(
  join(wrappings, 'index.ts'),
  `// Written by generate.js from the files of this folder.
import type { Wrapping } from '../define.ts';
${imports(wrappingFiles)}

/** Every wrapping. */
export const wrappings: readonly Wrapping[] = [
${list(wrappingFiles)}
];
`,
);

const signals = 'src/verdict/signals';
// As Biome sorts imports: `rid-claim` before `rid-claim-idle`.
const stem = (path) => path.replace(/\.ts$/, '');
const signalFiles = filesBelow(signals).sort((a, b) => (stem(a) < stem(b) ? -1 : 1));
write(
  join(signals, 'index.ts'),
  `// Written by generate.js from the files of this folder.
import type { Signal } from '../signal.ts';
${imports(signalFiles)}

const all = [
${list(signalFiles)}
] as const;

/** The name of every signal. */
export type SignalName = (typeof all)[number]['id'];

/** Every signal, the strongest first. */
export const signals: readonly (Signal & { readonly id: SignalName })[] = [...all].sort(
  (a, b) => a.rank - b.rank,
);
`,
);

const guides = 'src/guides';
const guideLine = (file) => {
  const title = /^# (.+)\n/.exec(readFileSync(join(guides, file), 'utf8'))?.[1] ?? '';
  const name = file.replace(/\.md$/, '');
  const key = /^\w+$/.test(name) ? name : `'${name}'`;
  return `  ${key}: { title: '${title.replaceAll("'", "\\'")}', load: () => import('./${file}') },`;
};
write(
  join(guides, 'index.ts'),
  `// Written by generate.js from the files of this folder.

/** Every guide: its title, and how its text is loaded. */
export const guides = {
${readdirSync(guides)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map(guideLine)
  .join('\n')}
} as const;

export type GuideName = keyof typeof guides;
`,
);
