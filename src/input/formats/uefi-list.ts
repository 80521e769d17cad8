import { type AddressKey, addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf } from '../hex-rows.ts';
import { Listed } from '../listed.ts';

/*
 * The UEFI Shell's `pci` without an address (EDK II, UefiShellDebug1CommandsLib): a line with the address and the class in
 * words, a line with the IDs. Shells of EFI 1.x print no segment, and 0x before the IDs.
 */
const place =
  /(?<![0-9a-f])(?:([0-9a-f]{2,4}) {2,6})?([0-9a-f]{2}) {2,6}([01][0-9a-f]) {2,6}0([0-7]) ==> *([^\r\n]*)/i;
const ids = /\bVendor (?:0x)?([0-9a-f]{4}) Device (?:0x)?([0-9a-f]{4}) Prog Interface ([0-9a-f]{1,2})\b/i;
const list = new RegExp(`${place.source}\\r?\\n[^\\n]{0,120}${ids.source}`, 'i');
/** What a serial console puts between. */
const colours = /\x1b\[[0-9;]{0,16}[A-Za-z]/g;

/** Base class and sub-class, by the words of EDK II. */
const classes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    'Mass Storage Controller - SCSI controller': 0x0100,
    'Mass Storage Controller - IDE controller': 0x0101,
    'Mass Storage Controller - RAID controller': 0x0104,
    'Mass Storage Controller - Serial ATA controller': 0x0106,
    'Network Controller - Ethernet controller': 0x0200,
    'Network Controller - Other network controller': 0x0280,
    'Display Controller - VGA/8514 controller': 0x0300,
    'Bridge Device - Host/PCI bridge': 0x0600,
    'Bridge Device - PCI/ISA bridge': 0x0601,
    'Bridge Device - PCI/PCI bridge': 0x0604,
    'Bridge Device - CardBus bridge': 0x0607,
    'Bridge Device - Semi-transparent PCI-to-PCI bridge': 0x0609,
    'Bridge Device - Other bridge type': 0x0680,
  }),
);

/** Takes the lines of a list one after another. */
export class UefiList {
  readonly #listed: Listed;
  #last: { key: AddressKey; line: number; kind: string } | undefined;

  constructor(listed: Listed) {
    this.#listed = listed;
  }

  /** Whether the line is one of a list. */
  take(text: string, line: number): boolean {
    const plain = text.includes('\x1b') ? text.replace(colours, '') : text;
    const first = place.exec(plain);
    if (first) {
      const [segment = 0, bus = 0, device = 0, fn = 0] = first
        .slice(1, 5)
        .map((digits) => parseInt(digits ?? '0', 16));
      const key = addressKey(segment, routingIdOf(bus, device, fn));
      this.#last = { key, line, kind: (first[5] as string).trim() };
      return true;
    }
    const match = ids.exec(plain);
    if (!match || !this.#last) return false;
    const { key, line: start, kind } = this.#last;
    this.#last = undefined;
    const entry = this.#listed.of(key, start);
    if (!entry) return true;
    const [vendor = 0, device = 0, progIf = 0] = match.slice(1).map((digits) => parseInt(digits, 16));
    const { facts } = entry;
    facts.fact('vendorId', vendor, entry.at(line));
    facts.fact('deviceId', device, entry.at(line));
    facts.field('header.class_code.programming_interface', progIf, entry.at(line));
    if (kind !== '') facts.fact('className', kind, entry.at(start));
    const code = classes.get(kind);
    if (code !== undefined) facts.classCode(code * 256 + progIf, 24, entry.at(start));
    return true;
  }
}

export default {
  kind: 'file',
  name: 'uefi-list',
  title: 'UEFI Shell: pci, a list without bytes',
  rank: 55,
  comment: '#',
  inventory: true,
  detect: ({ text }) => list.test(text.replace(colours, '')),
  read(file, bytes, diagnostics) {
    const listed = new Listed(file, 'uefi', diagnostics);
    const reader = new UefiList(listed);
    for (const { text, number } of linesOf(bytes, listed.tooLong)) {
      if (!reader.take(text, number) && text.trim() !== '') listed.skip(number);
    }
    return listed.finish();
  },
} satisfies FileFormat;
