import { describe, expect, test } from 'vitest';
import { codes, hexOf, read } from './positions.ts';
import { addressesOf, factsOf, vfsOf } from './statements.ts';

/* Text archives as the script `ttar` of Prometheus writes them. */

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const header = Buffer.from('8680c910070510000100000200000000', 'hex').toString('latin1');
const config = header + String.fromCharCode(...Array.from({ length: 48 }, (_, n) => (n % 3 === 0 ? 10 : n)));

/** `content` as the script writes it. */
function file(path: string, content: string): string[] {
  const isOpen = content !== '' && !content.endsWith('\n');
  const lines = content.split('\n').length - (isOpen ? 0 : 1);
  const escaped = content.replace(/EOF|NULLBYTE/g, '\\$&').replaceAll('\0', 'NULLBYTE');
  return [`Path: ${path}`, `Lines: ${lines}`, `${escaped}${isOpen ? 'EOF\n' : ''}Mode: 444`, rule];
}
const rule = '# ttar - - - - - - - - -';
const link = (path: string, target: string): string[] => [`Path: ${path}`, `SymlinkTo: ${target}`, rule];
const folder = (path: string): string[] => [`Directory: ${path}`, 'Mode: 755', rule];
const at = 'fixtures/sys/devices/pci0000:00/0000:01:00.0';
const archive = (...parts: string[][]): string =>
  ['# Archive created by ttar -c -f fixtures.ttar fixtures/', ...parts.flat(), ''].join('\n');

describe('ttar', () => {
  const whole = archive(
    folder('fixtures'),
    folder('fixtures/sys/bus/pci/devices'),
    link('fixtures/sys/bus/pci/devices/0000:01:00.0', '../../../devices/pci0000:00/0000:01:00.0'),
    folder(at),
    file(`${at}/config`, config),
    file(`${at}/vendor`, '0x8086\n'),
    file(`${at}/sriov_totalvfs`, '7\n'),
    link(`${at}/driver`, '../../../bus/pci/drivers/igb'),
    link(`${at}/virtfn0`, '../0000:01:10.0'),
  );

  test('bytes with zeros and line ends, attributes, links', () => {
    const snapshot = read(latin1(whole));
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['ttar', []]);
    expect(addressesOf(snapshot)).toEqual(['0000:01:00.0']);
    expect(hexOf(snapshot.functions[0])).toBe(Buffer.from(config, 'latin1').toString('hex'));
    expect(factsOf(snapshot, '0000:01:00.0')).toMatchObject({
      vendorId: 0x8086,
      driver: 'igb',
      driverTotalVfs: 7,
    });
    expect(vfsOf(snapshot, '0000:01:00.0')).toEqual([[0, '0000:01:10.0']]);
  });

  test('text that reads NULLBYTE, a last line without an end in the first versions', () => {
    const words = archive(
      folder('sys'),
      file('sys/devices/pci0000:00/0000:01:00.0/config', config),
      file('sys/devices/pci0000:00/0000:01:00.0/label', 'NULLBYTE EOF'),
      ['Path: sys/devices/pci0000:00/0000:01:00.0/vendor', 'Lines: 0', '0x8086Mode: 444'],
    );
    const snapshot = read(latin1(words));
    expect(snapshot.functions[0]?.surroundings.attributes?.get('label')).toBe('NULLBYTE EOF');
    expect(factsOf(snapshot, '0000:01:00.0')).toMatchObject({ vendorId: 0x8086 });
  });

  test('/proc/bus/pci', () => {
    const text = archive(
      folder('proc/bus/pci'),
      file('proc/bus/pci/devices', '0100\t808610c9\t10\n'),
      folder('proc/bus/pci/01'),
      file('proc/bus/pci/01/00.0', config),
    );
    const snapshot = read(latin1(text));
    expect([addressesOf(snapshot), hexOf(snapshot.functions[0])]).toEqual([
      ['0000:01:00.0'],
      Buffer.from(config, 'latin1').toString('hex'),
    ]);
  });

  test('a wrong count of lines is said, and the rest is read', () => {
    const text = whole.replace('Lines: 1\n7', 'Lines: many\n7');
    const snapshot = read(latin1(text));
    expect(codes(snapshot).every((code) => code.startsWith('archive/entry'))).toBe(true);
    expect(snapshot.diagnostics[0]?.message).toContain("'many'");
    expect(factsOf(snapshot, '0000:01:00.0')).toMatchObject({ driver: 'igb' });
  });
});
