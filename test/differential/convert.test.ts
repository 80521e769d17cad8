import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diskSnapshot } from '../../src/input/disk.ts';
import lspci from '../../src/input/formats/lspci/lspci.ts';
import { decodeWithLspci, skip } from './lspci.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-differential-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const inputs = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((path) => /lspci[^/]*\.txt$|sysfs\.tar\.gz$/.test(path) && !/^broken|3\.14/.test(path))
  .sort();

describe.skipIf(skip)('lspci reads what convert writes for it', () => {
  test.each(inputs)('%s', async (path) => {
    const { functions } = await diskSnapshot(join(samples, path));
    const file = join(scratch, path.replaceAll('/', '-'));
    writeFileSync(file, [...lspci.write(functions)].join(''));
    const decoded = String(decodeWithLspci(file));
    expect(decoded.match(/^[0-9a-f]{4,}:[0-9a-f]{2}:/gm)?.length).toBe(functions.length);
    if (path.endsWith('.txt')) {
      expect(decoded).toBe(String(decodeWithLspci(join(samples, path))));
      // Of a dump without text nothing at all is different.
      const original = readFileSync(join(samples, path), 'utf8');
      if (/^lspci-(?:nonroot-)?xxxx\.txt$/.test(path.split('/').at(-1) ?? ''))
        expect(readFileSync(file, 'utf8') === original).toBe(true);
    }
  });
});
