import { expect, test } from 'vitest';
import { encodeFunction, type FieldValues } from '../../src/decode/encode.ts';
import { linkStateOf } from '../../src/machine/link-state.ts';
import { topologySvg } from '../../src/output/topology-svg.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';

const speed = (most: number, wide: number, now: number, width: number): FieldValues => ({
  'pcie.capabilities.version': 2,
  'pcie.link_capabilities.max_link_speed': most,
  'pcie.link_capabilities.maximum_link_width': wide,
  'pcie.link_status.current_link_speed': now,
  'pcie.link_status.negotiated_link_width': width,
});
const port = (most: number, wide: number, now: number, width: number) =>
  encodeFunction(
    0,
    0x0008,
    {
      ...speed(most, wide, now, width),
      'pcie.capabilities.device_port_type': 4,
      'header.secondary_bus_number': 1,
      'header.subordinate_bus_number': 1,
    },
    { layout: 1 },
  );
const device = (most: number, wide: number, now: number, width: number) =>
  encodeFunction(0, 0x0100, speed(most, wide, now, width));

const systemOf = (...functions: ReturnType<typeof device>[]): System =>
  new System({ source: 'x', inputFormat: 'lspci', functions, diagnostics: [] }, new Names());

function stateOf(system: System, at: number) {
  const fn = system.snapshot.functions[at];
  if (!fn) throw new Error('no such Function');
  return linkStateOf(system.machine, fn, system.report(fn).view);
}

test('a link as fast as its slower end is not slow, whatever the other could do', () => {
  const system = systemOf(port(4, 16, 3, 8), device(3, 8, 3, 8));
  expect(stateOf(system, 0)).toMatchObject({ now: '8 GT/s x8', best: '8 GT/s x8', isSlower: false });
  expect(stateOf(system, 1)).toMatchObject({ now: '8 GT/s x8', isSlower: false });
  expect(topologySvg(system, everything)).not.toContain('slower than');
});

test('slower than both can, in speed or in width', () => {
  const slow = systemOf(port(4, 16, 1, 16), device(4, 16, 1, 16));
  expect(stateOf(slow, 1)).toMatchObject({ now: '2.5 GT/s x16', best: '16 GT/s x16', isSlower: true });
  expect(topologySvg(slow, everything)).toContain('2.5 GT/s x16, slower than both can: 16 GT/s x16');
  const narrow = systemOf(port(4, 16, 4, 4), device(4, 16, 4, 4));
  expect(stateOf(narrow, 0)).toMatchObject({ now: '16 GT/s x4', isSlower: true });
});

test('nothing is said of what one end alone can do', () => {
  const system = systemOf(device(4, 16, 1, 16));
  expect(stateOf(system, 0)).toMatchObject({ now: '2.5 GT/s x16', best: undefined, isSlower: false });
});
