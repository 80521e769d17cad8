import type { FileFormat } from '../../format.ts';
import { linesOf } from '../../hex-rows.ts';
import { KernelLog } from './log.ts';

/** One of these says enough of a Function; of other lines that begin with an address there are many. */
const telling = [
  /\b[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]: (?:found )?\[[0-9a-f]{4}[:/][0-9a-f]{4}\](?: type [0-9a-f]{1,2})? class (?:0x)?[0-9a-f]{6}/i,
  /\b[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]: (?:PCI bridge to \[bus|VF(?:\(n\))? BAR|reg (?:0x)?[0-9a-f]{2,3}: \[(?:mem|io))/i,
  /\b[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]: (?:Adding to iommu group \d|not enough MMIO resources for SR-IOV|can't enable \d+ VFs|SR-IOV: (?:bus number|IOV BARS))/i,
  /\biommu: Adding device [0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7] to group \d/i,
];

/** Lines of lspci in a text that quotes the log as well: they say more, and its own formats read them. */
const listed =
  /^(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7] (?:"[^"\n]+" "|[A-Z][^\n:]{2,60}: \S|[0-9a-f]{4}: [0-9a-f]{4}:)/gim;
const said = /\b[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]: /gi;
const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

export default {
  kind: 'file',
  name: 'kernel-log',
  title: 'Linux kernel log: IDs, BARs, buses, VFs, IOMMU groups, no bytes',
  rank: 78,
  comment: '#',
  capture: {
    again: 'Take the log again from the boot on: dmesg.',
    bytes: 'The kernel log has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    extended: 'The kernel log has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    facts: 'Take the log again from the boot on: dmesg.',
    others: 'Take the whole log from the boot on: dmesg.',
  },
  inventory: true,
  detect: ({ text }) =>
    telling.some((pattern) => pattern.test(text)) && countOf(text, said) > countOf(text, listed),
  read(file, bytes, diagnostics) {
    const log = new KernelLog(file, diagnostics);
    const tooLong = (line: number, length: number): void =>
      diagnostics.push({
        code: 'rows/unknown-line',
        severity: 'warning',
        message: `a line of ${length} characters was skipped`,
        at: { file, line, column: 1 },
      });
    for (const { text, number } of linesOf(bytes, tooLong)) log.take(text, number);
    return log.finish();
  },
} satisfies FileFormat;
