import { describe, expect, test } from 'vitest';
import { diff } from '../../src/compare/diff.ts';
import type { FunctionExample } from '../../src/lint/define.ts';
import { pairOf, sample, systemOf } from './systems.ts';

const texts = async (before: FunctionExample, after: FunctionExample): Promise<string[]> =>
  (await pairOf(before, after)).meanings.map(({ text }) => text);

const link = (speed: number, width: number): FunctionExample => ({
  fields: {
    'pcie.capabilities.version': 2,
    'pcie.link_capabilities.max_link_speed': 4,
    'pcie.link_capabilities.maximum_link_width': 16,
    'pcie.link_status.current_link_speed': speed,
    'pcie.link_status.negotiated_link_width': width,
  },
});

describe('the link', () => {
  test.each([
    [
      'slower',
      link(4, 16),
      link(3, 16),
      'the link down-trained: 16 GT/s x16 → 8 GT/s x16 (able to run at 16 GT/s x16)',
    ],
    [
      'narrower',
      link(4, 16),
      link(4, 4),
      'the link down-trained: 16 GT/s x16 → 16 GT/s x4 (able to run at 16 GT/s x16)',
    ],
    ['faster', link(1, 16), link(4, 16), 'the link trained up: 2.5 GT/s x16 → 16 GT/s x16'],
    [
      'faster and narrower',
      link(1, 16),
      link(3, 8),
      'the link retrained: 2.5 GT/s x16 → 8 GT/s x8 (able to run at 16 GT/s x16)',
    ],
    ['gone', link(4, 16), link(0, 0), 'the link went down; it ran at 16 GT/s x16'],
    ['back', link(0, 0), link(4, 16), 'the link came up: 16 GT/s x16'],
  ])('%s', async (_name, before, after, text) => {
    expect(await texts(before, after)).toEqual([text]);
  });
});

describe('BARs', () => {
  const bars = (low: number, high: number): FunctionExample => ({
    fields: { 'header.base_address[0]': low, 'header.base_address[1]': high },
  });
  test.each([
    ['moved', bars(0xfe000000, 0), bars(0xfd000000, 0), 'BAR 0 moved: FE000000h → FD000000h'],
    ['moved in the upper half alone', bars(0xc, 1), bars(0xc, 2), 'BAR 0 moved: 100000000h → 200000000h'],
    ['got an address', bars(0xc, 0), bars(0xc, 2), 'BAR 0 got the address 200000000h'],
    ['lost its address', bars(0xfe00000c, 0), bars(0xc, 0), 'BAR 0 lost its address FE000000h'],
    [
      'of another kind',
      bars(0xfe000000, 0),
      bars(0xfe000008, 0),
      'BAR 0 changed, now 32-bit memory, prefetchable instead of 32-bit memory',
    ],
    ['gone', bars(0xfe000000, 0), bars(0, 0), 'BAR 0 reads 0 now; it was 32-bit memory at FE000000h'],
  ])('%s', async (_name, before, after, text) => {
    expect(await texts(before, after)).toEqual([text]);
  });
});

