const place = '<!--inputs-->';

/** The page with packed inputs, in base64: nothing in them can be markup. */
export function withInputs(page: string, base64: string): string {
  const at = page.indexOf(place);
  if (at < 0) throw new Error('the page has no place for inputs');
  return `${page.slice(0, at)}<script type="text/plain" id="inputs">${base64}</script>${page.slice(at + place.length)}`;
}
