import type { PciFunction } from '../model/function.ts';
import type { BridgeAbove } from './format.ts';
import { configFile, foldersOf, linksOf } from './sysfs-paths.ts';
import { systemFact } from './system-facts.ts';

/* Records of umockdev, with which tests of desktop and system software mock /sys. */

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string =>
  text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? '');

/** One record for each Function, with the attributes of these names. */
export function* umockdevRecords(
  functions: readonly PciFunction[],
  attributes: readonly string[],
  bridgeAbove: BridgeAbove,
): Generator<string> {
  const folders = foldersOf(functions, bridgeAbove);
  for (const fn of functions) {
    yield `P: /${folders.get(fn.key)}\n`;
    yield `E: PCI_SLOT_NAME=${fn.address}\nE: SUBSYSTEM=pci\n`;
    for (const name of attributes) {
      const text = systemFact(fn, name);
      if (text !== undefined) yield `A: ${name}=${escaped(text === '' ? '' : `${text}\n`)}\n`;
    }
    const config = configFile(fn);
    if (config) yield `H: config=${hexOf(config)}\n`;
    for (const [name, target] of linksOf(fn, folders)) {
      // umockdev makes the link `subsystem` itself, from the property.
      if (name !== 'subsystem') yield `L: ${name}=${lineOf(target)}\n`;
    }
    yield '\n';
  }
}

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0').toUpperCase();
  return text;
}

/** Links have no escapes: one that is more than a line is cut. */
const lineOf = (text: string): string => text.replace(/[\0\r\n].*/s, '');
