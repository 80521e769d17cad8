import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../program/run-program.ts';

/*
 * One plain-text file per command line: the command behind `$`, then what it prints, then what it says on standard
 * error behind `stderr:` and its exit code behind `exit:`. UPDATE_SCENARIOS=1 writes them anew; read what changed.
 */
const folder = join(import.meta.dirname, 'cases');
const root = join(import.meta.dirname, '..', '..');
const update = process.env['UPDATE_SCENARIOS'] === '1';

interface Scenario {
  readonly comment: string;
  readonly command: string;
  readonly rest: string;
}

function parse(text: string): Scenario {
  const match = /^((?:#.*\n)*)\$ lsvf (.*)\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error('a scenario begins with "$ lsvf …"');
  const [, comment = '', command = '', rest = ''] = match;
  return { comment, command, rest };
}

/** Runs a command line; `< FILE` gives standard input, quotes keep spaces. */
function run(command: string): string {
  const [line = '', input] = command.split(' < ');
  const args = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ''));
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '80', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  // One whose end is not that of its command is started: nothing is loaded for the version alone.
  const result =
    input === undefined && args[0] !== '--version'
      ? runProgram(args, { cwd: root, env })
      : spawnSync(process.execPath, [join(root, 'bin', 'lsvf.js'), ...args], {
          cwd: root,
          env,
          encoding: 'utf8',
          input: input === undefined ? '' : readFileSync(join(root, input)),
        });
  const stderr = result.stderr === '' ? '' : `stderr:\n${result.stderr}`;
  return `${result.stdout}${stderr}exit: ${result.status}\n`;
}

describe('scenarios', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  test('there are scenarios', () => expect(files.length).toBeGreaterThan(10));
  for (const file of files) {
    test(file.replace('.txt', ''), () => {
      const path = join(folder, file);
      const scenario = parse(readFileSync(path, 'utf8'));
      const got = run(scenario.command);
      if (update) writeFileSync(path, `${scenario.comment}$ lsvf ${scenario.command}\n${got}`);
      else expect(got).toBe(scenario.rest);
    });
  }
});
