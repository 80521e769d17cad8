import { parseAddress } from '../../model/address.ts';
import { ConfigSpace } from '../../model/config-space.ts';
import { PciFunction } from '../../model/function.ts';
import type { FileFormat } from '../format.ts';

/** The JSON of u-root's pci command: an array of objects with Addr and Config, base64 (u-root pkg/pci). */
export default {
  name: 'u-root',
  title: "the JSON of u-root's pci",
  kind: 'file',
  rank: 20,
  detect: ({ text }) => /^\s*\[\s*\{/.test(text) && /"Addr"\s*:/.test(text) && /"Config"\s*:/.test(text),
  read(file, bytes, diagnostics) {
    const report = (code: string, message: string, line = 1): void =>
      diagnostics.push({ code, severity: 'error', message, at: { file, line, column: 1 } });
    const text = new TextDecoder().decode(bytes);
    let list: unknown;
    try {
      list = JSON.parse(text);
    } catch (error) {
      report('input/bad-json', `this is broken JSON: ${(error as Error).message}`);
      return [];
    }
    if (!Array.isArray(list)) return [];
    const functions: PciFunction[] = [];
    let from = 0;
    for (const item of list as readonly unknown[]) {
      const { Addr, Config } = (item ?? {}) as { Addr?: unknown; Config?: unknown };
      const at = text.indexOf(`"${String(Addr)}"`, from);
      if (at >= 0) from = at + 1;
      const line = text.slice(0, Math.max(at, 0)).split('\n').length;
      const key = typeof Addr === 'string' ? parseAddress(Addr) : undefined;
      if (key === undefined) {
        report(
          'rows/bad-address',
          `'${String(Addr).slice(0, 30)}' is no address; the entry was skipped`,
          line,
        );
        continue;
      }
      const config = decoded(Config);
      if (!config)
        report('rows/bad-byte', `Config of ${String(Addr)} is no base64; its bytes are unknown`, line);
      functions.push(
        new PciFunction(
          Math.floor(key / 0x10000),
          key % 0x10000,
          ConfigSpace.of(config ?? new Uint8Array(0)),
          {
            kind: 'rows',
            file,
            line,
            firstRow: line,
            irregular: [{ offset: 0, length: config?.length ?? 0, line, column: 1, step: 0 }],
          },
        ),
      );
    }
    return functions;
  },
} satisfies FileFormat;

function decoded(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
