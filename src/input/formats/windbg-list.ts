import { addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf } from '../hex-rows.ts';
import { type Entry, Listed } from '../listed.ts';

/*
 * WinDbg's !pci and !pcitree without bytes (Microsoft's documentation of the extensions): below a line for each bus is
 * one for each Function, with `Cmd[0507:imb..s]` and for a bridge `PciBridge 0->1-3`, its primary, secondary and
 * subordinate bus, or with `(d=2,  f=0)` and both IDs in one number.
 */
const busLine = /^[ \t]*PCI (?:Segment ([0-9a-f]{1,4}) )?Bus ([0-9a-f]{1,2})[ \t]*\r?$/im;
/** In a tree a bus is below its bridge, and after it the next Function of the bridge's own bus. */
const busInTree = /^( *)Bus 0x([0-9a-f]{1,2}) \(FDO Ext [0-9a-fx`]+\)[ \t]*\r?$/im;
const listed =
  /^[ \t]*([01]?[0-9a-f]):([0-7])[ \t]+([0-9a-f]{4}):([0-9a-f]{4})\.([0-9a-f]{2})[ \t]+Cmd\[([0-9a-f]{4}):[^\]]{0,12}\][ \t]+Sts\[([0-9a-f]{4}):[^\]]{0,12}\][ \t]*(.*)$/im;
const inTree =
  /^( *)(?:([0-9a-f]{4}) )?(?:\(d=([01]?[0-9a-f]),[ \t]+f=([0-7])\) ([0-9a-f]{4})([0-9a-f]{4})|([0-9a-f]{4})([0-9a-f]{4}) \(d=([01]?[0-9a-f]),[ \t]+f=([0-7])\)) devext [0-9a-fx`]+(?: devstack [0-9a-fx`]+)?[ \t]*(?:([0-9a-f]{4})[ \t]+)?(.*)$/im;
const bridge = /\bPciBridge ([0-9a-f]{1,2})->([0-9a-f]{1,2})-([0-9a-f]{1,2})\b/i;
/** What flag 1 adds below each Function. */
const verbose =
  /^[ \t]+cf8:[0-9a-f]{8} +IntPin:([0-9a-f]{1,2}) +IntLine:([0-9a-f]{1,2}) +Rom:[0-9a-f]{1,8} +cis:[0-9a-f]{1,8} +cap:([0-9a-f]{1,2})\b/i;
const subsystem = /\bSubID:([0-9a-f]{4}):([0-9a-f]{4})\b/i;

const hex = (digits: string | undefined): number => parseInt(digits ?? '', 16);

/** Takes the lines of a list one after another. */
export class WindbgList {
  readonly #listed: Listed;
  #segment = 0;
  #bus: number | undefined;
  /** Buses of a tree by the blanks before the lines of their Functions. */
  readonly #busAt = new Map<number, number>();
  #last: Entry | undefined;

  constructor(listed: Listed) {
    this.#listed = listed;
  }

  /** Whether the line is one of a list. */
  take(text: string, line: number): boolean {
    const ofBus = busLine.exec(text);
    if (ofBus) {
      this.#segment = hex(ofBus[1] ?? '0');
      this.#bus = hex(ofBus[2] ?? ofBus[3]);
      return true;
    }
    const ofTree = busInTree.exec(text);
    if (ofTree) {
      const indent = (ofTree[1] as string).length + 2;
      for (const deeper of this.#busAt.keys()) if (deeper > indent) this.#busAt.delete(deeper);
      this.#busAt.set(indent, hex(ofTree[2]));
      return true;
    }
    const first = this.#bus === undefined ? null : listed.exec(text);
    const node = first || this.#busAt.size === 0 ? null : inTree.exec(text);
    const more = first || node ? null : verbose.exec(text);
    if (first && this.#bus !== undefined) this.#takeLine(first, line, this.#bus);
    if (node) this.#takeNode(node, line);
    if (more && this.#last) {
      const at = this.#last.at(line);
      this.#last.facts.field('header.interrupt_pin', hex(more[1]), at);
      this.#last.facts.field('header.interrupt_line', hex(more[2]), at);
      this.#last.facts.field('header.capabilities_pointer', hex(more[3]), at);
    }
    return first !== null || node !== null || (more !== null && this.#last !== undefined);
  }

  #takeLine(match: RegExpExecArray, line: number, bus: number): void {
    const [, device, fn, vendor, id, revision, command, status, rest = ''] = match;
    const entry = this.#listed.of(addressKey(this.#segment, routingIdOf(bus, hex(device), hex(fn))), line);
    this.#last = entry;
    if (!entry) return;
    const { facts } = entry;
    const at = entry.at(line);
    facts.fact('vendorId', hex(vendor), at);
    facts.fact('deviceId', hex(id), at);
    facts.fact('revision', hex(revision), at);
    facts.field('header.command', hex(command), at);
    facts.field('header.status', hex(status), at);
    const ids = subsystem.exec(rest);
    if (ids) {
      facts.fact('subsystemVendorId', hex(ids[1]), at);
      facts.fact('subsystemId', hex(ids[2]), at);
    }
    const buses = bridge.exec(rest);
    if (buses) {
      facts.fact('headerType', 1, at);
      facts.classCode(0x060400, 16, at);
      facts.field('header.primary_bus_number', hex(buses[1]), at);
      facts.field('header.secondary_bus_number', hex(buses[2]), at);
      facts.field('header.subordinate_bus_number', hex(buses[3]), at);
    }
    const name = rest
      .replace(bridge, '')
      .replace(subsystem, '')
      .replace(/^Device\b/, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (name !== '') facts.fact('className', name, at);
  }

  #takeNode(match: RegExpExecArray, line: number): void {
    const [
      ,
      indent = '',
      code,
      newDevice,
      newFn,
      newVendor,
      newId,
      oldId,
      oldVendor,
      oldDevice,
      oldFn,
      newCode,
      words,
    ] = match;
    const bus = this.#busAt.get(indent.length);
    if (bus === undefined) {
      this.#listed.badAddress(
        line,
        'no bus is above a line that is indented like this; the line was skipped',
      );
      return;
    }
    const routingId = routingIdOf(bus, hex(newDevice ?? oldDevice), hex(newFn ?? oldFn));
    const entry = this.#listed.of(addressKey(this.#segment, routingId), line);
    if (!entry) return;
    const at = entry.at(line);
    // The first versions printed the IDs as one number of 32 bits.
    entry.facts.fact('vendorId', hex(newVendor ?? oldVendor), at);
    entry.facts.fact('deviceId', hex(newId ?? oldId), at);
    const kind = code ?? newCode;
    if (kind !== undefined) entry.facts.classCode(hex(kind) << 8, 16, at);
    const name = (words ?? '').trim();
    if (name !== '') entry.facts.fact('className', name, at);
  }
}

export default {
  kind: 'file',
  name: 'windbg-list',
  title: 'WinDbg !pci and !pcitree, lists without bytes',
  rank: 55,
  comment: '#',
  inventory: true,
  detect: ({ text }) =>
    (busLine.test(text) && listed.test(text)) || (busInTree.test(text) && inTree.test(text)),
  read(file, bytes, diagnostics) {
    const functions = new Listed(file, 'windbg', diagnostics);
    const reader = new WindbgList(functions);
    for (const { text, number } of linesOf(bytes, functions.tooLong)) {
      if (!reader.take(text, number) && text.trim() !== '') functions.skip(number);
    }
    return functions.finish();
  },
} satisfies FileFormat;
