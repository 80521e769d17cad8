import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..', '..');

interface Step {
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
export const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

/** Puts the repository's files where a runner does: without `dist` and `node_modules`. */
export function fetchAction(folder: string): void {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const path of list.split('\0').filter((name) => name !== '' && !name.startsWith('samples/'))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the steps of the composite action as GitHub's runner does. */
export function runAction(
  place: { readonly action: string; readonly workspace: string; readonly temp: string },
  inputs: Readonly<Record<string, string>> = {},
  env: NodeJS.ProcessEnv = {},
): Ended {
  for (const name of Object.keys(inputs)) if (!action.inputs[name]) throw new Error(`no input ${name}`);
  const evaluate = (text: string): string =>
    text.replaceAll(/\$\{\{(.*?)\}\}/g, (whole, expression: string) => {
      const name = /^\s*inputs\.([\w-]+)\s*$/.exec(expression)?.[1];
      const input = name === undefined ? undefined : action.inputs[name];
      if (name === undefined || !input) throw new Error(`what is ${whole}?`);
      return inputs[name] ?? input.default;
    });
  let ended: Ended = { status: 0, stdout: '', stderr: '' };
  for (const step of action.runs.steps) {
    if (step.shell !== 'bash') throw new Error(`a step runs in ${step.shell}`);
    const script = join(place.temp, 'step.sh');
    writeFileSync(script, evaluate(step.run));
    const own = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, evaluate(value)]));
    ended = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
      cwd: place.workspace,
      encoding: 'utf8',
      env: {
        ...process.env,
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: place.action,
        GITHUB_WORKSPACE: place.workspace,
        ...env,
        ...own,
      },
    });
    if (ended.status !== 0) return ended;
  }
  return ended;
}
