import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startChromium } from '../chromium.ts';
import { runProgram } from '../program/run-program.ts';

export const root = resolve(import.meta.dirname, '..', '..');
export const browser = await startChromium();
export const folder = mkdtempSync(join(tmpdir(), 'lsvf-page-'));

export async function closeAll(): Promise<void> {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The file that `lsvf report` or `lsvf viewer` makes. */
export function made(args: readonly string[], input?: string): string {
  const file = join(folder, 'page.html');
  const { status, stderr } = runProgram([...args, '-o', file], { cwd: root, input: input ?? '' });
  if (status !== 0) throw new Error(stderr);
  return file;
}

export interface Shown {
  readonly dark?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** The fragment of the URL. */
  readonly at?: string;
}

/** Opens a page from the disk and runs `look`; anything on the console, and any request, is a fault. */
export async function withPage(
  file: string,
  look: (page: Page) => Promise<void>,
  { dark = false, width = 1280, height = 800, at = '' }: Shown = {},
): Promise<void> {
  const context = await (browser as Browser).newContext({
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:file|blob):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(pathToFileURL(file).href + at);
  await page.waitForSelector('.page, .open-screen');
  try {
    await look(page);
  } finally {
    await context.close();
  }
  expect(faults).toEqual([]);
}

/** The same of the report of dumps. */
export const withReport = (
  dumps: string | readonly string[],
  look: (page: Page) => Promise<void>,
  shown: Shown & { readonly input?: string } = {},
): Promise<void> => withPage(made(['report', ...[dumps].flat()], shown.input), look, shown);

/** Waits until the rules have run. */
export const linted = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => /finding/.test(document.querySelector('.top .sentence')?.textContent ?? ''));
