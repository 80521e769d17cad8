import { backspace, escapeCharacter } from './characters.ts';
import type { Place } from './place.ts';

/** lspci's own words for what it could not make sense of. */
const complaints = /<chain (?:looped|broken)>|<unreadable>|<broken-64-bit-slot>|!!! Unknown|!!! Invalid/;
const noHexDump = 'WARNING: Cannot show hex-dump';
const decoder = new TextDecoder();

/** Remarks on what lspci itself said in a line of its text. */
export function takeComplaint(place: Place, line: Uint8Array): void {
  const text = decoder.decode(line);
  const denied = text.indexOf('<access denied');
  if (denied >= 0) {
    const message = 'lspci could not read the capabilities: it did not run as root';
    place.remark('lspci/access-denied', message, denied + 1);
  }
  const complaint = complaints.exec(text);
  if (complaint)
    place.remark('lspci/complaint', `lspci itself said '${complaint[0]}' here`, complaint.index + 1);
}

/** Whether lspci says in a row's place that it could not read the bytes. */
export function takeNoHexDump(place: Place, text: string): boolean {
  if (!text.startsWith(noHexDump)) return false;
  place.remark('lspci/complaint', `lspci itself said '${text}' here`, 1);
  return true;
}

/** Remarks on the first control character of a line, if there is one. */
export function takeEscape(place: Place, line: Uint8Array): void {
  const at = line.findIndex((byte) => byte === escapeCharacter || byte === backspace);
  if (at >= 0) remarkOnEscape(place, at + 1);
}

export function remarkOnEscape(place: Place, column: number): void {
  place.remark('lspci/terminal-escapes', 'a control sequence of a terminal is here', column);
}
