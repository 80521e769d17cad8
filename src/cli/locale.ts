import { ascii } from '../output/text/ascii.ts';

/** Whether the locale shows more than ASCII; Windows has no such variables and shows it. */
export function isUnicodeLocale(): boolean {
  const { env, platform } = process;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return platform === 'win32' || /utf-?8/i.test(locale);
}

/** Text as the locale can show it. */
export const asLocale = (text: string): string => (isUnicodeLocale() ? text : ascii(text));
