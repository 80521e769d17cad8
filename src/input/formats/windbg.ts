import { type AddressKey, addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { groupsOf, linesOf, RowCollector } from '../hex-rows.ts';
import { Listed } from '../listed.ts';
import { WindbgList } from './windbg-list.ts';

/*
 * WinDbg's !pci (Microsoft's documentation of the extension): with flag 100h a header in words and "Device Private"
 * rows, with Ch rows of 32-bit numbers, with 4h rows of bytes.
 */
const spaceOf =
  /\bPCI Configuration Space \(Segment:([0-9a-f]{4}) Bus:([0-9a-f]{2}) Device:([01][0-9a-f]) Function:0?([0-7])\)/i;
const busLine = /^[ \t]*PCI (?:Segment ([0-9a-f]{1,4}) )?Bus ([0-9a-f]{1,2})[ \t]*$/i;
const deviceLine = /^[ \t]*([01]?[0-9a-f]):([0-7])[ \t]+[0-9a-f]{4}:[0-9a-f]{4}\.[0-9a-f]{2}[ \t]/i;
const row =
  /^[ \t]+([0-9a-f]{2,3}|[0-9a-f]{8}):(?=(?:[ \t]+[0-9a-f]{8}){1,4}[ \t]*$|(?:[ \t]+[0-9a-f]{2}){4,16}(?:[ \t]|$))/i;
const field = /^[ \t]+([0-9a-f]{2}): ([A-Za-z0-9]{1,16}) +(?=[0-9a-f]{2,8}(?:[ \t]|$))/i;

/** Bytes of the fields of the common header; WinDbg prints some with more digits than they have. */
const sizes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: 'RevisionID ProgIF SubClass BaseClass CacheLineSize LatencyTimer HeaderType BIST CapPtr IntLine IntPin MinGnt MaxLat',
    2: 'VendorID DeviceID Command Status SubSysVenID SubSysID',
    4: 'BAR0 BAR1 BAR2 BAR3 BAR4 BAR5 CBCISPtr ROMBAR',
  }).flatMap(([size, names]) => names.split(' ').map((name) => [name, Number(size)] as const)),
);

export default {
  kind: 'file',
  name: 'windbg',
  title: 'WinDbg !pci with flags 100, 4 or c',
  rank: 50,
  comment: '#',
  detect: ({ text }) =>
    spaceOf.test(text) ||
    (/^[ \t]*PCI (?:Segment [0-9a-f]+ )?Bus [0-9a-f]{1,2}[ \t]*\r?$/im.test(text) &&
      /^[ \t]+[0-9a-f]{8}:[ \t]+(?:[0-9a-f]{8} ){3}/im.test(text)),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const functions = new Listed(file, 'windbg', diagnostics);
    const list = new WindbgList(functions);
    let bus: number | undefined;
    let segment = 0;
    let inHeader = false;
    const begin = (key: AddressKey, line: number): void => {
      out.begin(key, line);
      inHeader = true;
    };
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const isListed = list.take(text, number);
      const space = spaceOf.exec(text);
      const ofBus = busLine.exec(text);
      const device = bus === undefined ? null : deviceLine.exec(text);
      const at = row.exec(text);
      const named = inHeader && out.isOpen ? field.exec(text) : null;
      const size = sizes.get(named?.[2] ?? '');
      if (space) {
        const [domain = 0, onBus = 0, slot = 0, fn = 0] = space
          .slice(1)
          .map((digits) => parseInt(digits, 16));
        begin(addressKey(domain, routingIdOf(onBus, slot, fn)), number);
      } else if (ofBus) {
        segment = parseInt(ofBus[1] ?? '0', 16);
        bus = parseInt(ofBus[2] as string, 16);
        out.end();
      } else if (device && bus !== undefined) {
        const id = routingIdOf(bus, parseInt(device[1] as string, 16), Number(device[2]));
        begin(addressKey(segment, id), number);
      } else if (at) {
        const [first] = groupsOf(text, at[0].length, Number.POSITIVE_INFINITY, 4).groups;
        const order = first?.digits.length === 8 ? 'words' : 'bytes';
        // After bytes are the same as text.
        const after = order === 'bytes' ? /^/ : /^[ \t]*$/;
        out.takeRow(line, at[0].length, parseInt(at[1] as string, 16), { order, most: 16, gap: 3, after });
      } else if (named && size !== undefined) {
        const [value] = groupsOf(text, named[0].length, 2, 1).groups;
        if (!value || value.digits.length < 2 * size || /[^0]/.test(value.digits.slice(0, -2 * size))) {
          out.badRow(number, named[0].length + 1);
          continue;
        }
        const digits = value.digits.slice(-2 * size);
        const column = value.column + value.digits.length - digits.length;
        out.take(parseInt(named[1] as string, 16), [{ digits, column }], 'words', number);
      } else {
        // "Capabilities:" and what follows says in words what the rows hold.
        if (/^[ \t]+(?:Enhanced )?Capabilities:/i.test(text)) inHeader = false;
        if (text.trim() !== '' && !isListed) out.skip(number);
      }
    }
    return functions.finishWith(out.finish(true));
  },
} satisfies FileFormat;
