import { describe, expect, test } from 'vitest';
import { type Description, parseDescription } from '../../src/input/formats/lspci/line.ts';

const intel = { vendorId: 0x8086, deviceId: 0x10ca };

describe("lspci's line", () => {
  test.each<[text: string, expected: Description]>([
    [
      'Ethernet controller: Intel Corporation 82576 Virtual Function (rev 01)',
      { className: 'Ethernet controller', name: 'Intel Corporation 82576 Virtual Function', revision: 1 },
    ],
    [
      'Ethernet controller [0200]: Intel Corporation 82576 Virtual Function [8086:10ca] (rev 01)',
      {
        className: 'Ethernet controller',
        classCode: 0x0200,
        name: 'Intel Corporation 82576 Virtual Function',
        ...intel,
        revision: 1,
      },
    ],
    ['0200: 8086:10ca (rev 01)', { classCode: 0x0200, ...intel, revision: 1 }],
    ['0200: 8086:10ca', { classCode: 0x0200, ...intel }],
    [
      'Non-Volatile memory controller [0108]: Red Hat, Inc. QEMU NVM Express Controller [1b36:0010] (rev 02) (prog-if 02 [NVM Express])',
      {
        className: 'Non-Volatile memory controller',
        classCode: 0x0108,
        name: 'Red Hat, Inc. QEMU NVM Express Controller',
        vendorId: 0x1b36,
        deviceId: 0x0010,
        revision: 2,
        progIf: 2,
      },
    ],
    [
      '0604: 8086:3420 (prog-if 00 [Normal decode])',
      { classCode: 0x0604, vendorId: 0x8086, deviceId: 0x3420, progIf: 0 },
    ],
    // A name that ends in brackets which are no IDs.
    [
      'SATA controller: Intel Corporation 82801IR [AHCI mode] (rev 02)',
      { className: 'SATA controller', name: 'Intel Corporation 82801IR [AHCI mode]', revision: 2 },
    ],
    // What lspci has no name for.
    [
      'Class 0200: Intel Corporation Device 10ca (rev 01)',
      { classCode: 0x0200, name: 'Intel Corporation Device 10ca', revision: 1 },
    ],
    [
      'Class [0200]: Intel Corporation Device [8086:10ca]',
      { classCode: 0x0200, name: 'Intel Corporation Device 10ca', ...intel },
    ],
    ['Class [0200]: Device [8086:10ca]', { classCode: 0x0200, ...intel }],
    ['Class 0200: Device 8086:10ca', { classCode: 0x0200, ...intel }],
    ['Network controller [0280]: X', { className: 'Network controller', classCode: 0x0280, name: 'X' }],
    // -mm, with names, with both, with IDs.
    [
      '"Ethernet controller" "Intel Corporation" "82576 \\"x\\" Virtual Function" -r01 -p00 "Intel Corporation" "Device a03c"',
      {
        className: 'Ethernet controller',
        name: 'Intel Corporation 82576 "x" Virtual Function',
        revision: 1,
        progIf: 0,
      },
    ],
    [
      '"Host bridge [0600]" "Intel Corporation [8086]" "DRAM Controller [29c0]" -p00 "" ""',
      {
        className: 'Host bridge',
        classCode: 0x0600,
        vendorId: 0x8086,
        deviceId: 0x29c0,
        name: 'Intel Corporation DRAM Controller',
        progIf: 0,
      },
    ],
    ['"0200" "8086" "10ca" -r01', { classCode: 0x0200, ...intel, revision: 1 }],
    ['"Class [0200]" "Vendor [8086]" "Device [10ca]"', { classCode: 0x0200, ...intel }],
    ['"Class 0200" "Vendor 8086" "Device 10ca"', { classCode: 0x0200, ...intel }],
    [
      '"Class 0200" "Intel Corporation" "Device 10ca"',
      { classCode: 0x0200, name: 'Intel Corporation Device 10ca', deviceId: 0x10ca },
    ],
    [
      '"Serial bus controller" "Hitachi" "Shared FC Device 3017"',
      { className: 'Serial bus controller', name: 'Hitachi Shared FC Device 3017' },
    ],
    ['"', {}],
    // Not lspci's form at all.
    ['', {}],
    ['some device', { name: 'some device' }],
    ['(rev 01)', { name: '(rev 01)' }],
  ])('%s', (text, expected) => {
    expect(parseDescription(text)).toEqual(expected);
  });
});
