import { expect, test } from 'vitest';
import { vfInfoAt } from '../../src/decode/row-at.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { zeroBitsOf } from '../../src/lint/vf.ts';
import { mustReadZero } from '../../src/registers/vf.ts';

/** Rules that ask of single fields that they read 0 in a VF. */
const readsZero = [
  'vf/command-decode-set',
  'vf/command-intx-disable-set',
  'vf/command-rsvdp-nonzero',
  'vf/devsta-roz',
  'vf/header-roz-nonzero',
  'vf/intpin-nonzero',
  'vf/link-status-nonzero',
];

test.each(readsZero)('%s asks for 0 where the rows say so', (id) => {
  const rule = rules.find(({ meta }) => meta.id === id);
  expect(rule?.meta.reads.length).toBeGreaterThan(0);
  const others = rule?.meta.reads.filter((path) => !mustReadZero(vfInfoAt(path)) && zeroBitsOf(path) === 0);
  expect(others).toEqual([]);
});

test('bits that read 0 in a VF follow from the fields', () => {
  expect(zeroBitsOf('aer.uncorrectable_mask').toString(16)).toBe('3ff030');
  expect(zeroBitsOf('aer.correctable_mask').toString(16)).toBe('31c1');
  expect(zeroBitsOf('pcie.device_control').toString(16)).toBe('7fff');
  expect(zeroBitsOf('pcie.link_control').toString(16)).toBe('23fb');
});
