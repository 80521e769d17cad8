import { type Carried, unpacked } from '../input/carried.ts';
import type { ReportSettings } from './settings.ts';

/** What the report holds, from the element that holds it; undefined in the viewer. */
export async function carriedData(): Promise<Carried<ReportSettings> | undefined> {
  const text = document.getElementById('inputs')?.textContent ?? '';
  if (text === '') return undefined;
  const base64 = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([base64]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return unpacked<ReportSettings>(new Uint8Array(await new Response(stream).arrayBuffer()));
}
