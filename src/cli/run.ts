import { existsSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { ConfigError } from '../lint/config-error.ts';
import { nearest } from '../model/nearest.ts';
import { commandLineArguments } from './arguments.ts';
import { exitCodes, UsageError } from './exit.ts';
import { ClosedPipe } from './output.ts';
import { program } from './program.ts';
import { say, sayLines } from './say.ts';
import { WriteError } from './write-error.ts';

/** The names of all commands; a first argument that is none of them is a PATH of `tree`. */
function withDefaultCommand(lsvf: Command, args: readonly string[]): readonly string[] {
  const [first] = args;
  const known = new Set(['help', ...lsvf.commands.map((command) => command.name())]);
  const own = new Set(['-h', '--help', '-V', '--version']);
  if (first === undefined || known.has(first) || own.has(first)) return first === undefined ? ['tree'] : args;
  if (/^[a-z]+$/.test(first) && !existsSync(first)) {
    const near = nearest(first, known);
    if (near) throw new UsageError(`'${first}' is neither a command nor a file; did you mean ${near}?`);
  }
  return ['tree', ...args];
}

/** Whether the first argument can be no other command, nor ask for help on all. */
const isOfTree = ([first]: readonly string[]): boolean =>
  first === undefined || first === 'tree' || !/^(?:[a-z_]+|-h|--help|-V|--version)$/.test(first);

/** Until a command has come to its end, the run has failed, whatever it has written or said. */
let isFinished = false;

let isWatched = false;

/** Not as soon as the module is there: matchers share it, and in their process others handle what nobody caught. */
function watch(): void {
  if (isWatched) return;
  isWatched = true;
  process.on('exit', () => {
    if (isFinished) return;
    process.exitCode = exitCodes.failed;
    say('lsvf: it did not finish: what it waited for never came; please report this with the input');
  });
  process.on('uncaughtException', endByDefect);
  process.on('unhandledRejection', endByDefect);
}

/** Runs the command that the arguments name. */
export async function run(): Promise<void> {
  watch();
  try {
    const args = commandLineArguments(process.argv);
    const lsvf = program(isOfTree(args) ? 'tree' : undefined);
    await lsvf.parseAsync(withDefaultCommand(lsvf, args), { from: 'user' });
  } catch (error) {
    endByError(error);
  }
  isFinished = true;
}

/** What a person can put right. */
const expected = [UsageError, ConfigError, WriteError];

function endByError(error: unknown): void {
  if (error instanceof ClosedPipe) return;
  if (error instanceof CommanderError) {
    // commander has printed its message; its own code for a wrong flag is 1.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    return;
  }
  process.exitCode = exitCodes.failed;
  const isExpected = expected.some((kind) => error instanceof kind);
  if (isExpected) say(`lsvf: ${(error as Error).message}`);
  else if ((error as NodeJS.ErrnoException | undefined)?.syscall === 'uv_cwd')
    say('lsvf: the working folder is no longer there');
  else sayDefect(error);
}

/** What nobody caught: nothing that follows could be trusted. */
function endByDefect(error: unknown): void {
  isFinished = true;
  sayDefect(error);
  process.exit(exitCodes.failed);
}

const mostOfStack = 2000;

/** Where an error came from; node would print the line as well, and a bundle is one long line. */
function sayDefect(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  sayLines(`lsvf: a defect of lsvf, please report it: ${text.slice(0, mostOfStack)}`);
}
