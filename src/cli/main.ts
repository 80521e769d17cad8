import { writeAll } from './write-all.ts';

declare const LSVF_VERSION: string;

/** The version alone needs nothing of what a command needs. */
function isVersion([, , flag, ...more]: readonly string[]): boolean {
  return (flag === '--version' || flag === '-V') && more.length === 0;
}

function printVersion(): boolean {
  try {
    writeAll(1, Buffer.from(`${LSVF_VERSION}\n`));
    return true;
  } catch {
    // Why it cannot be written is said where all else is said.
    return false;
  }
}

if (!isVersion(process.argv) || !printVersion()) import('./run.ts').then(({ run }) => run());
