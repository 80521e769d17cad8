import { conventionalSize, whyOnly256 } from '../machine/config-size.ts';
import { whyUnreadable } from '../machine/unreadable.ts';
import { configSpaceSize } from '../model/config-space.ts';
import type { PciFunction } from '../model/function.ts';
import type { Surrounding } from './subject.ts';

/** How to capture more of a system, in words that follow `capture it again`; only what can help is advised. */
export type Advice =
  | 'as root: lspci -D -nn -xxxx'
  | 'with lspci -xxxx, which shows more than 256 bytes where the kernel has them'
  | 'as root'
  | 'with the bytes of its configuration space';

const headerSize = 64;

/** What more of a Function than this dump has could be captured, and how; undefined where nothing more can be. */
export function adviceFor(fn: PciFunction, around: Surrounding): Advice | undefined {
  const { inputFormat } = around.machine.snapshot;
  const { end, knownBytes } = fn.config;
  if (end >= configSpaceSize) return undefined;
  const isLspci = inputFormat.startsWith('lspci');
  // Ones are all that is to be read of a Function that does not answer.
  if (knownBytes >= headerSize && whyUnreadable(fn) !== undefined) return undefined;
  if (end < conventionalSize) {
    if (isLspci) return 'as root: lspci -D -nn -xxxx';
    // Whoever may read the file at all reads 64 bytes, and root all that there are.
    if (isSysfs(inputFormat) && knownBytes > 0) return 'as root';
    return 'with the bytes of its configuration space';
  }
  if (only256(fn, around) !== undefined) return undefined;
  return isLspci
    ? 'with lspci -xxxx, which shows more than 256 bytes where the kernel has them'
    : 'with the bytes of its configuration space';
}

const isSysfs = (format: string): boolean => ['sysfs', 'sysfs-text', 'umockdev', 'ttar'].includes(format);

/** Why the 256 bytes in a dump are all that could be read of a Function; undefined where there may have been more. */
export function only256(fn: PciFunction, { machine, candidates }: Surrounding): string | undefined {
  if (fn.config.end !== conventionalSize) return undefined;
  const way = whyOnly256(machine, fn);
  if (way !== undefined) return `256 bytes are all that can be read ${way}`;
  if (fn.stated.vfNumber !== undefined) return '256 bytes are all that the machine lets be read';
  if (isSysfs(machine.snapshot.inputFormat)) return 'the kernel had 256 bytes of it';
  return candidates.hasExtended ? 'the kernel had 256 bytes of it, and more of others' : undefined;
}
