import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { splitDumps } from '../../src/input/segment.ts';
import { textSnapshots } from '../../src/input/text.ts';
import { unwrap } from '../../src/input/unwrap/unwrap.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/* Kinds of wrappings that are no text in UTF-8, have two columns, or of which a part is lost for good. */

const sample = join(import.meta.dirname, '../../samples/igb-7vf/lspci-xxx.txt');
const dump = `${readFileSync(sample, 'utf8').split('\n\n').slice(0, 6).join('\n\n')}\n\n`;
const lines = dump.trimEnd().split('\n');

const read = (text: string | Uint8Array): Snapshot[] =>
  textSnapshots('dump', Buffer.from(text as string)).flatMap(splitDumps);
const bytesOf = (snapshots: readonly Snapshot[]) =>
  snapshots.map(({ functions }) =>
    functions.map(({ address, config }) => [
      address,
      Buffer.from(config.slice(0, config.end)).toString('hex'),
    ]),
  );
const before = bytesOf(read(dump));

test('no-break spaces of Latin-1 between the bytes', () => {
  expect(bytesOf(read(Buffer.from(dump.replaceAll(' ', '\u00a0'), 'latin1')))).toEqual(before);
});

test('UTF-16 as a transcript of PowerShell', () => {
  const transcript = `\ufeff${'*'.repeat(22)}\r\nPS C:\\> ssh h1 lspci\r\n${dump.replaceAll('\n', '\r\n')}PS C:\\> exit\r\n`;
  expect(bytesOf(read(Buffer.from(transcript, 'utf16le')))).toEqual(before);
});

test('two columns of which the right one goes on where the left one ends', () => {
  const half = Math.ceil(lines.length / 2);
  const columns = lines
    .slice(0, half)
    .map((line, n) => `${line.slice(0, 52).padEnd(54)}${lines[half + n] ?? ''}`.trimEnd());
  expect(bytesOf(read(`${columns.join('\n')}\n`))).toEqual(before);
});

test('messages of the kernel between the rows', () => {
  const console = lines.flatMap((line, n) =>
    n % 7 === 3 ? [`[  100.00${n}] usb 1-1: new high-speed USB device number ${n}`, line] : [line],
  );
  expect(bytesOf(read(`${console.join('\r\n')}\r\n`))).toEqual(before);
});

test('a dump in a box of psql, filled up to the marks of its lines', () => {
  const width = Math.max(...lines.map(({ length }) => length));
  const box = lines.map((line) => ` ${line.padEnd(width)}+`).join('\n');
  const [snapshot] = read(`${' '.repeat(30)}lspci\n${'-'.repeat(width + 2)}\n${box}\n(1 row)\n`);
  expect(snapshot && bytesOf([snapshot])).toEqual(before);
});

test('a side of a patch that names no function is said to be unknown, with all rows that cannot be used', () => {
  const context = lines.slice(4, 7).map((line) => ` ${line}`);
  const added = lines.slice(18, 35).map((line) => `+${line}`);
  const patch = ['--- a', '+++ b', '@@ -40,3 +40,21 @@', ...context, '+', ...added];
  const systems = read(`${patch.join('\n')}\n`);
  expect(systems.map(({ functions }) => functions.length)).toEqual([0, 1]);
  const said = systems.map(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === 'warning').map(({ message }) => message),
  );
  const lost = expect.stringMatching(
    /^this row of bytes and 2 more after it are not used: the patch leaves out the first line of their function/,
  );
  const nothing = expect.stringMatching(
    /^dump 1 of 2 in this file \(before\): none of its Functions is named/,
  );
  expect(said).toEqual([[nothing, lost], [lost]]);
});

test('a mail of which the first part is words, longer than what is looked at to find how it is wrapped', () => {
  const digits =
    Buffer.from(`${dump}${'# end\n'.repeat(20_000)}`)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  const head = (more: string): string => `--XX\nContent-Type: text/plain; charset=us-ascii${more}\n\n`;
  const mail = `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="XX"\n\n${head('')}Hi, see below.\n`;
  const attached = `${head('; name="lspci.txt"\nContent-Transfer-Encoding: base64')}${digits.join('\n')}\n--XX--\n`;
  expect(bytesOf(read(mail + attached))).toEqual(before);
});

test('a text in which nothing looks like a dump is not unwrapped', () => {
  const line = 'Jan  5 10:00:01 host kernel: usb 1-3: new high-speed USB device number 7, id=8f3a11c0\n';
  expect(unwrap(Buffer.from(line.repeat(1000)))).toBeUndefined();
});
