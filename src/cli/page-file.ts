import { readFileSync } from 'node:fs';

/** The page as the build made it: dist/lsvf.html, beside the bundles. */
export const emptyPage = (): string => readFileSync(new URL('../lsvf.html', import.meta.url), 'utf8');
