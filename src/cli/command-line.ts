import type { Argument, Command, Option } from 'commander';

/* The command line as data, for completion and the manual page: commander's own definitions are the only ones. */

export interface FlagSpec {
  readonly short: string | undefined;
  readonly long: string;
  /** `<FILE>`; undefined of a flag without a value. */
  readonly value: string | undefined;
  readonly choices: readonly string[];
  readonly description: string;
  readonly initial: string | undefined;
}

export interface CommandSpec {
  readonly name: string;
  readonly description: string;
  /** `[PATH...]` as commander writes them. */
  readonly usage: string;
  /** Choices of the first argument. */
  readonly choices: readonly string[];
  readonly flags: readonly FlagSpec[];
}

export function commandsOf(program: Command): CommandSpec[] {
  const help = program.createHelp();
  return help
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help')
    .map((command) => ({
      name: command.name(),
      description: command.description(),
      usage: command.registeredArguments.map(argumentText).join(' '),
      choices: command.registeredArguments[0]?.argChoices ?? [],
      flags: command.options.filter(({ hidden }) => !hidden).map(flagOf),
    }));
}

const argumentText = (argument: Argument): string => {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
};

function flagOf(option: Option): FlagSpec {
  const { short, long, flags, argChoices, description, defaultValue, defaultValueDescription } = option;
  const initial = defaultValueDescription ?? defaultValue;
  return {
    short,
    long: long ?? flags,
    value: /[<[].*[>\]]/.exec(flags)?.[0],
    choices: argChoices ?? [],
    description: description,
    initial: initial === undefined || initial === false || initial === true ? undefined : String(initial),
  };
}

/** Lists of names that are asked for when they are needed: by the placeholder of a flag's value or an argument. */
export const nameKinds = ['fields', 'capabilities', 'rules', 'inputs', 'outputs', 'everything'] as const;
export type NameKind = (typeof nameKinds)[number];

const kinds: Readonly<Record<string, NameKind>> = {
  'show --field': 'fields',
  'lint --rule': 'rules',
  'diff --ignore': 'fields',
  'convert --to': 'outputs',
  'fixture --set': 'fields',
  'fixture --vf-set': 'fields',
  'fixture --capability': 'capabilities',
  'fixture --to': 'outputs',
  'fixture --input-format': 'inputs',
  'report --rule': 'rules',
  explain: 'everything',
};

/** What completes a flag's value (`show --field`) or a command's arguments (`explain`). */
export const kindOf = (command: string, flag?: FlagSpec): NameKind | undefined =>
  flag?.long === '--from' && command !== 'fixture'
    ? 'inputs'
    : kinds[flag ? `${command} ${flag.long}` : command];
