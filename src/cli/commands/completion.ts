import type { Command } from 'commander';
import { type CommandSpec, commandsOf, type FlagSpec, kindOf } from '../command-line.ts';
import { Output } from '../output.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

/** Prints the script for one shell. */
export async function completion(shell: Shell, program: Command): Promise<void> {
  const output = new Output(undefined, 'text');
  output.write(scripts[shell](commandsOf(program)));
  await output.end();
}

const scripts: Readonly<Record<Shell, (commands: readonly CommandSpec[]) => string>> = { bash, zsh, fish };

/** `-f|--format`. */
const spellings = ({ short, long }: FlagSpec, between: string): string =>
  short === undefined ? long : `${short}${between}${long}`;

/** In single quotes, for every shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** How the words are written that a flag's value or an argument may be; undefined for files. */
function wordsFor(command: CommandSpec, flag: FlagSpec | undefined, ask: (kind: string) => string) {
  const choices = flag ? flag.choices : command.choices;
  if (choices.length > 0) return choices.join(' ');
  const kind = kindOf(command.name, flag);
  return kind && ask(kind);
}

function bash(commands: readonly CommandSpec[]): string {
  const ask = (kind: string): string => `$(lsvf __names ${kind} 2>/dev/null)`;
  const values = commands.flatMap((command) =>
    command.flags.flatMap((flag) => {
      if (flag.value === undefined) return [];
      const words = wordsFor(command, flag, ask);
      const pattern = spellings(flag, `|${command.name}:`);
      // Nothing is known about any other value: an empty list leaves it to names of files.
      return [`    ${command.name}:${pattern}) words="${words ?? ''}" ;;`];
    }),
  );
  const rest = commands.map((command) => {
    const flags = command.flags.map((flag) => spellings(flag, ' ')).join(' ');
    const words = wordsFor(command, undefined, ask);
    return `    ${command.name}:*) flags="${flags}"${words === undefined ? '' : `; words="${words}"`} ;;`;
  });
  return `# bash completion of lsvf: source <(lsvf completion bash)
_lsvf() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  local command=tree flags= words= word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
    ${commands.map(({ name }) => name).join('|')}) command=$word; break ;;
    -*) ;;
    *) break ;;
    esac
  done
  case $command:$before in
${values.join('\n')}
${rest.join('\n')}
  esac
  [ "$COMP_CWORD" = 1 ] && words="$words ${commands.map(({ name }) => name).join(' ')}"
  case $current in -*) words=$flags ;; esac
  local IFS=$' \\n'
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _lsvf lsvf
`;
}

function zsh(commands: readonly CommandSpec[]): string {
  // In a description of _arguments, a bracket, a colon and a backslash would mean something.
  const plain = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');
  const action = (command: CommandSpec, flag: FlagSpec | undefined): string => {
    const words = wordsFor(command, flag, (kind) => `\${(f)"$(lsvf __names ${kind} 2>/dev/null)"}`);
    if (words === undefined) return '_files';
    return words.startsWith('$') ? `{ local -a names=(${words}); compadd -a names }` : `(${words})`;
  };
  const argumentsOf = (command: CommandSpec): string => {
    const flags = command.flags.map((flag) => {
      const value =
        flag.value === undefined ? '' : `:${plain(flag.value.slice(1, -1))}:${action(command, flag)}`;
      const names = flag.short === undefined ? flag.long : `{${flag.short},${flag.long}}`;
      const text = `[${plain(flag.description)}]${value}`;
      return flag.short === undefined ? quoted(`*${names}${text}`) : `'*'${names}${quoted(text)}`;
    });
    return [
      ...flags,
      quoted(`*:${command.usage === '' ? 'argument' : 'argument'}:${action(command, undefined)}`),
    ].join(' \\\n        ');
  };
  return `#compdef lsvf
# zsh completion of lsvf: source <(lsvf completion zsh), or a file _lsvf in a folder of $fpath
_lsvf() {
  local -a commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  local command=tree
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    _files
    return
  fi
  if (( \${commands[(I)\${words[2]}:*]} )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${commands
  .map((command) => `    ${command.name})\n      _arguments -s \\\n        ${argumentsOf(command)} ;;`)
  .join('\n')}
  esac
}
compdef _lsvf lsvf
`;
}

function fish(commands: readonly CommandSpec[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = [
    '# fish completion of lsvf: lsvf completion fish | source',
    `set -l commands ${names}`,
    ...commands.map(
      ({ name, description }) =>
        `complete -c lsvf -n "not __fish_seen_subcommand_from $commands" -a ${name} -d ${quoted(description)}`,
    ),
  ];
  for (const command of commands) {
    const seen = `__fish_seen_subcommand_from ${command.name}`;
    // A PATH alone is tree's.
    const when = command.name === 'tree' ? `${seen}; or not __fish_seen_subcommand_from $commands` : seen;
    const words = wordsFor(command, undefined, (kind) => `(lsvf __names ${kind} 2>/dev/null)`);
    if (words !== undefined) lines.push(`complete -c lsvf -n ${quoted(seen)} -f -a ${quoted(words)}`);
    for (const flag of command.flags) {
      const value = wordsFor(command, flag, (kind) => `(lsvf __names ${kind} 2>/dev/null)`);
      lines.push(
        [
          `complete -c lsvf -n "${when}"`,
          ...(flag.short === undefined ? [] : [`-s ${flag.short.slice(1)}`]),
          `-l ${flag.long.slice(2)}`,
          ...(flag.value === undefined ? [] : value === undefined ? ['-r'] : [`-x -a ${quoted(value)}`]),
          `-d ${quoted(flag.description)}`,
        ].join(' '),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
