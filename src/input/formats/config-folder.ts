import { domainIn, formatKey, routingIdIn } from '../../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../../model/config-space.ts';
import { PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import type { TreeFormat } from '../format.ts';
import { textInConfig } from '../text-in-config.ts';
import type { Tree } from '../vfs.ts';

/** `0000_01_00.0.config` (libvirt), `01-00-00.pci` (illumos), `config-0000_01_00.0.bin`, and without an ending. */
const fileName =
  /^(?:config-)?(?:[0-9a-f]{4,8}[:_-])?[0-9a-f]{2}[:_-][01][0-9a-f][._-]0?[0-7](?:\.(?:config|bin|pci))?$/i;

export const isConfigFileName = (name: string): boolean => fileName.test(name);

/** What sysfs has in its list of Functions leads to a folder, though that may be in no copy. */
const toFolder = /(?:^|\/)devices\//;

/** A link is one as well, where it leads to a file; where not, reading it says so. */
function isConfigFile(tree: Tree, path: string): boolean {
  if (!fileName.test(path.slice(path.lastIndexOf('/') + 1))) return false;
  const kind = tree.kindOf(path);
  if (kind !== 'link') return kind === 'file';
  return tree.list(path).length === 0 && !toFolder.test(tree.readLink(path) ?? '');
}

/** Files of the folder, or of the one folder in it that has such files. */
function filesIn(tree: Tree): string[] {
  const own = tree.list('').filter((name) => isConfigFile(tree, name));
  if (own.length > 0) return own;
  for (const folder of tree.list('')) {
    const inner = tree.list(folder).map((name) => `${folder}/${name}`);
    const files = inner.filter((path) => isConfigFile(tree, path));
    if (files.length > 0) return files;
  }
  return [];
}

export default {
  kind: 'tree',
  name: 'config-folder',
  rank: 30,
  capture: {
    again: 'Copy config again as root, with cat or dd.',
    bytes: 'Copy config again as root, with cat or dd.',
    extended: 'Copy config again as root, where the kernel has 4096 bytes of it.',
    facts: 'Copy the files in one run.',
    others: 'Copy config of the other functions too.',
  },
  title: 'a folder of config files with addresses in their names',
  detect: (tree) => filesIn(tree).length > 0,
  read(tree, diagnostics) {
    const functions: PciFunction[] = [];
    for (const path of filesIn(tree)) {
      const key = addressInName(path);
      // More than there can be: a text of the bytes is longer than they are.
      const whole = tree.read(path, 3 * configSpaceSize);
      const bytes = whole?.subarray(0, configSpaceSize);
      const file = tree.display(path);
      if (key === undefined || !bytes) {
        const message = `the file cannot be read: ${tree.whyUnread(path) ?? 'its name has no address'}`;
        diagnostics.push({ code: 'folder/no-bytes', severity: 'warning', message, at: { file } });
        continue;
      }
      const text = whole && textInConfig(whole);
      if (text !== undefined) {
        const message = `it holds ${text}`;
        const at = { file };
        const fn = formatKey(key);
        diagnostics.push({ code: 'sysfs/config-is-text', severity: 'warning', message, at, function: fn });
      }
      const domain = domainIn(key);
      const config = ConfigSpace.of(text === undefined ? Uint8Array.from(bytes) : new Uint8Array(0));
      functions.push(new PciFunction(domain, routingIdIn(key), config, { kind: 'binary', file }));
    }
    return functions.sort((a, b) => a.key - b.key);
  },
} satisfies TreeFormat;
