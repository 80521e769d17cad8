import type { palette } from '../../output/palette.ts';

/** The palette as custom properties, such as `--pf-fill`; light, and dark where that is preferred. */
export function cssOfPalette(looks: typeof palette): string {
  const of = (scheme: 'light' | 'dark'): string =>
    Object.entries(looks)
      .map(([kind, look]) => `--${kind}-fill:${look[scheme].fill};--${kind}-stroke:${look[scheme].stroke};`)
      .join('');
  return `:root{${of('light')}}@media (prefers-color-scheme:dark){:root{${of('dark')}}}`;
}
