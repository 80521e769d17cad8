import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { type SchemaName, schemaNames } from '../../src/output/records/names.ts';
import { schemas } from '../../src/output/records/schemas.ts';
import type { JsonSchema } from '../../src/output/records/shape.ts';
import { runProgram } from '../program/run-program.ts';

/*
 * Every JSON that the scenarios and the samples give, against the schemas as they are printed, and against the same
 * closed: a key that no schema names fails there.
 */
const root = resolve(import.meta.dirname, '..', '..');
const samples = readdirSync(join(root, 'samples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'broken')
  .flatMap(({ name }) => [`samples/${name}/lspci-xxxx.txt`, `samples/${name}/sysfs.tar.gz`]);

function run(args: readonly string[], input?: string): string {
  const { stdout, stderr } = runProgram(args, { cwd: root, input: input ?? '' });
  if (stdout === '') throw new Error(`lsvf ${args.join(' ')} printed nothing: ${stderr}`);
  return stdout;
}

/** The same schema, in which objects with named keys have no others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const content = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...content, additionalProperties: false }
    : content;
}

const ajv = new Ajv2020({
  allErrors: false,
  allowUnionTypes: true,
  strictRequired: false,
  strictTuples: false,
});
addFormats.default(ajv);
const compiled = new Map<string, ValidateFunction>();

function validator(name: SchemaName, isClosed: boolean): ValidateFunction {
  const key = `${name} ${isClosed}`;
  const known = compiled.get(key);
  if (known) return known;
  const schema = schemas[name]();
  const made = ajv.compile((isClosed ? closed(schema) : schema) as JsonSchema);
  compiled.set(key, made);
  return made;
}

function check(name: SchemaName, document: unknown, what: string): void {
  for (const isClosed of [false, true]) {
    const validate = validator(name, isClosed);
    const fits = validate(document);
    expect(fits ? [] : validate.errors, `${what}${isClosed ? ', with no other keys' : ''}`).toEqual([]);
  }
}

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('what the samples give', () => {
  const kinds: readonly [SchemaName, SchemaName, readonly string[]][] = [
    ['tree', 'tree-line', ['tree']],
    ['show', 'show-line', ['show']],
    ['shared', 'shared-line', ['shared']],
    ['guest', 'guest-line', ['shared', '--as', 'guest']],
    ['lint', 'lint-line', ['lint', '--profile', 'pedantic']],
  ];
  test.each(kinds)('%s', (name, lineName, args) => {
    const isLint = name === 'lint';
    const paths = isLint ? [...samples, 'samples/broken', 'samples/dead-slot'] : samples;
    check(name, JSON.parse(run([...args, '--format', 'json', ...paths])), name);
    const rows = lines(run([...args, '--format', 'ndjson', ...paths]));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) check(lineName, row, lineName);
  });

  test('show of some fields', () => {
    const args = ['show', '--field', 'sriov', '--field', 'header.vendor_id', '--format'];
    check('show', JSON.parse(run([...args, 'json', ...samples])), 'show');
    const rows = lines(run([...args, 'ndjson', ...samples])) as { fields: Record<string, unknown> }[];
    for (const row of rows) check('show-line', row, 'show-line');
    // Every line has the same keys.
    const keys = new Set(rows.map(({ fields }) => Object.keys(fields).join()));
    expect(keys.size).toBe(1);
    expect([...keys][0]).toMatch(/^sriov\.capability_header\.id,.*,sriov\.num_vfs,.*,header\.vendor_id$/);
  });

  test('diff of neighbours, and of a VF on its host and in a guest', () => {
    const few = samples.filter((path) => /(igb-|q35|l1-host|dead-slot).*txt$/.test(path));
    for (const [n, a] of few.entries()) {
      const b = few[(n + 1) % few.length] as string;
      check('diff', JSON.parse(run(['diff', '--all', '--format', 'json', a, b])), `${a} ${b}`);
    }
    const pair = ['samples/l1-host/lspci-xxxx.txt', 'samples/detached-q35/lspci-xxxx.txt'];
    const two = ['diff', '-s', '01:10.2', '--with', '01:00.0', '--format', 'json', ...pair];
    check('diff', JSON.parse(run(two)), 'two functions');
  });

  test('explain of every kind, every list, and functions', () => {
    const names = [
      'sriov',
      'header',
      'sriov.control',
      'sriov.num_vfs',
      'PCI_SRIOV_CTRL_VFE',
      'sriov/num-vfs-within-total',
      'rid-claim',
      'lspci/indented',
      'dump/incomplete',
      'PCI_EXP_TYPE_ENDPOINT',
    ];
    check('explain', JSON.parse(run(['explain', ...names, '--format', 'json'])), 'explain');
    for (const what of ['capabilities', 'fields', 'rules', 'formats', 'signals', 'checks'])
      check('list', JSON.parse(run(['list', what, '--format', 'json'])), `list ${what}`);
    for (const path of samples.slice(0, 6))
      check('functions', JSON.parse(run(['convert', path, '--to', 'json'])), `convert ${path}`);
  });
});

describe('what the scenarios give', () => {
  const folder = join(root, 'test/scenarios/cases');
  const cases = readdirSync(folder).flatMap((file) => {
    const [, command = '', output = ''] =
      /^\$ lsvf (.*)\n([\s\S]*?)(?:stderr:|exit:)/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    const isLines = command.includes('ndjson');
    const isJson = isLines || /(?:--format|-f) json|--to json|-f json/.test(command);
    const [first = ''] = command.split(' ');
    const verb = command.startsWith('check groups') ? 'groups' : first;
    return isJson && output !== ''
      ? [{ file, verb, output, isLines, isGuest: command.includes('--as guest') }]
      : [];
  });

  test('there are some', () => {
    expect(cases.length).toBeGreaterThanOrEqual(8);
  });

  test.each(cases)('$file', ({ file, verb, output, isLines, isGuest }) => {
    const base = isGuest ? 'guest' : verb === 'convert' ? 'functions' : verb;
    const name = `${base}${isLines ? '-line' : ''}` as SchemaName;
    expect(schemaNames).toContain(name);
    for (const document of isLines ? lines(output) : [JSON.parse(output)]) check(name, document, file);
  });
});

describe('what lsvf reads', () => {
  test('descriptions of fixtures', () => {
    check(
      'fixture',
      JSON.parse(readFileSync(join(root, 'test/scenarios/inputs/two-ports.json'), 'utf8')),
      'fixture',
    );
    const wrong = validator('fixture', false);
    expect(wrong({ functions: [{ adress: '01:00.0' }] })).toBe(false);
    expect(wrong({ functions: [] })).toBe(false);
    expect(wrong({ functions: [{ address: '01:00.0', vfs: -1 }] })).toBe(false);
  });

  test('configurations', () => {
    check('config', { profile: 'strict', rules: { 'sriov/stride-zero': 'off' } }, 'config');
    expect(validator('config', false)({ profile: 'lax' })).toBe(false);
  });
});

/** A document of each kind that is made wrong in one place must not fit. */
describe('documents that are wrong do not fit', () => {
  const igb = 'samples/igb-7vf/lspci-xxxx.txt';
  type Wrong = readonly [SchemaName, readonly string[], readonly [from: RegExp, to: string][]];
  const wrong: readonly Wrong[] = [
    [
      'tree',
      ['tree', '--format', 'json', igb],
      [
        [/"role":"vf"/, '"role":"virtual"'],
        [/"pf":"0000:01:00.0"/, '"pf":"1:0.0"'],
        [/"vf_number":1/, '"vf_number":"1"'],
        [/"evidence":/, '"evidences":'],
        [/"schema_version":1/, '"schema_version":2'],
      ],
    ],
    [
      'show',
      ['show', '--format', 'json', igb],
      [
        [/"offset":64/, '"offset":"40h"'],
        [/"capability":"/, '"name":"'],
      ],
    ],
    [
      'shared',
      ['shared', '--format', 'json', igb],
      [
        [/"hazard":2/, '"hazard":4'],
        [/"vf_rule":"shared-in-pf"/, '"vf_rule":"shared"'],
      ],
    ],
    [
      'guest',
      ['shared', '--as', 'guest', '--format', 'json', igb],
      [
        [/"as":"guest"/, '"as":"host"'],
        [/"before":"0x/, '"before":"'],
      ],
    ],
    [
      'lint',
      ['lint', '--format', 'json', 'samples/broken/sriov'],
      [
        [/"severity": "error"/, '"severity": "fatal"'],
        [/"fingerprint"/, '"finger"'],
      ],
    ],
    [
      'diff',
      ['diff', '--format', 'json', 'samples/igb-novf/lspci-xxxx.txt', igb],
      [
        [/"kind":"changed"/, '"kind":"moved"'],
        [/"differs":true/, '"differs":"yes"'],
      ],
    ],
    [
      'explain',
      ['explain', 'sriov', '--format', 'json'],
      [
        [/"kind": "capability"/, '"kind": "thing"'],
        [/"facts": \{/, '"fact": {'],
      ],
    ],
    [
      'list',
      ['list', 'rules', '--format', 'json'],
      [
        [/"profile": "strict"/, '"profile": "lax"'],
        [/"rules"/, '"rule"'],
      ],
    ],
    [
      'functions',
      ['convert', igb, '--to', 'json'],
      [
        [/"known": \[\[0,/, '"known": [["0",'],
        [/"lsvf": "functions"/, '"lsvf": "function"'],
      ],
    ],
  ];
  test.each(wrong)('%s', (name, args, edits) => {
    const text = run(args);
    const validate = validator(name, false);
    expect(validate(JSON.parse(text))).toBe(true);
    for (const [from, to] of edits) {
      const changed = text.replace(from, to);
      expect(changed, String(from)).not.toBe(text);
      expect(validate(JSON.parse(changed)), to).toBe(false);
    }
  });
});

test('lsvf schema prints each of them', () => {
  for (const name of schemaNames) {
    const printed = runProgram(['schema', name]).stdout;
    expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(schemas[name]())));
  }
});
