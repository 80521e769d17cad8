import { describe, expect, test } from 'vitest';
import { encode } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { readStated } from '../../src/input/formats/lspci/stated.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';

const text = [
  '01:00.0 Ethernet controller: X',
  '	Control: I/O- Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- FastB2B- DisINTx-',
  '	Status: Cap+ 66MHz- UDF- FastB2B- ParErr- DEVSEL=fast >TAbort- <TAbort- <MAbort- >SERR- <PERR- INTx-',
  '	Capabilities: [40] Express (v2) Endpoint, MSI 00',
  '		LnkSta:	Speed 8GT/s, Width x8',
  '	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)',
  '		Initial VFs: 8, Total VFs: 8, Number of VFs: 7, Function Dependency Link: 00',
];
const bytes = encode(
  { 'header.command.memory_space_enable': 0, 'sriov.total_vfs': 6 },
  { offsets: { pcie: 0x40, sriov: 0x160 } },
);

/** The first `count` bytes, beside the text. */
function view(count: number, lines = text): FunctionView {
  const config = ConfigSpace.of(bytes.slice(0, count));
  const stated = () => readStated(lines, 'report', 1);
  return new FunctionView(new PciFunction(0, 0x100, config, { kind: 'binary', file: 'x' }, { stated }));
}

describe('what is known of a field', () => {
  test('from the bytes, where they are in the dump', () => {
    expect(view(4096).ask('sriov.total_vfs')).toMatchObject({ source: 'bytes', value: 6 });
    expect(view(64).ask('header.command.memory_space_enable')).toMatchObject({ source: 'bytes', value: 0 });
  });

  test('from the input’s words, where they are not', () => {
    expect(view(64).ask('sriov.total_vfs')).toEqual({
      source: 'stated',
      value: 8,
      by: 'lspci',
      at: { file: 'report', line: 7, column: 30 },
    });
    expect(view(0).ask('header.command.memory_space_enable')).toMatchObject({ source: 'stated', value: 1 });
    expect(view(0).ask('pcie.link_status.current_link_speed')).toMatchObject({ source: 'stated', value: 3 });
  });

  test('not at all, and why', () => {
    expect(view(64).ask('sriov.vf_stride')).toEqual({ source: 'not-in-dump', lacks: 'the dump ends at 3Fh' });
    expect(view(4096).ask('msi.data')).toEqual({ source: 'not-in-function' });
    expect(view(4096).ask('sriov.nothing')).toEqual({ source: 'not-in-function' });
  });

  test('not in the Function, where the input lists all capabilities and not that one', () => {
    expect(view(64).ask('ats.control.enable')).toEqual({ source: 'not-in-function' });
    const cut = text.filter((line) => !line.includes('Status'));
    expect(view(64, cut).ask('ats.control.enable')).toMatchObject({ source: 'not-in-dump' });
  });
});

test('whether a Function has a capability', () => {
  expect(view(4096).has('sriov')).toMatchObject({ source: 'bytes', capability: { name: 'sriov' } });
  expect(view(64).has('sriov')).toMatchObject({ source: 'stated', capability: { offset: 0x160 } });
  expect(view(64).has('sriov', 1)).toEqual({ source: 'not-in-dump', lacks: 'the dump ends at 3Fh' });
  expect(view(64).has('ats')).toEqual({ source: 'not-in-function' });
  expect(view(4096).has('ats')).toEqual({ source: 'not-in-function' });
  expect(view(0, ['01:00.0 X: Y']).has('ats')).toMatchObject({ source: 'not-in-dump' });
});
