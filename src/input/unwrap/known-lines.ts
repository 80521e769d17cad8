/**
 * First lines of Functions and other lines that only the tools of the input formats print, as they begin. What a
 * format's own line begins with is never taken for something that a program put before it.
 */

/** `0000:01:00.0 Ethernet controller …`, with `-P` and `-PP` the bridges on the way, and records of `-vmm`. */
export const functionLine =
  /^[ \t]*(?:Slot:\t|Device:\t)?(?:[0-9a-f]{4,8}:)?(?:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]\/)*[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f](?=[ \t]|$)/i;

/** An address with a name or a class after it, wherever it is. */
const inText = '[0-9a-fA-F]{2}:[01][0-9a-fA-F]\\.[0-7](?=[^0-9A-Za-z:.]{1,6}["A-Z0-9])';
export const addressAnywhere = new RegExp(
  `(?<![0-9a-fA-F:./-])(?:[0-9a-fA-F]{4,8}:)?${inText}|(?<![0-9a-fA-F])[0-9a-fA-F]{4}:${inText}`,
  'g',
);

const address = '[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]';

/** The beginnings of lines that other formats than lspci's have. */
const others: readonly RegExp[] = [
  // The kernel's log with or without its own time.
  new RegExp(
    `^(?:<\\d+>)?(?:\\[ *\\d+\\.\\d+\\] ?(?:\\[[ CT]*\\d+\\] ?)?)?(?:[a-z][\\w-]{1,30} ${address}: |pci [0-9a-f:.]+ config space:)`,
    'i',
  ),
  /^[a-z]\w*@pci\d+:\d+:\d+:\d+:/,
  /^ *PCI Segment [0-9A-F]{2} Bus /,
  /^ *Bus +\d+, device +\d+, function \d/,
  /^ *B[0-9A-F]{2} D[0-9A-F]{2} F[0-9A-F]{2}:/,
  /^(?:Domain )?\/dev\/pci\d+:/,
  /^ \d+:\d+:\d+: \S/,
  new RegExp(`^#[ \\t]*${address}(?:[ \\t]|$)`, 'i'),
  /^(?:=>|U-Boot>)[ \t]*(?:pci|md)\b/,
  /^(?:PCI Bus \d|[0-9a-f]{2}:[0-7] {2}[0-9a-f]{4}:[0-9a-f]{4}\.)/,
  /^(?:Class|Vendor|Device|SVendor|SDevice|Rev|ProgIf|Driver|Module|IOMMUGroup|NUMANode|PhySlot):\t/,
  // umockdev, and listings of sysfs.
  /^P: \/devices\//,
  /^[ENSAH]: ?[A-Za-z0-9_/]+[= ]/,
  new RegExp(`^(?:.{0,80} )?/sys/(?:\\S*/)?${address}[/: ]`, 'i'),
  /^[0-9a-f]{4}\t[0-9a-f]{8}\t[0-9a-f]+\t/,
];

export const isKnownLine = (line: string): boolean => others.some((pattern) => pattern.test(line));
