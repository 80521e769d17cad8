// Marks the functions that a run of `tree` calls, so that V8 compiles them together with their module. Node keeps in its
// cache what there is of a module right then; what is compiled later is compiled again at each start. The mark is the one
// that V8 looks for: the parentheses around a function that is called at once.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import MagicString from 'magic-string';
import { visit } from './visit.js';

/** What people have most: a machine with its VFs on, one with them off, and the text of -vvv. */
const samples = ['igb-7vf/lspci-xxxx.txt', 'igb-novf/lspci-xxxx.txt', 'igb-7vf/lspci-vvv-xxxx.txt'];

/** Marks them in all modules of dist/ that are loaded for these samples. */
export function markEager() {
  for (const [path, places] of called())
    writeFileSync(
      path,
      marked(readFileSync(path, 'utf8'), (start, end) => places.has(`${start}-${end}`)),
    );
}

/** For each module the functions that were called, as START-END. */
function called() {
  const folder = mkdtempSync(join(tmpdir(), 'lsvf-called-'));
  try {
    for (const sample of samples)
      execFileSync(process.execPath, ['dist/cli.js', `samples/${sample}`], {
        env: { NODE_V8_COVERAGE: folder, LC_ALL: 'C.UTF-8' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const modules = readdirSync(folder)
      .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).result)
      .filter(({ url }) => url.startsWith('file:'));
    const found = new Map();
    for (const { url, functions } of modules) {
      const path = fileURLToPath(url);
      const places = found.get(path) ?? new Set();
      found.set(path, places);
      for (const { ranges } of functions)
        if (ranges[0].count > 0) places.add(`${ranges[0].startOffset}-${ranges[0].endOffset}`);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The module with a mark at each of these functions that can have one, which what is a method cannot. */
export function marked(source, isCalled) {
  const text = new MagicString(source);
  visit(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), [], (node, [parent, above]) => {
    const { type, start, end, id } = node;
    if (!isCalled(start, end)) return;
    if (isExpression(node) && !isMethod(parent)) text.appendRight(start, '(').prependLeft(end, ')');
    if (type !== 'FunctionDeclaration' || !isBlock(parent)) return;
    // A declaration holds from the start of its block, and so must the variable.
    const word = parent.type === 'Program' || isFunction(above) ? 'var' : 'let';
    const head = `${node.async ? 'async ' : ''}function${node.generator ? '*' : ''}`;
    text.overwrite(start, id.end, `${word} ${id.name}=(${head}`).appendLeft(end, ');');
    text.move(start, end, parent.type === 'Program' ? 0 : parent.start + 1);
  });
  return text.toString();
}

const isExpression = ({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
const isFunction = (node) => isExpression(node) || node.type === 'FunctionDeclaration';
const isMethod = ({ type, method, kind }) =>
  type === 'MethodDefinition' || (type === 'Property' && (method || kind !== 'init'));
const isBlock = ({ type }) => type === 'Program' || type === 'BlockStatement';
