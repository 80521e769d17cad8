import { valueText } from '../../decode/value-text.ts';
import type { FunctionView, Site } from '../../decode/view.ts';
import { visit } from '../../decode/visit.ts';
import { hex } from '../../model/hex.ts';
import type { FieldDefinition, RegisterDefinition } from '../../registers/define.ts';
import type { Style } from './style.ts';

interface Drawn {
  readonly path: string;
  readonly definition: RegisterDefinition;
  readonly value: number | bigint | undefined;
  readonly lacks: string;
  readonly offset: number | undefined;
  readonly fields: { readonly name: string; readonly definition: FieldDefinition; readonly text: string }[];
}

/** The registers of a capability that are wanted, bit for bit: a line for each field with its bits in their places. */
export function* bitsText(
  view: FunctionView,
  site: Site,
  capability: string,
  wanted: (path: string) => boolean,
  style: Style,
): Generator<string> {
  const { chalk } = style;
  for (const { path, definition, value, lacks, offset, fields } of registersOf(
    view,
    site,
    capability,
    wanted,
  )) {
    const { width, title } = definition;
    const at = offset === undefined ? '' : `  at ${hex(offset, 2)}`;
    if (value === undefined) {
      yield `  ${chalk.cyan.bold(`${capability}.${path}`)}  ${title}${at}\n      ${chalk.yellow(`unknown: ${lacks}`)}\n`;
      continue;
    }
    const bits = BigInt(value).toString(2).padStart(width, '0');
    yield `  ${chalk.cyan.bold(`${capability}.${path}`)}  ${title}${at}\n`;
    yield `      ${grouped(bits)}  ${chalk.bold(hex(value, width / 4))}\n`;
    let above = 0;
    for (const { name, definition: field, text } of fields) {
      if (field.low > above) yield reserved(bits, above, field.low - 1, style);
      above = field.low + field.width;
      yield `      ${only(bits, field.low, field.width)}  ${place(field).padStart(5)}  ${name}${' '.repeat(Math.max(1, 40 - name.length))}${text}\n`;
    }
    if (fields.length > 0 && above < width) yield reserved(bits, above, width - 1, style);
  }
}

function registersOf(
  view: FunctionView,
  site: Site,
  capability: string,
  wanted: (path: string) => boolean,
): Drawn[] {
  const found: (Drawn & { isWanted: boolean })[] = [];
  visit(view, site, {
    register(path, _name, definition, reading) {
      const isKnown = reading.state === 'known';
      found.push({
        path,
        definition,
        value: isKnown ? reading.value : undefined,
        lacks: reading.state === 'not-in-dump' ? reading.lacks : '',
        offset: reading.state === 'absent' ? undefined : reading.place?.offset,
        fields: [],
        isWanted: wanted(`${capability}.${path}`),
      });
    },
    field(path, name, definition, reading) {
      const register = found.at(-1);
      if (!register) return;
      if (wanted(`${capability}.${path}`)) register.isWanted = true;
      const text = reading.state === 'known' ? valueText(definition, reading.value, { view, site }) : '?';
      register.fields.push({ name, definition, text });
    },
    bytes() {},
    beginTable() {},
    beginElement() {},
    endElement() {},
    endTable() {},
  });
  for (const { fields } of found) fields.sort((a, b) => a.definition.low - b.definition.low);
  return found.filter(({ isWanted }) => isWanted);
}

/** Bits `low` and up in their places, dots in the others. */
const only = (bits: string, low: number, width: number): string => {
  const end = bits.length - low;
  return grouped([...bits].map((bit, n) => (n >= end - width && n < end ? bit : '.')).join(''));
};

const reserved = (bits: string, low: number, high: number, { chalk }: Style): string =>
  `      ${chalk.dim(`${only(bits, low, high - low + 1)}  ${place({ low, width: high - low + 1 }).padStart(5)}  reserved`)}\n`;

/** Four bits are one hex digit. */
const grouped = (bits: string): string => bits.replace(/(.)(?=(?:.{4})+$)/g, '$1 ');

const place = ({ low, width }: { readonly low: number; readonly width: number }): string =>
  width === 1 ? `${low}` : `${low + width - 1}:${low}`;
