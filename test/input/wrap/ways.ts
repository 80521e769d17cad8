import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Way } from './define.ts';

const folder = join(import.meta.dirname, 'ways');

/** Every way of wrapping a text. */
export const ways: readonly Way[] = await Promise.all(
  readdirSync(folder).map(async (file) => (await import(join(folder, file))).default as Way),
);
