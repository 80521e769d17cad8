import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBytes } from '../../src/input/read.ts';
import { splitDumps } from '../../src/input/segment.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/* Text of lspci without bytes, and with bytes of some Functions: one reader takes all of it. */

const read = (text: string, from?: string): Snapshot => readBytes('paste.txt', Buffer.from(text), from);
const addresses = ({ functions }: Snapshot): string[] => functions.map(({ address }) => address);
const codes = ({ diagnostics }: Snapshot): string[] =>
  diagnostics.map(({ at, code }) => `${at?.line} ${code}`);
const row = (offset: number, text = ' 00'.repeat(16)): string =>
  `${offset.toString(16).padStart(2, '0')}:${text}\n`;
const rows = [0, 16, 32, 48].map((offset) => row(offset)).join('');
const sample = join(import.meta.dirname, '../../samples/igb-7vf/lspci-vvv-xxxx.txt');
const hasLspci = spawnSync('lspci', ['--version']).status === 0;
const lspci = (options: string): string => {
  const { stdout } = spawnSync('lspci', ['-F', sample, ...options.split(' ')], { encoding: 'utf8' });
  return stdout;
};
const expected = readBytes('x', readFileSync(sample)).functions.map(({ address }) => address);

describe.skipIf(!hasLspci)('lists as lspci prints them, as people paste them', () => {
  const changes: Readonly<Record<string, (text: string) => string>> = {
    'as printed': (text) => text,
    'with CR LF': (text) => text.replaceAll('\n', '\r\n'),
    'with tabs as eight blanks': (text) => text.replaceAll('\t', '        '),
    'with tabs as four blanks': (text) => text.replaceAll('\t', '    '),
    'without empty lines': (text) => text.replaceAll(/\n{2,}/g, '\n'),
    'with an empty line after each': (text) => text.replaceAll('\n', '\n\n'),
    'in a report': (text) => `Hello,\n\nmy NIC is dead:\n\n\`\`\`\n$ lspci\n${text}\`\`\`\n\nThanks\n`,
    'with a comment on top': (text) => `# taken on host1\n\n${text}`,
    indented: (text) => text.replaceAll(/^(?=.)/gm, '    '),
  };
  const options = ['-D', '-n', '-nn', '-D -nn', '-v', '-vnn', '-vvv', '-D -nnvvv', '-mm', '-nmm', '-nnmm'];
  describe.each([...options, '-vmm', '-D -vmmnn'])('%s', (option) => {
    // What is skipped is put together all the same.
    const text = hasLspci ? lspci(option) : '';
    const facts = ({ functions }: Snapshot) =>
      functions.map(({ stated }) => {
        const { vendorId, deviceId, name, classCode, driver, capabilities } = stated;
        const values = [vendorId, deviceId, name, classCode, driver].map((fact) => fact?.value);
        return [values, capabilities, [...stated.fields].map(([path, { value }]) => [path, value])];
      });
    const plain = facts(read(text));
    test.each(Object.entries(changes))('%s', (what, change) => {
      // A record of -vmm ends at an empty line, and has its tabs as lspci prints them.
      if (/-vmm|-D -vmm/.test(option) && /blanks|indented|after each/.test(what)) return;
      const snapshot = read(change(text));
      expect([snapshot.inputFormat, snapshot.inventory]).toEqual(['lspci-inventory', true]);
      expect(addresses(snapshot)).toEqual(expected);
      expect(facts(snapshot)).toEqual(plain);
      if (what !== 'in a report') expect(snapshot.diagnostics).toEqual([]);
    });
  });
});

test('text that lost its tabs belongs to the Function before it, up to an empty line', () => {
  const text = [
    '01:00.0 Ethernet controller [0200]: Intel Corporation 82576 [8086:10c9] (rev 01)',
    'Subsystem: Intel Corporation Device [8086:a03c]',
    'Kernel driver in use: igb',
    'Kernel modules: igb',
    '01:10.0 Ethernet controller [0200]: Intel Corporation 82576 Virtual Function [8086:10ca] (rev 01)',
    'Kernel driver in use: igbvf',
    '',
    'Kernel driver in use: nothing that belongs to it',
  ].join('\n');
  const snapshot = read(text);
  expect(snapshot.functions.map(({ stated }) => stated.driver?.value)).toEqual(['igb', 'igbvf']);
  expect(codes(snapshot)).toEqual(['8 lspci/unknown-line']);
});

