import { closeSync, fchmodSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/**
 * A file that is being written. Until it is whole it has a name that nobody knows beforehand and that it does not share
 * with anybody: what stands there already is neither followed nor written to.
 */
export class PartFile {
  readonly path: string;
  readonly fd: number;
  #isOpen = true;

  /** `mode`: nobody may look into it who may not look into the file that it replaces. */
  constructor(folder: string, mode = 0o666) {
    [this.path, this.fd] = created(folder, mode | 0o600);
    if (unfinished.size === 0) for (const signal of caught()) process.on(signal, interrupted);
    unfinished.add(this.path);
  }

  /** Puts it in its place. */
  async moveTo(target: string, mode: number | undefined): Promise<void> {
    // Who has interrupted us does not find it there.
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
  for (const each of signals) process.off(each, interrupted);
  process.kill(process.pid, signal);
}

/** The signals that end us. One that we were started to ignore, as by nohup, stays ignored. */
function caught(): readonly (typeof signals)[number][] {
  try {
    const [, ignored = '0'] =
      /^SigIgn:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
    const mask = BigInt(`0x${ignored}`);
    return signals.filter((signal) => ((mask >> BigInt(constants.signals[signal] - 1)) & 1n) === 0n);
  } catch {
    // Only Linux tells.
    return signals;
  }
}
