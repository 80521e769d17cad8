import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diskSnapshot, diskSnapshots } from '../../src/input/disk.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-packed-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const has = (command: string): boolean => spawnSync(command, ['--help']).error === undefined;
const lspci = join(samples, 'igb-7vf/lspci-xxxx.txt');
const tree = join(scratch, 'tree');
mkdirSync(tree);
execFileSync('tar', ['-xzf', join(samples, 'igb-7vf/sysfs.tar.gz'), '-C', tree]);

const facts = ({ functions }: Snapshot) =>
  functions.map((fn) => [
    fn.address,
    fn.config.knownBytes,
    fn.link('physfn'),
    Buffer.from(fn.config.slice(0, 4096)).toString('hex'),
  ]);
const sysfs = facts(await diskSnapshot(tree));
const text = facts(await diskSnapshot(lspci));

const pack: Readonly<Record<string, readonly [string, ...string[]]>> = {
  xz: ['xz', '-c'],
  bz2: ['bzip2', '-c'],
  gz: ['gzip', '-c'],
  zst: ['zstd', '-c', '-q'],
};

describe.each(Object.entries(pack))('%s', (ending, [command, ...args]) => {
  const missing = !has(command);
  const packed = (path: string, to: string): string => {
    writeFileSync(to, execFileSync(command, [...args, path], { maxBuffer: 1 << 30 }));
    return to;
  };

  test.skipIf(missing)('a dump', async () => {
    const snapshot = await diskSnapshot(packed(lspci, join(scratch, `dump.txt.${ending}`)));
    expect(snapshot.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(facts(snapshot)).toEqual(text);
  });

  test.skipIf(missing)('a tar of sysfs, its links kept', async () => {
    const tar = join(scratch, 'sys.tar');
    execFileSync('tar', ['-cf', tar, '-C', tree, '.']);
    expect(facts(await diskSnapshot(packed(tar, join(scratch, `sys.tar.${ending}`))))).toEqual(sysfs);
  });

  test.skipIf(missing)('cut short, it says so and keeps what came before', async () => {
    const path = packed(lspci, join(scratch, `cut.txt.${ending}`));
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - Math.min(20, bytes.length >> 1)));
    const { diagnostics } = await diskSnapshot(path);
    expect(diagnostics.map(({ code }) => code)).toContain('archive/damaged');
  });

  test.skipIf(missing)(
    'a bomb ends with a diagnostic in bounded memory',
    async () => {
      const zeros = join(scratch, `zeros-${ending}`);
      execFileSync('truncate', ['-s', '300M', zeros]);
      const part = join(scratch, `part.${ending}`);
      execFileSync('sh', ['-c', `${command} ${args.join(' ')} -1 < ${zeros} > ${part}`]);
      // 1,200 MiB in four streams; the first alone is more than is read.
      const path = join(scratch, `bomb.${ending}`);
      writeFileSync(path, Buffer.concat(Array(4).fill(readFileSync(part))));
      const before = process.memoryUsage().rss;
      const { diagnostics, functions } = await diskSnapshot(path);
      expect(functions).toEqual([]);
      expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      expect(process.memoryUsage().rss - before).toBeLessThan(900 << 20);
    },
    120_000,
  );
});

describe.skipIf(!has('zip'))('zip', () => {
  const zip = (name: string, cwd: string, ...args: string[]): string => {
    const path = join(scratch, name);
    execFileSync('zip', ['-q', '-r', '-y', path, ...args], { cwd });
    return path;
  };

  test('a sysfs tree with its links', async () => {
    expect(facts(await diskSnapshot(zip('sys.zip', tree, '.')))).toEqual(sysfs);
  });

  test('dumps, packed and stored', async () => {
    const [snapshot] = await diskSnapshots(zip('dump.zip', join(samples, 'igb-7vf'), 'lspci-xxxx.txt'));
    expect(facts(snapshot as Snapshot)).toEqual(text);
    const path = zip('stored.zip', join(samples, 'igb-7vf'), '-0', 'lspci-xxxx.txt', 'lspci-xxx.txt');
    expect((await diskSnapshots(path)).map(({ functions }) => functions.length)).toEqual([15, 15]);
  });

  test('names that lead out, encryption and damage are said', async () => {
    const path = zip('bad.zip', join(samples, 'igb-7vf'), 'lspci-xxxx.txt');
    const bytes = readFileSync(path);
    const evil = Buffer.from(
      bytes.toString('latin1').replaceAll('lspci-xxxx.txt', '../xxxx-xx.txt'),
      'latin1',
    );
    writeFileSync(path, evil);
    expect((await diskSnapshot(path)).diagnostics.map(({ code }) => code)).toContain('archive/bad-name');
    const at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    const locked = Buffer.from(bytes);
    locked[at + 8] = 1;
    writeFileSync(path, locked);
    expect((await diskSnapshot(path)).diagnostics[0]?.message).toContain('encrypted');
    writeFileSync(path, bytes.subarray(0, bytes.length - 30));
    expect((await diskSnapshot(path)).diagnostics.map(({ code }) => code)).toContain('archive/damaged');
    for (let n = 40; n < bytes.length; n += 97) {
      const broken = Buffer.from(bytes);
      broken[n] = (broken[n] as number) ^ 0x55;
      writeFileSync(path, broken);
      await diskSnapshot(path);
    }
  });
});

