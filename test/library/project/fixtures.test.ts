import { decode, functionAt, readSnapshot } from 'lsvf';
import { expect, test } from 'vitest';
import 'lsvf/vitest';

const fixture = 'fixtures/igb.txt';

test('the fixture is a valid dump', async () => {
  await expect(fixture).toBeValidFixture();
});

test('the PF has its VFs', async () => {
  const snapshot = await readSnapshot(fixture);
  expect(snapshot).toHaveVf('01:10.0', { pf: '01:00.0', vfNumber: 1 });
  expect(snapshot).not.toHaveVf('01:00.0');
});

test('the driver is given what it looks for', async () => {
  const pf = functionAt(await readSnapshot(fixture), '01:00.0');
  expect(pf && decode(pf)).toMatchField('sriov.total_vfs', 8);
});
