import { domainIn, routingIdIn } from '../../../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../../../model/config-space.ts';
import type { DiagnosticCode } from '../../../model/diagnostic-codes.ts';
import { PciFunction } from '../../../model/function.ts';
import type { FileFormat } from '../../format.ts';
import { locateRegion, type Page } from './bus.ts';
import { beginsFunction } from './function-page.ts';
import { pageSize } from './place.ts';

/* The bytes of ECAM as a file, 4 KiB for each Function, there or not: a copy of /dev/mem, QEMU's pmemsave, a debugger's. */

const headerSize = 64;

/** Nobody answers there: all ones, or zeros where the copy has holes. */
const isAbsent = (page: Uint8Array): boolean =>
  (page[0] === 0xff || page[0] === 0) && page.every((byte) => byte === page[0]);

function* pagesOf(bytes: Uint8Array): Generator<readonly [number, Uint8Array]> {
  for (let start = 0; start + headerSize <= bytes.length; start += pageSize) {
    const page = bytes.subarray(start, start + pageSize);
    if (!isAbsent(page)) yield [start, page];
  }
}

/** Function 0 of a device with others says so; only VFs, which read FFFFh, are where it does not. */
function fitsDevice(start: number, page: Uint8Array, bytes: Uint8Array): boolean {
  const first = start - (start % (8 * pageSize));
  if (first === start || (page[0] === 0xff && page[1] === 0xff)) return true;
  return ((bytes[first + 0x0e] ?? 0) & 0x80) !== 0 && !isAbsent(bytes.subarray(first, first + pageSize));
}

export default {
  kind: 'file',
  name: 'ecam',
  title: 'ECAM as bytes, 1 MiB for each bus',
  rank: 85,
  detect({ bytes, whole }) {
    if (bytes.length <= pageSize || (whole && bytes.length % pageSize !== 0)) return false;
    let [good, bad] = [0, 0];
    for (const [start, page] of pagesOf(bytes)) {
      const isFunction = beginsFunction(page.subarray(0, headerSize)) && fitsDevice(start, page, bytes);
      if (isFunction) good++;
      else if (++bad > 4) return false;
    }
    return good > 0 && bad * 4 <= good;
  },
  read(file, bytes, diagnostics) {
    const found: [Page, number, Uint8Array][] = [];
    for (const [start, page] of pagesOf(bytes)) {
      found.push([{ address: BigInt(start), header: page.subarray(0, headerSize) }, start, page]);
    }
    const { keyOf, assumed } = locateRegion(
      file,
      found.map(([page]) => page),
    );
    const report = (
      code: DiagnosticCode,
      severity: 'info' | 'warning',
      message: string,
      offset: number,
    ): void => diagnostics.push({ code, severity, message, at: { file, offset } });
    if (assumed !== undefined) report('ecam/bus-assumed', 'info', assumed, 0);
    if (bytes.length % pageSize !== 0) {
      const message = `the file has ${bytes.length} bytes, but a function takes 4096; the last one is incomplete`;
      report('raw/size', 'warning', message, bytes.length - (bytes.length % pageSize));
    }
    const functions: PciFunction[] = [];
    for (const [{ address }, start, page] of found) {
      const key = keyOf(address);
      if (key === undefined) {
        report(
          'rows/bad-address',
          'warning',
          'bytes past bus FFh were skipped: a domain has 256 buses',
          start,
        );
        break;
      }
      functions.push(
        new PciFunction(domainIn(key), routingIdIn(key), configOf(page), {
          kind: 'binary',
          file,
          start,
        }),
      );
    }
    return functions;
  },
} satisfies FileFormat;

/** Where no extended configuration space answers it reads ones, and the Function has 256 bytes, as for Linux. */
function configOf(page: Uint8Array): ConfigSpace {
  const isShort = page.length === pageSize && page.subarray(0x100).every((byte) => byte === 0xff);
  const end = isShort ? 0x100 : Math.min(page.length, configSpaceSize);
  let stored = end;
  while (stored > 0 && page[stored - 1] === 0) stored--;
  return new ConfigSpace(page.slice(0, stored), 0, stored, end);
}
