import { snapshotName } from '../../model/snapshot.ts';
import { emulationOf } from '../../sharing/emulation.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { type EmulatedRegister, registersOf } from './registers.ts';

const beginning = `/*
 * One row for each register: what the guest reads at first, the bits that the VMM answers for (the others
 * come from the VF), and the bits that a guest can write, in the VMM's copy where they are virtual and in
 * the VF where they are not. Offsets without a row belong to no capability: pass them on, or hide them.
 */
#include <stdint.h>

struct vf_register {
	uint16_t offset;
	uint8_t width; /* bytes */
	uint32_t value;
	uint32_t virt;
	uint32_t write;
};
`;

/** What a VMM has to do for each register of a VF, as a table in C. */
export function* emulationC(system: System, report: FunctionReport): Generator<string> {
  const { rows, lacked } = emulationOf(system, report);
  const { fn, name } = report;
  yield `/* ${comment(`${fn.address}${name === null ? '' : ` ${name}`}, from ${snapshotName(system.snapshot)}`)} */\n`;
  yield beginning;
  for (const { name: capability, why } of lacked)
    yield `\n/* ${comment(`${capability} is the PF's alone: ${why}`)} */`;
  yield `${lacked.length > 0 ? '\n' : ''}\nconst struct vf_register vf_registers[] = {\n`;
  for (const register of registersOf(rows)) yield* registerRow(register);
  yield '};\n';
}

function* registerRow(register: EmulatedRegister): Generator<string> {
  const { offset, width, path, readValue, virtMask, writeMask, rows } = register;
  const hex = (value: bigint): string => `0x${value.toString(16).padStart(width * 2, '0')}`;
  yield `\t/* ${comment(`${path}${readValue === null ? ', value not known' : ''}`)} */\n`;
  for (const row of rows) {
    const field = row.path === path ? '' : `${row.path.slice(path.length + 1)}: `;
    if (rows.length > 1 || row.action !== 'hardware')
      yield `\t/*   ${comment(`${field}${row.action}, ${row.why}`)} */\n`;
  }
  const place = `0x${offset.toString(16).padStart(3, '0')}, ${width}`;
  yield `\t{ ${place}, ${hex(readValue ?? 0n)}, ${hex(virtMask)}, ${hex(writeMask)} },\n`;
}

/** Text of a dump in a comment: no control characters, no end of the comment, and no trigraphs. */
const comment = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]/g, (character) => plain[character] ?? '?')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replaceAll('??', '? ?');

const plain: Readonly<Record<string, string>> = { '’': "'", '×': 'x', '−': '-', '…': '...', '§': 'section ' };
