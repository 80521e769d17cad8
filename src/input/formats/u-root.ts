import { type AddressKey, domainIn, formatKey, parseAddress, routingIdIn } from '../../model/address.ts';
import { bytesOfBase64 } from '../../model/base64.ts';
import { ConfigSpace, configSpaceSize } from '../../model/config-space.ts';
import type { Severity } from '../../model/diagnostic.ts';
import type { DiagnosticCode } from '../../model/diagnostic-codes.ts';
import { PciFunction } from '../../model/function.ts';
import { withFacts } from '../beside.ts';
import type { FileFormat } from '../format.ts';

/* `pci -j` of u-root (pkg/pci): an array of objects with Addr, and Config as base64. */

/** Lines of a text by index, for indexes that only grow. */
class LineCounter {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  positionOf(index: number): { line: number; column: number } {
    for (;;) {
      const next = this.#text.indexOf('\n', this.#at);
      if (next < 0 || next >= index) break;
      this.#line++;
      this.#at = this.#lineStart = next + 1;
    }
    return { line: this.#line, column: index - this.#lineStart + 1 };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error as Error;
  }
}

export default {
  kind: 'file',
  ownSyntax: true,
  name: 'u-root',
  title: 'u-root: pci -j',
  rank: 20,
  detect: ({ text }) =>
    /^\s*\[\s*\{/.test(text) &&
    /"Addr"\s*:\s*"[0-9a-f]{4,8}:[0-9a-f]{2}:/i.test(text) &&
    /"Config"\s*:/.test(text),
  read(file, bytes, diagnostics) {
    const text = new TextDecoder().decode(bytes);
    const lines = new LineCounter(text);
    let key: AddressKey | undefined;
    const report = (severity: Severity, code: DiagnosticCode, message: string, index: number): void =>
      diagnostics.push({
        code,
        severity,
        message,
        at: { file, ...lines.positionOf(index) },
        ...(key === undefined ? {} : { function: formatKey(key) }),
      });
    const list = parse(text);
    if (!Array.isArray(list)) {
      const why =
        list instanceof Error ? `it is not JSON (${list.message})` : 'it is not an array of functions';
      report('error', 'input/bad-json', why, 0);
      return [];
    }
    const functions: PciFunction[] = [];
    const seen = new Set<AddressKey>();
    let index = 0;
    const find = (words: string): number => {
      const found = text.indexOf(words, index);
      if (found >= 0) index = found;
      return index;
    };
    for (const item of list as readonly unknown[]) {
      key = undefined;
      const { Addr, Config, VendorName, DeviceName } = (
        typeof item === 'object' && item !== null ? item : {}
      ) as Partial<Record<string, unknown>>;
      if (typeof Addr !== 'string') {
        report('warning', 'rows/bad-address', 'an entry has no Addr; it was skipped', index);
        continue;
      }
      const at = find(JSON.stringify(Addr));
      key = parseAddress(Addr);
      if (key === undefined || seen.has(key)) {
        const why = key === undefined ? 'is not an address' : 'is there twice';
        report('warning', 'rows/bad-address', `${JSON.stringify(Addr)} ${why}; the entry was skipped`, at);
        continue;
      }
      seen.add(key);
      const { line } = lines.positionOf(at);
      const written = typeof Config === 'string' ? find(JSON.stringify(Config)) : at;
      const found = typeof Config === 'string' ? bytesOfBase64(Config) : new Uint8Array(0);
      if (typeof Config === 'string' && !found)
        report('warning', 'rows/bad-byte', 'Config is not base64', written);
      else if (!found || found.length === 0)
        report('warning', 'rows/gap', 'there are no bytes in Config', written);
      else if (found.length > configSpaceSize)
        report(
          'warning',
          'rows/offset-too-large',
          `Config has ${found.length} bytes; those after 4096 were skipped`,
          written,
        );
      const place = lines.positionOf(written);
      const config = ConfigSpace.of(found ?? new Uint8Array(0));
      const names = [VendorName, DeviceName].filter((name) => typeof name === 'string' && name !== '');
      functions.push(
        new PciFunction(
          domainIn(key),
          routingIdIn(key),
          config,
          // Bytes have no columns of their own in base64.
          {
            kind: 'rows',
            file,
            line,
            firstRow: line,
            irregular: [
              { offset: 0, length: configSpaceSize, line: place.line, column: place.column, step: 0 },
            ],
          },
          withFacts(names.length > 0 ? { text: names.join(' ') } : {}),
        ),
      );
    }
    return functions;
  },
} satisfies FileFormat;