describe('/proc/bus/pci', () => {
  const proc = join(scratch, 'proc');
  const bus = join(proc, 'bus/pci');
  const snapshotOf = (folder: string) => diskSnapshot(folder);
  for (const [address, , , bytes] of text) {
    const [, number = '', place = ''] = String(address).split(':');
    mkdirSync(join(bus, number), { recursive: true });
    writeFileSync(
      join(bus, number, place),
      Buffer.from(String(bytes), 'hex').subarray(0, address === '0000:01:10.0' ? 64 : 4096),
    );
  }
  const numbers = new Array(14).fill('0').join('\t');
  writeFileSync(join(bus, 'devices'), `0100\t808610c9\t10\t${numbers}\tigb\nwhat\n`);

  test('bytes, and the drivers of the list', async () => {
    for (const root of [proc, bus]) {
      const snapshot = await snapshotOf(root);
      expect([snapshot.inputFormat, snapshot.functions.length]).toEqual(['procfs', 15]);
      expect(snapshot.functions.find(({ address }) => address === '0000:01:00.0')?.attribute('driver')).toBe(
        'igb',
      );
      expect(snapshot.functions.find(({ address }) => address === '0000:01:10.0')?.config.knownBytes).toBe(
        64,
      );
      expect(snapshot.diagnostics.map(({ code, at }) => [code, at?.line])).toEqual([
        ['procfs/unknown-line', 2],
      ]);
    }
  });

  test('a sosreport joins the bytes of proc, the links of sysfs and the names of lspci', async () => {
    const report = join(scratch, 'sosreport-host-2026');
    cpSync(proc, join(report, 'proc'), { recursive: true });
    const devices = join(report, 'sys/bus/pci/devices');
    mkdirSync(devices, { recursive: true });
    for (const address of ['0000:01:00.0', '0000:01:10.0']) {
      mkdirSync(join(report, 'sys/devices/pci0000:00', address), { recursive: true });
      symlinkSync(`../../../devices/pci0000:00/${address}`, join(devices, address));
      writeFileSync(join(report, 'sys/devices/pci0000:00', address, 'vendor'), '0x8086\n');
    }
    symlinkSync('../0000:01:00.0', join(report, 'sys/devices/pci0000:00/0000:01:10.0/physfn'));
    mkdirSync(join(report, 'sos_commands/pci'), { recursive: true });
    const list = readFileSync(lspci, 'utf8')
      .split('\n')
      .filter((line) => /^[0-9a-f]{4}:/.test(line));
    writeFileSync(join(report, 'sos_commands/pci/lspci_-nnvv'), `${list.join('\n')}\n`);
    writeFileSync(join(report, 'sos_commands/pci/lspci_-tv'), '-[0000:00]-+-00.0\n');
    const path = join(scratch, 'sosreport.tar.gz');
    execFileSync('tar', ['-czf', path, '-C', scratch, 'sosreport-host-2026']);
    for (const input of [report, path]) {
      const snapshot = await diskSnapshot(input);
      expect(snapshot.diagnostics.map(({ code }) => code)).toContain('input/joined');
      expect(snapshot.functions.length).toBe(15);
      const vf = snapshot.functions.find(({ address }) => address === '0000:01:10.0');
      expect([vf?.config.knownBytes, vf?.link('physfn'), vf?.surroundings.text]).toEqual([
        64,
        '0000:01:00.0',
        expect.stringContaining('Virtual Function'),
      ]);
    }
  });
});

