import { type AddressKey, addressKey } from '../../../model/address.ts';
import { hex as hexOf } from '../../../model/hex.ts';
import { busSize, domainSize, type EcamPlace, saidPlace } from './place.ts';

/* Which bus, device and function a page of 4 KiB is, by its address and by what its Functions say about their buses. */

/** A page that holds the beginning of a Function. */
export interface Page {
  /** Address of the page, or its offset where the copy says no addresses. */
  readonly address: bigint;
  readonly header: Uint8Array;
}

export interface Located {
  /** undefined for what is outside of the 256 buses. */
  keyOf(page: bigint): AddressKey | undefined;
  /** What was taken to be so, and who can say otherwise; undefined where the input says it. */
  readonly assumed?: string;
}

const last = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** `ecam-bus01.bin` */
function busInName(name: string): number | undefined {
  const match = /(?<![a-z])bus[-_ ]?(?:0x)?([0-9a-f]{1,2})(?![0-9a-z])/i.exec(last(name));
  return match ? parseInt(match[1] as string, 16) : undefined;
}

/** `0xb0000000.bin`: where the copy begins. */
export function baseInName(name: string): bigint | undefined {
  const match = /(?<![0-9a-z])0x([0-9a-f]{6,16})(?![0-9a-z])/i.exec(last(name));
  return match ? BigInt(`0x${match[1]}`) : undefined;
}

/** Where bus 0 is by the bridges: each has the bus that it is on as its Primary Bus Number. */
function baseByBridges(pages: readonly Page[]): bigint | undefined {
  const bases = new Set(
    pages
      .filter(({ header }) => ((header[0x0e] ?? 0) & 0x7f) === 1)
      .map(({ address, header }) => address - (address % busSize) - BigInt(header[0x18] ?? 0) * busSize),
  );
  const [base] = bases;
  return bases.size === 1 ? base : undefined;
}

function located(base: bigint, domain: number, assumed?: string): Located {
  return {
    keyOf(page) {
      const offset = page - base;
      if (offset < 0n || offset >= domainSize) return undefined;
      return addressKey(domain, Number(offset >> 12n));
    },
    ...(assumed === undefined ? {} : { assumed }),
  };
}

/** For a copy without addresses: offsets from the first byte of its first bus. */
export function locateRegion(file: string, pages: readonly Page[]): Located {
  const said = saidPlace();
  const domain = said.domain ?? 0;
  const start = (bus: number): bigint => -BigInt(bus) * busSize;
  const stated = said.bus ?? busInName(file);
  if (stated !== undefined) return located(start(stated), domain);
  const begins = baseInName(file);
  if (begins !== undefined) {
    const moved = pages.map(({ address, header }) => ({ address: address + begins, header }));
    const { keyOf, assumed } = locateAddresses(moved, undefined);
    return { keyOf: (page) => keyOf(page + begins), ...(assumed === undefined ? {} : { assumed }) };
  }
  const byBridges = baseByBridges(pages);
  if (byBridges !== undefined && byBridges <= 0n) {
    const bus = hexOf(-byBridges / busSize);
    return located(
      byBridges,
      domain,
      `the bridges in it are on bus ${bus} if the first MiB is; --ecam-bus says otherwise`,
    );
  }
  return located(
    0n,
    domain,
    'nothing says which bus the first MiB is, so bus 00h was taken; --ecam-bus says otherwise',
  );
}

/** For a copy with addresses of memory. `stated` is what lines of the same input say about ECAM. */
export function locateAddresses(pages: readonly Page[], stated: EcamPlace | undefined): Located {
  const said = saidPlace();
  const domain = said.domain ?? stated?.domain ?? 0;
  const known = said.base === undefined ? stated : said;
  if (known?.base !== undefined) return located(known.base - BigInt(known.bus ?? 0) * busSize, domain);
  const first = pages[0]?.address ?? 0n;
  if (said.bus !== undefined) return located(first - (first % busSize) - BigInt(said.bus) * busSize, domain);
  const aligned = first - (first % domainSize);
  const byBridges = baseByBridges(pages);
  const base = byBridges ?? aligned;
  const why =
    byBridges === undefined || byBridges === aligned
      ? 'the multiple of 256 MiB below the first address'
      : "which the bridges' Primary Bus Numbers give";
  const bus = hexOf(Number((first - base) / busSize));
  const message = `nothing says where ECAM begins; ${hexOf(base)} was taken, ${why}, so the first function is on bus ${bus}; --ecam-base says otherwise`;
  return located(base, domain, message);
}
