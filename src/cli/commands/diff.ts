import { type DiffOptions, diff as differenceOf } from '../../compare/diff.ts';
import type { MatchBy } from '../../compare/match.ts';
import { patternProblem } from '../../model/pattern.ts';
import { pathFilter } from '../../output/path-filter.ts';
import { everything, type Selection } from '../../verdict/select.ts';
import type { System } from '../../verdict/system.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { type CommonFlags, checkSelection, isSelecting, selection } from '../options.ts';
import { Output } from '../output.ts';
import { say } from '../say.ts';
import { isEmptyInput, isInputGiven, standardInput } from '../standard-input.ts';
import { readSystems, reportLines } from '../systems.ts';

export interface DiffFlags extends CommonFlags {
  readonly format: 'text' | 'side-by-side' | 'unified' | 'json' | 'markdown';
  readonly with?: string;
  readonly match: MatchBy;
  readonly ignore: readonly string[];
  readonly all: boolean;
}

const needsTwo = 'diff needs two inputs, or --select and --with to compare two Functions of one';

/**
 * Without a second input: a first one that holds two systems, such as a patch, is both; else standard input is the second
 * where something is given there.
 */
export async function diff(first: string, named: string | undefined, flags: DiffFlags): Promise<void> {
  const { ignore, match, all } = flags;
  checkIgnored(ignore);
  if (flags.with !== undefined) checkSelection({ select: [flags.with], device: [] });
  const needsSecond = named === undefined && flags.with === undefined;
  if (first === '-' && named === '-') throw new UsageError('only one of the two can be standard input');
  const both = await readSystems([first], flags);
  const isBoth = needsSecond && both.length === 2;
  const isGiven = needsSecond && !isBoth && first !== standardInput && isInputGiven();
  const held = both.length === 1 ? 'one dump' : `${both.length} dumps`;
  const lacksOne = `${needsTwo} (${first} holds ${held}; a patch of two would hold both)`;
  if (needsSecond && !isBoth && !isGiven) throw new UsageError(lacksOne);
  const second = isGiven ? standardInput : named;
  const left = isBoth ? both.slice(0, 1) : both;
  const right = isBoth ? both.slice(1) : second === undefined ? both : await readSystems([second], flags);
  if (isGiven && isEmptyInput(right.map(({ snapshot }) => snapshot))) throw new UsageError(lacksOne);
  const before = selection(flags, [...left, ...right]);
  const after = flags.with === undefined ? before : selection({ select: [flags.with], device: [] }, right);
  reportLines(second === undefined ? both : [...left, ...right]);
  for (const [path, systems] of [
    [first, left],
    [second ?? first, right],
  ] as const) {
    // A patch may have taken all of one side away, or left it out.
    if (isBoth || count(systems, everything) > 0) continue;
    throw new UsageError(`${path}: there is no function to compare in it`);
  }
  checkSelected(first, left, before, second ?? first, right, after, flags);
  const options: DiffOptions = { match, before, after, ignore, all };
  const difference = differenceOf(left, right, options);
  // Before it is written: who takes only the beginning (`| head`) learns it as well.
  const { same, pairs, differs, uncompared } = difference;
  const isNothing = !differs && same === 0 && pairs.length === 0;
  if (isNothing) {
    const why =
      uncompared > 0 ? 'both name Functions, but without bytes or fields' : 'no Function is in both';
    say(`lsvf: nothing could be compared: ${why}`);
  }
  process.exitCode = differs ? exitCodes.findings : isNothing ? exitCodes.failed : exitCodes.done;
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  if (flags.format === 'json') {
    const { diffJson } = await import('../../output/records/diff.ts');
    output.write(diffJson(difference));
  } else if (flags.format === 'markdown') {
    const { diffMarkdown } = await import('../../output/diff/markdown.ts');
    await output.writeAll(diffMarkdown(difference, all));
  } else {
    const { terminalStyle } = await import('../terminal.ts');
    const style = await terminalStyle(flags);
    const { diffText } = await import('../../output/diff/text.ts');
    const { diffSideBySide } = await import('../../output/diff/side-by-side.ts');
    const { diffUnified } = await import('../../output/diff/unified.ts');
    const write = { text: diffText, 'side-by-side': diffSideBySide, unified: diffUnified }[flags.format];
    await output.writeText(write(difference, { style, all }), style);
  }
  await output.end();
}

const count = (systems: readonly System[], kept: Selection): number =>
  systems.reduce((sum, { snapshot }) => sum + snapshot.functions.filter((fn) => kept.keeps(fn)).length, 0);

/** With --with, each address names one function; without, at least one side has one. */
function checkSelected(
  first: string,
  left: readonly System[],
  before: Selection,
  second: string,
  right: readonly System[],
  after: Selection,
  flags: DiffFlags,
): void {
  const [a, b] = [count(left, before), count(right, after)];
  const named = [...flags.select, ...flags.device].join(', ');
  if (flags.with === undefined) {
    if (a + b === 0) throw new UsageError(`there is no function ${named} in ${first} and none in ${second}`);
    return;
  }
  if (a !== 1) {
    const what = !isSelecting(flags) ? '--with needs --select with one function:' : `--select ${named} names`;
    throw new UsageError(`${what} ${a} functions of ${first}; name one`);
  }
  if (b !== 1) throw new UsageError(`--with ${flags.with} names ${b} functions of ${second}; name one`);
}

/** A name without a wildcard that exists nowhere is a mistake. */
function checkIgnored(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    const problem = patternProblem(pattern);
    if (problem) throw new UsageError(problem);
  }
  const names = patterns.filter((pattern) => !/[*?+]|^0x|^address$/.test(pattern));
  if (names.length === 0) return;
  const { unknown, near } = pathFilter(names);
  if (unknown !== undefined) {
    const hint = near ? `; did you mean ${near}?` : '';
    throw new UsageError(`--ignore: no register or field is called '${unknown}'${hint}`);
  }
}
