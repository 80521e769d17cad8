import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diskSnapshot, foundSnapshots, NamedFolders } from '../../src/input/disk.ts';
import { diskTree } from '../../src/input/source/disk-tree.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/* What links of a folder that somebody else made may lead to: nothing outside of it. */

const scratch = mkdtempSync(join(tmpdir(), 'lsvf-links-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const secret = join(scratch, 'secret');
writeFileSync(secret, 'root:x:0:0:secret\n');
const config = new Uint8Array(256);
config.set([0x86, 0x80, 0xca, 0x10]);

type Files = Record<string, string | Uint8Array | { readonly link: string }>;
function folder(name: string, files: Files): string {
  const root = join(scratch, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, join(root, path));
    else writeFileSync(join(root, path), content);
  }
  return root;
}

const said = (snapshot: Snapshot, root: string): (readonly [string, string])[] =>
  snapshot.diagnostics.map(({ at, message }) => [at?.file.slice(root.length + 1) ?? '', message]);
/** All that a snapshot holds, as text. */
const everything = ({ functions, diagnostics }: Snapshot): string =>
  JSON.stringify([
    diagnostics,
    functions.map((fn) => [
      [...(fn.surroundings.attributes ?? []), ...(fn.surroundings.links ?? [])],
      Buffer.from(fn.config.slice(0, fn.config.end)).toString('latin1'),
    ]),
  ]);
const out = 'its link leads out of the folder that was named';

describe.skipIf(process.platform === 'win32')('in a sysfs tree', () => {
  test.each([
    ['absolute', secret],
    ['with ..', '../../secret'],
    ['through another link', 'step'],
    ['to the process itself', '/proc/self/environ'],
  ])('an attribute and a config that are links out, %s', async (name, link) => {
    const root = folder(`tree-${name}`, {
      '0000:01:00.0/config': config,
      '0000:01:00.0/sriov_numvfs': { link },
      '0000:01:00.0/step': { link: secret },
      '0000:01:00.1/config': { link: link === 'step' ? '../0000:01:00.0/step' : link },
    });
    const snapshot = await diskSnapshot(root);
    expect(snapshot.functions.map((fn) => [fn.address, fn.config.knownBytes])).toEqual([
      ['0000:01:00.0', 256],
      ['0000:01:00.1', 0],
    ]);
    expect(snapshot.functions[0]?.attribute('sriov_numvfs')).toBeUndefined();
    expect(said(snapshot, root)).toEqual([
      ['0000:01:00.1/config', `config cannot be read: ${out}`],
      ['0000:01:00.0/sriov_numvfs', `it was left out: ${out}`],
    ]);
    expect(everything(snapshot)).not.toContain('secret\n');
    expect(everything(snapshot)).not.toContain('PATH=');
  });

  test('a link out of a Function’s folder that stays in the tree is followed, and one to a folder is not a way out', async () => {
    const root = folder('inside', {
      'shared/irq': '16\n',
      'shared/config': config,
      '0000:01:00.0/config': { link: '../shared/config' },
      '0000:01:00.0/irq': { link: join(scratch, 'inside', 'shared', 'irq') },
      '0000:01:00.0/pfip': { link: scratch },
    });
    writeFileSync(join(scratch, 'segment0'), 'secret\n');
    const snapshot = await diskSnapshot(root);
    const [fn] = snapshot.functions;
    expect([fn?.config.knownBytes, fn?.attribute('irq')]).toEqual([256, '16']);
    expect(everything(snapshot)).not.toContain('secret\n');
    expect(said(snapshot, root)).toEqual([['0000:01:00.0/pfip', `it was left out: ${out}`]]);
  });

  test('what a folder need not have is nothing to say', async () => {
    const root = folder('zpci', { '0000:01:00.0/config': config, '0000:01:00.0/pfip/segment0': '0x1' });
    expect(said(await diskSnapshot(root), root)).toEqual([]);
  });

  test('folders of Functions that are links out are not in the copy', async () => {
    folder('elsewhere', { config: config, irq: '17\n' });
    const root = folder('list', { 'bus/pci/devices/0000:01:00.0': { link: '../../../../elsewhere' } });
    const snapshot = await diskSnapshot(join(root, 'bus/pci/devices'));
    expect(snapshot.functions).toEqual([]);
    expect(everything(snapshot)).not.toContain('17');
  });

  test('the folder that is named may be a link, and so may the file', async () => {
    folder('real', { '0000:01:00.0/config': config });
    symlinkSync('real', join(scratch, 'alias'));
    expect((await diskSnapshot(join(scratch, 'alias'))).functions).toHaveLength(1);
    writeFileSync(join(scratch, 'dump.txt'), '01:00.0 X\n00: 86 80\n');
    symlinkSync('dump.txt', join(scratch, 'alias.txt'));
    expect((await diskSnapshot(join(scratch, 'alias.txt'))).functions).toHaveLength(1);
  });

  test.skipIf(!existsSync('/proc/self/fd'))('a folder that becomes a link after it was looked at', () => {
    const root = folder('race', { 'd/irq': '16\n' });
    folder('outside', { irq: 'secret\n' });
    const tree = diskTree(root);
    expect(Buffer.from(tree.read('d/irq', 100) ?? []).toString()).toBe('16\n');
    renameSync(join(root, 'd'), join(root, 'old'));
    symlinkSync('../outside', join(root, 'd'));
    expect(tree.read('d/irq', 100)).toBeUndefined();
    expect(tree.whyUnread('d/irq')).toBe(out);
  });

  test('pipes and sockets are not opened, whatever leads to them', async () => {
    const root = folder('special', {
      '0000:01:00.0/config': config,
      '0000:01:00.0/irq': { link: 'pipe' },
    });
    execFileSync('mkfifo', [join(root, '0000:01:00.0', 'pipe'), join(root, '0000:01:00.0', 'vendor')]);
    const server = createServer().listen(join(root, '0000:01:00.0', 'class'));
    const snapshot = await diskSnapshot(root);
    server.close();
    expect(said(snapshot, root).sort()).toEqual(
      ['class', 'irq', 'vendor'].map((name) => [
        `0000:01:00.0/${name}`,
        'it was left out: it is not a regular file',
      ]),
    );
  });

  test.skipIf(!existsSync('/sys/bus/pci/devices'))('in /sys its links are the rule', () => {
    const tree = diskTree('/sys/bus/pci/devices');
    for (const name of tree.list('').slice(0, 3))
      expect(tree.read(`${name}/vendor`, 100)?.length).toBeGreaterThan(3);
  });
});

describe.skipIf(process.platform === 'win32')('what a walked folder held', () => {
  const root = folder('walked', {
    'in.txt': { link: 'dump.txt' },
    'dump.txt': '01:00.0 X\n00: 86 80\n',
    'out.txt': { link: '../dump.txt' },
    'circle.txt': { link: 'circle.txt' },
    'pipe.txt': { link: 'pipe' },
  });
  writeFileSync(join(scratch, 'dump.txt'), '02:00.0 X\n00: 86 80\n');
  execFileSync('mkfifo', [join(root, 'pipe')]);

  test.each([
    ['in.txt', '0000:01:00.0', undefined],
    ['out.txt', undefined, `it was left out: ${out}`],
    ['circle.txt', undefined, 'its links lead in a circle'],
    ['pipe.txt', undefined, 'it was left out: it is not a regular file'],
    ['pipe', undefined, 'it was left out: it is not a regular file'],
    ['nowhere', undefined, 'there is no such file or folder'],
  ])('%s', async (name, address, message) => {
    const [snapshot] = await foundSnapshots(join(root, name), root, new NamedFolders());
    expect(snapshot?.functions[0]?.address).toBe(address);
    expect(snapshot?.diagnostics.find(({ severity }) => severity !== 'info')?.message).toBe(
      address === undefined ? message : snapshot?.diagnostics[0]?.message,
    );
  });
});
