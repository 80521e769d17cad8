import { type AddressKey, domainIn, formatKey, parseAddress, routingIdIn } from '../../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../../model/config-space.ts';
import type { DiagnosticCode } from '../../model/diagnostic-codes.ts';
import { PciFunction } from '../../model/function.ts';
import { manglingOf } from '../../model/mangling.ts';
import { Arena } from '../arena.ts';
import { withFacts } from '../beside.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { TreeFormat } from '../format.ts';
import { LiveConfigSpace } from '../live-config.ts';
import { sysfsTar } from '../sysfs-tar.ts';
import { textInConfig } from '../text-in-config.ts';
import type { Tree } from '../vfs.ts';

/** Attributes that are kept, by name; all are short texts. */
export const attributes = [
  'vendor device class revision subsystem_vendor subsystem_device irq numa_node modalias label',
  'resource enable driver_override msi_bus power_state d3cold_allowed ari_enabled reset_method',
  'current_link_speed current_link_width max_link_speed max_link_width',
  'sriov_totalvfs sriov_numvfs sriov_offset sriov_stride sriov_vf_device sriov_vf_total_msix sriov_drivers_autoprobe',
  // Only the presence of these tells something: they can be written but not read, or are hidden on VFs.
  'sriov_vf_msix_count remove rescan',
  // zPCI (s390): arch/s390/pci/pci_sysfs.c
  'vfn pft pchid port uid uid_is_unique function_id function_handle fidparm',
  'pfip/segment0 pfip/segment1 pfip/segment2 pfip/segment3',
].flatMap((line) => line.split(' '));
const writeOnly: ReadonlySet<string> = new Set(['sriov_vf_msix_count', 'remove', 'rescan']);

const links = ['physfn', 'driver', 'iommu_group', 'subsystem', 'firmware_node'];
/** Whether a link of this name is kept. */
export const isLink = (name: string): boolean => links.includes(name) || /^virtfn\d{1,5}$/.test(name);
const attributeLimit = 4096;

/** `0000:01:00.0`, and `0000_01_00.0` or `0000-01-00.0` where `:` cannot be in a name. */
export const folderName = /^([0-9a-f]{4,8})[:_-]([0-9a-f]{2})[:_-]([0-9a-f]{2})\.([0-7])$/i;

function addressOf(name: string): AddressKey | undefined {
  const match = folderName.exec(name);
  return match ? parseAddress(`${match[1]}:${match[2]}:${match[3]}.${match[4]}`) : undefined;
}

/** `pci0000:00`: a root bus. Below a VMD controller it is in a Function's own folder. */
export const rootBus = /^pci[0-9a-f]{4,8}[:_-][0-9a-f]{2}$/i;
/** Folders between `devices` and a root bus: platform devices, ACPI, VMBus with its GUIDs. */
const onTheWay = /^(devices|platform|soc|ACPI|PNP|LNX|VMBUS|[0-9a-f]{8}-[0-9a-f]{4}-)/i;
/** Other folders are looked into down to here: `NAME/sys/devices/…`. */
const deepestOther = 4;
/** No sysfs tree nests deeper: bridges below bridges. */
const deepest = 64;

/** Folders of Functions below `path`, found by their names; links are not followed. */
function* functionFolders(tree: Tree, path: string, depth = 0): Generator<[AddressKey, string]> {
  if (depth > deepest) return;
  for (const name of tree.list(path)) {
    const inner = inside(path, name);
    if (tree.kindOf(inner) !== 'directory') continue;
    const key = addressOf(name);
    if (key !== undefined) yield [key, inner];
    const enter =
      key === undefined
        ? depth < deepestOther || rootBus.test(name) || onTheWay.test(name)
        : tree.list(inner).some((below) => rootBus.test(below) || addressOf(below) !== undefined);
    if (enter) yield* functionFolders(tree, inner, depth + 1);
  }
}

interface Located {
  readonly found: ReadonlyMap<AddressKey, string>;
  /** Functions that the list names, whose folders are not in the tree. */
  readonly missing: ReadonlyMap<AddressKey, string>;
  /** Functions that the list does not name, though their folders are below devices. */
  readonly unlinked: ReadonlyMap<AddressKey, string>;
}

/**
 * Where the Functions of a tree are: the list under bus/pci/devices, or all folders with such names. The tree may be
 * the folder of one Function, with those of the Functions below it.
 */
