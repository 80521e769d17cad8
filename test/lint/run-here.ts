import { type ProgramRun, runProgram } from '../program/run-program.ts';

export type Run = ProgramRun;

/** What `lsvf ARGS` does in a folder, with no terminal. */
export async function runHere(args: readonly string[], cwd: string): Promise<Run> {
  return runProgram(args, { cwd, env: { ...process.env, NO_COLOR: '1', COLUMNS: '100' } });
}
