import { describe, expect, test } from 'vitest';
import { readBytes } from '../../src/input/read.ts';

const messageOf = (text: string): string =>
  readBytes('-', new TextEncoder().encode(text)).diagnostics[0]?.message ?? '';

describe('a fragment is told from a dump', () => {
  test.each([
    ['0000:01:10.0\n', 'lsvf why 0000:01:10.0 FILE'],
    ['ff ff ff ff 00 00 10 00 01 00 00 02 00 00 00 00\n', 'put the line of lspci above them'],
    ['00: 86 80 c9 10 07 04 10 00 01 00 00 02 10 00 80 00\n', 'put the line of lspci above them'],
    ['host kernel: pci 0000:01:10.0: unknown header type 7f, ignoring device\n', 'lsvf explain'],
    ['hello world\n', 'no configuration space found'],
  ])('%s', (text, message) => expect(messageOf(text)).toContain(message));
});
