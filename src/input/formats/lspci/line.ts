/** What lspci's line says about a Function after its address. */
export interface Description {
  readonly classCode?: number;
  readonly className?: string;
  /** Vendor and device. */
  readonly name?: string;
  readonly vendorId?: number;
  readonly deviceId?: number;
  readonly revision?: number;
  readonly progIf?: number;
}

/**
 * Takes apart the three forms of lspci's line: `Class: Vendor Device (rev 01)`, with `-nn`
 * `Class [0200]: Vendor Device [8086:10ca] (rev 01)`, and with `-n` `0200: 8086:10ca (rev 01)`. What lspci has no
 * name for it calls `Class 0200`, `Vendor Device 10ca` and `Device 8086:10ca`: IDs, no names. And the line of `-mm`.
 */
export function parseDescription(text: string): Description {
  let known = descriptions.get(text);
  if (!known) {
    known = describe(text);
    if (descriptions.size >= mostDescriptions) descriptions.clear();
    descriptions.set(text, known);
  }
  return known;
}

/** VFs of one PF have the same text, and it is asked for more than once. */
const descriptions = new Map<string, Description>();
const mostDescriptions = 4096;

function describe(text: string): Description {
  if (text.startsWith('"')) return parseMachine(text);
  const result: Mutable = {};
  let rest = text;
  const cut = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match) rest = rest.slice(0, match.index);
    return match;
  };
  const progIf = cut(/ \(prog-if ([0-9a-f]{2})(?: \[[^\]]*\])?\)$/i);
  if (progIf) result.progIf = hex(progIf[1]);
  const revision = cut(/ \(rev ([0-9a-f]{2})\)$/i);
  if (revision) result.revision = hex(revision[1]);

  const numbers = /^([0-9a-f]{4}): ([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(rest);
  if (numbers) {
    result.classCode = hex(numbers[1]);
    result.vendorId = hex(numbers[2]);
    result.deviceId = hex(numbers[3]);
    return result;
  }

  const colon = rest.indexOf(': ');
  if (colon >= 0) {
    const name = rest.slice(0, colon);
    const code = /(?:^| )(?:\[([0-9a-f]{4})\]|(?<=^Class )([0-9a-f]{4}))$/i.exec(name);
    if (code) result.classCode = hex(code[1] ?? code[2]);
    const className = code ? name.slice(0, code.index) : name;
    if (!code || className !== 'Class') result.className = className;
    rest = rest.slice(colon + 2);
  }
  const ids = cut(/ \[([0-9a-f]{4}):([0-9a-f]{4})\]$/i) ?? cut(/(?<=^Device) ([0-9a-f]{4}):([0-9a-f]{4})$/i);
  if (ids) {
    result.vendorId = hex(ids[1]);
    result.deviceId = hex(ids[2]);
    // A vendor that is known, and a device that is not.
    if (rest.endsWith(' Device')) rest += ` ${ids[2]}`;
  }
  if (rest !== '' && !(ids && rest === 'Device')) result.name = rest;
  return result;
}

type Mutable = { -readonly [Key in keyof Description]: Description[Key] };

/** `"Class" "Vendor" "Device" -r01 -p00 …`; with `-nn` each name has its ID in brackets, with `-n` there are IDs only. */
function parseMachine(text: string): Description {
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].slice(0, 3);
  const [kind, vendor, device] = words.map(([, quoted = '']) => {
    const word = quoted.replace(/\\(.)/g, '$1');
    const match = /^(?:(.*) )?(?:\[([0-9a-f]{4})\]|([0-9a-f]{4}))$/i.exec(word);
    if (!match || (match[1] !== undefined && match[2] === undefined && !unnamed.test(match[1])))
      return { name: word };
    const id = hex(match[2] ?? match[3]);
    return match[1] === undefined || unnamed.test(match[1]) ? { id } : { name: match[1], id };
  });
  const result: Mutable = {};
  if (kind?.name !== undefined) result.className = kind.name;
  if (kind?.id !== undefined) result.classCode = kind.id;
  if (vendor?.id !== undefined) result.vendorId = vendor.id;
  if (device?.id !== undefined) result.deviceId = device.id;
  if (vendor?.name !== undefined) {
    const id = device?.id === undefined ? '' : ` Device ${device.id.toString(16).padStart(4, '0')}`;
    result.name = device?.name === undefined ? vendor.name + id : `${vendor.name} ${device.name}`;
  }
  const revision = / -r([0-9a-f]{2})(?= |$)/i.exec(text);
  if (revision) result.revision = hex(revision[1]);
  const progIf = / -p([0-9a-f]{2})(?= |$)/i.exec(text);
  if (progIf) result.progIf = hex(progIf[1]);
  return result;
}

/** IDs as lspci writes them after or in the place of names; undefined for what has a name and no ID. */
export interface Ids {
  readonly vendor?: number;
  readonly device?: number;
}

/** The IDs in `Intel Corporation Device [8086:a03c]`, `8086:a03c`, `Device 8086:a03c` and `Intel Corporation Device a03c`. */
export function parseIds(text: string): Ids {
  const both = /(?:^|^Device |\[)([0-9a-f]{4}):([0-9a-f]{4})(?:\]|$)/i.exec(text);
  if (both) return { vendor: hex(both[1]), device: hex(both[2]) };
  const device = / Device ([0-9a-f]{4})$/i.exec(text)?.[1];
  return device === undefined ? {} : { device: hex(device) };
}

/** The ID of one thing: `Intel Corporation [8086]`, `8086`, `Device a03c`. */
export function parseId(text: string): number | undefined {
  const id = /(?:^|^(?:Vendor|Device) |\[)([0-9a-f]{4})(?:\]|$)/i.exec(text)?.[1];
  return id === undefined ? undefined : hex(id);
}

/** The IDs of the subsystem in the line of `-mm`, whose last two words name it. */
export function machineSubsystem(text: string): Ids {
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word);
  const [vendor, device] = [parseId(words[3] ?? ''), parseId(words[4] ?? '')];
  return { ...(vendor === undefined ? {} : { vendor }), ...(device === undefined ? {} : { device }) };
}

/** What lspci says before an ID that it has no name for. */
const unnamed = /^(?:Class|Vendor|Device|Unknown vendor)$/;

const hex = (text: string | undefined): number => parseInt(text ?? '', 16);
