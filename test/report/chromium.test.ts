import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
// Without a browser there is nothing to test here; CI has to have one.
const skip = executable === undefined && !process.env['CI'];
const views = ['topology', 'routing', 'sharing', 'bytes', 'findings'];
const hostile = '</script><img src=x onerror="document.title=1"><b id=evil>';

describe.skipIf(skip)('the page of `report` in Chromium (skipped: no chromium here)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lsvf-report-'));
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable ?? 'chromium', args: ['--no-sandbox'] });
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the report of a dump and runs `look`; anything on the console and any request is a fault. */
  async function opened(
    dump: string,
    look: (page: Page) => Promise<void>,
    { input, dark = false }: { input?: string; dark?: boolean } = {},
  ): Promise<void> {
    const file = join(folder, 'report.html');
    execFileSync(process.execPath, [join(root, 'bin/lsvf.js'), 'report', dump, '-o', file], {
      cwd: root,
      stdio: ['pipe', 'ignore', 'ignore'],
      ...(input === undefined ? {} : { input }),
    });
    const context = await browser.newContext({ colorScheme: dark ? 'dark' : 'light' });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) faults.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    await look(page);
    await context.close();
    expect(faults).toEqual([]);
  }

  test('every view renders, by keyboard', async () => {
    await opened('samples/multi-pf/lspci-xxxx.txt', async (page) => {
      await page.focus('#tab-topology');
      for (const view of views) {
        expect(await page.locator(`#tab-${view}`).getAttribute('aria-selected')).toBe('true');
        expect(await page.locator(`#view-${view}`).isVisible()).toBe(true);
        await page.keyboard.press('ArrowRight');
      }
      expect(await page.locator('#view-topology g.fn.pf').count()).toBeGreaterThan(0);
      expect(await page.locator('#routing-body td.pfcell').count()).toBeGreaterThan(0);
      expect(await page.locator('#sharing-body tbody tr').count()).toBeGreaterThan(3);
      expect(await page.locator('#bytes-body td[data-offset]').count()).toBeGreaterThan(64);
      await page.locator('g.fn.pf').first().focus();
      expect(await page.locator('#status').textContent()).toContain(' pf ');
      await page.keyboard.press('Enter');
      expect(await page.locator('#view-bytes').isVisible()).toBe(true);
    });
  }, 20_000);

  test('search finds a field, a Linux macro and a value, and the bytes lead back', async () => {
    await opened('samples/multi-pf/lspci-xxxx.txt', async (page) => {
      const address = await page.locator('g.fn.pf').first().getAttribute('data-fn');
      await page.locator('g.fn.pf').first().press('Enter');
      expect(await page.locator('#function').inputValue()).toBe(address);
      for (const [query, found] of [
        ['sriov.num_vfs', 'sriov.num_vfs'],
        ['PCI_SRIOV_CTRL_VFE', 'sriov.control.vf_enable'],
        ['0x8086', 'header.vendor_id'],
      ] as const) {
        await page.fill('#query', query);
        await page.keyboard.press('Enter');
        const names = await page.locator('#results li button:first-child').allTextContents();
        expect(names).toContain(found);
      }
      await page.fill('#query', 'header.vendor_id');
      await page.keyboard.press('Enter');
      await page.locator('#results li button').first().click();
      expect(await page.locator('td.marked').count()).toBe(2);
      await page.locator('td[data-offset="2"]').click();
      expect(await page.locator('#results').textContent()).toContain('header.device_id');
      await page.locator('#results li button:text("about")').first().click();
      expect(await page.locator('#detail-title').textContent()).toBe('Device ID');
    });
  }, 20_000);

  test('a hostile name stays text', async () => {
    const dump = readFileSync(join(root, 'samples/detached-q35/lspci-xxxx.txt'), 'utf8');
    const input = dump.replace(/^(\S+ [^:\n]*(?::[^:\n]*)?: ).*$/gm, (_line, start) => `${start}${hostile}`);
    expect(input).toContain(hostile);
    await opened(
      '-',
      async (page) => {
        expect(await page.content()).toContain('onerror');
        for (const view of views) await page.click(`#tab-${view}`);
        expect(await page.locator('#evil, img').count()).toBe(0);
        expect(await page.title()).toBe('lsvf report');
      },
      { input },
    );
  }, 20_000);

  test.each([false, true])(
    'axe has no complaint (dark: %s)',
    async (dark) => {
      await opened(
        'samples/detached-q35/lspci-xxxx.txt',
        async (page) => {
          for (const view of views) {
            await page.click(`#tab-${view}`);
            await page.evaluate(`(() => {${axe}})()`);
            const found = await page.evaluate(
              `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(' | ')))`,
            );
            expect(found).toEqual([]);
          }
        },
        { dark },
      );
    },
    30_000,
  );
});
