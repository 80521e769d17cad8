import { join } from 'node:path';
import { expect, test } from 'vitest';
import { functionAt, readSnapshot } from '../../src/index.ts';
import { makeFixture } from '../../src/library/fixture.ts';
import '../../src/vitest.ts';

const sample = join(import.meta.dirname, '..', '..', 'samples/igb-7vf/lspci-xxxx.txt');
const pf = functionAt(await readSnapshot(sample), '01:00.0');
/** With a field of 64 bits. */
const made = functionAt(makeFixture({ functions: [{ address: '01:00.0', vfs: 1 }] }), '01:00.0');

test('an ID may be given as a number, as its four digits, or by a matcher', () => {
  for (const id of [0x10c9, 0x10c9n, '10c9', '10C9', expect.any(Number), expect.stringMatching(/^10/)])
    expect(pf).toMatchField('header.device_id', id);
  expect(pf).toMatchField('sriov.vf_device_id', '10ca');
  expect(pf).not.toMatchField('header.device_id', '10ca');
  expect(pf).not.toMatchField('header.device_id', expect.stringMatching(/^11/));
});

test('other values are numbers, or what a matcher takes', () => {
  expect(pf).toMatchField('sriov.num_vfs', expect.any(Number));
  expect(made).toMatchField('dsn.serial_number', expect.any(BigInt));
  expect(pf).not.toMatchField('sriov.num_vfs', expect.closeTo(9));
  expect(pf).not.toMatchField('sriov.num_vfs', undefined);
  expect(pf).not.toMatchField('ats.capability.invalidate_queue_depth', expect.anything());
  expect(pf).toMatchField('ats.capability.invalidate_queue_depth', undefined);
});

test.each<[string, unknown, string]>([
  ['header.device_id', '10ca', "header.device_id is '10c9', expected '10ca' ("],
  ['header.device_id', 'nonsense', "header.device_id is '10c9', expected 'nonsense' ("],
  ['sriov.num_vfs', '7', "sriov.num_vfs is 7, expected '7', a number is to be given ("],
  ['sriov.num_vfs', [7], 'sriov.num_vfs is 7, expected [7], a number is to be given, not an array ('],
  ['sriov.num_vfs', { is: 7 }, ', a number is to be given, not an object ('],
  ['sriov.num_vfs', expect.any(String), 'sriov.num_vfs is 7, expected Any<String> ('],
  ['sriov.num_vfs', 1.5, 'sriov.num_vfs is 7, expected 1.5 ('],
  ['sriov.num_vfs', Number.NaN, 'sriov.num_vfs is 7, expected NaN ('],
  ['sriov.num_vfs', null, 'sriov.num_vfs is 7, expected null ('],
])('%s against %s fails with both values', (path, wanted, message) => {
  expect(() => expect(pf).toMatchField(path as 'sriov.num_vfs', wanted as number)).toThrow(message);
  expect(() => expect(made).toMatchField('dsn.serial_number', 1.5)).toThrow(', expected 1.5 (');
});

test('what a failure says does nothing to a terminal or a CI runner', async () => {
  const name = '::error::\u001b[31m\u202e##[group]';
  const bytes = new TextEncoder().encode(
    `01:00.0 ${name}\n00: 86 80 c9 10 07 04 10 00 01 00 00 02 10 00 80 00\n`,
  );
  const snapshot = { ...(await readSnapshot(bytes)), source: name };
  const failure = (): unknown => expect(snapshot).toHaveVf('01:00.0');
  expect(failure).toThrow('\\x3a:error::\\x1b[31m\\u202e#\\x23[group]: 0000:01:00.0 is not a VF');
  const said = await expect(snapshot)
    .toBeValidFixture()
    .catch(({ message }: Error) => message);
  expect(said).toMatch(/expected a valid fixture/);
  expect(said).not.toMatch(/[\u001b\u202e]|##\[/);
});