describe('Functions with bytes and without in one text', () => {
  const list = [
    '00:00.0 Host bridge [0600]: Intel Corporation X [8086:29c0]',
    '01:00.0 Ethernet controller [0200]: Intel Corporation 82576 [8086:10c9]',
    '\tKernel driver in use: igb',
    '01:10.0 Ethernet controller [0200]: Intel Corporation 82576 Virtual Function [8086:10ca]',
    '',
  ].join('\n');
  const bytes = `01:00.0 Ethernet controller: Intel Corporation 82576\n${row(0, ` 86 80 c9 10${' 00'.repeat(12)}`)}${row(16)}${row(32)}${row(48)}`;

  test.each([
    ['the list first', `${list}\n${bytes}`],
    ['the bytes first', `${bytes}\n${list}`],
  ])('%s', (_what, text) => {
    const [snapshot, ...more] = splitDumps(read(text));
    expect(more).toEqual([]);
    expect([snapshot?.inputFormat, snapshot?.inventory]).toEqual(['lspci', true]);
    expect(snapshot?.diagnostics).toEqual([]);
    const fn = snapshot?.functions.find(({ address }) => address === '0000:01:00.0');
    expect(snapshot?.functions).toHaveLength(3);
    expect([fn?.config.u32(0), fn?.stated.driver?.value, fn?.stated.deviceId?.value]).toEqual([
      0x10c98086,
      'igb',
      0x10c9,
    ]);
  });

  test('a whole list and a whole dump of it are one system', () => {
    const dump = list
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => `${line}\n${rows}`)
      .join('\n');
    for (const text of [`${list}\n${dump}`, `${dump}\n${list}`]) {
      const snapshots = splitDumps(read(text));
      expect(snapshots.map((snapshot) => addresses(snapshot).length)).toEqual([3]);
      expect(snapshots[0]?.functions.every(({ config }) => config.end === 64)).toBe(true);
    }
  });

  test('what lspci could not read is no list', () => {
    const refused = 'WARNING: Cannot show hex-dump of the config space\n';
    const snapshot = read(`00:00.0 Host bridge: X\n${refused}\n00:01.0 PCI bridge: Y\n${rows}`);
    expect([snapshot.inputFormat, snapshot.inventory]).toEqual(['lspci', undefined]);
    expect(snapshot.functions.map(({ surroundings }) => surroundings.isRefused)).toEqual([true, undefined]);
  });

  test('--from takes either name for either', () => {
    for (const name of ['lspci', 'lspci-inventory']) {
      expect(read(list, name).inputFormat).toBe('lspci-inventory');
      expect(read(bytes, name).inputFormat).toBe('lspci');
    }
  });
});

describe('lines that begin like an address', () => {
  test('prose and times are no Functions', () => {
    const text = [
      '00:00.0 Host bridge [0600]: Intel Corporation X [8086:29c0]',
      '01:00.0 is where the card was before.',
      '12:10.5 INFO: probe failed',
      '12:10.7 WARN: retrying',
      '01:00.0 Ethernet controller [0200]: Intel Corporation 82576 [8086:10c9]',
      '12:34.5 done',
    ].join('\n');
    const snapshot = read(text);
    expect(addresses(snapshot)).toEqual(['0000:00:00.0', '0000:01:00.0']);
    expect(codes(snapshot)).toEqual(['2 lspci/unknown-line', '6 lspci/unknown-line']);
    expect(snapshot.diagnostics[0]?.message).toContain('2 more');
  });

  test('one before rows is a Function, whatever it says', () => {
    for (const words of ['', ' is the card', ' Ethernet'])
      expect(addresses(read(`01:00.0${words}\n${rows}`))).toEqual(['0000:01:00.0']);
    // lspci has its first line, an empty one, and its rows in one text of a broken capture.
    expect(addresses(read(`01:00.0 card\n\n${rows}`))).toEqual(['0000:01:00.0']);
  });

  test('a time between two rows does not end the Function', () => {
    const [first, second, ...others] = [0, 16, 32, 48].map((offset) => row(offset));
    const snapshot = read(`01:00.0 Host bridge: X\n${first}12:10.5 log\n${second}${others.join('')}`);
    expect(snapshot.functions.map(({ address, config }) => [address, config.end])).toEqual([
      ['0000:01:00.0', 64],
    ]);
    expect(codes(snapshot)).toEqual(['3 lspci/unknown-line']);
  });

  test('a log of times is no list', () => {
    const log = Array.from({ length: 40 }, (_, n) => `12:1${n % 10}.${n % 8} INFO: step ${n} of the start`);
    expect(read(log.join('\n')).inputFormat).toBe('unknown');
    expect(read('The device at 00:1f.2 hangs.\n00:1f.2 is a disk.\n').inputFormat).toBe('unknown');
  });
});

test('comments are no unknown lines, and keep their places', () => {
  const text = `# lsvf-ignore caps/duplicate: on purpose\n00:00.0 Host bridge: X\n# of the next row\n${rows}\n#\n`;
  const snapshot = read(text);
  expect(snapshot.diagnostics).toEqual([]);
  expect(snapshot.functions[0]?.config.end).toBe(64);
  expect(snapshot.comments).toEqual([
    { text: 'lsvf-ignore caps/duplicate: on purpose', at: { file: 'paste.txt', line: 1, column: 1 } },
    { text: 'of the next row', at: { file: 'paste.txt', line: 3, column: 1 } },
    { text: '', at: { file: 'paste.txt', line: 9, column: 1 } },
  ]);
});

test('comments go with the dump that they stand in', () => {
  const dump = `00:00.0 Host bridge: X\n${rows}00:01.0 Host bridge: Y\n${rows}`;
  const parts = splitDumps(read(`# before\n${dump}# after\n${dump}`));
  expect(parts.map(({ comments }) => comments?.map(({ text }) => text))).toEqual([['before', 'after'], []]);
});
