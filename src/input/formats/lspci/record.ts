const recordLine = /^([A-Z][A-Za-z]+):\t(.*)$/;

/** A line of `lspci -vmm`: a tag, and what it says. */
export function parseTag(text: string): { readonly tag: string; readonly value: string } | undefined {
  const match = recordLine.exec(text);
  return match ? { tag: match[1] ?? '', value: match[2] ?? '' } : undefined;
}

/** `-vm` says Device where `-vmm` says Slot. */
export const isAddressTag = (tag: string): boolean => tag === 'Slot' || tag === 'Device';

/** Turns the record of `-vmm` into the line of `-mm`. */
export function lineOfRecord(record: ReadonlyMap<string, string>): string {
  const quoted = (tag: string): string => `"${(record.get(tag) ?? '').replace(/[\\"]/g, '\\$&')}"`;
  const names = ['Class', 'Vendor', 'Device'].map(quoted).join(' ');
  const revision = record.get('Rev');
  const progIf = record.get('ProgIf');
  return `${names}${revision === undefined ? '' : ` -r${revision}`}${progIf === undefined ? '' : ` -p${progIf}`}`;
}
