import type { StepResult } from '../../checks/ladder.ts';
import { questions } from '../../checks/questions.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { code, escaped } from '../markdown.ts';
import type { Subject } from './record.ts';
import { answerText, linuxText } from './text.ts';

/** The answer for one Function, for a ticket. */
export function* subjectMarkdown(subject: Subject): Generator<string> {
  const { system, fn, question, ladder } = subject;
  yield `## ${code(fn.address)}: ${escaped(questions[question].title)}\n\n`;
  yield `In ${code(snapshotName(system.snapshot))}: **${escaped(answerText(subject))}**\n\n`;
  yield '| step | result | seen | known from |\n|---|---|---|---|\n';
  for (const { meta, result, seen, bases } of ladder.steps)
    yield `| ${code(meta.id)} | ${result === 'fail' ? '**fail**' : result} | ${escaped(seen)} | ${escaped(bases.join(', '))} |\n`;
  const failed = ladder.steps.filter(({ result }) => result === 'fail');
  for (const step of failed) yield* failure(step);
}

function* failure(step: StepResult): Generator<string> {
  const { meta, fn, fields, seen, fix } = step;
  yield `\n### ${code(meta.id)}: ${escaped(meta.title)}\n\n`;
  yield `- **seen** in ${code(fn.address)}: ${escaped(seen)}\n`;
  if (fields.length > 0) yield `- **fields**: ${fields.map(code).join(', ')}\n`;
  yield `- **why**: ${escaped(meta.why)}\n`;
  yield `- **Linux**: ${escaped(linuxText(step))}\n`;
  if (fix !== null) yield `- **do**: ${escaped(fix)}\n`;
  if (meta.versions) yield `- **kernels**: ${escaped(meta.versions)}\n`;
  yield `- **source**: ${escaped(meta.source)}\n`;
}
