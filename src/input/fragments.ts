import { detailLine } from './formats/lspci/detect.ts';

/*
 * What people paste that is too little for a dump, or another tool's output: what it is, what it cannot tell, and what
 * to paste instead.
 */

interface Fragment {
  /** More text than this is not such a paste: `short` was typed or copied as a line or two. */
  readonly size: 'short' | 'list';
  /** What is said about such a text; undefined for another. */
  readonly say: (text: string, lines: readonly string[]) => string | undefined;
}

const longest = { short: 2000, list: 64 << 10 } as const;
const anAddress = /(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7]/.source;
const dump = 'what lspci -D -nn -xxxx prints as root';
const links = (address = 'ADDR'): string =>
  `ls -ld /sys/bus/pci/devices/${address}/* prints the links between PF and VFs`;

/** `8 VFs`, `1 VF`. */
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const fragments: readonly Fragment[] = [
  {
    size: 'short',
    say: (text) =>
      new RegExp(`^${anAddress}$`, 'i').test(text)
        ? `this is an address, and no dump comes with it; lsvf why ${text} FILE looks it up in one`
        : undefined,
  },
  {
    size: 'short',
    say: (text) =>
      /^(?:[0-9a-f]{2,3}: )?(?:[0-9a-f]{2} ){15}[0-9a-f]{2}$/im.test(text)
        ? 'these are bytes of a Function that is not named; put the line of lspci above them that begins with its address'
        : undefined,
  },
  {
    size: 'short',
    say: (text) =>
      /unknown header type 7f/i.test(text)
        ? 'this is a message without a dump; lsvf explain says what it means'
        : undefined,
  },
  {
    size: 'list',
    say: (_text, lines) =>
      lines.every((line) => detailLine.test(line) || wordsOfLspci.test(line))
        ? 'these are lines of lspci -vvv of a Function that is not named; put the line above them that begins with its address, or paste all that lspci -D -nn -vvv -xxxx prints as root'
        : undefined,
  },
  {
    size: 'list',
    say: (text) => {
      const bus = new RegExp(`^bus-info: *(${anAddress})?\\s*$`, 'im').exec(text);
      const driver = /^driver: *(\S+)/m.exec(text)?.[1];
      if (!bus || driver === undefined) return undefined;
      const [, address] = bus;
      const whose = address === undefined ? '' : ` of ${address}`;
      return `this is what ethtool -i prints: it names the driver ${driver}${whose}, and nothing of the configuration space; paste ${dump}`;
    },
  },
  {
    size: 'list',
    say: (text) => {
      if (!/^\d{1,6}: \S{1,40}: <[A-Z0-9_,-]*>/m.test(text)) return undefined;
      const vfs = text.match(/^ +vf \d+ /gm)?.length ?? 0;
      const address = new RegExp(`\\bparentdev (${anAddress})`, 'i').exec(text)?.[1];
      const what =
        vfs === 0
          ? 'it says nothing of PCI Functions'
          : `it lists ${counted(vfs, 'VF')}${address === undefined ? '' : ` of ${address}`} by number, without their addresses`;
      return `this is what ip link prints: ${what}; paste ${dump}; ${links(address)}`;
    },
  },
  {
    size: 'list',
    say: (text) =>
      treeOfLspci.test(text)
        ? `this is the tree that lspci -t prints: it shows which Function is below which bridge, and nothing of the configuration space; paste ${dump}`
        : undefined,
  },
  {
    size: 'list',
    say: (_text, lines) => {
      const of = lines.map((line) => new RegExp(`^pci/(${anAddress})(?:[/:\\s]|$)`, 'i').exec(line)?.[1]);
      const addresses = new Set(of.flatMap((address) => address ?? []));
      const [first] = addresses;
      if (first === undefined || lines.some((line, n) => of[n] === undefined && /^\S/.test(line)))
        return undefined;
      return `this is what devlink prints: it names ${counted(addresses.size, 'Function')} and says nothing of the configuration space; paste ${dump}; ${links(first)}`;
    },
  },
  {
    size: 'list',
    say: (_text, lines) => {
      const names = lines.map((line) => nodeName.exec(line)?.[1]);
      const [first, ...more] = names.filter((name) => name?.startsWith('pci_'));
      const isOther = (line: string, n: number): boolean =>
        names[n] === undefined && !/^[ |]*$|^computer$/.test(line);
      if (first === undefined || lines.some(isOther)) return undefined;
      return `this is what virsh nodedev-list prints: it names ${counted(more.length + 1, 'Function')} and nothing else; paste what virsh nodedev-dumpxml prints of each (such as virsh nodedev-dumpxml ${first}), or ${dump}`;
    },
  },
  {
    size: 'list',
    say: (_text, lines) => {
      const entries = lines.flatMap((line) => (/^total \d/.test(line) ? [] : [entry.exec(line)]));
      const isFolder = entries.every((found) => found !== null);
      const names = entries.map((found) => found?.[1] ?? '');
      if (!isFolder || !names.some((name) => ofFunction.test(name))) return undefined;
      const pf = entries.find((found) => found?.[1] === 'physfn')?.[2];
      const vfs = names.filter((name) => /^virtfn\d+$/.test(name)).length;
      const what =
        pf !== undefined
          ? `a VF of ${pf.replace(/^.*\//, '')}`
          : vfs > 0
            ? `a PF with ${counted(vfs, 'VF')}`
            : 'a Function';
      return `this is the sysfs folder of ${what}, and it does not say of which Function; print it with its path, as ls -ld /sys/bus/pci/devices/ADDR/* does, or paste ${dump}`;
    },
  },
];

