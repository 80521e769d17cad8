import { type Asked, type QuestionName, questions } from '../../checks/questions.ts';
import { onlyFromElsewhere } from '../../checks/vfs-elsewhere.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { largestOf, type Subject, subjectRecord } from '../../output/check/record.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import type { System } from '../../verdict/system.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { type CommonFlags, isSelecting, selection } from '../options.ts';
import { Output } from '../output.ts';
import { say } from '../say.ts';
import { readSelected, reportLines } from '../systems.ts';
import { terminalStyle } from '../terminal.ts';

export interface CheckFlags extends CommonFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly vfs?: string;
}

const mostVfs = 0xffff;

export async function check(
  question: QuestionName | 'groups',
  paths: readonly string[],
  flags: CheckFlags,
): Promise<void> {
  const asked = askedBy(question, flags);
  const systems = await readSelected(paths, flags);
  if (question === 'groups') {
    const { checkGroups } = await import('./check-groups.ts');
    return checkGroups(systems, flags);
  }
  const subjects = systems.flatMap((system) => subjectsOf(system, question, asked, flags));
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  if (flags.format === 'json') {
    const document = { schema_version: schemaVersion, question, subjects: subjects.map(subjectRecord) };
    output.write(`${JSON.stringify(document, null, 1)}\n`);
  } else {
    reportLines(systems);
    const style = await terminalStyle(flags);
    if (flags.format === 'markdown') {
      const { subjectMarkdown } = await import('../../output/check/markdown.ts');
      for (const [n, subject] of subjects.entries()) {
        if (n > 0) output.write('\n');
        await output.writeAll(subjectMarkdown(subject));
      }
    } else {
      const { subjectsText } = await import('../../output/check/subjects.ts');
      await output.writeText(subjectsText(subjects, style), style);
    }
  }
  // Where -s fits nothing, or nothing was read, that has been said.
  const isSaid = isSelecting(flags) || systems.every(({ snapshot }) => snapshot.functions.length === 0);
  if (subjects.length === 0 && !isSaid) {
    const said = question === 'enable' ? systems.map(whyNoPf) : [];
    for (const text of new Set(said.length > 0 ? said : [nothing[question]])) say(`lsvf: ${text}`);
  }
  if (subjects.some(({ ladder }) => ladder.answer === 'no')) process.exitCode ||= exitCodes.findings;
  await output.end();
}

/** Why a system has no PF to ask about. */
function whyNoPf(system: System, _: number, { length }: readonly System[]): string {
  const text = onlyFromElsewhere(system);
  if (text === undefined) return nothing.enable;
  return length === 1 ? text : `${snapshotName(system.snapshot)}: ${text}`;
}

const nothing: Readonly<Record<QuestionName, string>> = {
  enable: 'no Function with SR-IOV is in the input; with -s ADDR, check says why one has none',
  assign: 'no VF is in the input; name another Function with -s ADDR',
  sva: 'no Function with ATS, PASID or PRI is in the input; name another with -s ADDR',
};

function askedBy(question: QuestionName | 'groups', { vfs }: CheckFlags): Asked {
  if (vfs === undefined) return {};
  if (question !== 'enable') throw new UsageError('--vfs is for check enable');
  const count = /^\d{1,5}$/.test(vfs) ? Number(vfs) : 0;
  if (count < 1 || count > mostVfs)
    throw new UsageError(`--vfs ${vfs} is not a number of VFs: 1 to ${mostVfs}`);
  return { vfs: count };
}

/** What `-s` selects, or else every Function that the question is about. */
function subjectsOf(system: System, question: QuestionName, asked: Asked, flags: CheckFlags): Subject[] {
  const { isAbout, ask } = questions[question];
  const kept = selection(flags, [system]);
  const chosen = [...system.machine.byKey.values()].filter(
    (fn) => kept.keeps(fn) && (isSelecting(flags) || isAbout(system, fn)),
  );
  return chosen.map((fn) => ({
    system,
    fn,
    question,
    asked,
    ladder: ask(system, fn, asked),
    largest: largestOf(question, system, fn),
  }));
}
