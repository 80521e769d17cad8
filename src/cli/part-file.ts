import { closeSync, fchmodSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file that is being written. Until it is whole it has a name that nobody knows beforehand and that it does not share
 * with anybody: what is there already is neither followed nor written to.
 */
export class PartFile {
  readonly path: string;
  readonly fd: number;
  #isOpen = true;

  /** `mode`: nobody may look into it who may not look into the file that it replaces. */
  constructor(folder: string, mode = 0o666) {
    // First: a signal that comes in between is heard when there is something to take away.
    if (unfinished.size === 0) for (const signal of signals) process.on(signal, interrupted);
    try {
      [this.path, this.fd] = created(folder, mode | 0o600);
      unfinished.add(this.path);
    } finally {
      stopCatching();
    }
  }

  /** Puts it in its place. */
  async moveTo(target: string, mode: number | undefined): Promise<void> {
    // Whoever interrupted us does not find it there.
    await turn();
    await turn();
    if (mode !== undefined) fchmodSync(this.fd, mode);
    this.#close();
    renameSync(this.path, target);
    forget(this.path);
  }

  /** Takes it away, unless it is in its place. */
  remove(): void {
    this.#close();
    if (unfinished.has(this.path)) rmSync(this.path, { force: true });
    forget(this.path);
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.fd);
    this.#isOpen = false;
  }
}

/** Lets signals that came in the meantime be heard. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function created(folder: string, mode: number): [path: string, fd: number] {
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  for (;;) {
    const path = join(folder, `.lsvf-${randomBytes(12).toString('base64url')}`);
    try {
      return [path, openSync(path, 'wx+', mode)];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/* Files that are not whole are taken away however lsvf ends, unless it is killed. */
const unfinished = new Set<string>();

function forget(path: string): void {
  unfinished.delete(path);
  stopCatching();
}

/** With nothing to take away a signal ends us by itself, and at once. */
function stopCatching(): void {
  if (unfinished.size === 0) for (const signal of signals) process.off(signal, interrupted);
}

function removeAll(): void {
  for (const path of unfinished) rmSync(path, { force: true });
  unfinished.clear();
}
process.on('exit', removeAll);

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function interrupted(signal: NodeJS.Signals): void {
  removeAll();
  stopCatching();
  process.kill(process.pid, signal);
}
