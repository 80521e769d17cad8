import { existsSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { nearest } from '../model/nearest.ts';
import { commandLineArguments } from './arguments.ts';
import { exitCodes, UsageError } from './exit.ts';
import { program } from './program.ts';

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

async function main(): Promise<void> {
  try {
    const lsvf = program();
    await lsvf.parseAsync(withDefaultCommand(lsvf, commandLineArguments(process.argv)), { from: 'user' });
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'ClosedPipe') return;
    if (error instanceof CommanderError) {
      // commander has printed its message; its own code for a wrong flag is 1.
      process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
      return;
    }
    process.exitCode = exitCodes.failed;
    // The commands are another file with classes of its own: their errors are known by name.
    if (['UsageError', 'ConfigError', 'WriteError'].includes(name)) console.error(`lsvf: ${message}`);
    else console.error(`lsvf: a defect of lsvf, please report it: ${safeStack(error as Error)}`);
  }
}

/** Where an error came from; node would print the line as well, and a bundle is one long line. */
const safeStack = ({ stack, message }: Error): string =>
  (stack ?? message).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '?').slice(0, 2000);

main();