/** Registers as lspci -vvv has them: a short name, then flags and values. */
const wordsOfLspci =
  /^[ \t]*(?:(?:IOV|Dev|Lnk|Slt|Root|ATS|PRI|PASID|ARI|ACS|Sec|UE|CE|AER|L1Sub|Ptr|LTR|DPC)(?:Cap|Ctl|Sta|Msk|Svrt|Control|Status)?\d?:|Initial VFs:|VF offset:|Supported Page Size:|VF Migration:|Vector table:|PBA:|Address:|Masking:|Page Request|MSI:|MSI-X:)/;
/** A root bus, such as `-[0000:00]-+-00.0`; of several, `-+-[0000:80]-+-00.0` and `\-[0000:00]-`. */
const treeOfLspci = /^ *-(?:\+-)?\[[0-9a-f]{4,8}:[0-9a-f]{2}\]-[-+]/im;
/** `  |   +- pci_0000_01_00_0` of a tree, or the name alone. */
const nodeName = /^(?:[ |]*\+- )?((?:pci|net|usb|scsi|block|drm|mdev|ccw|css|vport|storage)_\w+)[ \t]*$/;
/** Name and target of a line of `ls -l`. */
const entry =
  /^[-dlcbps][-rwxsStT]{9}[.+@]?[ \t]+\d+[ \t]+\S+[ \t]+\S+[ \t]+\d+[ \t]+\S.*?[ \t]['"]?([^\s'"]+)['"]?(?: -> ['"]?([^\s'"]+)['"]?)?[ \t]*$/;
/** What the folder of a Function has, and no other. */
const ofFunction =
  /^(?:virtfn\d+|physfn|sriov_\w+|config|broken_parity_status|d3cold_allowed|driver_override)$/;

/** What a person pasted that is too little for a dump, and what to do with it; undefined for anything else. */
export function fragmentOf(text: string): string | undefined {
  const said = text.trim();
  if (said.length > longest.list) return undefined;
  const lines = said.split(/\r?\n/).filter((line) => line.trim() !== '');
  for (const { size, say } of fragments) {
    if (said.length > longest[size]) continue;
    const message = lines.length > 0 ? say(said, lines) : undefined;
    if (message !== undefined) return message;
  }
  return undefined;
}
