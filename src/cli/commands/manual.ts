import type { Command } from 'commander';
import { commandsOf, type FlagSpec } from '../command-line.ts';
import { environment, examples, exitStatus, files, pathText } from '../help-text.ts';
import { Output } from '../output.ts';

/** Text of a manual page (man(7)): nothing in it is a request, and a hyphen is what one types. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');

const list = (items: readonly (readonly [string, string])[]): string =>
  items.map(([name, text]) => `.TP\n.B ${escaped(name)}\n${escaped(text)}\n`).join('');

function flagText({ short, long, value, choices, description, initial }: FlagSpec): string {
  const names = [short, long].filter((name) => name !== undefined).map((name) => `\\fB${escaped(name)}\\fR`);
  const shown = value === undefined ? '' : ` \\fI${escaped(value.slice(1, -1))}\\fR`;
  const facts = [
    ...(choices.length > 0 ? [choices.join(', ')] : []),
    ...(initial === undefined ? [] : [`default ${initial}`]),
  ];
  const more = facts.length === 0 ? '' : ` (${facts.join('; ')})`;
  return `.TP\n${names.join(', ')}${shown}\n${escaped(description + more)}\n`;
}

/** Prints the manual page, made from the same definitions as the help. */
export async function manual(program: Command): Promise<void> {
  const commands = commandsOf(program);
  const parts = [
    `.TH LSVF 1 "" "lsvf ${escaped(program.version() ?? '')}" "User Commands"\n`,
    '.SH NAME\nlsvf \\- reads PCI configuration\\-space dumps: PFs, VFs, detached VFs, and what they share\n',
    '.SH SYNOPSIS\n.B lsvf\n[\\fIPATH\\fR...]\n',
    ...commands.map(({ name, usage }) => `.br\n.B lsvf ${name}\n[\\fIoptions\\fR] ${escaped(usage)}\n`),
    `.SH DESCRIPTION\n${escaped(program.description())}\n.PP\n${escaped(pathText)}\n`,
    '.SH COMMANDS\n',
    ...commands.map(
      ({ name, usage, description, choices, flags }) =>
        `.SS ${name} ${escaped(usage)}\n${escaped(description)}\n${choices.length === 0 ? '' : `.PP\nOne of ${escaped(choices.join(', '))}.\n`}${flags.map(flagText).join('')}`,
    ),
    `.SH EXIT STATUS\n${list(exitStatus)}`,
    `.SH ENVIRONMENT\n${list(environment)}`,
    `.SH FILES\n${list(files)}`,
    `.SH EXAMPLES\n${examples.map(([command, does]) => `.TP\n.B ${escaped(command)}\n${escaped(does)}\n`).join('')}`,
    '.SH SEE ALSO\n.BR lspci (8),\n.BR setpci (8)\n',
  ];
  const output = new Output(undefined, 'text');
  await output.writeAll(parts);
  await output.end();
}
