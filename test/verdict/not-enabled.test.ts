import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noPaint } from '../../src/cli/terminal.ts';
import { readBytes } from '../../src/input/read.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { treeText } from '../../src/output/text/tree.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything, type Selection } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';

/* VFs that stand where their PF has enabled none, and ranges of VFs of which some are missing. */

const dump = readFileSync('samples/igb-7vf/lspci-xxxx.txt', 'utf8');
const sriovAt = 0x160;

/** The capture with other bytes in the PF, and without some Functions. */
function systemOf(bytes: Readonly<Record<number, number>>, without: readonly string[] = []): System {
  const text = dump
    .split('\n\n')
    .filter((block) => !without.some((address) => block.trimStart().includes(`${address} `)))
    .map((block) => (block.includes('01:00.0 ') ? edited(block, bytes) : block))
    .join('\n\n');
  return new System(readBytes('dump.txt', new TextEncoder().encode(text)), new Names());
}

function edited(block: string, bytes: Readonly<Record<number, number>>): string {
  const rows = block.split('\n');
  for (const [at, value] of Object.entries(bytes)) {
    const offset = Number(at);
    const start = `${(offset & ~15).toString(16).padStart(2, '0')}: `;
    const n = rows.findIndex((row) => row.startsWith(start));
    const cells = (rows[n] as string).slice(start.length).split(' ');
    cells[offset & 15] = value.toString(16).padStart(2, '0');
    rows[n] = start + cells.join(' ');
  }
  return rows.join('\n');
}

const linesOf = (system: System, selection: Selection = everything): string =>
  [...treeText(system, { style: { chalk: noPaint, width: 80, unicode: true }, all: false, selection })].join(
    '',
  );

const vfsOf = (system: System) =>
  system.snapshot.functions
    .map((fn) => system.report(fn).verdict)
    .filter(({ role }) => role === 'vf')
    .map(({ attachment, vfNumber }) => `${attachment} ${vfNumber}`);

const whole = systemOf({});
function functionOf(system: System, address: string): PciFunction {
  const found = system.snapshot.functions.find((fn) => fn.address === address);
  if (!found) throw new Error(`${address} is not in the capture`);
  return found;
}

test('the capture is what the tests take it for', () => {
  const { config } = functionOf(whole, '0000:01:00.0');
  expect(config.u16(sriovAt)).toBe(0x10);
  expect([config.u16(sriovAt + 0x0e), config.u16(sriovAt + 0x10)]).toEqual([8, 7]);
  expect(vfsOf(whole)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `attached ${n}`));
});

test('VFs past NumVFs are not detached: their PF is there', () => {
  const system = systemOf({ [sriovAt + 0x10]: 4 });
  expect(vfsOf(system)).toEqual([
    ...[1, 2, 3, 4].map((n) => `attached ${n}`),
    ...Array.from({ length: 3 }, () => 'unknown null'),
  ]);
  const text = linesOf(system);
  expect(text).toContain('01:10.0 … 01:10.6  VF 1–4');
  expect(text).toContain('01:11.0 … 01:11.4  3 VFs');
  expect(text).toContain('VF (certain) that 0000:01:00.0 has not enabled: its NumVFs is less');
  expect(text).toContain('7 VFs: 4 attached, 3 that no PF has enabled');
  expect(text).not.toContain('too short');
});

test('VF Enable clear: one range, and no advice to take the dump again', () => {
  const text = linesOf(systemOf({ [sriovAt + 0x08]: 0x10 }));
  expect(text).toContain('01:10.0 … 01:11.4  7 VFs');
  expect(text).toContain('VF (certain) that 0000:01:00.0 has not enabled: its VF Enable is clear');
  expect(text).toContain('1 PF, 7 VFs, none enabled by a PF');
  expect(text).not.toContain('too short');
});

const secondOfEach: Selection = { keeps: (fn) => fn.routingId >= 0x100 && (fn.routingId & 7) === 2 };

test('a range leaves out no VF', () => {
  const text = linesOf(systemOf({}, ['01:10.2', '01:11.4']));
  expect(text).toContain('01:10.0  VF 1 ');
  expect(text).toContain('01:10.4 … 01:11.2  VF 3–6');
  const selected = linesOf(whole, secondOfEach);
  expect(selected).toContain('01:10.2  VF 2 ');
  expect(selected).toContain('01:11.2  VF 6 ');
});

test('a bridge has its own bus, whatever NumVFs says', () => {
  const system = systemOf({ [sriovAt + 0x10]: 200 });
  const rng = functionOf(system, '0000:02:00.0');
  expect(system.machine.claims.has(rng.key)).toBe(true);
  expect(system.machine.bridgeAbove(rng)?.fn?.address).toBe('0000:00:02.1');
  expect(linesOf(system)).toContain('error: NumVFs is 200, but TotalVFs is 8 [sriov/num-vfs-over-total]');
});

test('a byte that is missing in the header does not make a Function unreadable', () => {
  const text = dump
    .split('\n\n')
    .map((block) => {
      if (block.includes('01:00.0 ')) return block.replace(/^(20: .*) [0-9a-f]{2}$/m, '$1');
      return block.includes('01:10.2 ') ? block.replace(/^10: .*\n/m, '') : block;
    })
    .join('\n\n');
  const system = new System(readBytes('dump.txt', new TextEncoder().encode(text)), new Names());
  expect(functionOf(system, '0000:01:00.0').config.knownBytes).toBe(4095);
  expect(functionOf(system, '0000:01:10.2').config.knownBytes).toBe(4080);
  expect(system.report(functionOf(system, '0000:01:00.0')).verdict.role).toBe('pf');
  expect(vfsOf(system)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `attached ${n}`));
});

test('without Header Type a Function is unknown, and with under 64 bytes it is unreadable', () => {
  const block = dump.split('\n\n').find((each) => each.includes('02:00.0 ')) ?? '';
  const verdictOf = (text: string) => {
    const system = new System(readBytes('dump.txt', new TextEncoder().encode(`${text}\n`)), new Names());
    const { role, reason } = system.report(functionOf(system, '0000:02:00.0')).verdict;
    return [role, reason];
  };
  expect(verdictOf(block.replace(/^00: .*\n/m, ''))).toEqual([
    'unknown',
    'Header Type, the byte at 0Eh, is not in the dump',
  ]);
  expect(verdictOf(block.split('\n').slice(0, 4).join('\n'))).toEqual([
    'unreadable',
    'only 48 bytes are in the dump',
  ]);
});
