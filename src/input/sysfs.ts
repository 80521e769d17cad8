import { type AddressKey, formatKey, parseAddress } from '../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../model/config-space.ts';
import { PciFunction } from '../model/function.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { TreeFormat } from './format.ts';
import type { Tree } from './vfs.ts';

/** Attributes that are kept, by name; all are short texts. */
const attributes = [
  'vendor device class revision subsystem_vendor subsystem_device irq numa_node modalias label',
  'resource enable msi_bus power_state d3cold_allowed ari_enabled reset_method',
  'current_link_speed current_link_width max_link_speed max_link_width',
  'sriov_totalvfs sriov_numvfs sriov_offset sriov_stride sriov_vf_device sriov_vf_total_msix sriov_drivers_autoprobe',
  // Of these only the presence tells something: they can be written but not read, or are hidden on VFs.
  'sriov_vf_msix_count remove rescan',
  // zPCI (s390): arch/s390/pci/pci_sysfs.c
  'vfn pft pchid port uid uid_is_unique function_id function_handle segment0 segment1 segment2 segment3 fidparm',
].flatMap((line) => line.split(' '));
const writeOnly: ReadonlySet<string> = new Set(['sriov_vf_msix_count', 'remove', 'rescan']);

const links = ['physfn', 'driver', 'iommu_group', 'subsystem', 'firmware_node'];
const attributeLimit = 4096;

/** `0000:01:00.0`, and `0000_01_00.0` or `0000-01-00.0` where `:` cannot be in a name. */
const folderName = /^([0-9a-f]{4,8})[:_-]([0-9a-f]{2})[:_-]([0-9a-f]{2})\.([0-7])$/i;

function addressOf(name: string): AddressKey | undefined {
  const match = folderName.exec(name);
  return match ? parseAddress(`${match[1]}:${match[2]}:${match[3]}.${match[4]}`) : undefined;
}

/** No sysfs tree nests deeper: bridges below bridges. */
const deepest = 64;

/** Folders of Functions below `path`, found by their names; links are not followed. */
function* functionFolders(tree: Tree, path: string, depth = 0): Generator<[AddressKey, string]> {
  if (depth > deepest) return;
  for (const name of tree.list(path)) {
    const inner = path === '' ? name : `${path}/${name}`;
    const key = addressOf(name);
    const kind = tree.kindOf(inner);
    if (kind === 'directory') {
      if (key !== undefined) yield [key, inner];
      if (key !== undefined || depth < 4 || /^(pci[0-9a-f]+:|platform|devices|soc|ACPI|PNP)/i.test(name)) {
        if (key === undefined || hasInner(tree, inner)) yield* functionFolders(tree, inner, depth + 1);
      }
    }
  }
}

/** Whether a Function's folder holds those of the Functions behind it. */
const hasInner = (tree: Tree, path: string): boolean =>
  tree.list(path).some((name) => addressOf(name) !== undefined);

/** Where the Functions of a tree stand: the list under bus/pci/devices, or all folders with such names. */
function locate(tree: Tree): Map<AddressKey, string> {
  const found = new Map<AddressKey, string>();
  for (const root of ['bus/pci/devices', 'sys/bus/pci/devices']) {
    for (const name of tree.list(root)) {
      const key = addressOf(name);
      const path = `${root}/${name}`;
      if (key !== undefined && tree.list(path).length > 0) found.set(key, path);
    }
  }
  if (found.size > 0) return found;
  // bus/pci/devices itself holds nothing but links.
  for (const name of tree.list('')) {
    const key = addressOf(name);
    if (key !== undefined && tree.kindOf(name) === 'link' && tree.list(name).length > 0) found.set(key, name);
  }
  if (found.size > 0) return found;
  for (const root of ['sys/devices', 'devices', '']) {
    for (const [key, path] of functionFolders(tree, root)) if (!found.has(key)) found.set(key, path);
    if (found.size > 0) return found;
  }
  return found;
}

function readFunction(tree: Tree, key: AddressKey, path: string, diagnostics: Diagnostics): PciFunction {
  const names = new Set(tree.list(path));
  const texts = new Map<string, string>();
  for (const name of attributes) {
    if (!names.has(name)) continue;
    if (writeOnly.has(name)) texts.set(name, '');
    else {
      const bytes = tree.read(`${path}/${name}`, attributeLimit);
      if (bytes) texts.set(name, attributeText(bytes));
    }
  }
  const targets = new Map<string, string>();
  for (const name of names) {
    if (!links.includes(name) && !/^virtfn\d{1,5}$/.test(name)) continue;
    const target = tree.readLink(`${path}/${name}`);
    if (target !== undefined) targets.set(name, target.slice(target.lastIndexOf('/') + 1));
  }
  const file = tree.display(`${path}/config`);
  const config = readConfig(tree, `${path}/config`, names.has('config'), key, diagnostics);
  const domain = Math.floor(key / 0x10000);
  return new PciFunction(
    domain,
    key % 0x10000,
    config,
    { kind: 'binary', file },
    { attributes: texts, links: targets },
  );
}

/** Text up to the first NUL: archives pad attributes to a page. */
function attributeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trimEnd();
}

function readConfig(
  tree: Tree,
  path: string,
  exists: boolean,
  key: AddressKey,
  diagnostics: Diagnostics,
): ConfigSpace {
  const bytes = exists ? tree.read(path, configSpaceSize) : undefined;
  const address = formatKey(key);
  const file = tree.display(path);
  const report = (code: string, message: string): void =>
    diagnostics.push({ code, severity: 'warning', message, at: { file }, function: address });
  if (!bytes) {
    report('sysfs/no-config', exists ? 'config cannot be read' : 'there is no config file');
    return ConfigSpace.of(new Uint8Array(0));
  }
  if (isText(bytes)) {
    report(
      'sysfs/config-is-text',
      `config holds text ('${preview(bytes)}'), not bytes of a configuration space`,
    );
    return ConfigSpace.of(new Uint8Array(0));
  }
  if (bytes.length === 0) report('sysfs/no-config', 'config is empty');
  else if (![64, 128, 256, configSpaceSize].includes(bytes.length)) {
    report('sysfs/config-size', `config has ${bytes.length} bytes; 64, 256 or 4096 were expected`);
  }
  return ConfigSpace.of(bytes.slice());
}

/** A configuration space has control characters in its first bytes; a text has none. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const start = bytes.subarray(0, 64);
  return start.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09,
  );
}

const preview = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes.subarray(0, 24)).trim();

export const sysfs: TreeFormat = {
  kind: 'tree',
  name: 'sysfs',
  title: 'sysfs: /sys, a copy of it, or a folder per function',
  detect: (tree) => locate(tree).size > 0,
  read(tree, diagnostics) {
    const found = [...locate(tree)].sort(([a], [b]) => a - b);
    return found.map(([key, path]) => readFunction(tree, key, path, diagnostics));
  },
};