test('a folder of config files', async () => {
  const folder = join(scratch, 'configs');
  mkdirSync(folder);
  for (const name of readdirSync(join(samples, 'igb-7vf/other')).filter((one) => one.endsWith('.bin')))
    cpSync(join(samples, 'igb-7vf/other', name), join(folder, name));
  const snapshot = await diskSnapshot(folder);
  expect([snapshot.inputFormat, snapshot.functions.map(({ address }) => address)]).toEqual([
    'config-folder',
    ['0000:01:00.0', '0000:01:10.2'],
  ]);
});

test('dumps behind each other in one file are two snapshots', async () => {
  const path = join(scratch, 'two.txt');
  const dump = readFileSync(lspci, 'utf8');
  writeFileSync(path, dump + dump.replaceAll('01:00.0 ', '02:1f.0 '));
  const [first, second, ...others] = await diskSnapshots(path);
  expect(others).toEqual([]);
  expect([first?.part, first?.functions.length, second?.part, second?.functions.length]).toEqual([
    1, 15, 2, 15,
  ]);
  expect(facts(first as Snapshot)).toEqual(text);
  expect(second?.diagnostics.map(({ code }) => code)).not.toContain('lspci/duplicate-function');
});

describe('lists without bytes', () => {
  const roles = async (name: string, content: string) => {
    const path = join(scratch, name);
    writeFileSync(path, content);
    const system = new System(await diskSnapshot(path), new Names());
    return {
      format: system.snapshot.inputFormat,
      roles: system.snapshot.functions.map((fn) => {
        const { verdict } = system.report(fn);
        return `${fn.address} ${verdict.role} ${verdict.attachment ?? '-'} ${verdict.certainty ?? '-'}`;
      }),
    };
  };

  test('lspci -nn: bridges by class, VFs by their Device ID, else unknown', async () => {
    const list = readFileSync(lspci, 'utf8')
      .split('\n')
      .filter((line) => /^[0-9a-f]{4}:/.test(line))
      .map((line) => line.replace(/Virtual Function.*/, 'Virtual Function [8086:10ca] (rev 01)'))
      .join('\n');
    const { format, roles: found } = await roles('list.txt', `${list}\n`);
    expect(format).toBe('lspci-inventory');
    expect(found).toContain('0000:00:02.0 bridge - -');
    expect(found).toContain('0000:01:00.0 unknown - -');
    expect(found).toContain('0000:01:10.0 vf unknown probable');
  });

  test('libvirt: its links say what is a PF and what a VF', async () => {
    const device = (bus: number, slot: number, inner: string, id: string): string =>
      `<device>\n  <name>x</name>\n  <driver><name>igb</name></driver>\n  <capability type='pci'>\n    <class>0x020000</class>\n    <domain>0</domain>\n    <bus>${bus}</bus>\n    <slot>${slot}</slot>\n    <function>0</function>\n    <product id='${id}'>82576</product>\n    <vendor id='0x8086'>Intel</vendor>\n${inner}  </capability>\n</device>\n`;
    const to = (slot: string): string =>
      `<address domain='0x0000' bus='0x01' slot='${slot}' function='0x0'/>`;
    const xml =
      device(1, 0, `<capability type='virt_functions' maxCount='7'>${to('0x10')}</capability>`, '0x10c9') +
      device(1, 16, `<capability type='phys_function'>${to('0x00')}</capability>`, '0x10ca');
    expect(await roles('nodedev.xml', xml)).toEqual({
      format: 'libvirt',
      roles: ['0000:01:00.0 pf - -', '0000:01:10.0 vf attached certain'],
    });
  });

  test('QEMU: bridges and what is behind them', async () => {
    const device = (bus: number, slot: number, more: object) => ({
      bus,
      slot,
      function: 0,
      class_info: { class: 0x0200, desc: 'Ethernet controller' },
      id: { device: 0x10c9, vendor: 0x8086 },
      ...more,
    });
    const bridge = device(0, 2, {
      class_info: { class: 0x0604, desc: 'PCI bridge' },
      pci_bridge: { bus: {}, devices: [device(1, 0, {})] },
    });
    const answer = JSON.stringify({ return: [{ bus: 0, devices: [bridge, { bus: 'x' }] }] });
    expect(await roles('qemu.json', answer)).toEqual({
      format: 'qemu',
      roles: ['0000:00:02.0 bridge - -', '0000:01:00.0 unknown - -'],
    });
  });

  test('a text that quotes lspci is no list', async () => {
    const path = join(scratch, 'prose.md');
    writeFileSync(path, 'Look at this:\n\nand that\n01:00.0 Ethernet controller: Intel\nmore\nand more\n');
    expect((await diskSnapshot(path)).inputFormat).toBe('unknown');
  });
});
