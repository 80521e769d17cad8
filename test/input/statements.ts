import type { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/* What a Function is stated to be, without who states it and where. */

export const addressesOf = ({ functions }: Snapshot): string[] => functions.map(({ address }) => address);

export function functionAt({ functions }: Snapshot, address: string): PciFunction {
  const fn = functions.find((one) => one.address === address);
  if (!fn) throw new Error(`no ${address}`);
  return fn;
}

export const fieldsOf = (snapshot: Snapshot, address: string): Record<string, number | bigint> =>
  Object.fromEntries(
    [...functionAt(snapshot, address).stated.fields].map(([path, { value }]) => [path, value]),
  );

/** The facts that are one value. */
export const factsOf = (snapshot: Snapshot, address: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(functionAt(snapshot, address).stated).flatMap(([name, fact]) =>
      fact && typeof fact === 'object' && 'value' in fact ? [[name, fact.value]] : [],
    ),
  );

export const regionsOf = (snapshot: Snapshot, address: string): Record<string, unknown>[] =>
  functionAt(snapshot, address).stated.regions.map(({ by: _, at: __, ...region }) => region);

export const windowsOf = (snapshot: Snapshot, address: string): Record<string, unknown>[] =>
  (functionAt(snapshot, address).stated.windows ?? []).map(({ by: _, at: __, ...window }) => window);

export const vfsOf = (snapshot: Snapshot, address: string): [number, string][] =>
  [...functionAt(snapshot, address).stated.vfs].map(([n, { value }]) => [n, value]);
