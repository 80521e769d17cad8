import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { works } from '../works.ts';
import { browser, closeAll, folder, linted, made, root, withPage } from './open-page.ts';

const dump = readFileSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), 'utf8');

describe.skipIf(!browser)('the viewer in Chromium', () => {
  afterAll(closeAll);

  test('a pasted dump is shown, and said to stay here', async () => {
    const file = made(['viewer']);
    expect(statSync(file).size).toBeLessThan(1.2e6);
    await withPage(file, async (page) => {
      expect(await page.textContent('.promise')).toContain('Nothing leaves this page');
      await page.focus('#paste');
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(paste);
      }, dump);
      await linted(page);
      expect(await page.textContent('.top .sentence')).toContain('1 PF, 7 VFs, all attached');
    });
  }, 30_000);

  test('text that is no dump is said to be none', async () => {
    await withPage(made(['viewer']), async (page) => {
      await page.fill('#paste', 'good morning');
      await page.click('text=Show it');
      expect(await page.textContent('[role=alert]')).toContain('pasted: ');
    });
  }, 30_000);

  test('archives, folders and packed files are read as on the command line', async () => {
    await withPage(made(['viewer']), async (page) => {
      const [files] = await Promise.all([page.waitForEvent('filechooser'), page.click('text=Files…')]);
      await files.setFiles(join(root, 'samples/igb-7vf/sysfs.tar.gz'));
      await linted(page);
      expect(await page.textContent('.top .sentence')).toContain('1 PF, 7 VFs, all attached');
      expect(await page.textContent('.top .sentence')).toContain('sysfs');
    });
  }, 30_000);

  test.skipIf(!works('xz', ['--version']) || !works('zstd', ['--version']))(
    'xz and zstd are unpacked in the page',
    async () => {
      for (const tool of ['xz', 'zstd']) {
        const packed = join(folder, `packed.${tool}`);
        writeFileSync(packed, execFileSync(tool, ['-c'], { input: dump }));
        await withPage(made(['viewer']), async (page) => {
          const [files] = await Promise.all([page.waitForEvent('filechooser'), page.click('text=Files…')]);
          await files.setFiles(packed);
          await linted(page);
          expect(await page.textContent('.top .sentence')).toContain('1 PF, 7 VFs, all attached');
        });
      }
    },
    30_000,
  );

  test('of two inputs the differences are shown, and lead to the bytes', async () => {
    await withPage(made(['viewer']), async (page) => {
      const [files] = await Promise.all([page.waitForEvent('filechooser'), page.click('text=Files…')]);
      const samples = ['samples/igb-novf/lspci-xxxx.txt', 'samples/igb-7vf/lspci-xxxx.txt'];
      await files.setFiles(samples.map((path) => join(root, path)));
      await page.click('.views >> text=Differences');
      const text = await page.textContent('.view-body');
      expect(text).toContain('VFs were enabled: NumVFs 0 → 7');
      await page.click('.change >> text=sriov.num_vfs');
      expect(await page.textContent('.card h2')).toBe('0000:01:00.0');
      expect(await page.locator('.byte.marked').allTextContents()).toEqual(['07', '00']);
      expect(page.url()).toContain('in=2');
    });
  }, 30_000);
});
