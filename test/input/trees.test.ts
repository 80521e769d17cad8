import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTar, type TarEntry } from 'modern-tar';
import { afterAll, describe, expect, test } from 'vitest';
import { diskSnapshot } from '../../src/input/disk.ts';
import { MemoryTree } from '../../src/input/memory.ts';
import { readTree } from '../../src/input/read.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lsvf-trees-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const config = new Uint8Array(256);
config.set([0x86, 0x80, 0xca, 0x10]);

function folder(name: string, files: Record<string, string | Uint8Array | { link: string }>): string {
  const root = join(scratch, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, join(root, path));
    else writeFileSync(join(root, path), content);
  }
  return root;
}

const device = 'sys/devices/pci0000:00/0000:00:01.0';
const tree = {
  [`${device}/config`]: config,
  [`${device}/vendor`]: '0x8086\n',
  [`${device}/0000:01:00.0/config`]: config,
  [`${device}/0000:01:00.0/physfn`]: { link: '../0000:01:00.9' },
  [`${device}/0000:01:00.0/driver`]: { link: '../../../../bus/pci/drivers/igbvf' },
  'sys/bus/pci/devices/0000:00:01.0': { link: '../../../devices/pci0000:00/0000:00:01.0' },
  'sys/bus/pci/devices/0000:01:00.0': { link: '../../../devices/pci0000:00/0000:00:01.0/0000:01:00.0' },
};

describe('sysfs folders', () => {
  const root = folder('whole', tree);
  test.each(['', 'sys', 'sys/devices', 'sys/devices/pci0000:00', 'sys/bus/pci/devices'])(
    'from %j',
    async (inner) => {
      const snapshot = await diskSnapshot(join(root, inner));
      expect(snapshot.inputFormat).toBe('sysfs');
      expect(snapshot.functions.map((fn) => fn.address)).toContain('0000:01:00.0');
      expect(snapshot.functions.map((fn) => fn.address)[0]).toBe('0000:00:01.0');
    },
  );

  test('attributes, links and bytes', async () => {
    const [bridge, vf] = (await diskSnapshot(root)).functions;
    expect(bridge?.attribute('vendor')).toBe('0x8086');
    expect(vf?.link('physfn')).toBe('0000:01:00.9');
    expect(vf?.link('driver')).toBe('igbvf');
    expect([vf?.config.knownBytes, vf?.config.u16(2)]).toEqual([256, 0x10ca]);
    expect(vf?.positionOf(2).offset).toBe(2);
  });

  test('one folder per function, with names that Windows can hold', async () => {
    const flat = folder('flat', {
      '0000_03_00.0/config': config,
      '0001-04-1f.7/config': config.subarray(0, 64),
    });
    const { functions } = await diskSnapshot(flat);
    expect(functions.map((fn) => [fn.address, fn.config.knownBytes])).toEqual([
      ['0000:03:00.0', 256],
      ['0001:04:1f.7', 64],
    ]);
  });

  test('a circle of links, text for a config, an odd length, no config', async () => {
    const odd = folder('odd', {
      '0000:00:00.0/config': 'some dummy config',
      '0000:00:01.0/config': config.subarray(0, 100),
      '0000:00:02.0/vendor': '0x8086',
      '0000:00:03.0/config': config,
      '0000:00:03.0/loop': { link: '../0000:00:03.0' },
      loop: { link: '.' },
    });
    const snapshot = await diskSnapshot(odd);
    expect(snapshot.functions.map((fn) => fn.config.knownBytes)).toEqual([0, 100, 0, 256]);
    expect(snapshot.diagnostics.map((d) => [d.code, d.function])).toEqual([
      ['sysfs/config-is-text', '0000:00:00.0'],
      ['sysfs/config-size', '0000:00:01.0'],
      ['sysfs/no-config', '0000:00:02.0'],
    ]);
  });

  test('a folder without configuration space, a missing path, a device file', async () => {
    expect((await diskSnapshot(folder('none', { 'a/b.txt': 'x' }))).diagnostics[0]?.code).toBe(
      'input/no-functions',
    );
    expect((await diskSnapshot(join(scratch, 'nowhere'))).diagnostics[0]?.code).toBe('input/unreadable');
    expect((await diskSnapshot('/dev/null')).diagnostics[0]?.code).toBe('input/unreadable');
  });
});

