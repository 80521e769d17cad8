import { expect, test } from 'vitest';
import { textSnapshots } from '../../src/input/text.ts';
import { Linters } from '../../src/lint/linters.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

/* What a text says twice about one Function, in two words for the same thing. */

const found = (text: string): string[] =>
  textSnapshots('dump.txt', new TextEncoder().encode(text)).flatMap((snapshot) =>
    new Linters('recommended', {}, [])
      .for('dump.txt')
      .lint(new System(snapshot, new Names()))
      .findings.filter(({ rule }) => rule === 'dump/statements-agree')
      .map(({ at, message }) => `${at.line}: ${message}`),
  );

const record = (more: string): string =>
  `P: /devices/pci0000:00/0000:00:02.0/0000:01:00.0\n${more}E: SUBSYSTEM=pci\n`;

test.each(['', 'A: vendor=0x8086\\n\n'])(
  'a record of udev with the address of another Function (%j)',
  (own) => {
    const text = record(
      `${own}E: DEVPATH=/devices/pci0000:00/0000:00:02.0/0000:01:00.0\nE: PCI_SLOT_NAME=0000:01:00.1\n`,
    );
    const line = own === '' ? 3 : 4;
    expect(found(text)).toEqual([
      `${line}: PCI_SLOT_NAME is 0000:01:00.1, but the record is that of 0000:01:00.0, which is kept`,
    ]);
    expect(found(text.replace('01:00.1', '01:00.0'))).toEqual([]);
    expect(
      found(text.replace('01:00.1', '01:00.0').replace('02.0/0000:01:00.0\nE: P', '03.0\nE: P')),
    ).toEqual([
      `${line - 1}: DEVPATH is /devices/pci0000:00/0000:00:03.0, but the record is that of 0000:01:00.0, which is kept`,
    ]);
  },
);

test('maxCount of libvirt that is less than the VFs which are listed', () => {
  const text = (most: number): string => `<device>
  <name>pci_0000_01_00_0</name>
  <capability type='pci'>
    <domain>0</domain><bus>1</bus><slot>0</slot><function>0</function>
    <capability type='virt_functions' maxCount='${most}'>
      <address domain='0x0000' bus='0x01' slot='0x10' function='0x0'/>
      <address domain='0x0000' bus='0x01' slot='0x10' function='0x2'/>
    </capability>
  </capability>
</device>
`;
  expect(found(text(1))).toEqual(['1: maxCount is 1, but 2 VFs are listed']);
  expect(found(text(2))).toEqual([]);
});
