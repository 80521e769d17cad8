import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, describe, expect, test } from 'vitest';
import { limits } from '../../src/input/budget.ts';
import { diskSnapshots } from '../../src/input/disk.ts';
import { readSnapshots } from '../../src/library/disk.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/* The same text gives the same, whatever it comes from; and a dump is found after other text. */

const root = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-recognise-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const dump = readFileSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), 'utf8');
const prose = (bytes: number): string => {
  const line = 'driver options and settings, and 12:34:56 of other things\n';
  return line.repeat(Math.ceil(bytes / line.length));
};
const lines = (text: string): number => text.split('\n').length - 1;

const facts = (snapshots: readonly Snapshot[]) =>
  snapshots.map(({ functions, inputFormat }) => [
    inputFormat,
    functions.map((fn) => [fn.address, fn.config.knownBytes, fn.positionOf(0).line]),
  ]);

async function everywhere(text: string): Promise<Record<string, Snapshot[]>> {
  const bytes = Uint8Array.from(Buffer.from(text));
  const path = join(scratch, 'dump.txt');
  writeFileSync(path, bytes);
  const tar = await packTar([
    { header: { name: 'notes', size: 5, type: 'file' }, body: 'hello' },
    { header: { name: 'host/report.log', size: bytes.length, type: 'file' }, body: bytes },
  ]);
  const utf16 = Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 9973) yield bytes.subarray(at, at + 9973);
  }
  return {
    disk: await diskSnapshots(path),
    bytes: await readSnapshots(bytes),
    text: await readSnapshots({ text }),
    stream: await readSnapshots(pieces()),
    gzip: await readSnapshots(Uint8Array.from(gzipSync(bytes))),
    tar: await readSnapshots(Uint8Array.from(tar)),
    'tar.gz': await readSnapshots(Uint8Array.from(gzipSync(tar))),
    'utf-16': await readSnapshots(utf16),
    'utf-16 in gzip': await readSnapshots(Uint8Array.from(gzipSync(utf16))),
  };
}

const before = [0, 300, 70_000, 100_000, 300_000, 1_000_000];

test.each(before)('a dump after %i bytes of other text, from everywhere', async (length) => {
  const text = prose(length);
  const expected = facts(await readSnapshots({ text: dump }));
  const first = (expected as [string, [string, number, number][]][])[0]?.[1][0]?.[2];
  expect(first).toBe(2);
  for (const [source, snapshots] of Object.entries(await everywhere(text + dump))) {
    const shifted = facts(snapshots).map(([format, functions]) => [
      format,
      (functions as [string, number, number][]).map(([address, bytes, line]) => [
        address,
        bytes,
        line - lines(text),
      ]),
    ]);
    expect([source, shifted]).toEqual([source, expected]);
  }
});

describe('what is not found', () => {
  test('text without a dump says so from everywhere', async () => {
    for (const snapshots of Object.values(await everywhere(prose(200_000))))
      expect(snapshots.map(({ inputFormat, functions }) => [inputFormat, functions.length])).toEqual([
        ['unknown', 0],
      ]);
  });

  test('a dump further down than is looked, and that it was not looked at', async () => {
    const [snapshot] = await readSnapshots({ text: prose(limits.search + 1000) + dump });
    expect(snapshot?.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^no configuration space found in its first 16 MiB; /),
    ]);
  });

  test('bytes that are no text are looked at where they begin', async () => {
    const binary = Buffer.concat([Buffer.alloc(70_000, 1), Buffer.from([0]), Buffer.from(dump)]);
    binary[10] = 0;
    const [snapshot] = await readSnapshots(Uint8Array.from(binary));
    expect(snapshot?.diagnostics.map(({ code }) => code)).toEqual(['input/not-recognised']);
  });
});

test('through a pipe', () => {
  const path = join(scratch, 'long.txt');
  writeFileSync(path, prose(150_000) + dump);
  const bin = join(root, 'bin/lsvf.js');
  const [piped, read] = [
    `cat "${path}" | "${process.execPath}" "${bin}" -f json -`,
    `"${process.execPath}" "${bin}" -f json "${path}"`,
  ].map(
    (command) =>
      JSON.parse(execFileSync('bash', ['-c', command], { encoding: 'utf8' })).snapshots[0].functions,
  );
  expect(piped).toEqual(read);
  expect(piped).toHaveLength(15);
});
