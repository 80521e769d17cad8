import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installIn, type Packed, pack } from './install.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: Packed;
    /** A folder in which the package is installed, and nothing else. */
    readonly user: string;
    /** What npm said about that. */
    readonly said: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'lsvf-packed-'));
  const packed = pack(folder);
  const user = join(folder, 'user');
  project.provide('packed', packed);
  project.provide('user', user);
  project.provide('said', installIn(user, packed.file));
  return () => rmSync(folder, { recursive: true, force: true });
}
