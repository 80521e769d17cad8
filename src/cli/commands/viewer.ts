import { UsageError } from '../exit.ts';
import { emptyPage } from '../page-file.ts';
import { writePage } from './report.ts';

/** Writes the page without an input: it opens what is dropped or pasted. */
export async function viewer({ output }: { readonly output?: string }): Promise<void> {
  if (output === undefined) throw new UsageError('viewer needs -o FILE.html, the page to write');
  await writePage(output, emptyPage());
}
