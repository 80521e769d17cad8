export interface Address {
  readonly domain: number;
  readonly bus: number;
  readonly device: number;
  readonly fn: number;
}
const hex = (n: number, width = 2): string => n.toString(16).padStart(width, '0');
const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));
const little = (bytes: readonly number[]): string =>
  [...bytes]
    .reverse()
    .map((byte) => hex(byte))
    .join('');
const digits = (bytes: readonly number[]): string => bytes.map((byte) => hex(byte)).join(' ');
const rows = (bytes: readonly number[], print: (row: number[], offset: number) => string): string[] =>
  chunks(bytes, 16).map((row, n) => print(row, n * 16));
export const colonAddress = ({ domain, bus, device, fn }: Address): string =>
  `${hex(domain, 4)}:${hex(bus)}:${hex(device)}.${fn}`;
const text = (row: readonly number[]): string =>
  row.map((b) => (b > 0x1f && b < 0x7f ? String.fromCharCode(b) : '.')).join('');

interface Printer {
  /** Formats that state no domain are given none. */
  readonly domains: boolean;
  /** Bytes of a Function that the tool prints at most; 4096 unless given. */
  readonly most?: number;
  /** What the tool prints before all Functions. */
  readonly before?: readonly string[];
  print(address: Address, bytes: readonly number[]): string[];
}

/** Where the machine of the printers of memory has its ECAM, as its kernel says it. */
const ecam = 0xb0000000;
const ecamLine =
  '[    0.869629] PCI: ECAM [mem 0xb0000000-0xbfffffff] (base 0xb0000000) for domain 0000 [bus 00-ff]';
const memoryOf = ({ bus, device, fn }: Address): number =>
  ecam + bus * 0x100000 + device * 0x8000 + fn * 0x1000;
const wide = (value: number): string => value.toString(16).padStart(16, '0');
/** Each format as its tool prints it. */
export const printers: Readonly<Record<string, Printer>> = {
  aida64: {
    domains: false,
    before: ['--------[ Debug - PCI ]--------'],
    print: ({ bus, device, fn }, bytes) => [
      `    B${hex(bus).toUpperCase()} D${hex(device).toUpperCase()} F0${fn}:  Name`,
      ...rows(
        bytes,
        (row, at) =>
          `      Offset ${hex(at, 3).toUpperCase()}:  ${chunks(row, 4).map(digits).join('  ').toUpperCase()} `,
      ),
    ],
  },
  'uefi-shell': {
    domains: true,
    print: ({ domain, bus, device, fn }, bytes) => [
      `  PCI Segment ${hex(domain)} Bus ${hex(bus)} Device ${hex(device)} Func ${hex(fn)} [EFI 0x0]`,
      ...rows(
        bytes,
        (row, at) =>
          `  ${hex(at, 8).toUpperCase()}: ${chunks(row, 8).map(digits).join('-').padEnd(47)}  *${text(row)}*`,
      ),
    ],
  },
  earlydump: {
    domains: true,
    most: 256,
    print: (address, bytes) => [
      `[    0.412345] ${['pci', 'e1000e', 'HDA Intel'][address.fn % 3]} ${colonAddress(address)}: config space:`,
      ...rows(bytes.slice(0, 256), (row, at) => `[    0.412345] ${hex(at, 8)}: ${digits(row)}`),
    ],
  },
  'u-boot': {
    domains: false,
    print: ({ bus, device, fn }, bytes) => [
      `=> pci display.w ${hex(bus, 1)}.${hex(device, 1)}.${fn} 0 80`,
      ...rows(bytes, (row, at) => `${hex(at, 8)}: ${chunks(row, 2).map(little).join(' ')}`),
    ],
  },
  pcidump: {
    domains: true,
    print: ({ domain, bus, device, fn }, bytes) => [
      `Domain /dev/pci${domain}:`,
      ` ${bus}:${device}:${fn}: Name`,
      ...rows(bytes, (row, at) => `\t0x${hex(at, 4)}: ${chunks(row, 4).map(little).join(' ')}`),
    ],
  },
  pciconf: {
    domains: true,
    print: ({ domain, bus, device, fn }, bytes) => [
      `# pciconf -r pci${domain}:${bus}:${device}:${fn} 0:0xff`,
      ...rows(bytes, (row) => chunks(row, 4).map(little).join(' ')),
    ],
  },
  windbg: {
    domains: true,
    print: ({ domain, bus, device, fn }, bytes) => [
      `PCI Configuration Space (Segment:${hex(domain, 4)} Bus:${hex(bus)} Device:${hex(device)} Function:${hex(fn)})`,
      ...rows(bytes, (row, at) => `    ${hex(at)}: ${chunks(row, 4).map(little).join(' ')}`),
    ],
  },
  setpci: {
    domains: true,
    print: (address, bytes) =>
      chunks(bytes, 4).map((word, n) => `${colonAddress(address)} @${hex(4 * n)} = ${little(word)}`),
  },
  tlscan: {
    domains: false,
    print: ({ bus, device, fn }, bytes) => [
      `<devices><device bus="0x${hex(bus)}" device="0x${hex(device)}" function="0x${fn}"><config_space><bytes>`,
      ...rows(bytes, digits),
      '</bytes></config_space></device></devices>',
    ],
  },
  'kernel-saved': {
    domains: true,
    most: 64,
    print: (address, bytes) =>
      chunks(bytes.slice(0, 64), 4).map(
        (word, n) =>
          `[  626.000000] nvme ${colonAddress(address)}: save config 0x${hex(4 * n)}: 0x${little(word)}`,
      ),
  },
  'cpu-z': {
    domains: false,
    before: ['PCI Devices', '-'.repeat(73), ''],
    print: ({ bus, device, fn }, bytes) => [
      'Description\t\t\tEthernet Controller',
      `Location\t\t\tbus ${bus} (0x${hex(bus)}), device ${device} (0x${hex(device)}), function ${fn} (0x0${fn})`,
      'Common header',
      '\tVendor ID\t\t0x8086',
      'PCI registers\t',
      '\t\t00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F ',
      ...rows(bytes, (row, at) => `\t${hex(at).toUpperCase()}\t${digits(row).toUpperCase()} `),
      '',
    ],
  },
  'memory-dump': {
    domains: false,
    before: [ecamLine],
    print: (address, bytes) => {
      const start = memoryOf(address);
      const styles: ((row: number[], at: number) => string)[] = [
        (row, at) => `${hex(start + at, 8)}: ${chunks(row, 4).map(little).join(' ')}    ${text(row)}`,
        (row, at) =>
          `${wide(start + at)}: ${chunks(row, 4)
            .map((word) => `0x${little(word)}`)
            .join(' ')}`,
        (row, at) =>
          `0x${hex(start + at, 8)}:\t${chunks(row, 4)
            .map((word) => `0x${little(word)}`)
            .join('\t')}`,
        (row, at) => `        ${hex(start + at, 8)}:  ${chunks(row, 8).map(little).join(' ')}   ${text(row)}`,
        (row, at) => `#${hex(start + at, 8)} ${chunks(row, 4).map(little).join(' ')}`,
      ];
      return rows(bytes, styles[address.fn % styles.length] as (row: number[], at: number) => string);
    },
  },
};
