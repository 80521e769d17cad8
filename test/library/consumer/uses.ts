import {
  decode,
  emulate,
  type FieldPath,
  fields,
  functionAt,
  listVfs,
  readSnapshot,
  shared,
  topology,
} from 'lsvf';
import { makeFixture } from 'lsvf/fixture';
import { lint } from 'lsvf/lint';
import 'lsvf/vitest';
import { expect } from 'vitest';

// What a user writes against the published types; compiled by types.test.ts.
const snapshot = await readSnapshot('dump.txt');
const fn = functionAt(snapshot, '01:00.0');
if (fn) {
  const number: number | undefined = decode(fn).get('sriov.num_vfs');
  const element: number | undefined = decode(fn).get('ea.entry[2].format.enable');
  // @ts-expect-error there is no such field
  decode(fn).get('sriov.nmu_vfs');
  // @ts-expect-error a table has elements
  decode(fn).get('sriov.vf_bar');
  // @ts-expect-error there is no such field
  decode(fn).read('nonsense');
  // @ts-expect-error there is no such field
  decode(fn).text('sriov.nmu_vfs');
  const speed: string | undefined = decode(fn).text('pcie.link_status.current_link_speed');
  // @ts-expect-error what it was read from is nobody's business
  fn.surroundings;
  const reading = decode(fn).read('sriov.num_vfs');
  // @ts-expect-error a value is there only when it is known
  reading.value;
  if (reading.state === 'known') console.log(reading.value, number, element, speed);
  expect(fn).toMatchField('sriov.num_vfs', 7);
  // @ts-expect-error there is no such field
  expect(fn).toMatchField('sriov.nmu_vfs', 7);
}
const roles: readonly string[] = topology(snapshot).functions.map(({ role }) => role);
// @ts-expect-error no role has this name
topology(snapshot).functions.filter(({ role }) => role === 'physical');
lint(snapshot, { profile: 'strict', config: { rules: { 'dump/*': 'off' } } });
// @ts-expect-error there is no such profile
lint(snapshot, { profile: 'harsh' });
const path: FieldPath = 'header.command.bus_master_enable';
expect(snapshot).toHaveVf('0000:01:10.0', { pf: '0000:01:00.0' });
await expect('dump.txt').toBeValidFixture({ profile: 'strict' });

const isShared: boolean | undefined =
  fields()[0]?.shared ?? shared(snapshot)[0]?.capabilities[0]?.fields[0]?.shared;
const action: 'hardware' | 'virtual' | 'fixed' | 'hidden' | undefined = emulate(snapshot, '01:10.0')?.rows[0]
  ?.action;
makeFixture({ functions: [{ address: '01:00.0', fields: { 'sriov.total_vfs': 1 } }] });
makeFixture({
  functions: [
    {
      address: '01:00.0',
      vfs: 2,
      // @ts-expect-error there is no such field
      fields: { 'sriov.nmu_vfs': 2 },
      // @ts-expect-error nor in the VFs
      vf: { fields: { 'header.nonsense': 1 } },
    },
    // @ts-expect-error nor in one of them
    { address: '02:00.0', vfs: 2, vf: { each: { '1': { 'pcie.nonsense': 1 } } } },
  ],
  // @ts-expect-error nor in a port
  ports: [{ address: '00:01.0', secondary_bus: 1, fields: { 'pcie.slot_controll': 1 } }],
});
// @ts-expect-error listVfs takes text
listVfs(new Uint8Array(0));

export { action, isShared, path, roles };
