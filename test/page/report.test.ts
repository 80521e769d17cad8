import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { makeDump } from '../bench/make-dump.ts';
import { runProgram } from '../program/run-program.ts';
import { browser, closeAll, folder, linted, made, root, withPage, withReport } from './open-page.ts';

const igb = 'samples/igb-7vf/lspci-xxxx.txt';
const hostile = '</script><img src=x onerror="document.title=1"><b id=evil>';

describe.skipIf(!browser)('a report in Chromium', () => {
  afterAll(closeAll);

  test('a VF is found by its name, live, and `/` goes to the search', async () => {
    await withReport(igb, async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('virtual function');
      const first = page.locator('#found [role=option]').first();
      expect(await first.textContent()).toContain('0000:01:10.0');
      await page.keyboard.press('Enter');
      expect(await page.textContent('.card h2')).toBe('0000:01:10.0');
      expect(page.url()).toContain('#fn=0000:01:10.0');
    });
  }, 30_000);

  test.each([
    ['sriov.num_vfs', 'sriov.num_vfs'],
    ['PCI_SRIOV_CTRL_VFE', 'sriov.control.vf_enable'],
    ['0x8086', 'header.vendor_id'],
    ['01:11.0', '0000:01:11.0'],
    ['10ca', '0000:01:10.0'],
  ])(
    'the search finds %s',
    async (query, found) => {
      await withReport(igb, async (page) => {
        await page.fill('[role=combobox]', query);
        expect(await page.textContent('#found')).toContain(found);
      });
    },
    30_000,
  );

  test('the search says how many it does not list', async () => {
    await withReport(igb, async (page) => {
      await page.fill('[role=combobox]', 'sriov');
      expect(await page.locator('#found [role=option]:has(.found-kind:text-is("field"))').count()).toBe(8);
      expect(await page.textContent('.found-others')).toMatch(/\d+ more fields/);
      await page.fill('[role=combobox]', 'sriov.num_vfs');
      expect(await page.locator('.found-others').count()).toBe(0);
    });
  }, 30_000);

  test('the groups of the machine are listed with their reasons, which lead to their fields', async () => {
    await withReport(igb, async (page) => {
      await page.click('.views >> text=IOMMU groups');
      expect(page.url()).toContain('#view=groups');
      const { stdout } = runProgram(['check', 'groups', igb, '--format', 'json'], { cwd: root, input: '' });
      const { groups } = JSON.parse(stdout).subjects[0];
      expect(await page.locator('.group').count()).toBe(groups.length);
      const reasons = page.locator('.group .link:has-text(".")');
      expect(await reasons.count()).toBeGreaterThan(0);
    });
  }, 30_000);

  test('a VF has what a VMM does for each of its fields, beside what it shares', async () => {
    await withReport(
      igb,
      async (page) => {
        expect(await page.locator('.emulation tbody tr').count()).toBe(0);
        await page.click('.emulation summary');
        const { stdout } = runProgram(['emulate', igb, '-s', '01:10.0', '--format', 'json'], {
          cwd: root,
          input: '',
        });
        await page.waitForSelector('.emulation tbody tr');
        expect(await page.locator('.emulation tbody tr').count()).toBe(JSON.parse(stdout).rows.length);
        await page.click('.emulation tbody .link >> nth=0');
        expect(page.url()).toContain('field=');
      },
      { at: '#fn=0000:01:10.0&tab=sharing' },
    );
  }, 30_000);

  test('on a very wide screen a value stays near its label', async () => {
    await withReport(
      igb,
      async (page) => {
        const field = await page.locator('.field').first().boundingBox();
        expect(field?.width).toBeLessThan(1000);
      },
      { width: 3840, height: 1200 },
    );
  }, 30_000);

  test('a finding leads to its byte', async () => {
    await withReport('samples/broken/sriov/num-vfs-within-total.txt', async (page) => {
      await linted(page);
      await page.click('.views >> text=Findings');
      await page.click('.finding:has-text("sriov/num-vfs-within-total") .link');
      expect(await page.locator('.byte.marked').count()).toBe(2);
      expect(await page.locator('.byte.marked.found-error').count()).toBeGreaterThan(0);
      expect(await page.textContent('.detail h3')).toBe('NumVFs');
    });
  }, 30_000);

  test('a shared field leads to the PF, and Back comes back', async () => {
    await withReport(
      igb,
      async (page) => {
        const row = page.locator('tr:has-text("header.command.memory_space_enable")');
        await row.locator('td .link').click();
        expect(await page.textContent('.card h2')).toBe('0000:01:00.0');
        expect(await page.locator('.byte.marked').count()).toBe(1);
        await page.goBack();
        expect(await page.textContent('.card h2')).toBe('0000:01:10.0');
      },
      { at: '#fn=0000:01:10.0&tab=sharing' },
    );
  }, 30_000);

  test('a field of a VF says which value counts, and what explain says', async () => {
    const path = 'pcie.device_control.max_payload_size';
    const explained = runProgram(['explain', path, '-f', 'json']).stdout;
    const parts: readonly { path: string; facts: Record<string, string> }[] =
      JSON.parse(explained).pages[0].parts;
    const facts = parts.find((part) => part.path === path)?.facts ?? {};
    expect(Object.keys(facts)).toContain('in a VF');
    await withReport(
      igb,
      async (page) => {
        const shown = await page.textContent('.detail');
        for (const text of Object.values(facts)) expect(shown).toContain(text);
        expect(await page.textContent('.in-vf')).toContain('The VF reads 0; what counts is 128 bytes');
        await page.click('.in-vf .link');
        expect(await page.textContent('.card h2')).toBe('0000:01:00.0');
      },
      { at: `#fn=0000:01:10.0&field=${path}` },
    );
  }, 30_000);

  test('check enable is run, for as many VFs as are asked for', async () => {
    await withReport(
      igb,
      async (page) => {
        await page.click('[role=tab]:has-text("Checks")');
        expect(await page.textContent('.answer')).toContain('yes, up to 8 VFs');
        await page.fill('.vfs input', '9');
        expect(await page.textContent('.answer')).toContain('no, not 9');
        expect(await page.locator('.step.fail').count()).toBeGreaterThan(0);
        expect(page.url()).toContain('vfs=9');
      },
      { at: '#fn=0000:01:00.0' },
    );
  }, 30_000);

  test('hovering a field marks its bytes, and a byte its field', async () => {
    await withReport(igb, async (page) => {
      await page.hover('[data-path="header.vendor_id"]');
      expect(await page.locator('.byte.hovered').allTextContents()).toEqual(['86', '80']);
      await page.locator('.byte[data-o="2"]').click();
      expect(await page.textContent('.detail h3')).toBe('Device ID');
      expect(await page.locator('[aria-current=true][data-path]').getAttribute('data-path')).toBe(
        'header.device_id',
      );
    });
  }, 30_000);

  test('a place is in the URL and is there again after a reload', async () => {
    const file = made(['report', igb]);
    await withPage(file, async (page) => {
      await page.goto(
        `${pathToFileURL(file).href}#fn=0000:01:10.4&field=ari.capability.next_function_number`,
      );
      await page.reload();
      await page.waitForSelector('.detail');
      expect(await page.textContent('.card h2')).toBe('0000:01:10.4');
      expect(await page.locator('.byte.marked').count()).toBe(1);
      expect(await page.locator('.row.chosen').textContent()).toContain('01:10.0');
    });
  }, 30_000);

  test('the tree is one tab stop; arrows fold, unfold and choose', async () => {
    await withReport('samples/multi-pf/lspci-xxxx.txt', async (page) => {
      expect(await page.locator('.side [role=tree] [tabindex="0"]').count()).toBe(0);
      await page.focus('[role=tree]');
      await page.keyboard.press('Home');
      const active = (): Promise<string | null> =>
        page.locator('.row.active').evaluate((row) => row.textContent);
      expect(await active()).toContain('Bus 0000:00');
      const before = await page.locator('[role=treeitem]').count();
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator('[role=treeitem]').count()).toBe(1);
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('[role=treeitem]').count()).toBe(before);
      for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await page.textContent('.card h2')).toBe('0000:01:00.0');
    });
  }, 30_000);

  test('counts and filters say what the tree shows', async () => {
    await withReport('samples/multi-pf/lspci-xxxx.txt', async (page) => {
      await page.click('.counts >> text=PFs');
      expect(await page.locator('.row .badge').allTextContents()).toEqual(['PF', 'PF', 'PF', 'PF']);
      await page.click('text=show all');
      await page.click('.filters >> text=PFs and VFs');
      expect(await page.locator('.row .badge.bridge').count()).toBe(0);
    });
  }, 30_000);

  test('Routing IDs lead to their Functions, by keyboard too', async () => {
    await withReport(
      'samples/multi-pf/lspci-xxxx.txt',
      async (page) => {
        const map = page.locator('[aria-label="Routing IDs of bus 0000:01"]');
        expect(await map.locator('td[tabindex="0"]').count()).toBe(1);
        await map.locator('td[tabindex="0"]').focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        expect(await page.textContent('.card h2')).toBe('0000:01:10.0');
      },
      { at: '#view=routing' },
    );
  }, 30_000);

  test('the map of addresses has each VF its part of a VF BAR', async () => {
    const input = runProgram(['fixture', '--pf', '01:00.0', '--vfs', '4']).stdout;
    await withReport(
      '-',
      async (page) => {
        expect(await page.locator('.range.window').count()).toBeGreaterThan(0);
        await page.locator('.parts').first().click();
        await page.locator('.range.part').nth(2).locator('.link').click();
        expect(await page.textContent('.card .badge')).toBe('VF 3');
      },
      { at: '#view=addresses', input },
    );
  }, 30_000);

  test('--select keeps Functions, --rule and --profile say which findings', async () => {
    const dump = 'samples/broken/vf/no-pcie-cap.txt';
    const args = [dump, '--profile', 'strict', '--rule', 'tree/detached-vf=off', '--no-config'];
    await withReport(
      args,
      async (page) => {
        await linted(page);
        const text = await page.textContent('.view-body');
        expect(text).toContain('vf/no-pcie-cap');
        expect(text).not.toContain('tree/detached-vf');
      },
      { at: '#view=findings' },
    );
    await withReport(['samples/multi-pf/lspci-xxxx.txt', '-s', '01:00.*'], async (page) => {
      expect(await page.locator('[role=treeitem] .address').count()).toBe(2);
    });
  }, 30_000);

  test('1,000 Functions open in less than 2 MB, 2,000 lines are not drawn at once, and a worker lints them', async () => {
    const dump = join(folder, 'many.txt');
    makeDump(dump, { functions: 1000 });
    const file = made(['report', dump]);
    expect(statSync(file).size).toBeLessThan(2e6);
    await withPage(file, async (page) => {
      expect(await page.textContent('.counts')).toContain('990 VFs');
      expect(await page.locator('[role=treeitem]').count()).toBeLessThan(120);
      await linted(page);
    });
  }, 60_000);

  test('a hostile dump stays text', async () => {
    const dump = readFileSync(join(root, 'samples/detached-q35/lspci-xxxx.txt'), 'utf8');
    const input = dump.replace(/^(\S+ [^:\n]*(?::[^:\n]*)?: ).*$/gm, (_line, start) => `${start}${hostile}`);
    expect(input).toContain(hostile);
    await withReport(
      '-',
      async (page) => {
        for (const view of ['Routing IDs', 'Addresses', 'Findings', 'Function']) {
          await page.click(`.views >> text=${view}`);
          expect(await page.locator('#evil, img').count()).toBe(0);
        }
        expect(await page.textContent('.card-name')).toContain('onerror');
        expect(await page.title()).toBe('- · lsvf');
      },
      { input },
    );
  }, 30_000);

  test('on paper everything is unfolded', async () => {
    await withReport('samples/detached-q35/lspci-xxxx.txt', async (page) => {
      await linted(page);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      const text = await page.textContent('.printed');
      for (const words of ['detached VF', 'supporting:', 'Findings', 'Bytes', 'vendor_id'])
        expect(text).toContain(words);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      expect(await page.textContent('.printed')).toBe('');
      expect((await page.pdf()).length).toBeGreaterThan(20_000);
    });
  }, 30_000);

  test('on a phone rows have 8 bytes, and nothing is wider than the screen', async () => {
    await withReport(
      igb,
      async (page) => {
        expect(await page.locator('.byte-row').first().locator('.byte').count()).toBe(8);
        const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
        await page.locator('.byte[data-o="0"]').click();
        expect(await page.locator('.detail').evaluate((sheet) => getComputedStyle(sheet).position)).toBe(
          'fixed',
        );
        await page.click('.detail .close');
        await page.click('.to-tree');
        await page.locator('[role=treeitem]:has-text("01:10.0")').first().click();
        expect(await page.textContent('.card h2')).toBe('0000:01:10.0');
      },
      { width: 360, height: 740 },
    );
  }, 30_000);
});
