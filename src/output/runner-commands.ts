/*
 * What CI runners take for commands when it is printed. GitHub's: `::name …` at the beginning of a line, whatever blanks
 * or colours are before it, and `##[name]` anywhere in it; Azure's: `##vso[…]` as well.
 */
const atLineStart = /^((?:[^\S\n]|\u001b\[[\d;]*m)*):(?=:)/gm;
const anywhere = /##(?=(?:vso)?\[)/g;

/** Whole lines of text in which a runner finds no command: a character of each is shown by its number. */
export const withoutCommands = (lines: string): string =>
  withoutMarks(lines.includes('::') ? lines.replace(atLineStart, '$1\\x3a') : lines);

/** The same where a line may begin with a command of ours. */
export const withoutMarks = (text: string): string => replaceMarks(text, '#\\x23');

/** The same in a language that has an escape of its own for the second `#`. */
export const replaceMarks = (text: string, by: string): string =>
  text.includes('##') ? text.replace(anywhere, by) : text;
