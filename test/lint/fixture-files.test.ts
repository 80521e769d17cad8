import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { works } from '../works.ts';
import { runHere } from './run-here.ts';

const hasZip = works('zip', ['-v']);

/* What a maintainer has in a folder of fixtures, and what lint says about it. */

const root = join(import.meta.dirname, '..', '..');
const igb = readFileSync(join(root, 'samples', 'igb-7vf', 'lspci-xxxx.txt'), 'latin1');
/** The bytes of the PF, as its config file has them. */
const config = Buffer.from(
  (igb.split('\n\n').find((block) => block.startsWith('0000:01:00.0')) ?? '')
    .split('\n')
    .slice(1)
    .flatMap((row) => row.split(': ')[1]?.trim().split(' ') ?? [])
    .map((digits) => parseInt(digits, 16)),
);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lsvf-fixture-files-'));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const lint = (...args: string[]) => runHere(['lint', ...args], folder);
const concise = async (...args: string[]): Promise<string> => (await lint('-f', 'concise', ...args)).stdout;

describe('a text that other programs changed', () => {
  test.each([
    ['a code fence', `\`\`\`\n${igb}\`\`\`\n`],
    ['colours', igb.replaceAll(/^(0000:\S+)/gm, '\u001b[31m$1\u001b[0m')],
    ['base64', `${Buffer.from(igb).toString('base64').replaceAll(/.{76}/g, '$&\n')}\n`],
  ])('%s: the line end that the file has is not missed', async (_what, text) => {
    put('x.txt', text);
    expect(await concise('x.txt')).not.toContain('dump/final-newline');
  });

  test('a file that lacks it is still reported', async () => {
    put('x.txt', `\`\`\`\n${igb.trimEnd()}`);
    expect(await concise('x.txt')).toContain('dump/final-newline');
  });

  test('--fix makes CR alone a line end', async () => {
    put('x.txt', igb.replaceAll('\n', '\r'));
    await lint('--fix', 'x.txt');
    expect(readFileSync(join(folder, 'x.txt'), 'latin1')).toBe(igb);
  });
});

describe('config files of a folder that hold text', () => {
  test.each([
    ['base64', config.toString('base64'), 'base64 for 4096 bytes'],
    ['hex digits', config.toString('hex'), 'hex digits for 4096 bytes'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4096\n',
      'git lfs pull',
    ],
    ['any text', 'some dummy config\n', "text ('some dummy config')"],
  ])('%s is named, and its characters are not judged as registers', async (_what, text, said) => {
    put('0000_01_00.0.config', config);
    put('0000_02_00.0.config', text);
    const out = (await concise('.')).split('\n').filter((line) => line.includes('0000_02_00.0'));
    expect(out).toEqual([expect.stringContaining(said)]);
    expect(out[0]).toContain('sysfs/config-is-bytes');
  });
});

test('a Function whose first row is missing: no rule counts as skipped for 0 bytes', async () => {
  put('x.txt', igb.replace(/^00: ff.*\n/m, ''));
  const { stdout } = await lint('x.txt');
  expect(stdout).toContain('checks were skipped');
  expect(stdout).not.toContain('lacks 0 bytes');
});

describe('a finding names a file that the repository has', () => {
  const direct = 'fx/sys/devices/pci0000:00/0000:01:00.0';
  beforeEach(() => {
    put(`${direct}/config`, config);
    put(`${direct}/sriov_numvfs`, '9\n');
    mkdirSync(join(folder, 'fx/sys/bus/pci/devices'), { recursive: true });
    symlinkSync(
      '../../../devices/pci0000:00/0000:01:00.0',
      join(folder, 'fx/sys/bus/pci/devices/0000:01:00.0'),
    );
  });

  test('not what is below a link', async () => {
    expect(await concise('fx')).toContain(
      `${direct}/sriov_numvfs:1:1: error: 0000:01:00.0: sriov_numvfs is 9`,
    );
    const sarif = JSON.parse((await lint('-f', 'sarif', 'fx')).stdout);
    const uris = sarif.runs[0].results.map(
      (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        result.locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(uris.map(decodeURIComponent)).toContain(`${direct}/sriov_numvfs`);
  });

  test.each([`${direct}/sriov_numvfs`, 'fx/sys/bus/pci/devices/0000:01:00.0/sriov_numvfs', 'fx/sys/**'])(
    'a suppression may name it as %s',
    async (path) => {
      const reason = 'shows two counts that differ';
      const suppressions = [{ rule: 'sysfs/*', files: [path], reason }];
      put('lsvf.config.json', JSON.stringify({ suppressions }));
      expect(await concise('fx')).not.toMatch(/sysfs\/|unused-suppression/);
    },
  );
});

test('comments name several rules, and say which Function they are about', async () => {
  const over = igb.replace(/^170: 07/m, '170: 09');
  put('x.txt', `# lsvf-ignore sriov/num-vfs-within-total, sriov/vf-missing: two VFs too many\n${over}`);
  expect(await concise('x.txt')).toBe('');
  put('x.txt', over.replace(/^(0000:01:00.0.*\n)/m, '$1# lsvf-ignore sriov/*: too late\n'));
  expect(await concise('x.txt')).toContain(
    'lsvf-ignore of sriov/* hides nothing of 0000:01:10.0, the Function that follows it',
  );
});

test('the hook of --init lints what belongs together, not each file beside a dump', async () => {
  put('fx/host.dump', igb);
  await lint('--init');
  const hook = readFileSync(join(folder, '.pre-commit-config.yaml'), 'utf8');
  expect(hook).toContain('entry: lsvf lint .\n');
  expect(hook).toContain('pass_filenames: false\n');
});

test('advice on a VF alone fits its form', async () => {
  put(
    'vf.xml',
    `<device><name>pci_0000_01_10_0</name><capability type='pci'>
<domain>0</domain><bus>1</bus><slot>16</slot><function>0</function>
<product id='0x10ca'/><vendor id='0x8086'/>
<capability type='phys_function'><address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></capability>
</capability></device>
`,
  );
  const { stdout } = await lint('-f', 'markdown', 'vf.xml');
  expect(stdout).toContain('tree/detached-vf');
  expect(stdout).not.toContain('/sys/devices');
});

test.skipIf(!hasZip)('a zip of several dumps is the file, and the text says where in it', async () => {
  const bad = igb.replace(/^170: 07/m, '170: 09');
  put('a/one.txt', bad);
  put('b/two.txt', bad);
  execFileSync('zip', ['-qr', 'two.zip', 'a', 'b'], { cwd: folder });
  const { stdout } = await lint('-f', 'github', 'two.zip');
  expect(stdout).toContain('::error file=two.zip,title=sriov/num-vfs-within-total::a/one.txt:613:6: ');
  expect(stdout).not.toContain('file=two.zip%3A');
});
