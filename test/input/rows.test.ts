import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/input/formats/index.ts';
import { readBytes } from '../../src/input/read.ts';
import { bridgesAbove } from '../../src/machine/buses.ts';
import type { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const samples = join(import.meta.dirname, '../../samples');
const read = (text: string | Uint8Array, name = 'dump.txt', from?: string): Snapshot =>
  readBytes(name, typeof text === 'string' ? Buffer.from(text, 'latin1') : text, from);
const original = read(readFileSync(join(samples, 'igb-7vf/lspci-xxxx.txt'))).functions;
const pair = original.filter(({ address }) => /^0000:01:(00\.0|10\.2)$/.test(address));
const [pf] = pair as [PciFunction];

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const bytesOf = (fn: PciFunction, size = fn.config.end): number[] => [...fn.config.slice(0, size)];
const chunks = (bytes: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.slice(size * n, size * (n + 1)));
const pairs = (bytes: readonly number[]): string[] => bytes.map((byte) => hex(byte, 2));
const number = (bytes: readonly number[]): string => pairs([...bytes].reverse()).join('');
const numbers = (bytes: readonly number[], size: number): string => chunks(bytes, size).map(number).join(' ');
const places = ({ domain, routingId }: PciFunction) => ({
  domain,
  bus: routingId >> 8,
  device: (routingId >> 3) & 31,
  fn: routingId & 7,
});
const rows = (
  fn: PciFunction,
  size: number,
  row: (offset: number, bytes: readonly number[]) => string,
): string =>
  chunks(bytesOf(fn, size), 16)
    .map((bytes, n) => row(16 * n, bytes))
    .join('\n');

/** How each program prints, by its documentation or source. */
const printed: Readonly<Record<string, (fn: PciFunction, n: number) => string>> = {
  'u-boot': (fn) => {
    const { bus, device, fn: number } = places(fn);
    return `=> pci display.b ${bus}.${hex(device, 1)}.${number} 0 100\n${rows(fn, 256, (at, b) => `${hex(at, 8)}: ${pairs(b).join(' ')}`)}`;
  },
  'u-boot longs': (fn) => {
    const { bus, device, fn: number } = places(fn);
    return `U-Boot> pci display.l ${hex(bus, 2)}.${hex(device, 2)}.${number} 0 40\n${rows(fn, 256, (at, b) => `${hex(at, 8)}: ${numbers(b, 4)}`)}`;
  },
  'uefi-shell': (fn) => {
    const { domain, bus, device, fn: number } = places(fn);
    const address = `${hex(domain, 2)}${hex(bus, 2)}${hex(device, 2)}${hex(number, 2)}00`;
    return `  PCI Segment ${hex(domain, 2)} Bus ${hex(bus, 2)} Device ${hex(device, 2)} Func ${hex(number, 2)} [EFI 0x${address}]`
      .replace('0x', '')
      .concat(
        '\n',
        rows(fn, 4096, (at, b) => {
          const p = pairs(b);
          return `  ${hex(at, 8)}: ${p.slice(0, 8).join(' ')}-${p.slice(8).join(' ')}  *................*`.toUpperCase();
        }),
        '\n\n  Vendor ID(0):  8086     Device ID(2):  10C9\n',
      );
  },
  aida64: (fn) => {
    const { bus, device, fn: number } = places(fn);
    const head = `    B${hex(bus, 2)} D${hex(device, 2)} F${hex(number, 2)}:  Intel 82576`.toUpperCase();
    return `--------[ Debug - PCI ]-----\n\n${head}\n                  \n${rows(fn, 4096, (at, b) => {
      const four = chunks(b, 4).map((part) => pairs(part).join(' '));
      return `      Offset ${hex(at, 3)}:  ${four.join('  ')} `.toUpperCase().replace('OFFSET', 'Offset');
    })}\n\n`;
  },
  earlydump: (fn, n) =>
    `[    0.${n}12345] pci ${fn.address}: config space:\n${rows(fn, 256, (at, b) => `[    0.${n}12345] ${hex(at, 8)}: ${pairs(b).join(' ')}`)}\n[    0.9] pci ${fn.address}: reg 0x10`,
  pcidump: (fn) => {
    const { bus, device, fn: number } = places(fn);
    return `Domain /dev/pci0:\n ${bus}:${device}:${number}: Intel 82576\n\t0x0000: Vendor ID: 8086, Product ID: 10c9\n${rows(fn, 4096, (at, b) => `\t0x${hex(at, 4)}: ${numbers(b, 4)}`)}`;
  },
  pciconf: (fn) => {
    const { domain, bus, device, fn: number } = places(fn);
    return `# pciconf -r pci${domain}:${bus}:${device}:${number} 0:0xff\n${rows(fn, 256, (_, b) => `${numbers(b, 4)} `)}`;
  },
  windbg: (fn) => {
    const { bus, device, fn: number } = places(fn);
    return `PCI Bus ${hex(bus, 1)}\n${hex(device, 2)}:${number}  8086:10c9.01  Cmd[0507:imb...]  Sts[0010:c....]  Device  Ethernet\n      cf8:80006900  IntPin:0\n${rows(fn, 256, (at, b) => `      ${hex(at, 8)}:  ${numbers(b, 4)}`)}`;
  },
  setpci: (fn) =>
    chunks(bytesOf(fn, 256), 4)
      .map((b, n) => `${fn.address} @${hex(4 * n, 2)} = ${number(b)}`)
      .join('\n'),
  tlscan: (fn) => {
    const { bus, device, fn: number } = places(fn);
    return `<?xml version="1.0"?><devices><device type="0" bus="${bus}" device="${device}" function="${number}"><config_space><bytes>\n${chunks(
      bytesOf(fn, 4096),
      32,
    )
      .map((b) => pairs(b).join(''))
      .join('\n')}\n</bytes></config_space></device></devices>`;
  },
};

/** Every known byte stands where its position says. */
function expectPositions(fn: PciFunction, text: string): void {
  const lines = text.split('\n');
  for (let offset = 0; offset < fn.config.end; offset += 5) {
    const { line = 0, column = 0 } = fn.positionOf(offset);
    const written = lines[line - 1]?.slice(column - 1, column + 1).toLowerCase();
    expect([offset, written]).toEqual([offset, hex(fn.config.u8(offset), 2)]);
  }
}

describe.each(Object.keys(printed))('%s', (name) => {
  const format = name.split(' ')[0] as string;
  const text = pair.map((fn, n) => (printed[name] as (typeof printed)[string])(fn, n)).join('\n');

  test('is recognised and has the bytes of the dump, each at its place', () => {
    const snapshot = read(
      format === 'tlscan'
        ? text.replaceAll(/<\/devices><\?xml[^>]*><devices>|<\/devices>\n<\?xml[^>]*><devices>/g, '')
        : text,
    );
    const found = snapshot.diagnostics.map(({ code }) => code);
    // TeleScan does not say the base of device="16".
    expect([snapshot.inputFormat, found]).toEqual([format, name === 'tlscan' ? ['rows/address-base'] : []]);
    expect(snapshot.functions.map(({ address }) => address)).toEqual(pair.map(({ address }) => address));
    for (const [n, fn] of snapshot.functions.entries()) {
      expect(bytesOf(fn)).toEqual(bytesOf(pair[n] as PciFunction, fn.config.end));
      expect(fn.config.end).toBeGreaterThanOrEqual(256);
    }
  });

  test('positions', () => {
    const one = (printed[name] as (typeof printed)[string])(pf, 0);
    const [fn] = read(one).functions as [PciFunction];
    expectPositions(fn, one);
  });

  test('no other format of its rank takes it', () => {
    const bytes = Buffer.from(text, 'latin1');
    const head = { name: 'dump.txt', bytes, text, whole: true };
    const takes = formats.filter((one) => one.kind !== 'tree' && one.detect(head));
    const rank = takes.find((one) => one.name === format)?.rank;
    expect(takes.filter((one) => one.rank <= (rank ?? 0)).map((one) => one.name)).toEqual([format]);
  });

  test('cut anywhere it is read without a throw', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 6 }), fc.nat(text.length), (cut, junk, at) => {
        const broken = `${text.slice(0, at)}${junk}${text.slice(at)}`.slice(0, cut);
        const lines = broken.split('\n').length;
        for (const { at: place } of read(broken, 'dump.txt', format).diagnostics)
          if (place?.line !== undefined) expect(place.line).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 25 },
    );
  });
});