describe('a tree in memory', () => {
  test('links are resolved inside it only', () => {
    const memory = new MemoryTree('m');
    const bytes = new Uint8Array([1]);
    expect(memory.add('a/b', { kind: 'file', bytes })).toBe(true);
    expect(memory.add('../out', { kind: 'file', bytes })).toBe(false);
    expect(memory.add('/etc/passwd', { kind: 'file', bytes })).toBe(false);
    memory.add('link', { kind: 'link', target: 'a' });
    memory.add('up', { kind: 'link', target: '../../etc' });
    memory.add('round', { kind: 'link', target: 'round' });
    expect(memory.read('link/b', 9)).toEqual(bytes);
    expect(memory.read('up/passwd', 9)).toBeUndefined();
    expect(memory.read('round/x', 9)).toBeUndefined();
    expect(memory.readLink('up')).toBe('../../etc');
    expect(memory.list('link')).toEqual(['b']);
  });

  test('the same sysfs tree as on disk', () => {
    const memory = new MemoryTree('m');
    for (const [path, content] of Object.entries(tree)) {
      if (typeof content === 'object' && 'link' in content)
        memory.add(path, { kind: 'link', target: content.link });
      else
        memory.add(path, {
          kind: 'file',
          bytes: typeof content === 'string' ? Buffer.from(content) : content,
        });
    }
    expect(readTree(memory).functions.map((fn) => fn.address)).toEqual(['0000:00:01.0', '0000:01:00.0']);
  });
});

describe('archives', () => {
  const sample = join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf', 'sysfs.tar.gz');

  test('cut short: what was read is there, and it says so', async () => {
    const cut = join(scratch, 'cut.tar.gz');
    writeFileSync(cut, readFileSync(sample));
    truncateSync(cut, 9000);
    const snapshot = await diskSnapshot(cut);
    expect(snapshot.diagnostics.map((d) => d.code)).toContain('archive/damaged');
    expect(snapshot.functions.length).toBeGreaterThan(0);
  });

  async function tar(name: string, entries: TarEntry[]): Promise<string> {
    const path = join(scratch, name);
    writeFileSync(path, await packTar(entries));
    return path;
  }
  const file = (name: string, body: Uint8Array | string): TarEntry => ({
    header: { name, size: body.length, type: 'file' },
    body,
  });

  test('names that lead out are skipped and said; nothing is written', async () => {
    const path = await tar('slip.tar', [
      file('../../evil', 'x'),
      file('0000:00:00.0/config', config),
      { header: { name: '0000:00:00.0/physfn', type: 'symlink', linkname: '/etc/passwd', size: 0 } },
    ]);
    const snapshot = await diskSnapshot(path);
    expect(snapshot.diagnostics.map((d) => d.code)).toEqual(['archive/bad-name']);
    expect(snapshot.functions[0]?.config.u16(0)).toBe(0x8086);
    expect(snapshot.functions[0]?.link('physfn')).toBe('passwd');
  });

  test('attributes padded with NULs', async () => {
    const padded = new Uint8Array(4096);
    padded.set(Buffer.from('0x10ca\n'));
    const path = await tar('padded.tar', [
      file('0000:00:00.0/config', config),
      file('0000:00:00.0/device', padded),
    ]);
    expect((await diskSnapshot(path)).functions[0]?.attribute('device')).toBe('0x10ca');
  });

  test('a text dump inside', async () => {
    const text = readFileSync(
      join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf', 'lspci-H1-xxx.txt'),
    );
    const snapshot = await diskSnapshot(
      await tar('dump.tar', [file('readme.txt', 'hello'), file('host/lspci-xxx.txt', text)]),
    );
    expect(snapshot.inputFormat).toBe('lspci');
    expect(snapshot.functions.length).toBe(8);
  });
});
