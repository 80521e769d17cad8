import { guestView } from '../../sharing/guest.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { safe } from './safe.ts';
import type { Style } from './style.ts';
import { wrap } from './tree.ts';

/** How the guest's view of a Function differs from its bytes. */
export function* guestText(system: System, report: FunctionReport, style: Style): Generator<string> {
  const { chalk, width } = style;
  const { differences, unknown, notes } = guestView(report, system);
  yield `${chalk.bold(report.fn.address)}  ${safe(report.name ?? '')}\n`;
  yield '  as a guest sees it under vfio-pci, at open (Linux 6.12)\n';
  if (differences.length === 0) yield '  no byte differs\n';
  for (const { offset, length, field, before, after, why } of differences) {
    const digits = length * 2;
    const change = `${hex(before, digits)} → ${hex(after, digits)}`;
    yield `  ${chalk.dim(hex(offset, 2).padStart(5))} ${field.padEnd(38)} ${change}\n`;
    for (const line of wrap(why, width - 8)) yield `        ${chalk.dim(line)}\n`;
  }
  for (const text of notes) for (const line of wrap(text, width - 2)) yield `  ${chalk.yellow(line)}\n`;
  for (const text of unknown)
    for (const line of wrap(`unknown: ${text}`, width - 2)) yield `  ${chalk.magenta(line)}\n`;
}

const hex = (n: number, digits: number): string => `${n.toString(16).toUpperCase().padStart(digits, '0')}h`;