describe('hexdump', () => {
  const bytes = Buffer.from(bytesOf(pf));
  const squeezed = (line: (at: number, b: readonly number[]) => string, end: string): string => {
    const out: string[] = [];
    let last = '';
    for (const [n, b] of chunks([...bytes], 16).entries()) {
      const key = b.join();
      if (key === last) {
        if (out.at(-1) !== '*') out.push('*');
      } else out.push(line(16 * n, b));
      last = key;
    }
    return `${out.join('\n')}\n${end}\n`;
  };
  const forms: Readonly<Record<string, string>> = {
    'hexdump -C': squeezed(
      (at, b) =>
        `${hex(at, 8)}  ${pairs(b.slice(0, 8)).join(' ')}  ${pairs(b.slice(8)).join(' ')}  |${'.'.repeat(16)}|`,
      '00001000',
    ),
    hexdump: squeezed((at, b) => `${hex(at, 7)} ${numbers(b, 2)}`, '0001000'),
    xxd: rows(
      pf,
      4096,
      (at, b) =>
        `${hex(at, 8)}: ${chunks(b, 2)
          .map((two) => pairs(two).join(''))
          .join(' ')}  ab cd ..86 80....`,
    ),
    'xxd -e': rows(pf, 4096, (at, b) => `${hex(at, 8)}: ${numbers(b, 4)}   ................`),
    'xxd -g4': rows(
      pf,
      4096,
      (at, b) =>
        `${hex(at, 8)}: ${chunks(b, 4)
          .map((four) => pairs(four).join(''))
          .join(' ')}  ................`,
    ),
    'xxd -p': chunks([...bytes], 30)
      .map((b) => pairs(b).join(''))
      .join('\n'),
    'od -A x -t x1': squeezed((at, b) => `${hex(at, 6)} ${pairs(b).join(' ')}`, '001000'),
    'od -A x -t x1z': squeezed(
      (at, b) => `${hex(at, 6)} ${pairs(b).join(' ')}  >................<`,
      '001000',
    ),
    'od -t x1': squeezed((at, b) => `${at.toString(8).padStart(7, '0')} ${pairs(b).join(' ')}`, '0010000'),
    'od -t x2': squeezed((at, b) => `${at.toString(8).padStart(7, '0')} ${numbers(b, 2)}`, '0010000'),
    'od -A d -t x4': squeezed((at, b) => `${String(at).padStart(7, '0')} ${numbers(b, 4)}`, '0004096'),
    'od -A n -t x1 -v': chunks([...bytes], 16)
      .map((b) => ` ${pairs(b).join(' ')}`)
      .join('\n'),
  };

  test.each(Object.entries(forms))('%s', (_name, text) => {
    const snapshot = read(text, 'config-0000_01_00.0.txt');
    expect([snapshot.inputFormat, snapshot.diagnostics]).toEqual(['hexdump', []]);
    const [fn] = snapshot.functions as [PciFunction];
    expect(fn.address).toBe('0000:01:00.0');
    expect(Buffer.from(fn.config.slice(0, fn.config.end)).equals(bytes)).toBe(true);
    if (!text.includes('*\n')) expectPositions(fn, text);
  });

  test('the order of bytes in a group can be forced', () => {
    const text = '0000000 1234 5678 0000 0000 0000 0202 0000 0000\n';
    const first = (from: string): number | undefined => read(text, 'x', from).functions[0]?.config.u8(0);
    expect([first('hexdump-le'), first('hexdump-be')]).toEqual([0x34, 0x12]);
    expect(read(text, 'x', 'hexdump').diagnostics.map(({ code }) => code)).toContain('rows/byte-order');
  });

  test('several functions behind lines with their addresses, and what it writes reads back', async () => {
    const format = formats.find(({ name }) => name === 'hexdump');
    const text = [...((format?.write?.(original, bridgesAbove(original)) ?? []) as Iterable<string>)].join(
      '',
    );
    const { functions, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(functions.map((fn) => [fn.address, bytesOf(fn)])).toEqual(
      original.map((fn) => [fn.address, bytesOf(fn)]),
    );
  });
});

describe('raw', () => {
  const bytes = Buffer.from(bytesOf(pf));
  test.each([
    ['0000:01:00.0/config', '0000:01:00.0'],
    ['x/0000_01_00.0.config', '0000:01:00.0'],
    ['01-00-00.pci', '0000:01:00.0'],
    ['config-10001_01_10.2.bin', '10001:01:10.2'],
  ])('the address is taken from the name %s', (name, address) => {
    const snapshot = read(bytes, name);
    expect([snapshot.inputFormat, snapshot.functions[0]?.address, snapshot.diagnostics]).toEqual([
      'raw',
      address,
      [],
    ]);
    expect(bytesOf(snapshot.functions[0] as PciFunction)).toEqual([...bytes]);
  });

  test('without one it says what it assumed', () => {
    expect(read(bytes, 'config').diagnostics.map(({ code }) => code)).toEqual(['raw/no-address']);
  });

  test('a text, or bytes of no size, are not taken', () => {
    expect(read(Buffer.alloc(64, 0x47), 'x').inputFormat).toBe('unknown');
    expect(read(bytes.subarray(0, 100), 'x').inputFormat).toBe('unknown');
    expect(
      read(Buffer.from(Array.from({ length: 256 }, (_, n) => (n * 7 + 131) & 0xff)), 'x').inputFormat,
    ).toBe('unknown');
  });
});

test('u-root and .coe', () => {
  const base64 = Buffer.from(bytesOf(pf)).toString('base64');
  const json = JSON.stringify([
    { Addr: '0000:01:00.0', Vendor: 32902, Config: base64 },
    { Addr: 'x', Config: 'y' },
  ]);
  const snapshot = read(json);
  expect(snapshot.inputFormat).toBe('u-root');
  expect(bytesOf(snapshot.functions[0] as PciFunction)).toEqual(bytesOf(pf));
  expect(snapshot.diagnostics.map(({ code }) => code)).toEqual(['rows/bad-address']);
  for (const swap of [false, true]) {
    const words = chunks(bytesOf(pf), 4).map((word) => (swap ? number(word) : pairs(word).join('')));
    const text = `memory_initialization_radix=16;\nmemory_initialization_vector=\n\n${words.join(',\n')};\n`;
    const [fn] = read(text, '01_00.0.coe').functions as [PciFunction];
    expect(bytesOf(fn)).toEqual(bytesOf(pf));
    expectPositions(fn, text);
  }
});

test('what is wrong is said with its place', () => {
  const text =
    'Domain /dev/pci0:\n 1:0:0: Intel\n\t0x0000: 10c98086 0010zz07\n\t0x0000: 10c98086\n\t0x0000: 10c98087\n\t0x0010: 00000000 00000000 00000000 00000000\nwhat\n';
  const found = read(text).diagnostics.map(({ code, at }) => `${at?.line}:${at?.column} ${code}`);
  expect(found).toEqual([
    '3:19 rows/bad-byte',
    '7:1 rows/unknown-line',
    '5:16 rows/conflicting-bytes',
    '2:1 rows/gap',
  ]);
});

test.each(readdirSync(join(samples, 'igb-7vf/other')))('samples/igb-7vf/other/%s', (name) => {
  const snapshot = read(readFileSync(join(samples, 'igb-7vf/other', name)), name);
  const [fn] = snapshot.functions as [PciFunction];
  expect(snapshot.inputFormat).toBe(name.endsWith('.bin') ? 'raw' : 'hexdump');
  expect(snapshot.diagnostics).toEqual([]);
  expect(bytesOf(fn)).toEqual(bytesOf(original.find(({ address }) => address === fn.address) as PciFunction));
});