function locate(tree: Tree): Located {
  const missing = new Map<AddressKey, string>();
  const found = new Map<AddressKey, string>();
  let list: string | undefined;
  for (const root of ['bus/pci/devices', 'sys/bus/pci/devices', 'devices', '']) {
    for (const name of tree.list(root)) {
      const key = addressOf(name);
      const path = inside(root, name);
      const isList = root.startsWith('bus') || root.startsWith('sys');
      if (key === undefined || (!isList && tree.kindOf(path) !== 'link')) continue;
      if (tree.list(path).length > 0) found.set(key, path);
      // The same names have links to config files.
      else if (isList || /(?:^|\/)devices\//.test(tree.readLink(path) ?? '')) missing.set(key, path);
    }
    if (missing.size > 0 || found.size > 0) list ??= root;
    if (found.size > 0) break;
  }
  // A link may be a file with its target in it, as git writes it where there are no links.
  const listed = new Set([...found.keys(), ...missing.keys()]);
  const own = found.size === 0 && tree.kindOf('config') === 'file' ? addressOf(tree.folder ?? '') : undefined;
  if (own !== undefined) found.set(own, '');
  for (const root of own === undefined ? ['sys/devices', 'devices', ''] : ['']) {
    if (found.size > 0 && own === undefined) break;
    for (const [key, path] of functionFolders(tree, root)) if (!found.has(key)) found.set(key, path);
  }
  const unlinked = unlinkedBeside(tree, list, listed, found);
  for (const [key, path] of unlinked) found.set(key, path);
  for (const key of found.keys()) missing.delete(key);
  return { found, missing, unlinked };
}

/** What a copy has below devices and its list lacks. The kernel's own list lacks nothing. */
function unlinkedBeside(
  tree: Tree,
  list: string | undefined,
  listed: ReadonlySet<AddressKey>,
  found: ReadonlyMap<AddressKey, string>,
): Map<AddressKey, string> {
  const unlinked = new Map<AddressKey, string>();
  const [first] = found.values();
  if (!list?.endsWith('bus/pci/devices') || first === undefined) return unlinked;
  if (tree.live?.(inside(first, 'config')) !== undefined) return unlinked;
  for (const [key, path] of functionFolders(tree, list.replace('bus/pci/devices', 'devices')))
    if (!listed.has(key) && tree.kindOf(inside(path, 'config')) === 'file') unlinked.set(key, path);
  return unlinked;
}

const inside = (path: string, name: string): string => (path === '' ? name : `${path}/${name}`);

function readFunction(
  tree: Tree,
  key: AddressKey,
  path: string,
  arena: Arena,
  diagnostics: Diagnostics,
): PciFunction {
  const names = new Set(tree.list(path));
  const texts = new Map<string, string>();
  for (const name of attributes) {
    const slash = name.indexOf('/');
    if (!names.has(slash < 0 ? name : name.slice(0, slash))) continue;
    if (writeOnly.has(name)) texts.set(name, '');
    else {
      const bytes = tree.read(inside(path, name), attributeLimit);
      if (bytes) texts.set(name, attributeText(bytes));
    }
  }
  const targets = new Map<string, string>();
  for (const name of names) {
    if (!isLink(name)) continue;
    const target = tree.readLink(inside(path, name));
    if (target !== undefined) targets.set(name, target.slice(target.lastIndexOf('/') + 1));
  }
  const file = tree.display(inside(path, 'config'));
  const config = readConfig(tree, inside(path, 'config'), names.has('config'), key, arena, diagnostics);
  const domain = domainIn(key);
  return new PciFunction(
    domain,
    routingIdIn(key),
    config,
    { kind: 'binary', file },
    withFacts({ attributes: texts, links: targets }),
  );
}

const utf8 = new TextDecoder();

/** Text up to the first NUL: archives pad attributes to a page. */
function attributeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return utf8.decode(end < 0 ? bytes : bytes.subarray(0, end)).trimEnd();
}

