import type { Position } from '../../../../model/diagnostic.ts';
import type { Facts } from '../../../facts.ts';
import { type Description, machineSubsystem, parseDescription } from '../line.ts';

/** States what a Function's first line says about it, and returns that. */
export function stateIdentity(text: string, at: Position | undefined, facts: Facts): Description {
  const said = parseDescription(text);
  const { classCode, progIf, revision } = said;
  if (said.vendorId !== undefined) facts.fact('vendorId', said.vendorId, at);
  if (said.deviceId !== undefined) facts.fact('deviceId', said.deviceId, at);
  if (said.name) facts.fact('name', said.name, at);
  if (said.className) facts.fact('className', said.className, at);
  if (revision !== undefined) facts.fact('revision', revision, at);
  if (classCode !== undefined)
    facts.classCode((classCode << 8) | (progIf ?? 0), progIf === undefined ? 16 : 24, at);
  if (text.startsWith('"')) {
    const { vendor, device } = machineSubsystem(text);
    if (vendor !== undefined) facts.fact('subsystemVendorId', vendor, at);
    if (device !== undefined) facts.fact('subsystemId', device, at);
  }
  return said;
}

/** States as fields of the header what the line says; a header that reads all ones has none of them. */
export function stateIdentityFields(said: Description, at: Position | undefined, facts: Facts): void {
  const { classCode, progIf, revision } = said;
  if (classCode !== undefined) {
    facts.field('header.class_code.base_class', classCode >> 8, at);
    facts.field('header.class_code.sub_class', classCode & 0xff, at);
  }
  if (progIf !== undefined) facts.field('header.class_code.programming_interface', progIf, at);
  if (revision !== undefined) facts.field('header.revision_id', revision, at);
}
