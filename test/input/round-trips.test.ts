import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatKey, routingIdOf } from '../../src/model/address.ts';
import { expectPositions, hexOf, read } from './positions.ts';
import { colonAddress, printers } from './printers.ts';

/* Each format as its tool prints it: what is printed from any bytes is read back, each byte at its place. */

const address = fc.record({
  domain: fc.integer({ min: 0, max: 0xff }),
  bus: fc.integer({ min: 0, max: 0xff }),
  device: fc.integer({ min: 0, max: 0x1f }),
  fn: fc.integer({ min: 0, max: 7 }),
});
const space = fc
  .tuple(fc.constantFrom(64, 256, 1024), fc.infiniteStream(fc.nat(255)))
  .map(([size, bytes]) => [...bytes.take(size)]);

describe.each(Object.entries(printers))('%s', (name, { domains, most = 4096, before = [], print }) => {
  test('keeps bytes and addresses, and is taken for no other format', () => {
    const functions = fc.uniqueArray(fc.record({ address, bytes: space }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ address: { bus, device, fn } }) => routingIdOf(bus, device, fn),
    });
    fc.assert(
      fc.property(functions, fc.constantFrom('\n', '\r\n'), (list, eol) => {
        const given = list.map((each) => ({
          ...each,
          address: domains ? each.address : { ...each.address, domain: 0 },
        }));
        const lines = [...before, ...given.flatMap(({ address: of, bytes }) => print(of, bytes))];
        const snapshot = read(lines.join(eol));
        expect(snapshot.inputFormat).toBe(name);
        expect(snapshot.functions.map((fn) => [formatKey(fn.key), hexOf(fn)])).toEqual(
          given.map(({ address: of, bytes }) => [
            colonAddress(of),
            Buffer.from(bytes.slice(0, most)).toString('hex'),
          ]),
        );
        for (const fn of snapshot.functions) expectPositions(lines.join(eol), fn);
      }),
      { numRuns: 15 },
    );
  });
});
