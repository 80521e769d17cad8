import type { SchemaName } from '../../output/records/names.ts';
import { schemas } from '../../output/records/schemas.ts';
import { Output } from '../output.ts';

/** Prints the JSON schema of what lsvf prints or reads. */
export async function schema(name: SchemaName, flags: { readonly output?: string }): Promise<void> {
  const output = new Output(flags.output, 'json');
  output.write(`${JSON.stringify(schemas[name](), null, 2)}\n`);
  await output.end();
}