describe('single fields', () => {
  const fields = (values: FunctionExample['fields']): FunctionExample => ({ fields: values });
  test.each([
    [fields({ 'msix.control.enable': 0 }), fields({ 'msix.control.enable': 1 }), 'MSI-X was enabled'],
    [fields({ 'msix.control.enable': 1 }), fields({ 'msix.control.enable': 0 }), 'MSI-X was disabled'],
    [
      fields({ 'pm.control_status.power_state': 0 }),
      fields({ 'pm.control_status.power_state': 3 }),
      'its power state changed: 0 (D0) → 3 (D3hot)',
    ],
    [
      fields({ 'dsn.serial_number': 1n }),
      fields({ 'dsn.serial_number': 2n }),
      'it is another unit: the serial number changed: 0000000000000001h → 0000000000000002h',
    ],
    [
      fields({ 'aer.uncorrectable_mask.ecrc_error': 0, 'aer.uncorrectable_mask.acs_violation': 1 }),
      fields({ 'aer.uncorrectable_mask.ecrc_error': 1, 'aer.uncorrectable_mask.acs_violation': 0 }),
      'uncorrectable errors no longer reported: ECRC Error; uncorrectable errors reported again: ACS Violation',
    ],
    [
      fields({ 'sriov.num_vfs': 0, 'sriov.control.vf_enable': 0 }),
      fields({ 'sriov.num_vfs': 4, 'sriov.control.vf_enable': 0 }),
      'NumVFs 0 → 4, while VF Enable is clear: there are no VFs',
    ],
    [
      fields({
        'pcie.device_control.fatal_error_reporting_enable': 0,
        'pcie.device_control.max_payload_size': 0,
      }),
      fields({
        'pcie.device_control.fatal_error_reporting_enable': 1,
        'pcie.device_control.max_payload_size': 0,
      }),
      'errors reported from now on: Fatal Error Reporting Enable',
    ],
    [
      fields({ 'l1_pm_substates.control_1.aspm_l1_2_enable': 0 }),
      fields({ 'l1_pm_substates.control_1.aspm_l1_2_enable': 1 }),
      'L1 substates enabled: ASPM L1.2 Enable',
    ],
    [
      fields({ 'header.status.detected_parity_error': 0, 'header.status.interrupt_status': 0 }),
      fields({ 'header.status.detected_parity_error': 1, 'header.status.interrupt_status': 1 }),
      'error status set: Detected Parity Error',
    ],
  ])('%#', async (before, after, text) => {
    expect(await texts(before, after)).toEqual([text]);
  });

  test('each field says what its change means', async () => {
    const { changes } = await pairOf(link(4, 16), link(3, 8));
    expect(new Set(changes.map(({ meaning }) => meaning)).size).toBe(1);
    expect(changes.length).toBe(2);
  });
});

test('VFs that were enabled, and which they are', async () => {
  const { pairs, lone } = diff(await sample('igb-novf'), await sample('igb-7vf'));
  expect(pairs.map(({ after }) => after.address)).toEqual(['0000:01:00.0']);
  expect(pairs[0]?.meanings[0]?.text).toBe(
    'VFs were enabled: NumVFs 0 → 7; appeared: 7 VFs, 0000:01:10.0 … 0000:01:11.4',
  );
  expect(lone.map(({ kind, meaning }) => `${kind}: ${meaning}`)).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((n) => `added: VF ${n} of 0000:01:00.0 appeared`),
  );
  const back = diff(await sample('igb-7vf'), await sample('igb-novf'));
  expect(back.pairs[0]?.meanings[0]?.text).toBe(
    'VFs were disabled: NumVFs 7 → 0; gone: 7 VFs, 0000:01:10.0 … 0000:01:11.4',
  );
});

test('what does not count in a VF has no meaning there, and says why', async () => {
  const { pairs } = diff(await sample('l1-host'), await sample('dead-slot'));
  const vf = pairs.find(({ after }) => after.address === '0000:02:00.1');
  expect(vf?.meanings.map(({ id }) => id)).toEqual(['header.command.bus_master_enable']);
  const notes = Object.fromEntries((vf?.changes ?? []).map(({ field, inVf }) => [field, inVf]));
  expect(notes['header.command.bus_master_enable']).toBeNull();
  expect(notes['header.command.io_space_enable']).toBe('VFs have no I/O space.');
  const pf = pairs.find(({ after }) => after.address === '0000:02:00.0');
  expect(pf?.changes.map(({ inVf, hazard }) => [inVf, hazard])).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('a Function that stopped answering is one sentence, and so is one that answers again', async () => {
  const alive = { address: '01:00.0', fields: { 'header.vendor_id': 0x8086, 'sriov.num_vfs': 3 } };
  const dead = { address: '01:00.0', fields: {}, bytes: { 0: new Array(4096).fill(0xff) } };
  const lost = diff(await systemOf(alive), await systemOf(dead));
  expect(lost.pairs).toEqual([expect.objectContaining({ readable: 'lost', changes: [], meanings: [] })]);
  expect(lost.differs).toBe(true);
  const regained = diff(await systemOf(dead), await systemOf(alive));
  expect(regained.pairs[0]?.readableText).toBe(
    'is readable again; before, the first 64 bytes are all ones: the Function did not answer',
  );
  const still = diff(await systemOf(dead), await systemOf(dead));
  expect(still.differs).toBe(false);
});
