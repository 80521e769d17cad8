// What some exports of declaration files lead to, as tsc writes them: the statements that their types are made of.
import { dirname, join } from 'node:path';

/** The statements of a file: each begins with its comment. Brackets tell where it ends. */
export function statementsOf(text) {
  const statements = [];
  let begin = 0;
  let depth = 0;
  // Comments and texts are passed over as a whole.
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[{}()[\];]|\n/g;
  let last = '';
  for (const { 0: found, index } of text.matchAll(token)) {
    if (/^[{([]$/.test(found)) depth++;
    else if (/^[})\]]$/.test(found)) depth--;
    const block = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|class|module|namespace) /m;
    const isEnd =
      depth === 0 &&
      (found === ';' || (found === '\n' && last === '}' && block.test(bare(text.slice(begin, index)))));
    if (isEnd) {
      statements.push(text.slice(begin, index + 1).trim());
      begin = index + 1;
    }
    if (found !== '\n' || last !== '}') last = found;
    else last = '';
  }
  return statements.filter((statement) => statement !== '' && statement !== 'export {};');
}

/** A statement without comments and texts. */
export const bare = (statement) =>
  statement.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");

const listOf = (text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name, as = name] = part.replace(/^type /, '').split(' as ');
      return { name, as, isType: part.startsWith('type ') };
    });

/** A file: what it declares, what it imports, and what it exports from others. */
function parsed(text) {
  const file = { declared: new Map(), imported: new Map(), passed: new Map(), stars: [], ambient: [] };
  for (const statement of statementsOf(text)) {
    const code = statement.replace(/\/\*[\s\S]*?\*\//g, '').trim();
    const from = /from ['"]([^'"]+)['"];$/.exec(code)?.[1];
    const [, list = ''] = /\{([^}]*)\}/.exec(code) ?? [];
    if (/^import /.test(code)) {
      const star = /^import (?:type )?\* as (\w+)/.exec(code)?.[1];
      if (star) file.imported.set(star, { from, name: '*' });
      else for (const { name, as } of listOf(list)) file.imported.set(as, { from, name });
    } else if (/^export \*/.test(code)) file.stars.push(from);
    else if (/^export (?:type )?\{/.test(code))
      for (const { name, as, isType } of listOf(list))
        file.passed.set(as, { from, name, isType: isType || code.startsWith('export type') });
    else if (/^declare module/.test(code)) file.ambient.push(statement);
    else {
      const name =
        /^(?:export )?(?:declare )?(?:abstract )?(?:interface|class|type|const|function|let|var|enum) (\w+)/.exec(
          code,
        )?.[1];
      if (name === undefined) throw new Error(`what does this declare? ${code.slice(0, 80)}`);
      file.declared.set(name, [...(file.declared.get(name) ?? []), statement]);
    }
  }
  return file;
}

const names = (statement) =>
  new Set(bare(statement).match(/(?<![\w.])[A-Z]\w*|(?<=typeof )\w+|(?<![\w.])[a-z]\w*(?=\.[A-Z])/g) ?? []);

/**
 * The statements that the exports of the entries lead to. `read` gives a file's text; relative specifiers end in `.js`.
 * Returns texts by file, and for each entry what it exports and where that is declared.
 */
export function reachable(entries, read) {
  const files = new Map();
  const fileOf = (path) => {
    if (!files.has(path)) files.set(path, parsed(read(path)));
    return files.get(path);
  };
  const pathOf = (from, specifier) => join(dirname(from), specifier).replace(/\.js$/, '.d.ts');
  const isOurs = (specifier) => specifier?.startsWith('.');
  const kept = new Map();
  /** What files pass on from others. */
  const ways = new Map();

  /** Where the thing is declared that a file exports, or knows, by a name. */
  function place(path, name) {
    const file = fileOf(path);
    if (file.declared.has(name)) return { path, name };
    const passed = file.passed.get(name);
    if (passed) ways.set(path, (ways.get(path) ?? new Set()).add(name));
    if (passed && passed.from === undefined && passed.name !== name) return place(path, passed.name);
    const other = passed?.from === undefined ? file.imported.get(name) : passed;
    if (other) {
      if (other.name === '*') return { path: pathOf(path, other.from), name: '*' };
      return isOurs(other.from) ? place(pathOf(path, other.from), other.name) : undefined;
    }
    for (const star of file.stars) {
      const found = place(pathOf(path, star), name);
      if (found) return found;
    }
    return undefined;
  }

  function keep({ path, name }) {
    const own = kept.get(path) ?? new Set();
    kept.set(path, own);
    if (name === '*' || own.has(name)) return;
    own.add(name);
    for (const statement of fileOf(path).declared.get(name)) follow(path, statement);
  }

  function follow(path, statement) {
    for (const name of names(statement)) {
      const found = place(path, name);
      if (!found) continue;
      if (found.name !== '*') keep(found);
      else
        for (const [, member] of bare(statement).matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))) {
          const inner = place(found.path, member);
          if (inner) keep(inner);
        }
    }
    for (const [, specifier, name] of statement.matchAll(/import\(["'](\.[^"']+)["']\)\.(\w+)/g)) {
      const found = place(pathOf(path, specifier), name);
      if (found) keep(found);
    }
  }

  const exportsOf = (path) => {
    const file = fileOf(path);
    const found = new Map();
    for (const star of file.stars)
      for (const [name, at] of exportsOf(pathOf(path, star))) found.set(name, at);
    for (const [name] of file.passed) found.set(name, place(path, name));
    for (const [name, statements] of file.declared)
      if (/(?:^|\*\/\s*)export /.test(statements[0])) found.set(name, { path, name });
    return found;
  };

  const exported = new Map();
  for (const entry of entries) {
    exported.set(entry, exportsOf(entry));
    for (const at of exported.get(entry).values()) keep(at);
    for (const statement of fileOf(entry).ambient) follow(entry, statement);
  }
  return {
    exported,
    kept,
    files,
    /** The files that are needed, and what is left of each. */
    paths: [...new Set([...entries, ...kept.keys(), ...ways.keys()])],
    textOf: (path) => textOf(fileOf(path), kept.get(path), ways.get(path), entries.includes(path)),
  };
}

/** A file with the statements that are kept, and the imports that these need. */
function textOf(file, kept = new Set(), ways = new Set(), isEntry) {
  const statements = [...file.declared].filter(([name]) => kept.has(name)).flatMap(([, list]) => list);
  const all = [...statements, ...file.ambient];
  const used = new Set(all.flatMap((statement) => [...names(statement)]));
  for (const [as, { from, name }] of file.passed)
    if (from === undefined && (isEntry || ways.has(as))) used.add(name);
  const imports = [...file.imported]
    .filter(([as]) => used.has(as))
    .map(([as, { from, name }]) =>
      name === '*'
        ? `import type * as ${as} from '${from}';`
        : `import type { ${name === as ? as : `${name} as ${as}`} } from '${from}';`,
    );
  const stars = isEntry ? file.stars.map((from) => `export * from '${from}';`) : [];
  const passed = [...file.passed]
    .filter(([as]) => isEntry || ways.has(as))
    .map(([as, { from, name, isType }]) => {
      const what = `${isType ? 'type ' : ''}${name === as ? as : `${name} as ${as}`}`;
      return from === undefined ? `export { ${what} };` : `export { ${what} } from '${from}';`;
    });
  return `${[...imports, ...stars, ...passed, ...all].join('\n')}\nexport {};\n`;
}
