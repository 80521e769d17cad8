import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress, routingIdOf } from '../../src/model/address.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { read } from './positions.ts';
import { colonAddress } from './printers.ts';
import { type StatedFunction, statedPrinters } from './stated-printers.ts';

/* What lists and logs state of Functions is read back as it was printed. */

const id = fc.integer({ min: 1, max: 0xfffe });
const described = fc.record(
  {
    address: fc.record({
      domain: fc.integer({ min: 0, max: 0xff }),
      bus: fc.integer({ min: 0, max: 0xfe }),
      device: fc.integer({ min: 0, max: 0x1f }),
      fn: fc.integer({ min: 0, max: 7 }),
    }),
    vendor: id,
    device: id,
    classCode: fc.integer({ min: 0, max: 0x13ffff }),
    revision: fc.nat(255),
    driver: fc.constantFrom('igb', 'mlx5_core', 'vfio-pci'),
    group: fc.nat(300),
    bar0: fc
      .tuple(fc.integer({ min: 1, max: 0xff }), fc.constantFrom(0x1000, 0x20000))
      .map(([n, size]) => ({ address: 0xfe000000 + n * 0x100000, size })),
  },
  { requiredKeys: ['address', 'vendor', 'device', 'classCode', 'revision'] },
);

/** A bridge, a PF and a VF of it, by their places in the list. */
function related(list: readonly StatedFunction[]): StatedFunction[] {
  const [first, second, third, ...others] = list;
  if (!first || !second || !third) return [...list];
  const below = first.address.bus + 1;
  return [
    { ...first, buses: [below, 0xff], classCode: 0x060400 },
    { ...second, vfs: { total: 9, addresses: [colonAddress(third.address)] } },
    { ...third, pf: colonAddress(second.address) },
    ...others,
  ];
}

/** What is stated, in the words of the description. */
function statedOf(fn: PciFunction): Record<string, unknown> {
  const { stated } = fn;
  const secondary = stated.fields.get('header.secondary_bus_number')?.value;
  const region = stated.regions.find(({ index, of }) => index === 0 && of === 'function');
  return {
    vendor: stated.vendorId?.value,
    device: stated.deviceId?.value,
    class: stated.classCodeBits === 24 ? stated.classCode?.value : undefined,
    class16: (stated.classCode?.value ?? 0) >> 8,
    revision: stated.revision?.value,
    driver: stated.driver?.value,
    group: stated.iommuGroup?.value,
    buses:
      secondary === undefined
        ? undefined
        : [secondary, stated.fields.get('header.subordinate_bus_number')?.value],
    bar0: region && { address: Number(region.address), size: Number(region.size) },
    pf: stated.pf?.value,
    vfs: stated.driverTotalVfs && {
      total: stated.driverTotalVfs.value,
      addresses: [...stated.vfs.values()].map(({ value }) => value),
    },
  };
}

describe.each(Object.entries(statedPrinters))('%s', (name, { domains, carries, print }) => {
  test('is read back, and taken for no other format', () => {
    const lists = fc.uniqueArray(described, {
      minLength: 1,
      maxLength: 5,
      selector: ({ address: { bus, device, fn } }) => routingIdOf(bus, device, fn),
    });
    fc.assert(
      fc.property(lists, fc.constantFrom('\n', '\r\n'), (list, eol) => {
        const given = related(
          list.map((of) =>
            domains ? of : { ...of, address: { ...of.address, domain: 0 } },
          ) as StatedFunction[],
        );
        const snapshot = read(print(given).join(eol));
        expect(snapshot.inputFormat).toBe(name);
        expect(snapshot.inventory).toBe(true);
        expect(snapshot.functions.map(({ address }) => address)).toEqual(
          given.map(({ address: { domain, bus, device, fn } }) =>
            formatAddress(domain, routingIdOf(bus, device, fn)),
          ),
        );
        for (const [n, fn] of snapshot.functions.entries()) {
          const of = given[n] as StatedFunction;
          const found = statedOf(fn);
          for (const what of carries) {
            const wanted =
              what === 'class' ? of.classCode : what === 'class16' ? of.classCode >> 8 : of[what];
            expect([what, found[what]]).toEqual([what, wanted]);
          }
          expect(fn.config.knownBytes).toBe(0);
          expect(fn.stated.conflicts ?? []).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
