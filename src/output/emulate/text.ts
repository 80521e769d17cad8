import { formatKey } from '../../model/address.ts';
import { hazardWords } from '../../registers/vf.ts';
import { type EmulationRow, emulationOf } from '../../sharing/emulation.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { safe } from '../text/safe.ts';
import type { Style } from '../text/style.ts';
import { count } from '../text/tree.ts';
import { wrap } from '../text/wrap.ts';

/** What a VMM has to do for each field of a VF, by capability; each reason once, below. */
export function* emulationText(system: System, report: FunctionReport, style: Style): Generator<string> {
  const { chalk, width } = style;
  const { rows, lacked } = emulationOf(system, report);
  const { fn, name, verdict } = report;
  yield `${chalk.bold(fn.address)}${name === null ? '' : `  ${safe(name)}`}\n`;
  yield `${sentence(rows)}${verdict.pf === null ? '' : ` PF ${formatKey(verdict.pf)}.`}\n`;
  const reasons = new Map<string, number>();
  let before = '';
  for (const row of rows) {
    const dot = row.path.indexOf('.');
    const [capability, field] = [row.path.slice(0, dot), row.path.slice(dot + 1)];
    if (capability !== before) yield `\n  ${chalk.cyan.bold(capability)}\n`;
    if (capability !== before || before === '')
      yield `  ${chalk.dim('  at  action      reads  virtual writable why  field')}\n`;
    before = capability;
    const number = reasons.get(row.why) ?? reasons.size + 1;
    reasons.set(row.why, number);
    const hex = (value: bigint): string =>
      (row.width > 4 ? value.toString(16) : value.toString(16).padStart(row.width * 2, '0'))
        .toUpperCase()
        .padStart(8);
    const at = row.offset.toString(16).toUpperCase().padStart(3, '0');
    const value = row.readValue === null ? '       ?' : hex(row.readValue);
    const line = `   ${at}  ${row.action.padEnd(8)} ${value} ${hex(row.virtMask)} ${hex(row.writeMask)} ${`[${number}]`.padStart(4)} ${field}`;
    yield `${row.action === 'hidden' ? chalk.yellow(line) : line}\n`;
  }
  yield `\n  ${chalk.bold('Why')}\n`;
  for (const [text, number] of reasons) {
    for (const [n, line] of wrap(text, width - 10).entries())
      yield `    ${(n === 0 ? `[${number}]` : '').padEnd(5)} ${line}\n`;
  }
  if (lacked.length > 0)
    yield `\n  ${chalk.bold("The PF's alone, with nothing in the VF to emulate it on")}\n`;
  for (const { name: capability, hazard, why } of lacked) {
    const text = `${capability}: ${why}${hazard === null ? '' : ` (${hazardWords[hazard]})`}`;
    for (const [n, line] of wrap(text, width - 8).entries()) yield `    ${n === 0 ? '' : '  '}${line}\n`;
  }
}

function sentence(rows: readonly EmulationRow[]): string {
  const of = (action: EmulationRow['action']): number => rows.filter((row) => row.action === action).length;
  return `${count(rows.length, 'field')}: ${of('hardware')} from the VF, ${of('virtual')} kept for the guest, ${of('fixed')} fixed, ${of('hidden')} hidden.`;
}
