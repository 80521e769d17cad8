import type { AddressKey } from '../../model/address.ts';
import { addressInName } from '../address-in-name.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector } from '../hex-rows.ts';
import { Listed } from '../listed.ts';
import { PciconfList } from './pciconf/pciconf-list.ts';
import { keyOfSelector } from './pciconf/selector.ts';

/*
 * FreeBSD pciconf(8): `pciconf -r SELECTOR 0:0xff` prints 32-bit numbers, with -h 16-bit ones, with -b bytes, without
 * offsets; so the command has to be before them. `pciconf -l` names Functions: `ix0@pci0:1:0:0:`.
 */
const command = /\bpciconf -[a-z]{0,8}r[a-z]{0,8} {1,8}(\S{1,80}) +(0x[0-9a-f]{1,4}|\d{1,4})(?![^ \t\r\n:])/i;
const selector = /^(?:([a-z_0-9]{1,32})@)?pci((?:\d{1,10}:){1,3}\d{1,3}):?$/i;
const listed = /^([a-z_]{1,24}\d{0,6})@pci((?:\d{1,10}:){2,3}\d{1,3}):/i;
/** Older versions put 0x before each number. */
const numbers = /^[ \t]*(?:(?:0x)?[0-9a-f]{8}|[0-9a-f]{4}|[0-9a-f]{2})(?=[ \t]|$)/i;

export default {
  kind: 'file',
  name: 'pciconf',
  title: 'FreeBSD pciconf -r SELECTOR 0:0xff',
  rank: 50,
  comment: '#',
  capture: {
    again: 'Take the registers again as root: pciconf -r SELECTOR 0:0xfff.',
    bytes: 'Take the registers again as root: pciconf -r SELECTOR 0:0xfff.',
    extended: 'Take the registers again as root: pciconf -r SELECTOR 0:0xfff.',
    facts: 'Take the registers again as root, in one run.',
    others: 'Take the registers of the other selectors too.',
  },
  detect: ({ text }) =>
    command.test(text) ||
    (/^\S{1,30}@pci\d{1,10}:\d/m.test(text) && /^[0-9a-f]{8} [0-9a-f]{8} [0-9a-f]{8}/m.test(text)),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const functions = new Listed(file, 'pciconf', diagnostics);
    const list = new PciconfList(functions);
    const names = new Map<string, AddressKey>();
    let offset = 0;
    let pending: { key: AddressKey; line: number } | undefined;
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const asked = command.exec(text);
      const ofList = listed.exec(text);
      const isListed = list.take(text, number);
      if (asked) {
        pending = undefined;
        const named = selector.exec(asked[1] as string);
        const key = named ? keyOfSelector(named[2] as string) : names.get(asked[1] as string);
        offset = Number(asked[2]);
        if (key === undefined) {
          out.end();
          const message = `'${asked[1]}' names no function that was listed before; its rows were skipped`;
          out.report('warning', 'rows/bad-address', message, number, asked.index + 1);
        } else out.begin(key, number);
      } else if (ofList) {
        const key = keyOfSelector(ofList[2] as string);
        if (key === undefined) out.report('warning', 'rows/bad-address', 'this names no function', number);
        else {
          names.set(ofList[1] as string, key);
          pending = { key, line: number };
        }
        out.end();
        offset = 0;
      } else if (numbers.test(text)) {
        if (pending) out.begin(pending.key, pending.line);
        pending = undefined;
        if (!out.isOpen && out.isEmpty) {
          const key = addressInName(file);
          if (key !== undefined) out.begin(key, number);
        }
        offset += out.takeRow(line, 0, offset, { order: 'words', most: 16 });
      } else if (text.trim() !== '' && !isListed) out.skip(number);
    }
    return functions.finishWith(out.finish(true));
  },
} satisfies FileFormat;
