import { configSpaceSize } from '../model/config-space.ts';

const sizes: ReadonlySet<number> = new Set([64, 128, 256, configSpaceSize]);
const latin1 = new TextDecoder('latin1');

/** What a config file holds when it holds text, and how it gets its bytes back; undefined when it holds bytes. */
export function textInConfig(bytes: Uint8Array): string | undefined {
  if (!isText(bytes)) return undefined;
  const text = latin1.decode(bytes);
  if (text.startsWith('version https://git-lfs')) return 'a Git LFS pointer, not the bytes; run git lfs pull';
  const digits = text.replace(/\s+/g, '');
  if (/^[0-9a-f]+$/i.test(digits) && sizes.has(digits.length / 2))
    return `hex digits for ${digits.length / 2} bytes, not the bytes; xxd -r -p turns them back`;
  const decoded = /^[A-Za-z0-9+/]+(={0,2})$/.exec(digits);
  const length = (digits.length / 4) * 3 - (decoded?.[1]?.length ?? 0);
  if (decoded && sizes.has(length))
    return `base64 for ${length} bytes, not the bytes; base64 -d turns it back`;
  return `text ('${text.slice(0, 24).trim()}'), not bytes of a configuration space`;
}

/** A configuration space has control characters in its first bytes; a text has none. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const start = bytes.subarray(0, 64);
  return start.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09,
  );
}
