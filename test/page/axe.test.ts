import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, test } from 'vitest';
import { browser, closeAll, linted, made, withPage, withReport } from './open-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const places = [
  '',
  '#tab=sharing',
  '#tab=checks',
  '#view=routing',
  '#view=addresses',
  '#view=groups',
  '#view=findings',
  '#field=header.command.bus_master_enable',
];
const pages: readonly (readonly [name: string, dumps: readonly string[], places: readonly string[]])[] = [
  ['detached VFs', ['samples/detached-q35/lspci-xxxx.txt'], places],
  ['PFs and VFs', ['samples/multi-pf/lspci-xxxx.txt'], places],
  ['findings', ['samples/broken/sriov/num-vfs-within-total.txt'], places],
  ['a VF', ['samples/igb-7vf/lspci-xxxx.txt'], ['#fn=0000:01:10.0&tab=sharing', '#view=groups']],
  [
    'differences',
    ['samples/igb-novf/lspci-xxxx.txt', 'samples/igb-7vf/lspci-xxxx.txt'],
    ['#view=differences'],
  ],
];

describe.skipIf(!browser)('axe', () => {
  afterAll(closeAll);

  const complaints = `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(' | ')))`;

  test.each(pages.flatMap(([name, dumps, all]) => [false, true].map((dark) => ({ name, dumps, all, dark }))))(
    'has no complaint ($name, dark: $dark)',
    async ({ dumps, all, dark }) => {
      await withReport(
        dumps,
        async (page) => {
          await linted(page);
          await page.evaluate(`(() => {${axe}})()`);
          for (const place of all) {
            await page.evaluate((hash) => {
              location.hash = hash;
            }, place);
            await page.waitForTimeout(100);
            await page.evaluate("for (const one of document.querySelectorAll('.emulation')) one.open = true");
            await page.waitForTimeout(50);
            expect({ place, found: await page.evaluate(complaints) }).toEqual({ place, found: [] });
          }
        },
        { dark },
      );
    },
    60_000,
  );

  test('has no complaint about the viewer, nor on a phone', async () => {
    await withPage(made(['viewer']), async (page) => {
      await page.evaluate(`(() => {${axe}})()`);
      expect(await page.evaluate(complaints)).toEqual([]);
    });
    await withReport(
      'samples/igb-7vf/lspci-xxxx.txt',
      async (page) => {
        await page.evaluate(`(() => {${axe}})()`);
        expect(await page.evaluate(complaints)).toEqual([]);
      },
      { width: 360, height: 740 },
    );
  }, 60_000);
});
