import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import lspci from '../../src/input/formats/lspci/lspci.ts';
import { makeFixture } from '../../src/library/fixture.ts';

/*
 * The guide to a fleet, word for word: its commands over 1,000 dumps of hosts, then its query, which must give
 * the table that stands below it.
 */
const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-fleet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guide = readFileSync(join(root, 'src/guides/fleet.md'), 'utf8');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';

/** Three kinds of hosts, of which the second has had its VFs forgotten now and then. */
const kinds = [
  { id: '15b3:101d', vf: '101e', pfs: 2, total: 8, num: (n: number) => n % 5 },
  { id: '8086:1592', vf: '1889', pfs: 1, total: 16, num: (n: number) => (n % 7 === 0 ? 0 : 4) },
  { id: '144d:a824', vf: 'a824', pfs: 1, total: 32, num: () => 2 },
] as const;

function dumpOf(n: number): string {
  const { id, vf, pfs, total, num } = kinds[n % kinds.length] as (typeof kinds)[number];
  const { functions } = makeFixture({
    functions: Array.from({ length: pfs }, (_, fn) => ({
      address: `01:00.${fn}`,
      id,
      vfs: num(n),
      fields: { 'sriov.total_vfs': total },
      vf: { id: vf },
    })),
  });
  return [...(lspci.write?.(functions) ?? [])].map(String).join('');
}

beforeAll(() => {
  mkdirSync(join(folder, 'hosts'));
  // Hosts of one kind that have as many VFs are the same but for their name.
  const known = new Map<string, string>();
  for (let n = 0; n < 1000; n++) {
    const key = `${n % kinds.length} ${kinds[n % kinds.length]?.num(n)}`;
    const dump = known.get(key) ?? dumpOf(n);
    known.set(key, dump);
    writeFileSync(join(folder, 'hosts', `host-${String(n).padStart(4, '0')}.txt`), dump);
  }
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'lsvf'),
    `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/lsvf.js')}' "$@"\n`,
    {
      mode: 0o755,
    },
  );
});

test("the guide's commands make one row of every Function of 1,000 hosts, and its query says what the fleet has", async () => {
  const commands = block('sh');
  expect(commands).toContain('xargs -0');
  const { status, stderr } = spawnSync('sh', ['-ec', commands], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);

  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET file_search_path = '${folder}'`);
  const result = await connection.runAndReadAll(block('sql'));
  const rows = result.getRows().map((row) => row.map(String));
  const printed = block('text')
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
  expect([result.columnNames(), ...rows]).toEqual(printed);

  // The truth, from how the dumps were made.
  const truth = kinds.map(({ id, pfs, total, num }, kind) => {
    const hosts = Array.from({ length: 1000 }, (_, n) => n).filter((n) => n % kinds.length === kind);
    const vfs = hosts.reduce((sum, n) => sum + pfs * num(n), 0);
    return [id, hosts.length, hosts.length * pfs, vfs, hosts.length * pfs * total - vfs].map(String);
  });
  expect(rows.toSorted()).toEqual(truth.toSorted());

  // Fields are read by their paths.
  const lsvf = spawnSync(
    'sh',
    [
      '-ec',
      'lsvf show --format ndjson --field sriov.num_vfs --field pcie.link_status hosts/host-000*.txt > fields.ndjson',
    ],
    {
      cwd: folder,
      env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` },
    },
  );
  expect(lsvf.status).toBe(0);
  const fields = await connection.runAndReadAll(`
    SELECT sum(fields."sriov.num_vfs"), count(fields."sriov.num_vfs"), max(fields."pcie.link_status.current_link_speed")
    FROM read_json('fields.ndjson', sample_size = -1)`);
  const first = Array.from({ length: 10 }, (_, n) => n);
  const [vfs, pfs] = first.reduce(
    ([all, count], n) => {
      const kind = kinds[n % kinds.length] as (typeof kinds)[number];
      return [all + kind.pfs * kind.num(n), count + kind.pfs];
    },
    [0, 0],
  );
  // 2: 5 GT/s, which is what a fixture's links run at.
  expect(fields.getRows().map((row) => row.map(String))).toEqual([[String(vfs), String(pfs), '2']]);
  connection.closeSync();
}, 120_000);
