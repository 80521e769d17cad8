import { withoutCommands } from '../output/runner-commands.ts';
import { safe } from '../output/text/safe.ts';
import { isReadByRunner } from './ci.ts';
import { asLocale } from './locale.ts';
import { writeAll } from './write-all.ts';

const standardError = 2;

/** Says one line on standard error; whatever is in it, it stays one line and does nothing to a terminal or a CI runner. */
export function say(text: string): void {
  const line = asLocale(safe(text));
  send(`${isReadByRunner() ? withoutCommands(line) : line}\n`);
}

/** Says text whose line ends are meant. */
export function sayLines(text: string): void {
  for (const line of text.replace(/\n$/, '').split('\n')) say(line);
}

/** Shows how far the work is, over what was shown before; `''` takes it away. */
export function showProgress(text: string): void {
  send(text === '' ? '\r\u001b[K' : `\r${safe(text)}`);
}

function send(text: string): void {
  try {
    writeAll(standardError, Buffer.from(text));
  } catch {
    // Nobody listens; the exit code still tells.
  }
}
