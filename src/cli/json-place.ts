type Keys = readonly (string | number)[];

/** Line and column of what a JSON pointer names, in a text that is JSON; of a member, where its name begins. */
export function jsonPlace(text: string, keys: Keys): { readonly line: number; readonly column: number } {
  const scan = new Scan(text);
  scan.space();
  let at = scan.at;
  for (const key of keys) {
    const place = scan.enter(String(key));
    if (place === undefined) break;
    at = place;
  }
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Goes through JSON without keeping anything of it. */
class Scan {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  space(): void {
    while (' \t\r\n'.includes(this.#text[this.at] ?? 'end')) this.at++;
  }

  /** Goes to the member or element of that name; where its name, or it, begins. JSON.parse takes the last of several. */
  enter(key: string): number | undefined {
    const isObject = this.#text[this.at] === '{';
    if (!isObject && this.#text[this.at] !== '[') return undefined;
    let found: { readonly name: number; readonly value: number } | undefined;
    this.at++;
    this.space();
    for (let n = 0; this.at < this.#text.length && !'}]'.includes(this.#text[this.at] ?? ''); n++) {
      const name = this.at;
      let isIt = String(n) === key;
      if (isObject) {
        this.#string();
        isIt = JSON.parse(this.#text.slice(name, this.at)) === key;
        this.space();
        this.at++;
        this.space();
      }
      if (isIt) found = { name, value: this.at };
      this.#value();
      this.space();
      if (this.#text[this.at] === ',') this.at++;
      this.space();
    }
    if (found) this.at = found.value;
    return found?.name;
  }

  #string(): void {
    for (this.at++; this.at < this.#text.length && this.#text[this.at] !== '"'; this.at++)
      if (this.#text[this.at] === '\\') this.at++;
    this.at++;
  }

  #value(): void {
    let depth = 0;
    do {
      const character = this.#text[this.at] ?? '';
      if (character === '"') this.#string();
      else {
        if ('{['.includes(character)) depth++;
        else if ('}]'.includes(character)) depth--;
        this.at++;
      }
      if (depth === 0 && /[\s,}\]]|^$/.test(this.#text[this.at] ?? '')) return;
    } while (this.at < this.#text.length);
  }
}
