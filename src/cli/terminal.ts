import { fstatSync } from 'node:fs';
import type { Paint, Style } from '../output/text/style.ts';
import { isUnicodeLocale } from './locale.ts';
import type { CommonFlags } from './options.ts';
import { isStandardOutput } from './place.ts';

const narrowest = 40;

const nullDevice = 0x103;

/** Whether standard output is a terminal. To ask process.stdout makes a stream, which takes a tenth of a small run. */
export function isTerminal(): boolean {
  try {
    const stat = fstatSync(1);
    if (!stat.isCharacterDevice() || stat.rdev === nullDevice) return false;
  } catch {
    // Closed: what is written will say so.
    return false;
  }
  return process.stdout.isTTY === true;
}

/** Whether standard output was redirected to a file: nobody reads along. */
export function outputIsFile(): boolean {
  try {
    return fstatSync(1).isFile();
  } catch {
    return false;
  }
}

/** How text looks on this standard output. Without a terminal: no colour, prose of 80 columns, and no line is cut. */
export async function terminalStyle(flags: Pick<CommonFlags, 'output' | 'color'>): Promise<Style> {
  const toTerminal = isStandardOutput(flags.output) && isTerminal();
  const { env } = process;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const wanted =
    flags.color === 'always' ||
    (flags.color === 'auto' && !env['NO_COLOR'] && (forced || (toTerminal && env['TERM'] !== 'dumb')));
  const unicode = isUnicodeLocale();
  const columns = toTerminal ? process.stdout.columns : Number(env['COLUMNS'] ?? 80);
  // In ASCII an arrow takes two columns.
  const width = unicode ? columns : columns - 2;
  return {
    // chalk takes time to load: only where there is colour.
    chalk: wanted ? new (await import('chalk')).Chalk({ level: 1 }) : noPaint,
    width: Math.max(narrowest, Number.isFinite(width) && width > 0 ? width : 80),
    fits: toTerminal ? 'cut' : env['COLUMNS'] === undefined ? undefined : 'shorten',
    unicode,
  };
}

type Paints = { -readonly [Key in keyof Paint]: Paint[Key] } & ((text: string) => string);

/** Text as it is. */
export const noPaint = ((text) => text) as Paints;
noPaint.bold = noPaint;
noPaint.dim = noPaint;
noPaint.underline = noPaint;
noPaint.red = noPaint;
noPaint.yellow = noPaint;
noPaint.green = noPaint;
noPaint.cyan = noPaint;
noPaint.blue = noPaint;
noPaint.magenta = noPaint;
