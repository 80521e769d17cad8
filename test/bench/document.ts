import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const document = 'src/README.md';

/** What was measured on. */
export const machine = `${cpus().length} CPUs (${cpus()[0]?.model.trim()})`;

/** Puts a table in the place that the document has for it, between two comments with its name. */
export function writeTable(name: string, head: string, table: string): void {
  const text = readFileSync(document, 'utf8');
  const place = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(\\n<!-- /${name} -->)`);
  if (!place.test(text)) throw new Error(`${document} has no place for the table of ${name}`);
  writeFileSync(
    document,
    text.replace(place, (_, begin, end) => `${begin}${head}\n\n${table}${end}`),
  );
}
