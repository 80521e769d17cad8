import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { makeDump } from '../bench/make-dump.ts';
import { startChromium } from '../chromium.ts';

const root = resolve(import.meta.dirname, '..', '..');
const browser = await startChromium();
const views = ['topology', 'routing', 'sharing', 'bytes', 'findings'];
const hostile = '</script><img src=x onerror="document.title=1"><b id=evil>';

describe.skipIf(!browser)('the page of `report` in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lsvf-report-'));
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the report of a dump and runs `look`; anything on the console and any request is a fault. */
  async function opened(
    dump: string | readonly string[],
    look: (page: Page) => Promise<void>,
    { input, dark = false }: { input?: string; dark?: boolean } = {},
  ): Promise<void> {
    const file = join(folder, 'report.html');
    execFileSync(process.execPath, [join(root, 'bin/lsvf.js'), 'report', ...[dump].flat(), '-o', file], {
      cwd: root,
      stdio: ['pipe', 'ignore', 'ignore'],
      ...(input === undefined ? {} : { input }),
    });
    const context = await (browser as Browser).newContext({ colorScheme: dark ? 'dark' : 'light' });
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
      expect(await page.locator('#status').textContent()).toContain(' PF ');
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

  const title = (page: Page): Promise<string | null> =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.title ?? null);

  test('arrows go through the map of Routing IDs and through the bytes', async () => {
    await opened('samples/multi-pf/lspci-xxxx.txt', async (page) => {
      await page.click('#tab-routing');
      const map = page.locator('table.map[aria-label="Routing IDs of bus 0000:01"]');
      expect(await map.locator('td[tabindex="0"]').count()).toBe(1);
      await map.locator('td[tabindex="0"]').focus();
      expect(await title(page)).toBe('0000:01:00.0: PF');
      await page.keyboard.press('ArrowRight');
      expect(await title(page)).toBe('0000:01:00.1: PF');
      await page.keyboard.press('ArrowDown');
      expect(await title(page)).toBe('0000:01:10.1: VF 1 of 0000:01:00.1');
      expect(await page.locator('#status').textContent()).toBe('0000:01:10.1: VF 1 of 0000:01:00.1');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('End');
      expect(await title(page)).toBe('0000:01:11.7: free');
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      expect(await page.locator('#function').inputValue()).toBe('0000:01:10.0');
      const bytes = page.locator('#bytes-body td[tabindex="0"]');
      expect(await bytes.count()).toBe(1);
      await bytes.focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
      expect(await page.locator('#results').textContent()).toContain('header.device_id');
    });
  }, 20_000);

  test('the page of a field says what explain says', async () => {
    const path = 'pcie.device_control.max_payload_size';
    const explained = execFileSync(
      process.execPath,
      [join(root, 'bin/lsvf.js'), 'explain', path, '-f', 'json'],
      {
        encoding: 'utf8',
      },
    );
    const parts: readonly { path: string; facts: Record<string, string> }[] =
      JSON.parse(explained).pages[0].parts;
    const facts = parts.find((part) => part.path === path)?.facts ?? {};
    expect(Object.keys(facts)).toContain('in a VF');
    await opened('samples/igb-7vf/lspci-xxxx.txt', async (page) => {
      await page.fill('#query', path);
      await page.keyboard.press('Enter');
      await page.locator('#results li button:text("about")').first().click();
      const shown = await page.locator('#detail-body').textContent();
      for (const text of Object.values(facts)) expect(shown).toContain(text);
    });
  }, 20_000);

  test('of two inputs the differences come first, and lead to the bytes', async () => {
    const dumps = ['samples/igb-novf/lspci-xxxx.txt', 'samples/igb-7vf/lspci-xxxx.txt'];
    await opened(dumps, async (page) => {
      expect(await page.locator('#tab-differences').getAttribute('aria-selected')).toBe('true');
      const text = await page.locator('#differences-body').textContent();
      expect(text).toContain('VFs were enabled: NumVFs 0 → 7');
      expect(text).toContain('added: VF 1–7 of 0000:01:00.0');
      await page.locator('#differences-body button:text("sriov.num_vfs")').click();
      expect(await page.locator('#source').inputValue()).toBe('1');
      expect(await page.locator('#function').inputValue()).toBe('0000:01:00.0');
      expect(await page.locator('td.marked').allTextContents()).toEqual(['07', '00']);
    });
  }, 20_000);

  test('--select keeps Functions, --rule and --profile say which findings', async () => {
    const dump = 'samples/broken/vf/no-pcie-cap.txt';
    await opened(
      [dump, '--profile', 'strict', '--rule', 'tree/detached-vf=off', '--no-config'],
      async (page) => {
        await page.click('#tab-findings');
        const text = await page.locator('#findings-body').textContent();
        expect(text).toContain('vf/no-pcie-cap');
        expect(text).not.toContain('tree/detached-vf');
        await page.locator('#findings-body button:text("vf/no-pcie-cap")').click();
        expect(await page.locator('#detail-body').textContent()).toContain('re-capture the VF');
      },
    );
    await opened(['samples/multi-pf/lspci-xxxx.txt', '-s', '01:00.*'], async (page) => {
      expect(await page.locator('#function option').count()).toBe(0);
      await page.click('#tab-bytes');
      expect(await page.locator('#function option').count()).toBe(2);
    });
  }, 20_000);

  test('1,000 Functions open, in less than 3 MB', async () => {
    const dump = join(folder, 'many.txt');
    makeDump(dump, { functions: 1000 });
    await opened(dump, async (page) => {
      expect(statSync(join(folder, 'report.html')).size).toBeLessThan(3e6);
      expect(await page.locator('#view-topology g.fn.vf').count()).toBe(990);
      for (const view of views) await page.click(`#tab-${view}`);
    });
  }, 30_000);

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

  const pages: readonly (readonly [name: string, dumps: readonly string[]])[] = [
    ['detached VFs', ['samples/detached-q35/lspci-xxxx.txt']],
    ['PFs and VFs', ['samples/multi-pf/lspci-xxxx.txt']],
    ['findings', ['samples/broken/sriov/num-vfs-within-total.txt']],
    ['differences', ['samples/igb-novf/lspci-xxxx.txt', 'samples/igb-7vf/lspci-xxxx.txt']],
  ];
  test.each(pages.flatMap(([name, dumps]) => [false, true].map((dark) => ({ name, dumps, dark }))))(
    'axe has no complaint ($name, dark: $dark)',
    async ({ dumps, dark }) => {
      await opened(
        dumps,
        async (page) => {
          for (const view of dumps.length > 1 ? ['differences'] : views) {
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
