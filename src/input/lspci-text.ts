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

const hex = (text: string): number => parseInt(text, 16);

/**
 * Takes apart the three forms of lspci's line: `Class: Vendor Device (rev 01)`, with `-nn`
 * `Class [0200]: Vendor Device [8086:10ca] (rev 01)`, and with `-n` `0200: 8086:10ca (rev 01)`.
 */
export function parseDescription(text: string): Description {
  let rest = text;
  let revision: number | undefined;
  let progIf: number | undefined;
  const prog = / \(prog-if ([0-9a-f]{2})(?: \[[^\]]*\])?\)$/i.exec(rest);
  if (prog) {
    progIf = hex(prog[1] as string);
    rest = rest.slice(0, prog.index);
  }
  const rev = / \(rev ([0-9a-f]{2})\)$/i.exec(rest);
  if (rev) {
    revision = hex(rev[1] as string);
    rest = rest.slice(0, rev.index);
  }
  const tail = {
    ...(revision === undefined ? {} : { revision }),
    ...(progIf === undefined ? {} : { progIf }),
  };
  const numeric = /^([0-9a-f]{4}): ([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(rest);
  if (numeric) {
    const [, classCode = '', vendor = '', device = ''] = numeric;
    return { classCode: hex(classCode), vendorId: hex(vendor), deviceId: hex(device), ...tail };
  }
  const colon = rest.indexOf(': ');
  if (colon < 0) return { ...(rest ? { name: rest } : {}), ...tail };
  let className = rest.slice(0, colon);
  let name = rest.slice(colon + 2);
  const classCode = / \[([0-9a-f]{4})\]$/i.exec(className);
  if (classCode) className = className.slice(0, classCode.index);
  const ids = / \[([0-9a-f]{4}):([0-9a-f]{4})\]$/i.exec(name);
  if (ids) name = name.slice(0, ids.index);
  return {
    className,
    name,
    ...(classCode ? { classCode: hex(classCode[1] as string) } : {}),
    ...(ids ? { vendorId: hex(ids[1] as string), deviceId: hex(ids[2] as string) } : {}),
    ...tail,
  };
}
