import { type Digits, decodedPart } from '../base64.ts';
import type { Part, Wrapping } from '../define.ts';
import { worthOf } from '../evidence.ts';
import { fromQuotedPrintable } from '../quoted-printable.ts';
import { type Text, TextBuilder } from '../text.ts';

const field = /^([A-Za-z][\w-]*):[ \t]*(.*)$/;
const telling = /^(?:mime-version|content-type|content-transfer-encoding|message-id|received|return-path)$/;
/** What a mailbox has before each message. */
const envelope = /^From \S+ .*\d{4}$/;
/** Linear time: entities inside entities are not followed further. */
const deepest = 8;
const mostLinesBefore = 40;

interface Fields {
  readonly values: ReadonlyMap<string, string>;
  /** The first line of the body. */
  readonly body: number;
}

/** The fields that begin at a line and end at an empty one. */
function fieldsAt({ lines }: Text, start: number, stop: number): Fields | undefined {
  const values = new Map<string, string>();
  let last: string | undefined;
  let n = start;
  for (; n < stop && lines[n] !== ''; n++) {
    const line = lines[n] as string;
    const match = field.exec(line);
    if (match) {
      last = (match[1] as string).toLowerCase();
      if (!values.has(last)) values.set(last, match[2] as string);
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      values.set(last, `${values.get(last)} ${line.trim()}`);
    } else return undefined;
  }
  return { values, body: Math.min(n + 1, stop) };
}

/** The lines where messages begin: the first of the text, or those after the envelopes of a mailbox. */
function messagesIn(text: Text): { start: number; stop: number }[] {
  const { lines } = text;
  const isHead = (start: number): boolean => {
    const fields = fieldsAt(text, start, Math.min(lines.length, start + 400));
    if (!fields) return false;
    const names = [...fields.values.keys()];
    return names.some((name) => telling.test(name)) || (names.includes('from') && names.includes('subject'));
  };
  const starts: number[] = [];
  for (const [n, line] of lines.entries()) {
    if (envelope.test(line) && isHead(n + 1)) starts.push(n + 1);
    else if (starts.length === 0 && n < mostLinesBefore && field.test(line) && isHead(n)) starts.push(n);
  }
  return starts.map((start, n) => ({ start, stop: starts[n + 1] ?? lines.length }));
}

const parameter = (value: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|[;\\s])${name}\\*?=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(value);
  return match?.[1] ?? match?.[2];
};

/** The bodies of an entity: of a message, or of a part of one. */
function bodiesOf(text: Text, start: number, stop: number, depth: number): Part[] {
  const fields = fieldsAt(text, start, stop);
  if (!fields || depth > deepest) return [];
  const type = fields.values.get('content-type') ?? 'text/plain';
  const boundary = parameter(type, 'boundary');
  if (/^multipart\//i.test(type) && boundary !== undefined) {
    const parts = partsBetween(text, fields.body, stop, boundary).map((part) =>
      bodiesOf(text, part.start, part.stop, depth + 1),
    );
    return /^multipart\/alternative/i.test(type) ? richestOf(parts) : parts.flat();
  }
  if (/^message\/rfc822/i.test(type)) return bodiesOf(text, fields.body, stop, depth + 1);
  const label =
    parameter(fields.values.get('content-disposition') ?? '', 'filename') ?? parameter(type, 'name');
  const encoding = fields.values.get('content-transfer-encoding')?.trim().toLowerCase();
  if (encoding === 'base64') {
    const part = decodedPart(text, digitsOf(text, fields.body, stop), label);
    return part ? [part] : [];
  }
  const inner =
    encoding === 'quoted-printable'
      ? fromQuotedPrintable(text, fields.body, stop)
      : linesOf(text, fields.body, stop);
  return [{ text: inner, ...(label === undefined ? {} : { label }) }];
}

function partsBetween({ lines }: Text, start: number, stop: number, boundary: string) {
  const parts: { start: number; stop: number }[] = [];
  let from = -1;
  for (let n = start; n < stop; n++) {
    const line = (lines[n] as string).trimEnd();
    const isLast = line === `--${boundary}--`;
    if (!isLast && line !== `--${boundary}`) continue;
    if (from >= 0) parts.push({ start: from, stop: n });
    from = isLast ? -1 : n + 1;
    if (isLast) break;
  }
  // A message that was cut ends without its last boundary.
  if (from >= 0) parts.push({ start: from, stop });
  return parts;
}

/** The first of the forms of one body in which most can be read. */
function richestOf(forms: readonly Part[][]): Part[] {
  const worth = (parts: readonly Part[]): number => parts.reduce((sum, { text }) => sum + worthOf(text), 0);
  return forms.reduce<Part[]>((best, form) => (worth(form) > worth(best) ? form : best), forms[0] ?? []);
}

function digitsOf({ lines }: Text, start: number, stop: number): Digits[] {
  const digits: Digits[] = [];
  for (let line = start; line < stop; line++) {
    const match = /[A-Za-z0-9+/=_-]+/.exec(lines[line] as string);
    if (match) digits.push({ line, from: match.index, to: match.index + match[0].length });
    // What a list's server adds after the end is not base64.
    else if (digits.length > 0) break;
  }
  return digits;
}

function linesOf(text: Text, start: number, stop: number): Text {
  const builder = new TextBuilder(text);
  for (let n = start; n < stop; n++) builder.copyLine(n);
  return builder.finish();
}

export default {
  name: 'mime',
  title: 'a mail, its attachments and encodings',
  kind: 'container',
  settles: () => true,
  rank: 100,
  detect: (text) => messagesIn(text).length > 0,
  unwrap(text): Part[] {
    return messagesIn(text).flatMap(({ start, stop }) => bodiesOf(text, start, stop, 0));
  },
} satisfies Wrapping;
