import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { diskSnapshot } from '../../src/input/disk.ts';
import { topology } from '../../src/library/relations.ts';
import { busOf, deviceOf, functionOf } from '../../src/model/address.ts';
import type { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { read } from './positions.ts';
import { type Address, printers } from './printers.ts';
import { type StatedFunction, statedPrinters } from './stated-printers.ts';

/* Every sample in the form that each tool would have given it: the same Functions, bytes, PFs and VFs. */

const samples = join(import.meta.dirname, '..', '..', 'samples');
const systems = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'sysfs.tar.gz')));

const addressOf = ({ domain, routingId }: PciFunction): Address => ({
  domain,
  bus: busOf(routingId),
  device: deviceOf(routingId),
  fn: functionOf(routingId),
});

/** Tools without domains show those of domain 0. */
const shown = (functions: readonly PciFunction[], domains: boolean): PciFunction[] =>
  functions.filter(({ domain }) => domains || domain === 0);

const counts = (snapshot: Snapshot): { pfs: number; vfs: number } => {
  const { functions } = topology(snapshot);
  return {
    pfs: functions.filter(({ role }) => role === 'pf').length,
    vfs: functions.filter(({ attachment }) => attachment === 'attached').length,
  };
};

function described(fn: PciFunction): StatedFunction {
  const { stated, config } = fn;
  const layout = config.u8(0x0e) & 0x7f;
  const total = stated.driverTotalVfs?.value;
  return {
    address: addressOf(fn),
    vendor: stated.vendorId?.value ?? 0,
    device: stated.deviceId?.value ?? 0,
    classCode: stated.classCode?.value ?? 0,
    revision: stated.revision?.value ?? 0,
    ...(stated.driver ? { driver: stated.driver.value } : {}),
    ...(stated.iommuGroup ? { group: stated.iommuGroup.value } : {}),
    ...(layout === 1 ? { buses: [config.u8(0x19), config.u8(0x1a)] as const } : {}),
    ...(stated.pf ? { pf: stated.pf.value } : {}),
    ...(total === undefined
      ? {}
      : { vfs: { total, addresses: [...stated.vfs.values()].map(({ value }) => value) } }),
  };
}

test('there are systems to print', () => expect(systems.length).toBeGreaterThanOrEqual(10));

describe.each(systems)('%s', (name) => {
  let functions: readonly PciFunction[] = [];
  beforeAll(async () => {
    const snapshot = await diskSnapshot(join(samples, name, 'sysfs.tar.gz'));
    functions = snapshot.functions;
  });

  test.each(Object.entries(printers))(
    'bytes as %s',
    (format, { domains, most = 4096, before = [], print }) => {
      // A slot without power reads all ones: in memory that is where no Function is.
      const list = shown(functions, domains).filter(
        ({ config }) => format !== 'memory-dump' || !config.isFilledWith(0xff, 0, config.end),
      );
      if (list.length === 0) return;
      const bytesOf = ({ config }: PciFunction): number[] => [...config.slice(0, Math.min(config.end, most))];
      const lines = [...before, ...list.flatMap((fn) => print(addressOf(fn), bytesOf(fn)))];
      const snapshot = read(lines.join('\n'));
      expect(snapshot.inputFormat).toBe(format);
      const shownBytes = (fn: PciFunction): string =>
        Buffer.from(fn.config.slice(0, fn.config.end)).toString('hex');
      expect(snapshot.functions.map((fn) => [fn.address, shownBytes(fn)])).toEqual(
        list.map((fn) => [fn.address, Buffer.from(bytesOf(fn)).toString('hex')]),
      );
    },
  );

  test.each(Object.entries(statedPrinters))('facts as %s', (format, { domains, carries, print }) => {
    const list = shown(functions, domains);
    if (list.length === 0) return;
    const snapshot = read(print(list.map(described)).join('\n'));
    expect(snapshot.inputFormat).toBe(format);
    // A link to a VF names it before its own lines do.
    const sorted = (all: readonly PciFunction[]): string[] => all.map(({ address }) => address).sort();
    expect(sorted(snapshot.functions)).toEqual(sorted(list));
    if (!carries.includes('vfs')) return;
    expect(counts(snapshot)).toEqual({
      pfs: functions.filter(({ stated }) => stated.driverTotalVfs).length,
      vfs: functions.filter(({ stated }) => stated.pf).length,
    });
  });
});
