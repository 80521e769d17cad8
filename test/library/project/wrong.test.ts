import { functionAt, readSnapshot } from 'lsvf';
import { expect, test } from 'vitest';
import 'lsvf/vitest';

// Each of these fails: they show what a test says when a fixture is not what it should be.

test('a field has another value', async () => {
  const pf = functionAt(await readSnapshot('fixtures/igb.txt'), '01:00.0');
  expect(pf).toMatchField('sriov.num_vfs', 4);
});

test('a VF has another PF', async () => {
  expect(await readSnapshot('fixtures/igb.txt')).toHaveVf('01:10.0', { pf: '01:00.1' });
});

test('a fixture is broken', async () => {
  await expect('fixtures/broken.txt').toBeValidFixture();
});
