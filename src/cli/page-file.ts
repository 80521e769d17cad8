import { readFileSync } from 'node:fs';
import { getAsset, isSea } from 'node:sea';

/** The page as the build made it: dist/lsvf.html beside the bundles, or a part of the program without Node. */
export const emptyPage = (): string =>
  isSea() ? getAsset('page', 'utf8') : readFileSync(new URL('../lsvf.html', import.meta.url), 'utf8');
