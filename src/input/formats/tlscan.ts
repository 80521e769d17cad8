import { type AddressKey, addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { byteCount, groupsOf, linesOf, RowCollector } from '../hex-rows.ts';

/*
 * TeleScan PE (Teledyne LeCroy): <devices><device bus= device= function=><config_space><bytes>, the bytes in hex.
 * Read tag by tag: entities and CDATA mean nothing here, and a file is not trusted to be well formed.
 */
const tag = /<(\/?)([A-Za-z_][\w.-]{0,40})([^<>]{0,2000})>/g;
const attribute = /\b(bus|device|function|domain|segment)[ \t]*=[ \t]*["'](?:0x)?([0-9a-f]{1,4})h?["']/gi;

const marked = /\b(?:bus|device|function)[ \t]*=[ \t]*["'](?:0x|\d{0,3}[a-f]|\d{1,4}h)/i;

/** The address that a tag states. Nothing says the base of the numbers; a letter or a mark among them does. */
function keyOf(attributes: string, base: 16 | 10): { key: AddressKey | undefined; sure: boolean } {
  const found = new Map<string, number>();
  let sure = true;
  for (const [, name = '', digits = ''] of attributes.matchAll(attribute)) {
    found.set(name.toLowerCase(), parseInt(digits, base));
    if (base === 10 && digits.replace(/^0+/, '').length > 1) sure = false;
  }
  const [bus, device, fn] = ['bus', 'device', 'function'].map((name) => found.get(name));
  if (bus === undefined || device === undefined || fn === undefined) return { key: undefined, sure };
  if (bus > 0xff || device > 0x1f || fn > 7) return { key: undefined, sure };
  const domain = found.get('domain') ?? found.get('segment') ?? 0;
  return { key: addressKey(domain, routingIdOf(bus, device, fn)), sure };
}

export default {
  kind: 'file',
  ownSyntax: true,
  name: 'tlscan',
  title: 'TeleScan PE (.tlscan)',
  rank: 20,
  detect: ({ text }) =>
    /<devices[\s>]/.test(text) && /<device\s/.test(text) && /<config_space[\s>]/.test(text),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const isMarked = [...new TextDecoder('latin1').decode(bytes).matchAll(tag)].some(
      ([, , name, attributes = '']) => name === 'device' && marked.test(attributes),
    );
    const base = isMarked ? 16 : 10;
    let inBytes = false;
    let offset = 0;
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      let from = 0;
      const takeUntil = (end: number): void => {
        const part = text.slice(0, end);
        const blank = part.slice(from).trim() === '';
        if (inBytes && !blank) {
          if (!out.isOpen) out.orphan(number);
          else {
            const row = groupsOf(part, from, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 2 * 4096);
            offset = out.take(offset, row.groups, 'bytes', number);
            const behind = part.slice(row.end);
            if (byteCount(row.groups) === 0 || behind.trim() !== '') {
              out.badRow(number, row.end + 1 + behind.length - behind.trimStart().length);
            }
          }
        }
        from = end;
      };
      for (const match of text.matchAll(tag)) {
        const [all, slash, name, attributes = ''] = match;
        takeUntil(match.index);
        from = match.index + all.length;
        if (name === 'bytes') inBytes = slash === '';
        else if (name === 'device' && slash === '') {
          const { key, sure } = keyOf(attributes, base);
          offset = 0;
          if (key === undefined) {
            out.end();
            const message = 'bus, device and function of this device make no address; its bytes were skipped';
            out.report('warning', 'rows/bad-address', message, number, match.index + 1);
          } else {
            out.begin(key, number);
            if (!sure) {
              const message = 'the numbers of this address were taken as decimal; the file does not say';
              out.report('info', 'rows/address-base', message, number, match.index + 1);
            }
          }
        } else if (name === 'device') out.end();
      }
      takeUntil(text.length);
    }
    return out.finish();
  },
} satisfies FileFormat;
