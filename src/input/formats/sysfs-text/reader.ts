import { type AddressKey, parseAddress } from '../../../model/address.ts';
import type { PciFunction } from '../../../model/function.ts';
import { SysfsFolders, takeProperty } from '../../sysfs-folders.ts';
import { isLink, attributes as keptAttributes } from '../sysfs.ts';
import { below, bridgesOn, folderIn, lastPart, type Named, named } from './path.ts';

/*
 * What `ls -l`, `grep`, `head`, `cat` and `readlink` print of /sys/bus/pci/devices, of /sys/kernel/iommu_groups and of
 * /sys/bus/pci/drivers.
 */
const kept: ReadonlySet<string> = new Set(keptAttributes);

/** Two paths as long as Linux has them are not longer. */
const longestLine = 9000;

const header = /^==> (\S+) <==[ \t]*$/;
const folderLine = /^(\/?[^\s:]*(?:[0-9a-f]{4}:[0-9a-f]{2}:[^\s:]*)?):[ \t]*$/i;
const link = /(?:^|[ \t])['"]?([^\s'"]+)['"]? -> ['"]?([^\s'"]+)['"]?[ \t]*$/;
/** Mode, links, owner, group, size, date, name. */
const listed =
  /^[-dcbps][-rwxsStT]{9}[.+@]?[ \t]+\d+[ \t]+\S+[ \t]+\S+[ \t]+(\d+)[ \t]+\S.*[ \t]['"]?([^\s'"]+)['"]?[ \t]*$/;
const total = /^total \d/;
const value = /^([\w.-]{1,64}):(.*)$/;
const attributePath =
  /^(\S*[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]\/(?![0-9a-f]{4,8}:[0-9a-f]{2}:)[\w./-]+):(.*)$/i;
