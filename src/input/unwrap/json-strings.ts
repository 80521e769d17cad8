import type { Text } from './text.ts';

/** A string of a JSON text, its quotes left out, or an array of numbers that are bytes. */
export interface JsonString {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Columns of the numbers, where it is an array of them. */
  readonly numbers?: readonly { readonly line: number; readonly column: number; readonly value: number }[];
  /** The host that its record, or one around it, names. */
  host?: string;
}

/** Keys of records whose value names the machine that a text is of. */
const hostKey =
  /^(?:_?host(?:_?name)?|_HOSTNAME|node(?:_?name)?|minion|instance|pod(?:_?name)?|machine|server)$/i;
const longestHost = 100;
const mostNumbers = 1 << 16;
const deepest = 200;

interface Frame {
  readonly isArray: boolean;
  readonly path: string;
  key: string;
  count: number;
  /** A record that is an array and begins with a number has a meaning for each place, as those of asciinema. */
  isTuple: boolean;
  numbers: { line: number; column: number; value: number }[] | undefined;
  readonly firstString: number;
  host?: string;
}

const token = /[ \t]*(?:([{}[\],:])|"((?:[^"\\]|\\.)*)"|(-?[0-9][0-9.eE+-]*|true|false|null))/y;

/** The strings of a JSON text. */
export interface JsonText {
  readonly strings: ReadonlyMap<string, JsonString[]>;
  /** All of it is JSON, as far as it goes: one value, or one on each of the lines. */
  readonly isWhole: boolean;
}

/** Lines of other text among records. */
const mostOthers = 0.6;

/**
 * All strings of a JSON text by where they are: `hosts.a.stdout`, `[*].log`. If there are several values, one a line or one
 * after the other, those at the same place come together. What is not JSON is passed over up to the next line.
 */
export function jsonStrings({ lines }: Text): JsonText | undefined {
  let others = 0;
  let filled = 0;
  const found = new Map<string, JsonString[]>();
  const strings: JsonString[] = [];
  const stack: Frame[] = [];
  const place = (): string => {
    const top = stack.at(-1);
    if (!top) return '';
    if (top.isArray) return `${top.path}[${top.isTuple ? top.count : '*'}]`;
    return top.path === '' ? top.key : `${top.path}.${top.key}`;
  };
  const add = (path: string, string: JsonString): void => {
    strings.push(string);
    const list = found.get(path);
    if (list) list.push(string);
    else found.set(path, [string]);
  };
  const open = (isArray: boolean): void => {
    const numbers = isArray ? [] : undefined;
    const path = stack.length === 0 ? '' : place();
    stack.push({ isArray, path, key: '', count: 0, isTuple: false, numbers, firstString: strings.length });
  };
  const close = (line: number): void => {
    const frame = stack.pop();
    if (!frame) return;
    if (frame.host !== undefined) {
      for (let n = frame.firstString; n < strings.length; n++) (strings[n] as JsonString).host ??= frame.host;
    }
    const { numbers } = frame;
    if (numbers && numbers.length >= 4 && numbers.length === frame.count + 1) {
      const [first] = numbers;
      if (first && numbers.every(({ value }) => value >= 0 && value <= 255 && Number.isInteger(value)))
        add(frame.path, { line, from: first.column, to: first.column, numbers });
    }
  };
  for (const [line, text] of lines.entries()) {
    if (/^[ \t\r]*$/.test(text)) continue;
    filled++;
    if (stack.length === 0 && !/^[ \t]*[{["]/.test(text)) {
      others++;
      continue;
    }
    for (let at = 0; at < text.length; ) {
      token.lastIndex = at;
      const match = token.exec(text);
      if (!match) {
        const from = text.indexOf('"', at) + 1;
        if (line === lines.length - 1 && from > 0 && text.slice(at, from - 1).trim() === '') {
          // The text was cut in a string.
          add(place(), { line, from, to: text.length });
        } else if (text.slice(at).trim() !== '') {
          stack.length = 0;
          others++;
        }
        break;
      }
      at = token.lastIndex;
      const [, mark, string, number] = match;
      const top = stack.at(-1);
      if (mark === '{' || mark === '[') {
        if (stack.length >= deepest) return undefined;
        open(mark === '[');
      } else if (mark === '}' || mark === ']') close(line);
      else if (mark === ',' && top?.isArray) top.count++;
      else if (string !== undefined) {
        if (top && !top.isArray && /^[ \t]*:/.test(text.slice(at, at + 20))) top.key = string;
        else {
          add(place(), { line, from: at - 1 - string.length, to: at - 1 });
          if (top && !top.isArray && hostKey.test(top.key) && string.length <= longestHost && string !== '')
            top.host ??= string;
        }
      } else if (number !== undefined && top?.isArray) {
        if (top.count === 0 && stack.length === 1) top.isTuple = true;
        if (top.numbers && top.numbers.length < mostNumbers)
          top.numbers.push({ line, column: at - number.length, value: Number(number) });
      }
    }
  }
  while (stack.length > 0) close(lines.length - 1);
  return others <= mostOthers * filled ? { strings: found, isWhole: others === 0 } : undefined;
}
