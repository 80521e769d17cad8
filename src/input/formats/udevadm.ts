import { formatKey, parseAddress } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, wordsFrom } from '../hex-rows.ts';
import { otherIdentity } from '../record-identity.ts';
import { type Folder, SysfsFolders, takeProperty } from '../sysfs-folders.ts';
import { attributes as keptAttributes } from './sysfs.ts';

/*
 * udevadm info of systemd: with -e, or of one device, records of a path and properties (`P: `, `E: `); with -a the
 * attributes of a device and of those above it (`ATTR{class}=="0x020000"`).
 */
const kept: ReadonlySet<string> = new Set(keptAttributes);
const record = /^P: (\S+)[ \t]*$/;
const property = /^E: ([\w.:-]{1,80}=.*)$/;
const device = /^[ \t]*looking at (?:parent )?device '([^']{1,2000})':[ \t]*$/;
const attribute = /^[ \t]+ATTRS?\{([^}]{1,80})\}=="(.*)"[ \t]*$/;
const identity = /^E: (DEVPATH|PCI_SLOT_NAME)=(\S+)[ \t]*$/;
const driver = /^[ \t]+DRIVERS?=="(.+)"[ \t]*$/;
const names = /^E: ID_(VENDOR|MODEL|PCI_CLASS|PCI_SUBCLASS)_FROM_DATABASE=(.*)$/;

const keyOf = (path: string): ReturnType<typeof parseAddress> =>
  parseAddress(path.slice(path.lastIndexOf('/') + 1));

/** What the database of names says, piece by piece. */
function takeName(folder: Folder, which: string | undefined, words: string): void {
  if (which === 'VENDOR') folder.name = folder.name === undefined ? words : `${words} ${folder.name}`;
  else if (which === 'MODEL') folder.name = folder.name === undefined ? words : `${folder.name} ${words}`;
  else if (which === 'PCI_SUBCLASS') folder.className = words;
  else folder.className ??= words;
}

export default {
  kind: 'file',
  name: 'udevadm',
  title: 'udevadm info -e, or -a: IDs, drivers, attributes, no bytes',
  rank: 25,
  comment: '#',
  capture: {
    again: 'Write the database again: udevadm info -e.',
    bytes: 'A udev database has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    extended: 'A udev database has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    facts: 'Write the attributes of all in one run: udevadm info -a, or -e.',
    others: 'Write the database of all devices: udevadm info -e.',
  },
  inventory: true,
  detect: ({ text }) =>
    (/^P: \/\S*[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]\r?$/im.test(text) && /^E: \w+=/m.test(text)) ||
    (/^[ \t]*looking at (?:parent )?device '\/\S*[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]':/im.test(
      text,
    ) &&
      /^[ \t]+ATTRS?\{\w+\}==/m.test(text)),
  read(file, bytes, diagnostics) {
    const folders = new SysfsFolders(file, 'udev');
    let folder: Folder | undefined;
    let own: ReturnType<typeof keyOf>;
    let [others, firstOther] = [0, 0];
    for (const line of linesOf(bytes)) {
      const { text, number } = line;
      const path = (record.exec(text) ?? device.exec(text))?.[1];
      if (path !== undefined) {
        const key = keyOf(path);
        own = key;
        folder = key === undefined ? undefined : folders.of(key, number);
        continue;
      }
      // What is below a Function has its own record.
      if (!folder) continue;
      const place = { file, line: number, column: 1 };
      const [, name, value = ''] = identity.exec(text) ?? [];
      const message = own === undefined || name === undefined ? undefined : otherIdentity(name, value, own);
      if (own !== undefined && message !== undefined)
        diagnostics.push({
          code: 'stated/conflict',
          severity: 'warning',
          message,
          at: place,
          function: formatKey(own),
        });
      const ofProperty = property.exec(text);
      const ofAttribute = attribute.exec(text);
      const ofDriver = driver.exec(text)?.[1];
      const ofName = names.exec(text);
      if (ofName) takeName(folder, ofName[1], wordsFrom(line, text.indexOf('=') + 2));
      else if (ofProperty) takeProperty(folder, ofProperty[1] as string, place);
      else if (ofDriver !== undefined) takeProperty(folder, `DRIVER=${ofDriver}`, place);
      else if (ofAttribute) {
        const [, name = '', value = ''] = ofAttribute;
        if (kept.has(name) && !folder.attributes.has(name)) {
          folder.attributes.set(name, value);
          folder.places.set(name, place);
        }
      } else if (!/^(?:[A-Z]: |[ \t]+(?:KERNELS?|SUBSYSTEMS?|DRIVERS?)==)/.test(text) && text.trim() !== '') {
        if (others++ === 0) firstOther = number;
      }
    }
    if (others > 0) {
      const message = `${others} ${others === 1 ? 'line is' : 'lines are'} not of udevadm, the first of them here; skipped`;
      const at = { file, line: firstOther, column: 1 };
      diagnostics.remark({ code: 'rows/other-text', severity: 'info', message, at });
    }
    return folders.functions();
  },
} satisfies FileFormat;
