import type { PciFunction } from '../../model/function.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { FunctionRows, linesOf, putGroups } from '../hex-rows.ts';

/*
 * WinDbg's !pci (Microsoft's documentation of the extension). With flag 4 or 8 it prints rows of bytes or DWORDs below
 * a line with device and function, below a line with the bus; with flag 100h registers, one a line.
 */
const busLine = /^\s*PCI (?:Segment ([0-9a-f]{1,4}) )?Bus ([0-9a-f]{1,2})\s*$/i;
const deviceLine = /^\s*([0-9a-f]{2}):([0-7])\s+[0-9a-f]{4}:[0-9a-f]{4}\.[0-9a-f]{2}\s+Cmd\[/i;
const row = /^\s+([0-9a-f]{8}):((?:\s+(?:[0-9a-f]{8}|[0-9a-f]{2}))+)/i;
const spaceLine =
  /PCI Configuration Space \(Segment:([0-9a-f]{4}) Bus:([0-9a-f]{2}) Device:([0-9a-f]{2}) Function:([0-9a-f]{2})\)/i;
const registerLine = /^\s+([0-9a-f]{2,3}):\s+[A-Za-z]\w*\s+([0-9a-f]{8}|[0-9a-f]{4}|[0-9a-f]{2})(?=\s|$)/i;
/** Cache Line Size, which is printed wider than it is. */
const cacheLineSize = 0x0c;

const number = (digits: string | undefined): number => parseInt(digits ?? '0', 16);

function read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[] {
  const functions: PciFunction[] = [];
  let rows: FunctionRows | undefined;
  let sparse = false;
  let domain = 0;
  let bus = 0;
  const begin = (at: number, device: number, fn: number, isSparse: boolean): void => {
    if (rows && !rows.isEmpty) functions.push(rows.finish(sparse));
    rows = new FunctionRows(file, diagnostics, { domain, bus, device, fn }, at);
    sparse = isSparse;
  };
  for (const { text, line } of linesOf(bytes)) {
    const onBus = busLine.exec(text);
    const device = deviceLine.exec(text);
    const space = spaceLine.exec(text);
    const dump = row.exec(text);
    const register = registerLine.exec(text);
    if (onBus) {
      domain = number(onBus[1]);
      bus = number(onBus[2]);
    } else if (device) begin(line, number(device[1]), number(device[2]), false);
    else if (space) {
      domain = number(space[1]);
      bus = number(space[2]);
      begin(line, number(space[3]), number(space[4]), true);
    } else if (dump && rows) {
      const from = text.indexOf(':') + 1;
      putGroups(rows, { text, line }, { offset: number(dump[1]), from, to: dump[0].length }, true);
    } else if (register && rows) {
      const [whole, place, digits = ''] = register;
      const offset = number(place);
      const width = offset === cacheLineSize ? 2 : digits.length;
      const end = whole.length;
      putGroups(rows, { text: text.slice(0, end), line }, { offset, from: end - width }, true);
    }
  }
  if (rows && !rows.isEmpty) functions.push(rows.finish(sparse));
  return functions;
}

export default {
  name: 'windbg',
  title: "WinDbg's !pci with raw bytes, DWORDs or registers",
  kind: 'file',
  rank: 50,
  detect: ({ text }) => {
    const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
    if (lines.some((line) => spaceLine.test(line))) return true;
    return lines.some((line) => deviceLine.test(line)) && lines.some((line) => row.test(line));
  },
  read,
} satisfies FileFormat;
