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

export default {
  kind: 'file',
  name: 'kernel-log',
  title: 'Linux kernel log: IDs, BARs, buses, VFs, IOMMU groups, no bytes',
  rank: 78,
  inventory: true,
  detect: ({ text }) => telling.some((pattern) => pattern.test(text)),
  read(file, bytes, diagnostics) {
    const log = new KernelLog(file, diagnostics);
    for (const { text, number } of linesOf(bytes)) log.take(text, number);
    return log.finish();
  },
} satisfies FileFormat;
