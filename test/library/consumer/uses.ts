import { decode, type FieldPath, functionAt, lint, readSnapshot, topology } from 'lsvf';
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
  const reading = decode(fn).read('sriov.num_vfs');
  // @ts-expect-error a value is there only when it is known
  reading.value;
  if (reading.state === 'known') console.log(reading.value, number, element);
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

export { path, roles };
