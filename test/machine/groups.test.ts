import { expect, test } from 'vitest';
import type { FunctionExample } from '../../src/decode/example.ts';
import { exampleSnapshot } from '../../src/lint/example.ts';
import { Machine } from '../../src/machine/build.ts';
import { groupsOf } from '../../src/machine/isolation/groups.ts';

type Fields = FunctionExample['fields'];

const fn = (address: string, fields: Fields = {}): FunctionExample => ({ address, fields });
const endpoint = (address: string, fields: Fields = {}): FunctionExample =>
  fn(address, { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 0, ...fields });
const bridge = (address: string, first: number, last: number, fields: Fields): FunctionExample => ({
  address,
  fields: { 'header.secondary_bus_number': first, 'header.subordinate_bus_number': last, ...fields },
  options: { layout: 1 },
});
const port = (
  address: string,
  first: number,
  last: number,
  type: number,
  fields: Fields = {},
): FunctionExample =>
  bridge(address, first, last, {
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': type,
    ...fields,
  });
const acs = { 'acs.capability': 0x1d, 'acs.control': 0x1d };

async function groups(...functions: FunctionExample[]): Promise<string[]> {
  const machine = new Machine(await exampleSnapshot({ functions }));
  return groupsOf(machine).map(
    ({ functions: members, isKnown }) =>
      `${isKnown ? '' : '?'}${members.map(({ address }) => address.slice(5)).join(' ')}`,
  );
}

test('a port with ACS keeps what is below apart from itself', async () => {
  expect(await groups(port('00:01.0', 1, 1, 4, acs), endpoint('01:00.0'))).toEqual(['00:01.0', '01:00.0']);
  expect(await groups(port('00:01.0', 1, 1, 4), endpoint('01:00.0'))).toEqual(['00:01.0 01:00.0']);
});

test('a service that the port does not have counts as on', async () => {
  const some = { 'acs.capability': 0x04, 'acs.control': 0x04 };
  expect(await groups(port('00:01.0', 1, 1, 4, some), endpoint('01:00.0'))).toEqual(['00:01.0', '01:00.0']);
});

test('every port on the way up must have it', async () => {
  const below = [port('01:00.0', 2, 3, 5), port('02:00.0', 3, 3, 6, acs), endpoint('03:00.0')];
  expect(await groups(port('00:01.0', 1, 3, 4, acs), ...below)).toEqual([
    '00:01.0',
    '01:00.0',
    '02:00.0',
    '03:00.0',
  ]);
  expect(await groups(port('00:01.0', 1, 3, 4), ...below)).toEqual(['00:01.0 01:00.0 02:00.0 03:00.0']);
});

test('Functions of one device without ACS are together, unless Linux knows them to be apart', async () => {
  const two = (ids: Fields) => [
    port('00:01.0', 1, 1, 4, acs),
    endpoint('01:00.0', { 'header.header_type.multi_function': 1, ...ids }),
    endpoint('01:00.1', ids),
  ];
  expect(await groups(...two({}))).toEqual(['00:01.0', '01:00.0 01:00.1']);
  const igb = { 'header.vendor_id': 0x8086, 'header.device_id': 0x10c9 };
  expect(await groups(...two(igb))).toEqual(['00:01.0', '01:00.0', '01:00.1']);
});

test('what is below a bridge to conventional PCI carries its ID', async () => {
  const found = await groups(
    port('00:01.0', 1, 2, 4, acs),
    port('01:00.0', 2, 2, 7),
    fn('02:01.0'),
    fn('02:02.0'),
  );
  expect(found).toEqual(['00:01.0', '01:00.0 02:01.0 02:02.0']);
});

test('a root port that Linux knows to isolate needs no ACS', async () => {
  const ids = { 'header.vendor_id': 0x1c36, 'header.device_id': 0x0031 };
  expect(await groups(port('00:01.0', 1, 1, 4, ids), endpoint('01:00.0'))).toEqual(['00:01.0', '01:00.0']);
  // The same part counts only as a Root Port.
  const below = [port('01:00.0', 2, 2, 5), port('02:00.0', 3, 3, 6, ids), endpoint('03:00.0')];
  expect((await groups(port('00:01.0', 1, 3, 4, acs), ...below)).at(-1)).toBe('02:00.0 03:00.0');
});

test('a part that uses the Requester ID of another Function is with it', async () => {
  const marvell = { 'header.vendor_id': 0x1b4b, 'header.device_id': 0x9230 };
  const found = await groups(
    port('00:01.0', 1, 1, 4, acs),
    endpoint('01:00.0', { ...marvell, ...acs, 'header.header_type.multi_function': 1 }),
    endpoint('01:00.1', { ...marvell, ...acs }),
  );
  expect(found).toEqual(['00:01.0', '01:00.0 01:00.1']);
});

test('a switch of IDT counts as not having Source Validation', async () => {
  const control = { 'acs.capability': 0x1d, 'acs.control': 0x1c };
  const idt = { 'header.vendor_id': 0x111d, 'header.device_id': 0x80b5 };
  const below = (ids: Fields) => [
    port('01:00.0', 2, 2, 5),
    port('02:00.0', 3, 3, 6, { ...control, ...ids }),
    endpoint('03:00.0'),
  ];
  expect((await groups(port('00:01.0', 1, 3, 4, acs), ...below(idt))).at(-1)).toBe('03:00.0');
  expect((await groups(port('00:01.0', 1, 3, 4, acs), ...below({}))).at(-1)).toBe('02:00.0 03:00.0');
});

test('a port that is not in the dump leaves the group open', async () => {
  expect(await groups(endpoint('01:00.0'))).toEqual(['?01:00.0']);
  expect(await groups(endpoint('00:04.0'))).toEqual(['00:04.0']);
});
