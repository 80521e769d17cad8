/** A word of a shell without a meaning of its own, or quoted; `$NAME` only between double quotes or alone. */
const word = /(?:[\w./=:,@%+^-]+|'[^']*'|"(?:[^"$`\\]|\$[A-Z]+)*"|\$[A-Z]+(?![a-z]))+/y;
/** Its places are those of a process, which a thread of another shares. */
const ofProcess = /^\/(?:dev|proc)\b/;

/**
 * The arguments of a command line that is `lsvf` with words and nothing else; undefined where a shell is needed:
 * redirections, pipes, several commands, patterns.
 */
export function simpleCommand(line: string, variables: NodeJS.ProcessEnv): string[] | undefined {
  if (!line.startsWith('lsvf')) return undefined;
  const words: string[] = [];
  let at = 'lsvf'.length;
  while (at < line.length) {
    const blanks = /[ \t]*/y;
    blanks.lastIndex = at;
    const skipped = blanks.exec(line)?.[0].length ?? 0;
    at += skipped;
    if (at === line.length) break;
    word.lastIndex = at;
    const found = word.exec(line)?.[0];
    if (found === undefined || skipped === 0) return undefined;
    const text = unquoted(found, variables);
    if (text === undefined || ofProcess.test(text)) return undefined;
    words.push(text);
    at += found.length;
  }
  return words;
}

function unquoted(text: string, variables: NodeJS.ProcessEnv): string | undefined {
  let isKnown = true;
  const plain = text.replace(/'([^']*)'|"([^"]*)"|(\$[A-Z]+)/g, (_, single, double, bare) => {
    if (single !== undefined) return single;
    return (double ?? bare).replace(/\$([A-Z]+)/g, (_whole: string, name: string) => {
      const value = variables[name];
      // Without quotes a shell would part it at its blanks.
      if (value === undefined || (bare !== undefined && !/^[\w./-]+$/.test(value))) isKnown = false;
      return value ?? '';
    });
  });
  return isKnown ? plain : undefined;
}
