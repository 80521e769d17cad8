import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { runProgram } from '../program/run-program.ts';
import { works } from '../works.ts';

/* The scripts of `lsvf completion`, asked by the shells themselves. */

const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-completion-'));
symlinkSync(join(root, 'bin/lsvf.js'), join(folder, 'lsvf'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}`, TERM: 'dumb', HOME: folder };

const run = (command: string, args: readonly string[], input = ''): string =>
  execFileSync(command, args, { env, cwd: folder, encoding: 'utf8', input });
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** What is typed, and what a shell offers for the last word; null where it is left to names of files. */
const cases: readonly (readonly [line: string, offered: readonly string[] | null])[] = [
  ['lsvf sh', ['shared', 'show']],
  ['lsvf tree --form', ['--format']],
  ['lsvf tree --format m', ['markdown', 'mermaid']],
  ['lsvf show --field sriov.num', ['sriov.num_vfs']],
  ['lsvf lint --rule sriov/num-vfs-w', ['sriov/num-vfs-within-total']],
  ['lsvf explain PCI_SRIOV_CTRL_VF', ['PCI_SRIOV_CTRL_VFE', 'PCI_SRIOV_CTRL_VFM']],
  ['lsvf convert --to u', ['umockdev']],
  ['lsvf tree --from lspci-', ['lspci-inventory']],
  ['lsvf fixture --set sriov.num', ['sriov.num_vfs']],
  ['lsvf fixture --capability resiz', ['resizable_bar']],
  ['lsvf fixture --from dum', null],
  ['lsvf schema tree-', ['tree-line']],
  ['lsvf list f', ['fields', 'formats']],
  ['lsvf --al', ['--all']],
  ['lsvf shared --only hazard=', ['hazard=1', 'hazard=2', 'hazard=3']],
  ['lsvf completion z', ['zsh']],
  ['lsvf tree dum', null],
  ['lsvf report -o dum', null],
];

writeFileSync(join(folder, 'dump.txt'), '');

describe.skipIf(!works('bash', ['-c', ':']))('bash', () => {
  test.each(cases)('%s', (line, offered) => {
    const script = `source <(lsvf completion bash)
COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _lsvf; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(lines(run('bash', ['-c', script])).sort()).toEqual(offered ?? []);
  });
});

describe.skipIf(!works('fish', ['-c', 'complete -C "ls "']))('fish', () => {
  test.each(cases)('%s', (line, offered) => {
    const found = run('fish', ['-c', `lsvf completion fish | source; complete -C '${line}'`]);
    const words = new Set(lines(found).map((text) => text.split('\t')[0] ?? ''));
    expect([...words].sort()).toEqual(offered ?? ['dump.txt']);
  });
});

describe.skipIf(!works('zsh', ['-f', '-c', 'zmodload zsh/zpty && autoload -Uz +X compinit']))('zsh', () => {
  // Of several words zsh lists all; of one it types the rest.
  const script = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source <(lsvf completion zsh); print READ""Y'
zpty -r shell out '*READY*'
zpty -n -w shell "$1"$'\\t'
shift
out=
for try in {1..200}; do
  sleep .1
  while zpty -rt shell part; do out+=$part; done
  left=0
  for word in "$@"; do [[ $out == *$word* ]] || left=1; done
  (( left )) || break
done
print -r -- $out
zpty -d shell`;
  // Side by side: each waits most of its time.
  test.concurrent.each(cases)(
    '%s',
    async (line, offered) => {
      const wanted = offered ?? ['dump.txt'];
      const { stdout } = await promisify(execFile)('zsh', ['-f', '-c', script, 'zsh', line, ...wanted], {
        env,
        cwd: folder,
      });
      for (const word of wanted) expect(stdout).toContain(word);
    },
    30_000,
  );
});

describe('the manual page', () => {
  const page = runProgram(['__manual'], { env }).stdout;

  test('has every command and flag that help has', () => {
    const help = runProgram(['--help'], { env }).stdout;
    const commands = [...help.matchAll(/^ {2}([a-z]+) .*\[options\]/gm)].map(([, name = '']) => name);
    expect(commands).toContain('shared');
    for (const name of commands) {
      expect(page).toContain(`.SS ${name} `);
      const flags = runProgram([name, '--help'], { env }).stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm);
      for (const [, flag = ''] of flags)
        if (flag !== '--help') expect(page).toContain(`\\fB${flag.replaceAll('-', '\\-')}\\fR`);
    }
  });

  // groff may be there without its devices: Debian has them in a package of its own.
  test.skipIf(!works('groff', ['-man', '-Thtml']))('groff has no complaint', () => {
    const result = spawnSync('groff', ['-man', '-ww', '-Thtml'], { input: page, encoding: 'utf8' });
    expect(result.stderr).toBe('');
    expect(result.stdout).toContain('EXIT STATUS');
  });
});