const command = /(?:^|[#$>%] ?|\bsudo +)(cat|readlink)(?: +-[a-z]+)* +(\S+)[ \t]*$/;
const prompt = /^\S{0,80}[#$>%](?:[ \t]|$)/;

/** A file or link whose contents follow: one line, or of a block all up to a blank one. */
interface Open {
  readonly path: string;
  readonly by: 'head' | 'cat' | 'readlink';
}

/** Attributes of several lines. */
const isLong = (path: string): boolean => /\/(?:resource|uevent)$/.test(path);
const mostResourceLines = 17;

type Conflict = (message: string, line: number, of: AddressKey) => void;

/** Takes the lines one after another; `conflict` is told about a value that differs from the one before. */
export class SysfsText {
  readonly #file: string;
  readonly #conflict: Conflict;
  readonly #folders: SysfsFolders;
  /** The folder of names without one. */
  #folder = '';
  /** The file or link that the next lines are of. */
  #open: Open | undefined;

  constructor(file: string, conflict: Conflict = () => undefined) {
    this.#file = file;
    this.#folders = new SysfsFolders(file, 'sysfs');
    this.#conflict = conflict;
  }

  /** `fact` where the line states something, `known` where it is such a tool's line, undefined for other text. */
  take(text: string, line: number): 'fact' | 'known' | undefined {
    if (text.length > longestLine) return undefined;
    const block = header.exec(text);
    if (block) {
      this.#open = { path: block[1] as string, by: 'head' };
      return 'known';
    }
    const asked = command.exec(text);
    if (asked) {
      this.#enter(text);
      const path = below(this.#folder, asked[2] as string);
      this.#open = named(path) ? { path, by: asked[1] === 'cat' ? 'cat' : 'readlink' } : undefined;
      return this.#open ? 'known' : undefined;
    }
    if (prompt.test(text) && folderIn(text) !== undefined) {
      this.#open = undefined;
      this.#enter(text);
      return 'known';
    }
    const ofLink = link.exec(text);
    if (ofLink) return this.#takeLink(ofLink[1] as string, ofLink[2] as string, line);
    const file = listed.exec(text);
    if (file) return this.#takeFile(file[2] as string, Number(file[1]), line);
    if (total.test(text)) return 'known';
    const found = attributePath.exec(text);
    if (found) return this.#takeValue(found[1] as string, found[2] as string, line, text.length);
    const heading = folderLine.exec(text);
    if (heading && /[/:]/.test(heading[1] as string)) {
      this.#open = undefined;
      this.#folder = heading[1] as string;
      return 'known';
    }
    if (this.#open && text.trim() !== '') return this.#takeOpen(this.#open, text, line);
    if (text.trim() === '') this.#open = undefined;
    const inFolder = value.exec(text);
    const isAttribute = inFolder && kept.has(inFolder[1] as string) && named(this.#folder) !== undefined;
    if (isAttribute)
      return this.#takeValue(
        below(this.#folder, inFolder[1] as string),
        inFolder[2] as string,
        line,
        text.length,
      );
    const only = named(text.trim());
    if (only?.says) return this.#say(only, line);
    return undefined;
  }

  #enter(text: string): void {
    const folder = folderIn(text);
    if (folder !== undefined) this.#folder = folder;
  }

  #say({ key, says }: Named, line: number): 'fact' {
    const folder = this.#folders.of(key, line);
    if (says && !folder.links.has(says[0])) {
      folder.links.set(...says);
      folder.places.set(says[0], { file: this.#file, line, column: 1 });
    }
    return 'fact';
  }

  #takeLink(name: string, target: string, line: number): 'fact' | 'known' | undefined {
    const found = named(below(this.#folder, name));
    if (!found) return undefined;
    // The link to a Function's own folder, below devices, passes the bridges above it.
    if (found.name === undefined)
      for (const { bridge, bus } of bridgesOn(target, found.key)) this.#takeBus(bridge, bus, line);
    if (found.says) return this.#say(found, line);
    const folder = this.#folders.of(found.key, line);
    if (found.name === undefined) return 'fact';
    if (!isLink(found.name)) return 'known';
    if (!folder.links.has(found.name)) {
      folder.links.set(found.name, lastPart(target));
      folder.places.set(found.name, { file: this.#file, line, column: 1 });
    }
    const vf = /^virtfn\d+$/.test(found.name) ? parseAddress(lastPart(target)) : undefined;
    if (vf !== undefined) this.#folders.of(vf, line);
    return 'fact';
  }

  #takeBus(bridge: AddressKey, bus: number, line: number): void {
    const folder = this.#folders.of(bridge, line);
    folder.busesBelow ??= { buses: new Set(), at: { file: this.#file, line, column: 1 } };
    folder.busesBelow.buses.add(bus);
  }

  /** A file in a list: of `config` the size is how many bytes the kernel has of it. */
  #takeFile(name: string, size: number, line: number): 'fact' | 'known' | undefined {
    const found = named(below(this.#folder, name));
    if (!found) return undefined;
    if (found.name === 'config') {
      this.#folders.of(found.key, line).configSize ??= size;
      return 'fact';
    }
    // What cannot be read says something by being there.
    if (found.name !== 'sriov_vf_msix_count') return 'known';
    const { attributes } = this.#folders.of(found.key, line);
    attributes.set(found.name, attributes.get(found.name) ?? '');
    return 'fact';
  }

  #takeValue(path: string, text: string, line: number, length: number): 'fact' | 'known' | undefined {
    const found = named(path);
    if (!found?.name) return undefined;
    const words = text.trim();
    const place = { file: this.#file, line, column: length - text.length + 1 };
    if (found.name === 'uevent')
      return takeProperty(this.#folders.of(found.key, line), words, place) ? 'fact' : 'known';
    if (!kept.has(found.name)) return 'known';
    const { attributes, places } = this.#folders.of(found.key, line);
    const before = attributes.get(found.name);
    if (before === undefined) {
      attributes.set(found.name, words);
      places.set(found.name, place);
    } else if (found.name === 'resource') {
      if (before.split('\n').length < mostResourceLines) attributes.set(found.name, `${before}\n${words}`);
    } else if (before !== words) {
      const message = `${found.name} is ${words} here and ${before} before; the first is kept`;
      this.#conflict(message, line, found.key);
    }
    return 'fact';
  }

  #takeOpen({ path, by }: Open, text: string, line: number): 'fact' | 'known' | undefined {
    if (by !== 'head' && !isLong(path)) this.#open = undefined;
    if (by === 'readlink') return this.#takeLink(path, text.trim(), line);
    return this.#takeValue(path, text, line, text.length);
  }

  functions(): PciFunction[] {
    return this.#folders.functions();
  }
}
