import { examplesText } from './examples.ts';

/* What help and the manual page say beside the commands and their flags. */

export const pathText =
  'PATH is a dump (lspci -xxx or -xxxx), a sysfs folder or an archive of one, or\n- for standard input. Without one, standard input is read where it is a pipe or\na file; else, on Linux, the running machine.';

export const examples: readonly (readonly [command: string, does: string])[] = [
  ['lspci -D -nn -xxxx > dump.txt', 'as root, on the machine in question'],
  ['lsvf dump.txt', 'the tree: PFs, VFs, detached VFs'],
  ['lsvf show -s 01:00.0 --field sriov dump.txt', ''],
  ['lsvf shared dump.txt', 'what each VF shares with its PF'],
  ['lsvf check enable dump.txt', 'can VFs be enabled, and how many'],
];

export const exampleLines = (): string => examplesText(examples);

export const exitStatus: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'done'],
  ['1', 'lint: findings at or over --fail-on; diff: a difference; check: an answer is no'],
  ['2', 'nothing could be read, the command line or the configuration is wrong, or lsvf did not finish'],
];

export const environment: readonly (readonly [name: string, meaning: string])[] = [
  ['NO_COLOR', 'no colours, if it is not empty'],
  ['FORCE_COLOR', 'colours even if standard output is not a terminal, unless it is 0'],
  ['COLUMNS', 'the width of text if standard output is not a terminal; 80 without it'],
];

export const files: readonly (readonly [name: string, meaning: string])[] = [
  ['lsvf.config.json', 'the configuration of lint, in the working folder or one above it'],
  ['/usr/share/misc/pci.ids', 'names of vendors and devices, in this or another usual place'],
];
