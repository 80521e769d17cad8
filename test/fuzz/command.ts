import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { json, must, terminalSafe } from './invariants.ts';
import type { Random } from './random.ts';

const bin = resolve(process.env['LSVF_ROOT'] ?? '.', 'bin', 'lsvf.js');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-fuzz-command-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Commands on one input; those that are JSON are read back. */
const commands = [
  'tree',
  'tree -f json',
  'tree -f ndjson',
  'tree -f svg',
  'tree -f markdown',
  'tree -f mermaid',
  'show',
  'show -f json',
  'show -f ndjson',
  'show -f hex',
  'shared',
  'shared -f ndjson',
  'shared --as guest',
  'shared --as guest -f hex',
  'lint',
  'lint -f json',
  'lint -f ndjson',
  'lint -f github',
  'lint -f junit',
  'convert --to lspci',
  'convert --to json',
  'report -o -',
  'fixture --set header.command.bus_master_enable=1 --from',
];

/** What has to hold of a run of the program, whatever it was given. */
export function runCommand(bytes: Uint8Array, random: Random): void {
  const input = join(folder, 'input');
  const out = join(folder, 'out');
  writeFileSync(input, bytes);
  rmSync(out, { force: true });
  const command = random.pick(commands);
  const toFile = !command.startsWith('report') && random.oneIn(4);
  const args = [...command.split(' '), input, ...(toFile ? ['-o', out] : [])];
  const env = { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: random.oneIn(2) ? 'true' : '' };
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 256 << 20,
    timeout: 20_000,
  });
  const at = `lsvf ${command}${toFile ? ' -o' : ''}`;
  must(signal === null && status !== null, `${at}: ended by ${signal}`);
  must([0, 1, 2].includes(status), `${at}: exit ${status}`);
  must(!/a defect of lsvf|did not finish/.test(stderr), `${at}: ${stderr.slice(0, 500)}`);
  const written = toFile && status !== 2 ? readFileSync(out, 'utf8') : '';
  must(status !== 0 || `${stdout}${stderr}${written}` !== '', `${at}: exit 0, and no output`);
  terminalSafe(stderr);
  if (command.endsWith(' json')) for (const text of [stdout, written]) if (text !== '') json(text);
  // A dump is what it is, except in a terminal.
  if (!/^(?:convert|fixture|report)| -f (?:hex|json|svg|junit)/.test(command)) terminalSafe(stdout);
  if (env.GITHUB_ACTIONS === '') return;
  const commandOfRunner = command.endsWith('github') ? /##\[/ : /^\s*::|##\[/m;
  must(!commandOfRunner.test(stdout + stderr), `${at}: a command for a CI runner`);
}
