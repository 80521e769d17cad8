import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import '../../src/vitest.ts';

const folder = mkdtempSync(join(tmpdir(), 'lsvf-matcher-'));
const sample = join(import.meta.dirname, '../../samples/broken/sriov/num-vfs-within-total.txt');
const text = readFileSync(sample, 'utf8');
const rule = 'sriov/num-vfs-within-total';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('toBeValidFixture takes the configuration above the fixture, and comments in it', async () => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'bad.txt');
  writeFileSync(path, text);
  await expect(path).not.toBeValidFixture();
  const config = { suppressions: [{ rule, files: ['bad.txt'], reason: 'shows it' }] };
  writeFileSync(join(folder, 'lsvf.config.json'), JSON.stringify(config));
  await expect(path).toBeValidFixture();
  await expect(path).not.toBeValidFixture({ config: {} });
  rmSync(join(folder, 'lsvf.config.json'));
  writeFileSync(path, `# lsvf-ignore ${rule}: shows it\n${text}`);
  await expect(path).toBeValidFixture();
});
