import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import {
  check,
  decode,
  diff,
  fields,
  functionAt,
  readSnapshot,
  readSnapshots,
  type Source,
  shared,
  topology,
} from '../../src/index.ts';
import { encode } from '../../src/library/fixture.ts';
import * as memory from '../../src/library/index.ts';
import { ConfigError, lint, rules } from '../../src/library/lint.ts';
import { runProgram } from '../program/run-program.ts';

const root = resolve(import.meta.dirname, '..', '..');
const dump = 'samples/igb-7vf/lspci-xxxx.txt';
const archive = 'samples/igb-7vf/sysfs.tar.gz';
// No pci.ids of this machine: the library reads none unless it is given one.
const folder = mkdtempSync(join(tmpdir(), 'lsvf-library-'));
const noIds = join(folder, 'pci.ids');
writeFileSync(noIds, '# none\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cli = (...args: string[]) =>
  JSON.parse(runProgram([...args, '--format', 'json'], { cwd: root }).stdout);
const dumps = readdirSync(join(root, 'samples'))
  .filter((name) => name !== 'broken' && !name.includes('.'))
  .map((name) => `samples/${name}/lspci-xxxx.txt`);

describe('the library says what the commands print', () => {
  test.each(dumps)('%s', async (path) => {
    const snapshot = await readSnapshot(path);
    const tree = cli('tree', '--ids', noIds, path).snapshots[0];
    expect(topology(snapshot)).toEqual(tree);
    const ofVfs = cli('shared', '--ids', noIds, path).snapshots[0].functions;
    expect(JSON.parse(JSON.stringify(shared(snapshot)))).toEqual(ofVfs);
  });

  test('findings and what was skipped', async () => {
    const path = 'samples/broken/sriov/num-vfs-within-total.txt';
    const printed = cli('lint', '--no-config', '--fail-on', 'never', path);
    const found = lint(await readSnapshot(path));
    expect(found.findings.map(({ rule }) => rule)).toEqual(
      printed.findings.map(({ rule }: { rule: string }) => rule),
    );
    expect(found.findings.map(({ rule }) => rule)).toContain('sriov/num-vfs-within-total');
    expect(found.skipped).toEqual(printed.skipped);
  });
});

describe('what a snapshot is read from', () => {
  const bytes = readFileSync(dump);
  const web = (): ReadableStream<Uint8Array> =>
    Readable.toWeb(createReadStream(dump)) as ReadableStream<Uint8Array>;
  const sources: readonly (readonly [string, () => Source])[] = [
    ['a path', () => dump],
    ['a URL', () => pathToFileURL(dump)],
    ['bytes', () => bytes],
    ['an ArrayBuffer', () => Uint8Array.from(bytes).buffer],
    ['text', () => ({ text: bytes.toString('utf8') })],
    ['a Blob', () => new Blob([Uint8Array.from(bytes)])],
    ['a Response', () => new Response(Uint8Array.from(bytes))],
    ['a stream of Node', () => createReadStream(dump)],
    ['a stream of the web', web],
  ];
  test.each(sources)('%s', async (_, source) => {
    const snapshot = await readSnapshot(source());
    expect(snapshot.functions.map(({ address }) => address)).toContain('0000:01:10.0');
    expect(snapshot.diagnostics).toEqual([]);
  });

  test('the bytes of an archive, and of two dumps behind each other', async () => {
    const packed = await readSnapshot(readFileSync(archive), { name: 'a.tar.gz' });
    expect([packed.inputFormat, packed.functions.length]).toEqual(['sysfs', 15]);
    const two = await readSnapshots({ text: bytes.toString('utf8').repeat(2) });
    expect(two.map(({ part, functions }) => [part, functions.length])).toEqual([
      [1, 15],
      [2, 15],
    ]);
  });

  test('a path where there is no disk', async () => {
    const path = dump as unknown as memory.Source;
    await expect(memory.readSnapshot(path)).rejects.toThrow('a path cannot be read here');
  });

  test('what is wrong is a diagnostic', async () => {
    const none = await readSnapshot('no/such/file');
    expect(none.diagnostics.map(({ code }) => code)).toEqual(['input/unreadable']);
    const empty = await memory.readSnapshot(new Uint8Array(0), { name: 'empty' });
    expect(empty.diagnostics.map(({ code }) => code)).toEqual(['input/empty']);
  });
});

test('fields by their paths', async () => {
  const snapshot = await readSnapshot(dump);
  const pf = functionAt(snapshot, '01:00.0');
  expect(pf && decode(pf).get('sriov.num_vfs')).toBe(7);
  expect(pf && decode(pf).read('sriov.vf_bar[0]')).toMatchObject({ state: 'known' });
  expect(pf && decode(pf).read('ats.control')).toEqual({ state: 'absent' });
  expect(functionAt(snapshot, '01:1f.7')).toBeUndefined();
  const cut = await readSnapshot({
    text: readFileSync(dump, 'utf8').replace(/^[1-9a-f][0-9a-f]{2}:.*\n/gm, ''),
  });
  const short = functionAt(cut, '01:00.0');
  expect(short && decode(short).read('sriov.num_vfs').state).toBe('not-in-dump');
});

test('encode is the inverse', async () => {
  const bytes = encode({
    'header.vendor_id': 0x8086,
    'pcie.capabilities.version': 2,
    'sriov.control.vf_enable': 1,
    'sriov.num_vfs': 9,
    'sriov.total_vfs': 8,
  });
  const text = `01:00.0 0200: 8086:10c9\n${[...bytes.subarray(0, 512)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ')
    .match(/.{1,48}/g)
    ?.map((row, n) => `${(n * 16).toString(16).padStart(2, '0')}: ${row.trim()}\n`)
    .join('')}`;
  const snapshot = await readSnapshot({ text });
  const found = lint(snapshot).findings.filter(({ rule }) => rule === 'sriov/num-vfs-within-total');
  expect(found).toMatchObject([{ message: 'NumVFs is 9, but TotalVFs is 8', field: 'sriov.num_vfs' }]);
});

test('the configuration of lint', async () => {
  const snapshot = await readSnapshot('samples/broken/sriov/num-vfs-within-total.txt');
  const rule = 'sriov/num-vfs-within-total';
  const off = lint(snapshot, { config: { rules: { [rule]: 'off' } } });
  expect(off.findings.map((finding) => finding.rule)).not.toContain(rule);
  const hidden = lint(snapshot, { config: { suppressions: [{ rule, reason: 'on purpose' }] } });
  expect(hidden.suppressed.map((finding) => finding.rule)).toEqual([rule]);
  expect(() => lint(snapshot, { config: { rules: { 'sriov/nmu-vfs': 'off' } } })).toThrow(ConfigError);
  // What JavaScript lets through.
  expect(() => lint(snapshot, JSON.parse('{"profile": "strcit"}'))).toThrow(ConfigError);
  expect(() => lint(snapshot, JSON.parse('{"rules": {"sriov/*": "off"}}'))).toThrow(/no option 'rules'/);
});

test('tables and rules', () => {
  expect(fields().find(({ path }) => path === 'sriov.control.vf_enable')).toMatchObject({
    bits: '0',
    access: 'RW',
    linux: 'PCI_SRIOV_CTRL_VFE',
  });
  expect(rules().map(({ id }) => id)).toContain('sriov/num-vfs-within-total');
});

test('text that is given as a path is told from a file that is missing', async () => {
  const text = readFileSync(join(root, dump), 'utf8');
  const [snapshot, ...more] = await readSnapshots(text);
  expect([snapshot?.source, snapshot?.diagnostics[0]?.message, more]).toEqual([
    'input',
    'this is text, not a path: give { text }',
    [],
  ]);
  expect((await readSnapshot('nowhere.txt')).diagnostics[0]?.message).not.toContain('{ text }');
  const odd = join(folder, 'a\nb.txt');
  writeFileSync(odd, text);
  expect((await readSnapshot(odd)).functions).toHaveLength(15);
});

test('check has three questions, and names them', async () => {
  const snapshot = await readSnapshot({ text: readFileSync(join(root, dump), 'utf8') });
  expect(() => check(snapshot, 'bogus' as 'enable')).toThrow(
    "check has no question 'bogus' (enable, assign, sva)",
  );
  expect(() => check(snapshot, 'constructor' as 'enable')).toThrow("check has no question 'constructor'");
  expect(() => check(snapshot, 'groups' as 'enable')).toThrow(
    "check has no question 'groups' (enable, assign, sva); groups() gives the IOMMU groups",
  );
});

test('two snapshots compared', async () => {
  const before = await readSnapshot('samples/igb-novf/lspci-xxxx.txt');
  const after = await readSnapshot(dump);
  const { differs, pairs, lone } = diff(before, after, { ignore: ['aer'] });
  expect(differs).toBe(true);
  expect(
    pairs.flatMap(({ changes }) => changes).find(({ field }) => field === 'sriov.num_vfs'),
  ).toMatchObject({
    before: 0,
    after: 7,
  });
  expect(lone.every(({ kind }) => kind === 'added')).toBe(true);
  expect(diff(after, after).differs).toBe(false);
  const vfs = diff(after, after, { select: '01:10.0', with: '01:10.2', match: 'address' });
  expect(vfs.before).toMatchObject([{ functions: after.functions.length }]);
  expect(() => diff(after, after, { select: 'x' })).toThrow(RangeError);
});

test('lint gives one finding for each cause as well, as the command does', async () => {
  const lines = ['00:00.0', '00:01.0', '00:02.0', '00:03.0'].map(
    (address) => `${address} Ethernet controller: Example\n`,
  );
  const bytes = `00: 86 80 72 15 00 00 00 00 00 00 00 02 00 00 00 00\n${['10', '20', '30'].map((at) => `${at}:${' 00'.repeat(16)}\n`).join('')}`;
  const { findings, causes } = lint(
    await readSnapshot({ text: `${lines.slice(0, 3).join('\n')}\n${lines[3]}${bytes}` }),
  );
  const of = (list: readonly { readonly rule: string }[]) =>
    list.filter(({ rule }) => rule === 'dump/no-hex');
  expect([of(findings).length, of(causes).length]).toEqual([3, 1]);
  expect(of(causes)[0]).toMatchObject({ functions: ['0000:00:00.0', '0000:00:01.0', '0000:00:02.0'] });
});
