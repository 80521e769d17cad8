import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { browser, closeAll, folder, root, withPage, withReport } from './open-page.ts';

const igb = 'samples/igb-7vf/lspci-xxxx.txt';
const phone = { width: 360, height: 740 };

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** A report that is written although something of it could not be read. */
function written(...paths: readonly string[]): string {
  const file = join(folder, 'partly.html');
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'bin/lsvf.js'), 'report', ...paths, '-o', file],
    { cwd: root },
  );
  expect(status).not.toBe(0);
  return file;
}

describe.skipIf(!browser)('a report, seen for the first time', () => {
  afterAll(closeAll);

  test('the print holds the bytes of every Function, with its evidence unfolded', async () => {
    const all = readFileSync(join(root, igb), 'utf8').match(/^00: /gm)?.length;
    await withReport(igb, async (page) => {
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      expect(await page.locator('.print-function').count()).toBe(all);
      expect(await page.locator('.printed details.evidence:not([open])').count()).toBe(0);
      const vf = page.locator('.print-function[aria-label="0000:01:10.2"]');
      expect(await vf.locator('.byte').count()).toBeGreaterThan(64);
    });
  }, 30_000);

  test('what could not be read is said, alone and beside what was', async () => {
    await withPage(written('nowhere.txt'), async (page) => {
      expect(await page.textContent('.unread')).toContain('nowhere.txt: there is no such file or folder');
    });
    await withPage(written('nowhere.txt', igb), async (page) => {
      expect(await page.textContent('.top .unread')).toContain('nowhere.txt: ');
      expect(await page.textContent('.card h2')).toBe('0000:01:00.0');
    });
    await withPage(written('package.json'), async (page) => {
      expect(await page.textContent('.top .unread')).toContain('package.json: ');
    });
  }, 40_000);

  test('one machine in two formats opens as a machine, two that differ as their differences', async () => {
    await withReport('samples/igb-novf', async (page) => {
      expect(await page.textContent('.view-link[aria-current]')).toBe('Function');
    });
    await withReport(['samples/igb-novf/lspci-xxxx.txt', igb], async (page) => {
      await page.waitForSelector('.view-link[aria-current]:has-text("Differences")');
    });
  }, 30_000);

  test('a link to a Function that is not there says so', async () => {
    await withReport(
      igb,
      async (page) => {
        expect(await page.textContent('.card .warned')).toContain('0000:77:00.0 is not in this input');
        await page.click('.card .link');
        expect(await page.locator('.card .warned').count()).toBe(0);
      },
      { at: '#fn=0000:77:00.0' },
    );
  }, 30_000);

  test('the search finds who answers to an address', async () => {
    await withReport(igb, async (page) => {
      const bar = (await page.textContent('.card-facts'))?.match(/BAR 0([0-9A-F]+)h/)?.[1] ?? '';
      for (const query of [bar, `0x${bar.toLowerCase()}`]) {
        await page.fill('[role=combobox]', query);
        expect(await page.textContent('#found')).toContain('0000:01:00.0 BAR 0');
      }
      await page.locator('#found [role=option]:has-text("BAR 0")').first().click();
      expect(page.url()).toContain('field=header.base_address[0]');
    });
  }, 30_000);

  test('the checks say which IOMMU group Linux would form', async () => {
    await withReport(
      igb,
      async (page) => {
        expect(await page.textContent('.iommu-group')).toContain('0000:01:00.0');
        await page.click('.iommu-group .link');
        expect(page.url()).not.toContain('fn=0000:01:10.0');
      },
      { at: '#fn=0000:01:10.0&tab=checks' },
    );
  }, 30_000);

  test('nothing is wider than a phone', async () => {
    const dump = join(folder, 'long.txt');
    const text = readFileSync(join(root, igb), 'utf8');
    writeFileSync(dump, text.replace(/^(01:00\.0 )[^\n]*/m, `$1Ethernet controller: ${'A'.repeat(3000)}`));
    await withReport(dump, async (page) => expect(await overflow(page)).toBe(0), {
      ...phone,
      at: '#fn=0000:01:00.0',
    });
    await withReport(igb, async (page) => expect(await overflow(page)).toBe(0), {
      ...phone,
      at: '#view=addresses',
    });
    await withReport(
      igb,
      async (page) => {
        expect(await overflow(page)).toBe(0);
        const why = await page.locator('.sharing td.why').first().boundingBox();
        expect((why?.x ?? 0) + (why?.width ?? 999)).toBeLessThanOrEqual(phone.width);
      },
      { ...phone, at: '#fn=0000:01:10.0&tab=sharing' },
    );
  }, 40_000);

  test('the chosen field is in sight in the list, below the head of its capability', async () => {
    await withReport(
      igb,
      async (page) => {
        await page.waitForSelector('.field[aria-current]');
        const isInSight = (): Promise<boolean> =>
          page.evaluate(() => {
            const row = document.querySelector('.field[aria-current]')?.getBoundingClientRect();
            const head = document.querySelector('[data-block=sriov] h3')?.getBoundingClientRect();
            const list = document.querySelector('.fields-panel .scroller')?.getBoundingClientRect();
            return !!row && !!head && !!list && row.top >= head.bottom - 1 && row.bottom <= list.bottom + 1;
          });
        await expect.poll(isInSight).toBe(true);
      },
      { at: '#fn=0000:01:00.0&field=sriov.num_vfs' },
    );
  }, 30_000);
});
