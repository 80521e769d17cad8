/** What lspci's line says of a Function behind its address. */
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
 * name for it calls `Class 0200`, `Vendor Device 10ca` and `Device 8086:10ca`: IDs, no names.
 */
export function parseDescription(text: string): Description {
  const result: { -readonly [Key in keyof Description]: Description[Key] } = {};
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

const hex = (text: string | undefined): number => parseInt(text ?? '', 16);
