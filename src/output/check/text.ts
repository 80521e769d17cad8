import type { Ladder, StepResult } from '../../checks/ladder.ts';
import { type QuestionName, questions } from '../../checks/questions.ts';
import { groupedBy } from '../grouped.ts';
import { label } from '../text/label.ts';
import type { Paint, Style } from '../text/style.ts';
import { wrap } from '../text/wrap.ts';
import type { Subject } from './record.ts';

const marks: Readonly<Record<StepResult['result'], string>> = {
  pass: 'ok',
  fail: 'FAIL',
  unknown: '?',
  'not-applicable': '-',
};

const colours = (chalk: Paint): Readonly<Record<StepResult['result'], Paint>> => ({
  pass: chalk.green,
  fail: chalk.red.bold,
  unknown: chalk.magenta,
  'not-applicable': chalk.dim,
});

const shortName = ({ meta }: StepResult): string => meta.id.slice(meta.id.indexOf('/') + 1);

/** The answer for one Function: what decides it, then every step. `who`: several that are alike, and this is the first. */
export function* subjectText(subject: Subject, style: Style, who?: string): Generator<string> {
  const { system, fn, question, ladder } = subject;
  const { chalk, width } = style;
  const heading = who ?? fn.address;
  const name = label(system.report(fn), Math.max(20, width - heading.length - 2), style);
  yield `${chalk.bold(heading)}  ${name}\n`;
  if (who !== undefined) {
    const text = `The answer for each is the same but for addresses and group numbers; these are of ${fn.address}.`;
    for (const line of wrap(text, width)) yield `${chalk.dim(line)}\n`;
  }
  const paint = { yes: chalk.green.bold, no: chalk.red.bold, unknown: chalk.magenta.bold }[ladder.answer];
  const answer = answerText(subject);
  for (const [n, line] of wrap(`${questions[question].title} ${answer}`, width).entries())
    yield `${n === 0 ? line.replace(ladder.answer, paint(ladder.answer)) : line}\n`;
  yield* stepsText(ladder.steps, style);
}

/** The steps of a ladder, a line each; those that failed or are not known with what Linux does and what to do. */
export function* stepsText(steps: readonly StepResult[], style: Style): Generator<string> {
  const { chalk, width } = style;
  const column = Math.max(0, ...steps.map((step) => shortName(step).length));
  // After a step without which nothing can be looked at, the others have nothing to say.
  const end = steps.findLastIndex(({ seen }) => !seen.startsWith(notLookedAt)) + 1;
  const left = steps.length - end;
  const shownSteps = left > 1 ? steps.slice(0, end) : steps;
  // One and the same lack of bytes leaves many steps open: it is said at the first of them.
  const open = groupedBy(
    shownSteps.filter(({ result }) => result === 'unknown'),
    ({ seen }) => seen,
  );
  for (const step of shownSteps) {
    const { result, seen, bases } = step;
    const colour = colours(chalk)[result];
    const mark = isLimited(step) ? 'part' : marks[result];
    const lead = `  ${colour(mark.padEnd(4))}  ${shortName(step).padEnd(column)}  `;
    const indent = ' '.repeat(column + 10);
    const from = bases.length > 0 && result !== 'not-applicable' ? ` (${bases.join(', ')})` : '';
    const [first, , third] = (result === 'unknown' && open.get(seen)) || [];
    const before = third && first !== step ? first : undefined;
    const said = before ? `the same as for ${shortName(before)}` : `${seen}${from}`;
    const shown = wrap(said, Math.max(20, width - column - 10));
    for (const [n, line] of shown.entries()) {
      const text = result === 'not-applicable' ? chalk.dim(line) : line;
      yield `${n === 0 ? lead : indent}${text}\n`;
    }
    if (result === 'fail') yield* detail('Linux', linuxText(step), style);
    if (step.fix !== null && result !== 'pass' && step.fix !== before?.fix)
      yield* detail('do', step.fix, style);
    if (result === 'fail') {
      if (step.meta.versions) yield* detail('kernels', step.meta.versions, style);
      yield* detail('source', step.meta.source, style);
    }
  }
  if (left > 1)
    yield `  ${chalk.dim(`${marks['not-applicable'].padEnd(4)}  ${left} more steps were not looked at`)}\n`;
}

/** How a step says that an earlier one leaves nothing to look at. */
const notLookedAt = 'not looked at';

/** Whether it lets fewer VFs be enabled than were looked at, as a bridge with few buses does. */
const isLimited = ({ result, limits }: StepResult): boolean => result === 'pass' && limits;

function* detail(name: string, text: string, { chalk, width }: Style): Generator<string> {
  const indent = ' '.repeat(8);
  for (const [n, line] of wrap(text, Math.max(20, width - 17)).entries())
    yield `${indent}${chalk.dim((n === 0 ? name : '').padEnd(9))}${line}\n`;
}

/** What Linux does, with what it returns. */
export const linuxText = ({ linux, errno }: StepResult): string =>
  errno === null || linux.includes(errno) ? linux : `${linux} It returns -${errno}.`;

/** `no: 0000:01:00.0 …`, `yes, up to 7 VFs, as far as the dump tells (not known: driver)`. */
export function answerText(subject: Subject): string {
  const { guest } = subject.ladder;
  const host = hostText(subject);
  if (!guest) return host;
  const why = guest.deciding ? `: ${guest.deciding.seen} [${guest.deciding.meta.id}]` : '';
  return guest.answer === subject.ladder.answer && guest.deciding === subject.ladder.deciding
    ? `${host}; in a guest the same`
    : `${host}; in a guest ${guest.answer}${why}`;
}

function hostText({ question, ladder, largest, asked }: Subject): string {
  const { answer, deciding } = ladder;
  const count = numberText(question, answer, largest, asked.vfs);
  if (answer === 'yes') return `yes${count}${openText(ladder)}`;
  return `${answer}${answer === 'no' ? count : ''}: ${deciding?.seen ?? ''} [${deciding?.meta.id ?? ''}]`;
}

/** What a yes of the host rests on without knowing it. */
function openText({ steps }: Ladder): string {
  const open = steps.filter(({ meta, result }) => result === 'unknown' && meta.side !== 'guest');
  const conditions = open.flatMap(({ meta }) => meta.condition ?? []);
  const others = open.filter(({ meta }) => meta.condition === undefined).map(shortName);
  const known = others.length > 0 ? `, as far as the dump tells (not known: ${others.join(', ')})` : '';
  return `${conditions.map((condition) => `, if ${condition}`).join('')}${known}`;
}

function numberText(
  question: QuestionName,
  answer: Ladder['answer'],
  largest: number | null,
  asked: number | undefined,
): string {
  if (question !== 'enable' || largest === null) return '';
  const vfs = `${largest} VF${largest === 1 ? '' : 's'}`;
  if (asked === undefined) return largest === 0 ? '' : `, up to ${vfs}`;
  if (largest === 0) return ', and no other number either';
  return answer === 'no'
    ? `, not ${asked}, though up to ${largest} ${largest === 1 ? 'is' : 'are'} possible`
    : `, up to ${vfs}`;
}