function readConfig(
  tree: Tree,
  path: string,
  exists: boolean,
  key: AddressKey,
  arena: Arena,
  diagnostics: Diagnostics,
): ConfigSpace {
  const source = exists ? tree.live?.(path) : undefined;
  const live = source && LiveConfigSpace.open(source);
  if (live && live.end > 0) return live;
  // More than there can be tells what was done to it.
  const whole = exists ? tree.read(path, 3 * configSpaceSize) : undefined;
  const bytes = whole?.subarray(0, configSpaceSize);
  const report = (code: DiagnosticCode, message: string): void =>
    diagnostics.push({
      code,
      severity: 'warning',
      message,
      at: { file: tree.display(path) },
      function: formatKey(key),
    });
  if (!bytes) {
    // A folder that cannot be listed looks like an empty one.
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    const why = exists
      ? tree.whyUnread(path)
      : tree.list(folder).length === 0
        ? tree.whyUnread(folder)
        : undefined;
    const message =
      exists || why ? `config cannot be read${why ? `: ${why}` : ''}` : 'there is no config file';
    report('sysfs/no-config', message);
    return ConfigSpace.of(new Uint8Array(0));
  }
  const text = whole && textInConfig(whole);
  if (text !== undefined) {
    report('sysfs/config-is-text', `config holds ${text}`);
    return ConfigSpace.of(new Uint8Array(0));
  }
  const mangling = whole && manglingOf(whole);
  if (mangling !== undefined) report('input/mangled', mangling);
  else if (bytes.length === 0) report('sysfs/no-config', 'config is empty');
  else if (![64, 128, 256, configSpaceSize].includes(bytes.length)) {
    report('sysfs/config-size', `config has ${bytes.length} bytes; 64, 256 or 4096 were expected`);
  }
  let stored = bytes.length;
  while (stored > 0 && bytes[stored - 1] === 0) stored--;
  let end = bytes.length;
  if (end > headerSize && stored <= headerSize && hasCapabilityList(bytes)) {
    const message = `config ends at 3Fh and is filled up with zeros to ${end} bytes; they are treated as unknown`;
    report('sysfs/config-padded', message);
    end = headerSize;
  }
  arena.begin();
  arena.segment.set(bytes.subarray(0, stored), arena.base);
  return arena.finish(stored, end);
}

const headerSize = 64;

/**
 * Whether the header points at capabilities. Where none follow, the bytes are not the Function's: sysfs gives 64
 * bytes to who is not root, and tar fills them up to the size that sysfs states.
 */
function hasCapabilityList(bytes: Uint8Array): boolean {
  const layout = (bytes[0x0e] as number) & 0x7f;
  return layout <= 1 && ((bytes[0x06] as number) & 0x10) !== 0 && (bytes[0x34] as number) >= headerSize;
}

/** Says once that the user may not read all of the running machine. */
function reportCut(tree: Tree, functions: readonly PciFunction[], diagnostics: Diagnostics): void {
  const cut = functions.filter(({ config }) => config instanceof LiveConfigSpace && config.isCut);
  const [first] = cut;
  if (!first) return;
  const message = `of ${cut.length} of ${functions.length} functions only the first ${first.config.end} bytes can be read: run lsvf as root to see their capabilities`;
  diagnostics.push({ code: 'sysfs/not-root', severity: 'warning', message, at: { file: tree.name } });
}

export default {
  kind: 'tree',
  name: 'sysfs',
  rank: 10,
  capture: {
    again: 'Copy the tree again as root.',
    bytes: 'Copy config again as root, with cat or dd.',
    extended: 'Copy config again as root, with cat or dd, where the kernel has 4096 bytes of it.',
    facts: 'Copy the attributes, the links and config of the function in one run.',
    others: 'Copy the folders of the other functions, and their links in bus/pci/devices.',
  },
  title: 'sysfs: /sys, a copy of it, or a folder per function',
  writtenAs: 'sysfs-tar',
  extension: 'tar',
  detect: (tree) => locate(tree).found.size > 0,
  read(tree, diagnostics) {
    const { found, missing, unlinked } = locate(tree);
    for (const [key, path] of unlinked) {
      const message =
        'bus/pci/devices has no link to this folder, so that programs on this copy do not find it';
      diagnostics.push({
        code: 'sysfs/unlinked-function',
        severity: 'warning',
        message,
        at: { file: tree.display(inside(path, 'config')) },
        function: formatKey(key),
      });
    }
    for (const [key, path] of missing) {
      const why = tree.kindOf(path) === 'link' ? undefined : tree.whyUnread(path);
      const message = why
        ? `its folder cannot be read: ${why}`
        : 'its folder below devices is not in this copy; copy /sys/devices as well';
      diagnostics.push({
        code: 'sysfs/no-folder',
        severity: 'warning',
        message,
        at: { file: tree.display(path) },
        function: formatKey(key),
      });
    }
    const arena = new Arena();
    const functions = [...found]
      .sort(([a], [b]) => a - b)
      .map(([key, path]) => readFunction(tree, key, path, arena, diagnostics));
    reportCut(tree, functions, diagnostics);
    return functions;
  },
  write: (functions, bridgeAbove) => sysfsTar(functions, attributes, bridgeAbove),
} satisfies TreeFormat;
