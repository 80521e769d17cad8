/* How a text shows that lspci printed it. */

/** A function's first line, as `-D`, `-P`, `-PP` and `-vmm` have it. */
export const headerLine =
  /^(?:\xef\xbb\xbf)?[ \t]*(?:Slot:\t|Device:\t)?(?:[0-9a-f]{4,8}:)?(?:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\/)*[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f](?:\s|$)/im;
const rowLine = /^[ \t]*[0-9a-f]{2,8}:[ \t](?:[0-9a-f]{2}(?:[ \t]|\r?$)){2}/im;

export const isDump = (text: string): boolean => headerLine.test(text) && rowLine.test(text);

/** Words that the names of classes end in (PCI Code and ID Assignment Specification 1.16, §1; pci.ids). */
const classWords =
  /^[^:"\n]{0,60}?\b(?:class|controller|bridge|device|interface|processor|coprocessor|co-processor|accelerators?|memory|peripheral|station|modem|bus|smbus|timer|PIC|RTC|IOMMU|CXL|I2O|InfiniBand|Fibre Channel|FireWire|synchronizer|counters|card|module|pen|management|instrumentation|adapter|network|bluetooth|broadband|scanner|gameport|mouse|joystick|keyboard|display|386|486|Pentium|Alpha|MIPS)\b[^:"\n]{0,24}:(?: |$)/i;
const machineWords = /^"[^"\n]{0,120}" "[^"\n]{0,120}" "/;
const numericWords = /^[0-9a-f]{4}: [0-9a-f]{4}:[0-9a-f]{4}\b/i;
const bracketedIds = /\[[0-9a-f]{4}:[0-9a-f]{4}\](?: |$)/i;

/** Whether what comes after an address is what lspci prints there: prose and times begin like addresses, too. */
export const isDescription = (text: string): boolean =>
  numericWords.test(text) || machineWords.test(text) || bracketedIds.test(text) || classWords.test(text);

/** A line of the text that `-v` and `-k` print of a Function, whatever became of the tab before it. */
export const detailLine =
  /^[ \t]*(?:(?:Subsystem|DeviceName|Physical Slot|Device tree node|Control|Status|Flags|Latency|Interrupt|NUMA node|IOMMU group|Region \d|Bus|(?:I\/O|Memory|Prefetchable memory) behind bridge|Secondary status|BridgeCtl|Capabilities|Kernel driver in use|Kernel modules):(?:\s|$)|(?:\[virtual\] )?(?:Memory|I\/O ports|Expansion ROM) at \S|!!! )/;

const listedLine =
  /^[ \t]*(?:[0-9a-f]{4,8}:)?(?:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\/)*[0-9a-f]{2}:[01][0-9a-f]\.[0-7] (\S.*)$/i;
/** What lspci prints after the address in a Function's first line; undefined of any other line. */
function descriptionIn(line: string): string | undefined {
  const description = listedLine.exec(line)?.[1];
  return description !== undefined && isDescription(description) ? description : undefined;
}

/** Whether a line is a Function's first one, with what lspci prints after the address. */
export const isListed = (line: string): boolean => descriptionIn(line) !== undefined;

const recordLine = /^(?:Slot|Device):\t(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7]$/i;
const recordTag = /^(?:Class|Vendor|SVendor|SDevice|Rev|Driver|Module|IOMMUGroup|NUMANode|PhySlot):\t\S/;
/** A line that says nothing of what a text is: a comment, a command, the fence of a block. */
const empty = /^\s*(?:#.*|\S{0,60}[$#>] .*|```.*)?$/;
const enough = 2;
/** A document of hundreds of lines may quote a few of lspci. */
const mostAround = 20;

/** Whether a text lists Functions without bytes: two lines at least are lspci's, or all there are. */
export function isList(text: string): boolean {
  let signs = 0;
  let others = 0;
  let functions = 0;
  for (const end of text.split('\n')) {
    const line = end.endsWith('\r') ? end.slice(0, -1) : end;
    const description = descriptionIn(line);
    if (description !== undefined || recordLine.test(line)) {
      functions++;
      // IDs are a second sign.
      signs += description !== undefined && !classWords.test(description) ? 2 : 1;
    } else if (functions > 0 && (detailLine.test(line) || recordTag.test(line))) signs++;
    else if (!empty.test(line) && /^\S/.test(line)) others++;
  }
  if (functions === 0) return false;
  return functions > others || (signs >= enough && others <= signs * mostAround);
}
