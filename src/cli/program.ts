import { Argument, Command, Help, Option } from 'commander';
import { type GuideName, guides } from '../guides/index.ts';
import { schemaNames } from '../output/records/names.ts';
import * as commands from './commands/index.ts';
import { closingText } from './examples.ts';
import { type FixtureStep, fixtureOptions } from './fixture-flags.ts';
import {
  colorOption,
  deviceOption,
  dumpOptions,
  fieldOption,
  formatOption,
  idsOption,
  outputOption,
  selectOption,
} from './flags.ts';
import { exampleLines, pathText } from './help-text.ts';
import { asLocale } from './locale.ts';
import { sayLines } from './say.ts';
import { writeAll } from './write-all.ts';
import { WriteError } from './write-error.ts';

declare const LSVF_VERSION: string;

/**
 * Every command with its flags, or the default one alone: the others are most of what a start takes here. The commands
 * themselves are loaded when one runs.
 */
export function program(only?: 'tree'): Command {
  const lsvf = new Command('lsvf')
    .description('Reads PCI configuration-space dumps: PFs and their VFs, detached VFs, and what they share.')
    .version(LSVF_VERSION, '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: printHelp, writeErr: sayLines })
    .configureHelp({ sortOptions: true, optionDescription: describedOption })
    .addHelpText('after', `\n${pathText}\n\nExamples:\n${exampleLines()}`);
  const plain = (usage: string, description: string): Command => {
    const command = lsvf.command(usage).description(description).exitOverride();
    return command.addHelpText('after', () => closingText(command.name()));
  };
  /** A command that reads dumps; `without`: flags that mean nothing to it. */
  const add = (usage: string, description: string, without: readonly ('ids' | 'color')[] = []): Command => {
    const command = plain(usage, description).addOption(outputOption());
    for (const option of dumpOptions()) command.addOption(option);
    if (!without.includes('ids')) command.addOption(idsOption());
    if (!without.includes('color')) command.addOption(colorOption());
    return command;
  };
  const addRules = (command: Command): Command =>
    command
      .addOption(
        new Option('--profile <NAME>', 'which rules run').choices(['recommended', 'strict', 'pedantic']),
      )
      .addOption(
        new Option(
          '--rule <ID=SEVERITY>',
          'off, info, warning or error for a rule or a group as sriov/*; repeatable',
        )
          .default([], 'none')
          .argParser((value: string, before: readonly string[]) => [...before, value]),
      )
      .option(
        '--about <LIST>',
        'only findings about these, with commas: capture (how the dump was taken), edit (bytes that contradict each other), device (what the hardware does)',
      )
      .option(
        '--config <FILE>',
        'a configuration; otherwise lsvf.config.json in the folder of each input, or above',
      )
      .option('--no-config', 'use no configuration');
  add('tree [PATH...]', 'bridges, PFs with their VFs, detached VFs with the evidence (the default command)')
    .addOption(selectOption('; a PF stands for its VFs'))
    .addOption(deviceOption())
    .addOption(formatOption(['text', 'json', 'ndjson', 'markdown', 'mermaid', 'svg']))
    .option('--all', 'every function on its own line, also those that are alike', false)
    .option('--sriov', 'only PFs, VFs, and the bridges above them', false)
    .action((paths, flags) => commands.tree(paths, flags));
  if (only === 'tree') return lsvf;
  add('show [PATH...]', 'decoded registers')
    .addOption(selectOption())
    .addOption(deviceOption())
    .addOption(fieldOption())
    .addOption(formatOption(['text', 'json', 'ndjson', 'hex']))
    .option('--all', 'also what reads 0, and the registers that link capabilities', false)
    .option('--bits', 'draw the registers of --field bit for bit', false)
    .action((paths, flags) => commands.show(paths, flags));
  add('shared [PATH...]', "for each VF: what is its own, what is the PF's, and how hard that is to emulate")
    .addOption(selectOption('; a PF stands for its VFs'))
    .addOption(deviceOption())
    .addOption(formatOption(['text', 'json', 'ndjson', 'hex']))
    .option('--all', 'every field of every VF', false)
    .addOption(
      new Option('--only <GROUP>', 'only these fields').choices([
        'shared',
        'own',
        'hazard=1',
        'hazard=2',
        'hazard=3',
      ]),
    )
    .option('--hazards', 'the shared fields in use, and what a hypervisor can do about them', false)
    .addOption(
      new Option(
        '--as <WHO>',
        'the configuration space as the kernel of the host uses it, as vfio-pci shows it, or as a guest reads it under QEMU',
      ).choices(['linux', 'vfio', 'guest']),
    )
    .addOption(
      new Option('--on <PLACE>', 'where the guest has it, with --as guest')
        .choices(['root-port', 'root-bus'])
        .default(undefined, 'root-port'),
    )
    .action((paths, flags) => commands.shared(paths, flags));
  add('emulate [PATH...]', 'what a virtual machine monitor has to do for each field of a VF')
    .addOption(selectOption())
    .addOption(deviceOption())
    .addOption(formatOption(['text', 'json', 'c', 'markdown']))
    .action((paths, flags) => commands.emulate(paths, flags));
  const check = add(
    'check',
    'answers a question step by step, as Linux takes the steps: can VFs be enabled, can a function be given to a guest, will SVA work, which IOMMU groups result',
  );
  check
    .addArgument(new Argument('<QUESTION>', 'what is asked').choices(['enable', 'assign', 'sva', 'groups']))
    .argument('[PATH...]')
    .addOption(selectOption())
    .addOption(deviceOption())
    .addOption(formatOption(['text', 'json', 'markdown']))
    .option('--vfs <N>', 'enable: this many VFs, instead of as many as can be')
    .action((question, paths, flags) => commands.check(question, paths, flags));
  add(
    'why <ADDR> [PATH...]',
    'what a function is: the evidence for and against, what would settle it, what Linux makes of it',
  )
    .addOption(formatOption(['text', 'json', 'markdown']))
    .action((address, paths, flags) => commands.why(address, paths, flags));
  addRules(add('lint [PATH...]', 'checks dumps and fixtures; folders are walked, patterns are expanded'))
    .addOption(
      new Option(
        '-f, --format <NAME[=FILE]>',
        'text, concise, json, ndjson, sarif, junit, github, gitlab, checkstyle, markdown; repeatable',
      )
        .default([], 'text')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'exit 1 at findings of at least this')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--max-warnings <N>', 'exit 1 at more warnings than this')
    .option('--require-complete', 'too few bytes for a rule is a finding', false)
    .option(
      '--baseline <FILE>',
      'known findings, which do not count; otherwise lsvf.baseline.json here or above',
    )
    .option('--no-baseline', 'know no findings')
    .option('--write-baseline', 'write all findings as known', false)
    .addOption(
      new Option('--ignore <GLOB>', 'leave this out, written as in .gitignore; repeatable')
        .default([], 'none')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .option('--stdin-filename <NAME>', 'the name of standard input in messages')
    .option('--quiet', 'show errors alone', false)
    .option('--statistics', 'show how often each rule found something, instead of the findings', false)
    .option('--verbose', 'show findings that others explain, and suppressed ones', false)
    .option('--print-config', 'show the settings in effect for PATH, and who said so, as JSON', false)
    .option(
      '--fix',
      'repair the form of lspci dumps first: line ends, the last line end, the order of functions, upper case in offsets',
      false,
    )
    .option(
      '--init',
      'set up this repository: write lsvf.config.json, a pre-commit hook and a GitHub workflow',
      false,
    )
    .option('--dry-run', 'with --fix, show a diff; with --init, show the files; write nothing', false)
    .action((paths, flags) => commands.lint(paths, flags));
  add(
    'diff <A> [B]',
    'what changed between two inputs, field by field, and what it means; exits 1 if they differ',
  )
    .addOption(selectOption())
    .addOption(deviceOption())
    .option('--with <ADDR>', 'compare the function of --select with this one (of B, or of A without B)')
    .addOption(
      new Option('--match <HOW>', 'which functions belong together')
        .choices(['address', 'identity'])
        .default('address'),
    )
    .addOption(
      new Option(
        '--ignore <PATTERN>',
        'fields that do not count, such as msi or header.base_address; * and ? fit any; repeatable',
      )
        .default([], 'none')
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .option('--all', 'volatile fields (status, error logs, interrupt addresses) count like the others', false)
    .addOption(formatOption(['text', 'side-by-side', 'unified', 'json', 'markdown']))
    .action((a, b, flags) => commands.diff(a, b, flags));
  add('convert [PATH...]', 'writes what it reads in another input format, and says what that cannot carry', [
    'ids',
    'color',
  ])
    .addOption(selectOption())
    .addOption(deviceOption())
    .requiredOption('--to <FORMAT>', 'lspci, sysfs-tar, umockdev, json, hexdump or raw')
    .option(
      '--anonymize',
      'replaces serial numbers and MAC addresses; says what may still tell the machine',
      false,
    )
    .option('--anonymize-subsystem', 'replaces subsystem IDs as well', false)
    .action((paths, flags) => commands.convert(paths, flags));
  const steps: FixtureStep[] = [];
  const fixture = plain(
    'fixture [DESCRIPTION]',
    'makes a valid dump from flags or a JSON description, or edits fields of one',
  )
    .configureHelp({ sortOptions: false })
    .action((path, flags) => commands.fixture(path, flags, steps));
  for (const option of fixtureOptions(steps)) fixture.addOption(option);
  addRules(
    add(
      'report [PATH...]',
      'one page to open in a browser, with the inputs in it: machine, bytes, sharing, checks, findings; of two what differs',
      ['color'],
    ),
  )
    .addOption(selectOption())
    .addOption(deviceOption())
    .action((paths, flags) => commands.report(paths, flags));
  lsvf
    .command('viewer')
    .description('the page of report without an input: it shows what is dropped or pasted; nothing leaves it')
    .exitOverride()
    .option('-o, --output <FILE>', 'the page to write')
    .action((flags) => commands.viewer(flags));
  plain(
    'explain <NAME...>',
    'what a word means: a field, rule, signal or step by any of its names, a word of lspci, a macro, a kernel message',
  )
    .addOption(outputOption())
    .addOption(colorOption())
    .addOption(formatOption(['text', 'json', 'markdown']))
    .action((names, flags) => commands.explain(names, flags));
  plain('list', 'what there is; without WHAT, what can be listed')
    .addArgument(
      new Argument('[WHAT]', 'what to list').choices([
        'capabilities',
        'fields',
        'rules',
        'formats',
        'signals',
        'checks',
        'terms',
      ]),
    )
    .argument('[PATTERN]', 'only what has this in its name or title; * and ? fit any')
    .addOption(outputOption())
    .addOption(colorOption())
    .addOption(formatOption(['text', 'json', 'markdown']))
    .action((what, pattern, flags) => commands.list(what, pattern, flags));
  plain('guide', 'a short guide to a task; without a name, which guides there are')
    .addArgument(new Argument('[NAME]', 'the guide').choices(Object.keys(guides)))
    .addOption(formatOption(['text', 'markdown']))
    .addOption(outputOption())
    .addOption(colorOption())
    .action((name: GuideName | undefined, flags) => commands.guide(name, flags));
  plain('schema', "the JSON schema of a command's output, a line of its ndjson, or what lsvf reads")
    .addArgument(new Argument('<NAME>', 'of what').choices(schemaNames))
    .addOption(outputOption())
    .action((name, flags) => commands.schema(name, flags));
  plain('completion', 'a script that completes command lines: source <(lsvf completion bash)')
    .addArgument(new Argument('<SHELL>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action((shell) => commands.completion(shell, lsvf));
  // What the scripts of completion and the build ask for.
  lsvf
    .command('__names <KIND>', { hidden: true })
    .exitOverride()
    .action((kind) => commands.names(kind));
  lsvf
    .command('__manual', { hidden: true })
    .exitOverride()
    .action(() => commands.manual(lsvf));
  return lsvf;
}

/** Off is what a flag is that nobody gave: that is not said. */
function describedOption(this: Help, option: Option): string {
  const described =
    option.defaultValue === false
      ? Object.assign(Object.create(option), { defaultValue: undefined })
      : option;
  return Help.prototype.optionDescription.call(this, described as Option);
}

/** What commander prints on standard output. */
function printHelp(text: string): void {
  try {
    writeAll(1, Buffer.from(asLocale(text)));
  } catch (error) {
    // A reader that is gone has seen enough.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw new WriteError(undefined, error);
  }
}
