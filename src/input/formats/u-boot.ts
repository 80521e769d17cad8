import { type AddressKey, addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector } from '../hex-rows.ts';
import { Listed } from '../listed.ts';
import { UBootList } from './u-boot-list.ts';

/*
 * A session of U-Boot's pci command (cmd/pci.c): `pci display[.b|.w|.l] BUS.DEVICE.FUNCTION [ADDRESS [LENGTH]]` prints
 * rows of numbers, `pci header` names the registers of the header.
 */
const displayed = /\bpci d[a-z]*(?:\.[bwl])? +([0-9a-f]{1,3})\.([0-9a-f]{1,2})\.([0-9a-f])(?![^ \r\n])/i;
const headed =
  /\b(?:pci h[a-z]* +|Found PCI device )([0-9a-f]{1,3})\.([0-9a-f]{1,2})\.(0?[0-9a-f])(?![^ :\r\n])/i;
/** Before it may be what the log of a serial console has. */
const row = /(?<![^ \t\]>|])([0-9a-f]{8}):(?= [0-9a-f]{2,8}(?:[ \t]|$))/i;
const register = /^ {2}([A-Za-z0-9 ]{3,32}?) {0,40}= {1,40}(?:0x)?([0-9a-f]{2,8})(?: \(|[ \t]*$)/;
const rows = /(?<![^ \t\]>|\n])[0-9a-f]{8}: (?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8})(?: |\r?$)/im;

type Registers = ReadonlyMap<string, readonly [offset: number, size: number]>;
const registers = (named: Record<string, [number, number]>): Registers => new Map(Object.entries(named));

/** What `pci header` calls the registers that every header has. */
const common = registers({
  'vendor ID': [0x00, 2],
  'device ID': [0x02, 2],
  'command register ID': [0x04, 2],
  'status register': [0x06, 2],
  'revision ID': [0x08, 1],
  'programming interface': [0x09, 1],
  'sub class code': [0x0a, 1],
  'class code': [0x0b, 1],
  'cache line': [0x0c, 1],
  'latency time': [0x0d, 1],
  'header type': [0x0e, 1],
  BIST: [0x0f, 1],
  'base address 0': [0x10, 4],
  'base address 1': [0x14, 4],
  'interrupt line': [0x3c, 1],
  'interrupt pin': [0x3d, 1],
});
/** By header type. */
const special: readonly Registers[] = [
  registers({
    'base address 2': [0x18, 4],
    'base address 3': [0x1c, 4],
    'base address 4': [0x20, 4],
    'base address 5': [0x24, 4],
    'cardBus CIS pointer': [0x28, 4],
    'sub system vendor ID': [0x2c, 2],
    'sub system ID': [0x2e, 2],
    'expansion ROM base address': [0x30, 4],
    'min Grant': [0x3e, 1],
    'max Latency': [0x3f, 1],
  }),
  registers({
    'primary bus number': [0x18, 1],
    'secondary bus number': [0x19, 1],
    'subordinate bus number': [0x1a, 1],
    'secondary latency timer': [0x1b, 1],
    'IO base': [0x1c, 1],
    'IO limit': [0x1d, 1],
    'secondary status': [0x1e, 2],
    'memory base': [0x20, 2],
    'memory limit': [0x22, 2],
    'prefetch memory base': [0x24, 2],
    'prefetch memory limit': [0x26, 2],
    'prefetch memory base upper': [0x28, 4],
    'prefetch memory limit upper': [0x2c, 4],
    'IO base upper 16 bits': [0x30, 2],
    'IO limit upper 16 bits': [0x32, 2],
    'expansion ROM base address': [0x38, 4],
    'bridge control': [0x3e, 2],
  }),
  registers({
    capabilities: [0x14, 1],
    'secondary status': [0x16, 2],
    'primary bus number': [0x18, 1],
    'CardBus number': [0x19, 1],
    'subordinate bus number': [0x1a, 1],
    'CardBus latency timer': [0x1b, 1],
    'CardBus memory base 0': [0x1c, 4],
    'CardBus memory limit 0': [0x20, 4],
    'CardBus memory base 1': [0x24, 4],
    'CardBus memory limit 1': [0x28, 4],
    'CardBus IO base 0': [0x2c, 2],
    'CardBus IO base high 0': [0x2e, 2],
    'CardBus IO limit 0': [0x30, 2],
    'CardBus IO limit high 0': [0x32, 2],
    'CardBus IO base 1': [0x34, 2],
    'CardBus IO base high 1': [0x36, 2],
    'CardBus IO limit 1': [0x38, 2],
    'CardBus IO limit high 1': [0x3a, 2],
    'bridge control': [0x3e, 2],
    'subvendor ID': [0x40, 2],
    'subdevice ID': [0x42, 2],
    'PC Card 16bit base address': [0x44, 4],
  }),
];

function keyOf([, bus = '', device = '', fn = '']: RegExpExecArray): AddressKey | undefined {
  const [onBus, number, of] = [bus, device, fn].map((digits) => parseInt(digits, 16)) as [
    number,
    number,
    number,
  ];
  // U-Boot numbers buses of several controllers through, so they may go beyond 255.
  if (onBus > 0xff || number > 0x1f || of > 7) return undefined;
  return addressKey(0, routingIdOf(onBus, number, of));
}

export default {
  kind: 'file',
  name: 'u-boot',
  title: 'U-Boot: pci display and pci header',
  rank: 50,
  comment: '#',
  detect: ({ text }) =>
    (displayed.test(text) && rows.test(text)) || (headed.test(text) && /^ {2}vendor ID = +0x/m.test(text)),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const functions = new Listed(file, 'u-boot', diagnostics);
    const list = new UBootList(functions);
    let layout = 0;
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const command = displayed.exec(text) ?? headed.exec(text);
      const at = row.exec(text);
      const named = register.exec(text);
      const name = named?.[1] ?? '';
      const place = common.get(name) ?? special[layout]?.get(name);
      if (command) {
        const key = keyOf(command);
        layout = 0;
        if (key !== undefined) out.begin(key, number);
        else {
          out.end();
          const message =
            'this is not an address: buses go to FFh, devices to 1Fh, functions to 7; its rows were skipped';
          out.report('warning', 'rows/bad-address', message, number, command.index + 1);
        }
      } else if (at) {
        const offset = parseInt(at[1] as string, 16);
        out.takeRow(line, at.index + at[0].length, offset, {
          order: 'words',
          gap: 2,
          most: 16,
          after: /^[ \t]*$|^[ \t]{4}/,
        });
      } else if (named && place) {
        const digits = named[2] as string;
        const [offset, size] = place;
        const value = parseInt(digits, 16);
        if (name === 'header type') layout = value & 0x7f;
        const column = text.indexOf(digits, text.indexOf('=')) + 1;
        if (!out.isOpen) out.orphan(number);
        else if (digits.length !== 2 * size)
          out.badRow(number, column, `${2 * size} hex digits were expected here`);
        else out.take(offset, [{ column, digits }], 'words', number);
      } else if (!list.take(text, number) && text.trim() !== '') out.skip(number);
    }
    return functions.finishWith(out.finish(true));
  },
} satisfies FileFormat;
