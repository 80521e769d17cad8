import { hex } from '../../model/hex.ts';
import { otherVmms } from '../../sharing/views/other-vmms.ts';
import type { Placement, ViewName } from '../../sharing/views/view.ts';
import { views } from '../../sharing/views/views.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { safe } from './safe.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** How a view of a Function differs from its bytes. */
export function* viewText(
  system: System,
  report: FunctionReport,
  style: Style,
  as: ViewName,
  on?: Placement,
): Generator<string> {
  const { chalk, width } = style;
  const { title, of } = views[as];
  const { differences, unknown, notes } = of(report, system, on);
  yield `${chalk.bold(report.fn.address)}  ${safe(report.name ?? '')}\n`;
  const where = as === 'guest' ? (on === 'root-bus' ? ', on the root bus' : ', below a Root Port') : '';
  for (const line of wrap(`${title}${where}`, width - 2)) yield `  ${line}\n`;
  if (differences.length === 0) yield '  no byte differs\n';
  for (const { offset, length, field, before, after, by, why } of differences) {
    const digits = length * 2;
    const change = `${hex(before, digits)} → ${hex(after, digits)}`;
    yield `  ${chalk.dim(hex(offset, 2).padStart(5))} ${field.padEnd(38)} ${change}\n`;
    const text = why.includes(by) ? why : `${by}: ${why}`;
    for (const line of wrap(text, width - 8)) yield `        ${chalk.dim(line)}\n`;
  }
  for (const text of notes)
    for (const [n, line] of wrap(text, width - 4).entries())
      yield `  ${n === 0 ? '' : '  '}${chalk.yellow(line)}\n`;
  for (const text of unknown)
    for (const line of wrap(`unknown: ${text}`, width - 2)) yield `  ${chalk.magenta(line)}\n`;
  if (as !== 'guest') return;
  yield `  ${chalk.dim('Other VMMs')}\n`;
  for (const { name, text } of otherVmms)
    for (const [n, line] of wrap(`${name}: ${text}`, width - 6).entries())
      yield `    ${n === 0 ? '' : '  '}${chalk.dim(line)}\n`;
}
