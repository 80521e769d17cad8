import { inOrder } from '../../input/order.ts';
import { lists } from '../../reference/lists.ts';
import { knownNames } from '../../reference/page.ts';
import { referenceRows } from '../../reference/rows.ts';
import { type NameKind, nameKinds } from '../command-line.ts';
import { UsageError } from '../exit.ts';
import { Output } from '../output.ts';

const byKind: Readonly<Record<NameKind, () => readonly string[]>> = {
  fields: () => {
    const paths = referenceRows().map(({ path }) => path);
    return [...new Set(paths.flatMap((path) => [path.split('.')[0] ?? '', path]))];
  },
  capabilities: () => lists.capabilities().map(({ name }) => String(name)),
  rules: () => lists.rules().map(({ id }) => String(id)),
  inputs: () => inOrder.map(({ name }) => name),
  outputs: () => inOrder.filter(({ write }) => write).map(({ name, writtenAs }) => writtenAs ?? name),
  everything: () => [...knownNames()],
};

/** Names of one kind, a line each, for the scripts of `completion`. */
export async function names(kind: string): Promise<void> {
  const known = nameKinds.find((each) => each === kind);
  if (!known) throw new UsageError(`there are names of ${nameKinds.join(', ')}`);
  const output = new Output(undefined, 'text');
  for (const name of byKind[known]()) output.write(`${name}\n`);
  await output.end();
}
