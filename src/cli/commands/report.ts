import { createHash } from 'node:crypto';
import { levelOf } from '../../lint/config.ts';
import { Linter } from '../../lint/engine.ts';
import { rules } from '../../lint/rules/index.ts';
import { reportHtml } from '../../output/report/html.ts';
import { reportModel } from '../../output/report/model.ts';
import { UsageError } from '../exit.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { readSystems, reportLines } from '../systems.ts';

declare const LSVF_VERSION: string;

export async function report(paths: readonly string[], flags: CommonFlags): Promise<void> {
  if (flags.output === undefined) throw new UsageError('report needs -o FILE.html, the page to write');
  const systems = await readSystems(paths, flags);
  reportLines(systems);
  const active = rules.flatMap((rule) => {
    const severity = levelOf(rule, 'recommended', []);
    return severity === 'off' ? [] : [{ rule, severity }];
  });
  const linter = new Linter(active, rules);
  const model = reportModel(systems, (system) => linter.lint(system).findings, LSVF_VERSION);
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
  const output = new Output(flags.output);
  output.writeAll(reportHtml(model, hash));
  output.end();
}
