import { Chalk } from 'chalk';
import type { Style } from '../output/text/style.ts';
import type { CommonFlags } from './options.ts';

const narrowest = 40;

/** How text looks on this standard output. Without a terminal: no colour, 80 columns. */
export function terminalStyle(flags: CommonFlags): Style {
  const toTerminal = flags.output === undefined && process.stdout.isTTY === true;
  const { env } = process;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const wanted =
    flags.color === 'always' ||
    (flags.color === 'auto' && !env['NO_COLOR'] && (forced || (toTerminal && env['TERM'] !== 'dumb')));
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const width = toTerminal ? process.stdout.columns : Number(env['COLUMNS'] ?? 80);
  return {
    chalk: new Chalk({ level: wanted ? 1 : 0 }),
    width: Math.max(narrowest, Number.isFinite(width) && width > 0 ? width : 80),
    unicode: !toTerminal || /utf-?8/i.test(locale) || process.platform === 'win32',
  };
}
