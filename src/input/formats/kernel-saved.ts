import { type AddressKey, formatKey, parseAddress } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector } from '../hex-rows.ts';
import { KernelLog } from './kernel-log/log.ts';

/*
 * What drivers/pci/pci.c of Linux says with dynamic debugging when it saves and restores the first 64 bytes, 32 bits a
 * line: `save config 0x04: 0x00100507` and `restore config 0x04: 0x00100000 -> 0x00100507`; in older kernels
 * `saving config space at offset 0x4 (reading 0x100507)` and `restoring config space at offset 0x4 (was 0x100000,
 * writing 0x100507)`, where the offset of the last may count 32 bits.
 */
const lead = /\b((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7]): /.source;
const number = /0x[0-9a-f]{1,8}/.source;
const phrases = [
  `(sav)e config (${number}): (${number})(?![0-9a-f])`,
  `(restor)e config (${number}): ${number} -> (${number})(?![0-9a-f])`,
  `(sav)ing config space at offset (${number}) \\(reading (${number})\\)`,
  `(restor)ing config space at offset (${number}) \\(was ${number}, writing (${number})\\)`,
].map((phrase) => new RegExp(lead + phrase, 'i'));
/** The beginning of such a line: a mail breaks it at a blank. */
const begun = new RegExp(`${lead}(?:sav|restor)(?:e config|ing config space)\\b[^)]{0,80}$`, 'i');

interface Register {
  readonly isRestored: boolean;
  readonly offset: number;
  readonly value: number;
  readonly line: number;
  /** Column that eight digits of the value would begin at; zeros in front of it are not written. */
  readonly column: number;
}

/** The register in a line of which the first `from` characters are in the line before. */
function registerIn(text: string, from: number, line: number): [AddressKey, Register] | undefined {
  for (const phrase of phrases) {
    const match = phrase.exec(text);
    const key = match ? parseAddress(match[1] as string) : undefined;
    if (!match || key === undefined) continue;
    const [all, , what = '', offset = '', value = ''] = match;
    const end = match.index + all.length - (all.endsWith(')') ? 1 : 0);
    const column = Math.max(end - from - 7, 1);
    const isRestored = what.toLowerCase() === 'restor';
    return [key, { isRestored, offset: Number(offset), value: Number(value), line, column }];
  }
  return undefined;
}

/**
 * The registers of a Function: of one that was saved more than once the last, and one that was restored only where it
 * was not saved in this log. Gives how many were saved differently before.
 */
function lastOf(
  registers: readonly Register[],
  unit: number,
): { last: Map<number, Register>; changed: number } {
  const last = new Map<number, Register>();
  let changed = 0;
  for (const register of registers) {
    const offset = register.offset * (register.isRestored ? unit : 1);
    const before = last.get(offset);
    if (before && register.isRestored && !before.isRestored) continue;
    if (before && before.isRestored === register.isRestored && before.value !== register.value) changed++;
    last.set(offset, register);
  }
  return { last, changed };
}

export default {
  kind: 'file',
  name: 'kernel-saved',
  title: 'Linux kernel log of saved and restored configuration registers',
  rank: 31,
  comment: '#',
  detect: ({ text }) => phrases.some((phrase) => phrase.test(text)),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const log = new KernelLog(file, diagnostics);
    const found = new Map<AddressKey, Register[]>();
    let pending = '';
    for (const { text, number: line } of linesOf(bytes, out.tooLong)) {
      const joined = pending === '' ? undefined : registerIn(pending + text.trimStart(), 0, line);
      const indent = text.length - text.trimStart().length;
      const register = joined
        ? registerIn(pending + text.trimStart(), pending.length - indent, line)
        : registerIn(text, 0, line);
      pending = !register && begun.test(text) ? `${text.trimEnd()} ` : '';
      if (register) {
        const list = found.get(register[0]);
        if (list) list.push(register[1]);
        else found.set(register[0], [register[1]]);
      } else if (pending === '' && !log.take(text, line) && text.trim() !== '') out.skip(line);
    }
    // An offset that no register of 32 bits has shows that this kernel counts registers.
    const restored = [...found.values()].flat().filter(({ isRestored }) => isRestored);
    const unit = restored.some(({ offset }) => offset % 4 !== 0) ? 4 : 1;
    for (const [key, registers] of found) {
      const { last, changed } = lastOf(registers, unit);
      const first = registers[0] as Register;
      out.begin(key, first.line);
      for (const [offset, { value, line, column }] of [...last].sort(([a], [b]) => a - b)) {
        if (offset > 0xffc || offset % 4 !== 0) {
          out.report(
            'warning',
            'rows/offset-too-large',
            `there is no register at ${offset.toString(16)}h`,
            line,
          );
        } else out.take(offset, [{ digits: value.toString(16).padStart(8, '0'), column }], 'words', line);
      }
      if (changed === 0) continue;
      const message = `${changed} registers of ${formatKey(key)} were saved again with another value; the last one is kept`;
      out.report('info', 'rows/changed-later', message, first.line);
    }
    return log.finishWith(out.finish(true));
  },
} satisfies FileFormat;
