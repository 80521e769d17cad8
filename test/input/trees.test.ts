import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';
import { afterAll, describe, expect, test } from 'vitest';
import { diskSnapshot, diskSnapshots } from '../../src/input/disk.ts';
import { MemoryTree } from '../../src/input/memory.ts';
import { readTree } from '../../src/input/read.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

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

  test.each([
    ['sys/devices/pci0000:00/0000:00:01.0', ['0000:00:01.0', '0000:01:00.0']],
    ['sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0', ['0000:01:00.0']],
    ['sys/bus/pci/devices/0000:01:00.0', ['0000:01:00.0']],
  ])("a Function's own folder, %s", async (inner, addresses) => {
    const snapshot = await diskSnapshot(join(root, inner));
    expect(snapshot.inputFormat).toBe('sysfs');
    expect(snapshot.functions.map((fn) => fn.address)).toEqual(addresses);
    expect(snapshot.functions.at(-1)?.link('driver')).toBe('igbvf');
    expect(snapshot.functions.every(({ config }) => config.knownBytes === 256)).toBe(true);
  });

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

  test.each([
    ['behind a VMD controller', 'devices/pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:06.0', '10000:e0:06.0'],
    [
      'on VMBus',
      'devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0004:00/VMBUS:00/47505500-0001-0001-3130-444531303037/pci0001:00/0001:00:00.0',
      '0001:00:00.0',
    ],
    ['on a platform device', 'devices/platform/soc/40000000.pcie/pci0000:00/0000:00:01.0', '0000:00:01.0'],
    ['in a folder of its host', 'host1/sys/devices/pci0000:00/0000:00:01.0', '0000:00:01.0'],
    ['below three bridges', 'devices/pci0000:00/0000:00:01.0/0000:01:00.0/0000:02:00.0', '0000:02:00.0'],
  ])('a tree without bus/pci: %s', async (name, path, address) => {
    const root = folder(name.replaceAll(' ', '-'), { [`${path}/config`]: config });
    const { functions } = await diskSnapshot(root);
    expect(functions.at(-1)?.address).toBe(address);
    expect(functions.at(-1)?.config.knownBytes).toBe(256);
  });

  test('attributes that can only be written count as present; zPCI has a folder of its own', async () => {
    const root = folder('attributes', {
      '0000:00:00.0/config': config,
      '0000:00:00.0/sriov_vf_msix_count': 'never read',
      '0000:00:00.0/pfip/segment0': '0x01\n',
      '0000:00:00.0/resource': '0x0 0x0 0x0\n0x1 0x2 0x3\n',
      '0000:00:00.0/no_attribute_of_ours': 'x',
    });
    const [fn] = (await diskSnapshot(root)).functions;
    expect([...(fn?.surroundings.attributes ?? [])]).toEqual([
      ['resource', '0x0 0x0 0x0\n0x1 0x2 0x3'],
      ['sriov_vf_msix_count', ''],
      ['pfip/segment0', '0x01'],
    ]);
  });

  test('a list whose folders were left out: each function is named', async () => {
    const root = folder('half', {
      ...tree,
      'sys/bus/pci/devices/0000:05:00.0': { link: '../../../devices/pci0000:00/0000:05:00.0' },
    });
    const half = await diskSnapshot(root);
    expect(half.functions).toHaveLength(2);
    expect(half.diagnostics.map((d) => [d.code, d.function])).toEqual([['sysfs/no-folder', '0000:05:00.0']]);
    const none = await diskSnapshot(
      folder('links-only', { 'bus/pci/devices/0000:05:00.0': { link: '../../../devices/x' } }),
    );
    expect(none.diagnostics.map((d) => d.code)).toEqual(['input/no-functions']);
  });

  test('zeros behind a header that points at capabilities were never read', async () => {
    const pointing = new Uint8Array(4096);
    pointing.set(config.subarray(0, 64));
    pointing[0x06] = 0x10;
    pointing[0x34] = 0x40;
    const real = pointing.slice();
    real[0x40] = 0x01;
    const pointless = pointing.slice();
    pointless[0x06] = 0;
    const { functions, diagnostics } = await diskSnapshot(
      folder('padded', {
        '0000:00:00.0/config': pointing,
        '0000:00:01.0/config': real,
        '0000:00:02.0/config': pointless,
      }),
    );
    expect(functions.map((fn) => fn.config.knownBytes)).toEqual([64, 4096, 4096]);
    expect(functions.map((fn) => fn.config.u8(0x40))).toEqual([-1, 1, 0]);
    expect(functions.map((fn) => fn.config.u8(0xfff))).toEqual([-1, 0, 0]);
    expect(diagnostics.map((d) => [d.code, d.function])).toEqual([['sysfs/config-padded', '0000:00:00.0']]);
  });

  test('why a config could not be read', async () => {
    const root = folder('unread', {
      '0000:00:00.0/config/inner': 'a folder',
      '0000:00:01.0/config': { link: 'nowhere' },
      '0000:00:02.0/config': { link: 'config' },
    });
    const { diagnostics } = await diskSnapshot(root);
    expect(diagnostics.map((d) => d.message)).toEqual([
      'config cannot be read: it is not a regular file',
      'config cannot be read: there is no such file or folder',
      'config cannot be read: its links lead in a circle',
    ]);
  });

  test.skipIf(process.platform === 'win32')('a pipe in place of a file is not waited for', async () => {
    const root = folder('pipes', { '0000:00:00.0/vendor': '0x8086' });
    execFileSync('mkfifo', [join(root, '0000:00:00.0', 'config'), join(root, '0000:00:00.0', 'device')]);
    const { functions, diagnostics } = await diskSnapshot(root);
    expect(functions[0]?.attribute('vendor')).toBe('0x8086');
    expect(functions[0]?.attribute('device')).toBeUndefined();
    expect(diagnostics.map((d) => [d.at?.file.slice(root.length), d.message])).toEqual([
      ['/0000:00:00.0/config', 'config cannot be read: it is not a regular file'],
      ['/0000:00:00.0/device', 'it was left out: it is not a regular file'],
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

  test('links to links, names with ..; what stands at a path itself', () => {
    const memory = new MemoryTree('m');
    memory.add('devices/a/file', { kind: 'file', bytes: new Uint8Array([1, 2, 3]) });
    memory.add('bus/one', { kind: 'link', target: '../devices/a' });
    memory.add('bus/two', { kind: 'link', target: 'one/../a/./file' });
    memory.add('bus/absolute', { kind: 'link', target: '/devices/a/file' });
    memory.add('ping', { kind: 'link', target: 'pong/x' });
    memory.add('pong', { kind: 'link', target: 'ping/x' });
    expect(memory.read('bus/two', 2)).toEqual(new Uint8Array([1, 2]));
    expect(memory.read('bus/absolute', 2)).toBeUndefined();
    expect(memory.whyUnread('bus/absolute')).toBe('its link leads out of the tree or in a circle');
    expect(memory.list('ping')).toEqual([]);
    expect([memory.kindOf('bus/one'), memory.kindOf('bus/one/file'), memory.kindOf('devices/a')]).toEqual([
      'link',
      'file',
      'directory',
    ]);
    expect([memory.kindOf('nothing'), memory.kindOf('ping/x'), memory.kindOf('../m')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([memory.whyUnread('devices'), memory.whyUnread('no')]).toEqual([
      'it is a folder',
      'there is no such file',
    ]);
    expect([memory.readLink('bus/one'), memory.readLink('devices/a'), memory.readLink('no/x')]).toEqual([
      '../devices/a',
      undefined,
      undefined,
    ]);
    expect(memory.list('')).toEqual(['bus', 'devices', 'ping', 'pong']);
    expect(memory.display('a/b')).toBe('m:a/b');
  });

  test('a file where a folder is, and a folder where a file is', () => {
    const memory = new MemoryTree('m');
    const bytes = new Uint8Array(0);
    memory.add('a/b', { kind: 'file', bytes });
    expect(memory.add('a', { kind: 'file', bytes })).toBe(false);
    expect(memory.add('a/b/c', { kind: 'file', bytes })).toBe(false);
    expect(memory.add('./a//b/', { kind: 'file', bytes: new Uint8Array([9]) })).toBe(true);
    expect(memory.read('a/b', 1)).toEqual(new Uint8Array([9]));
    for (const name of ['', '.', 'c:\\x', 'C:/x', 'a/../../b', 'x\0y']) {
      expect(memory.add(name, { kind: 'file', bytes }), name).toBe(false);
    }
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

  const dump = (name: string): Buffer =>
    readFileSync(join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf', name));

  test('a text dump inside, by what it holds and whatever its name, to its last byte', async () => {
    const text = dump('lspci-xxxx.txt');
    const snapshot = await diskSnapshot(
      await tar('dump.tar', [file('readme.txt', 'hello'), file('host/pci', text), file('x.txt', 'hello')]),
    );
    expect(snapshot.inputFormat).toBe('lspci');
    expect(snapshot.functions.length).toBe(15);
    expect(snapshot.diagnostics).toEqual([]);
    expect(snapshot.functions[0]?.positionOf().file).toBe(`${join(scratch, 'dump.tar')}:host/pci`);
  });

  test('two dumps inside are two snapshots', async () => {
    const text = dump('lspci-H1-xxx.txt');
    const path = await tar('two.tar', [file('b', text), file('x/a', text), file('notes.md', 'hello')]);
    const snapshots = await diskSnapshots(path);
    expect(snapshots.map(({ source, functions }) => [source, functions.length])).toEqual([
      [`${path}:b`, 8],
      [`${path}:x/a`, 8],
    ]);
    expect(snapshots.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  test('a packed dump that is no archive', async () => {
    const path = join(scratch, 'dump.txt.gz');
    writeFileSync(path, gzipSync(dump('lspci-xxxx.txt')));
    const snapshot = await diskSnapshot(path);
    expect([snapshot.inputFormat, snapshot.source, snapshot.functions.length]).toEqual(['lspci', path, 15]);
    writeFileSync(path, gzipSync('no dump'));
    expect((await diskSnapshot(path)).diagnostics.map((d) => d.code)).toEqual(['input/no-functions']);
  });

  test('no configuration space inside', async () => {
    const snapshot = await diskSnapshot(await tar('none.tar', [file('readme.txt', 'hello')]));
    expect(snapshot.diagnostics.map((d) => d.code)).toEqual(['input/no-functions']);
  });

  test('hard links count from the top of the archive', async () => {
    const path = await tar('hard.tar', [
      file('top/0000:00:00.0/config', config),
      {
        header: {
          name: 'top/0000:00:01.0/config',
          type: 'link',
          linkname: 'top/0000:00:00.0/config',
          size: 0,
        },
      },
    ]);
    expect((await diskSnapshot(path)).functions.map((fn) => fn.config.u16(2))).toEqual([0x10ca, 0x10ca]);
  });

  test.each([
    ['in the middle of a file', 1024 + 512 + 100, 'in the middle of'],
    ['between two files', 1024, 'after'],
  ])('a plain tar cut %s', async (_where, length, message) => {
    const path = await tar('cut.tar', [
      file('0000:00:00.0/config', config),
      file('0000:00:01.0/config', new Uint8Array(256).fill(1)),
    ]);
    truncateSync(path, length);
    const snapshot = await diskSnapshot(path);
    expect(snapshot.diagnostics[0]?.code).toBe('archive/damaged');
    expect(snapshot.diagnostics[0]?.message).toContain(message);
    expect(snapshot.functions[0]?.config.knownBytes).toBe(256);
  });

  test('a tar of the seventh edition, without the word ustar', async () => {
    const path = await tar('v7.tar', [file('0000:00:00.0/config', config)]);
    const bytes = readFileSync(path);
    bytes.fill(0, 257, 265);
    bytes.fill(0x20, 148, 156);
    const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    writeFileSync(path, bytes);
    expect((await diskSnapshot(path)).functions[0]?.config.u16(0)).toBe(0x8086);
  });

  test('what follows the end mark is not gathered in memory', async () => {
    const path = await tar('long.tar', [file('0000:00:00.0/config', config)]);
    const packed = gzipSync(Buffer.concat([readFileSync(path), Buffer.alloc(40 << 20, 1)]), { level: 1 });
    writeFileSync(`${path}.gz`, packed);
    const snapshot = await diskSnapshot(`${path}.gz`);
    expect(snapshot.diagnostics.map((d) => d.message)).toEqual([
      "it is damaged: bytes follow its end after '0000:00:00.0/config'; what was read before is used",
    ]);
    expect(snapshot.functions).toHaveLength(1);
  });

  test('bytes of chance in an archive end it, with a word', async () => {
    const bytes = gunzipSync(readFileSync(sample)).subarray(0, 64 << 10);
    const path = join(scratch, 'chance.tar');
    for (let round = 0; round < 100; round++) {
      const damaged = Buffer.from(bytes);
      // Sizes and types of entries, by a fixed sequence of numbers.
      for (let n = 0; n < 24; n++) {
        damaged[((round * 24 + n) * 7919) % damaged.length] = (round * 31 + n * 17) & 0xff;
        damaged[((round * 37 + n) % 128) * 512 + 124 + (n % 33)] = (round * 13 + n * 101) & 0xff;
      }
      writeFileSync(path, damaged);
      const snapshot = await diskSnapshot(path);
      expect(snapshot.diagnostics.length, `round ${round}`).toBeGreaterThan(0);
    }
  });
});

describe('real systems', () => {
  const samples = join(import.meta.dirname, '..', '..', 'samples');
  const names = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'sysfs.tar.gz')));
  test('there are some', () => expect(names.length).toBeGreaterThanOrEqual(12));

  test.each(names)('%s: sysfs and lspci hold the same functions and bytes', async (name) => {
    const sysfs = await diskSnapshot(join(samples, name, 'sysfs.tar.gz'));
    const lspci = await diskSnapshot(join(samples, name, 'lspci-xxxx.txt'));
    expect(sysfs.diagnostics).toEqual([]);
    expect(lspci.diagnostics).toEqual([]);
    const bytesOf = (snapshot: Snapshot): [string, string][] =>
      snapshot.functions.map((fn) => [
        fn.address,
        Buffer.from(fn.config.slice(0, fn.config.end)).toString('hex'),
      ]);
    expect(bytesOf(sysfs)).toEqual(bytesOf(lspci));
  });
});

describe('streams', () => {
  const samples = join(import.meta.dirname, '..', '..', 'samples');
  test.skipIf(process.platform === 'win32').each([
    ['multi-pf/lspci-xxxx.txt', 'cat'],
    ['multi-pf/lspci-xxxx.txt', 'head -c 300000'],
    ['multi-pf/sysfs.tar.gz', 'cat'],
  ])('%s through a pipe (%s) is as from a file', async (name, command) => {
    const pipe = join(scratch, `pipe-${name.replaceAll('/', '-')}-${command.length}`);
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `${command} '${join(samples, name)}' > '${pipe}'`]);
    const closed = new Promise((resolve) => writer.on('close', resolve));
    const snapshot = await diskSnapshot(pipe);
    expect(await closed).toBe(0);
    if (command !== 'cat') {
      expect(snapshot.diagnostics.map((d) => d.code)).toEqual(['lspci/bad-byte', 'lspci/truncated']);
      return;
    }
    const whole = await diskSnapshot(join(samples, name));
    const addresses = (from: Snapshot): string[] =>
      from.functions.map((fn) => `${fn.address} ${fn.config.knownBytes} ${fn.config.u32(0)}`);
    expect(addresses(snapshot)).toEqual(addresses(whole));
    expect(snapshot.functions.length).toBeGreaterThan(30);
    expect(snapshot.diagnostics).toEqual([]);
  });

  test('links in a circle, links to nowhere, a name that is no file', async () => {
    symlinkSync('circle', join(scratch, 'circle'));
    symlinkSync('nowhere-at-all', join(scratch, 'dangling'));
    const messages = [];
    for (const name of ['circle', 'dangling', 'x\0y']) {
      const { inputFormat, diagnostics } = await diskSnapshot(join(scratch, name));
      messages.push([inputFormat, diagnostics[0]?.code, diagnostics[0]?.severity, diagnostics[0]?.message]);
    }
    expect(messages).toEqual([
      ['unknown', 'input/unreadable', 'error', 'its links lead in a circle'],
      ['unknown', 'input/unreadable', 'error', 'there is no such file or folder'],
      ['unknown', 'input/unreadable', 'error', 'it cannot be read'],
    ]);
  });
});
