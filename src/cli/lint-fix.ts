import { lstatSync, readFileSync, statSync } from 'node:fs';
import { fixedDump } from '../lint/fix.ts';
import { safe } from '../output/text/safe.ts';
import { unifiedDiff } from '../output/unified-diff.ts';
import { displayed, type Input, near } from './inputs.ts';
import type { LintPolicies } from './lint-settings.ts';
import { Output } from './output.ts';

/** MiB of the largest dump that is repaired; it is held in memory a few times. */
const largest = 64;

interface Repair {
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** What of the inputs can be repaired: files that are a dump of lspci themselves, not what an archive or a tree holds. */
function* repairs(inputs: readonly Input[], policies: LintPolicies): Generator<Repair> {
  for (const input of inputs) {
    if (!isFile(input)) continue;
    const before = new Uint8Array(readFileSync(near(input.path)));
    const { linters } = policies.for(input.path);
    const after = fixedDump(before, (rule) => !linters.isTurnedOff(rule, displayed(input.path)));
    if (after) yield { path: input.path, before, after };
  }
}

/** A link that a walk found is left to the file that it leads to. */
function isFile({ path, found }: Input): boolean {
  if (path === '-') return false;
  try {
    const stat = (found ? lstatSync : statSync)(near(path));
    return stat.isFile() && stat.size <= largest << 20;
  } catch {
    return false;
  }
}

/** Repairs files; their names. */
export async function fixInputs(inputs: readonly Input[], policies: LintPolicies): Promise<string[]> {
  const names: string[] = [];
  for (const { path, after } of repairs(inputs, policies)) {
    const output = new Output(near(path), 'exact');
    output.writeBytes(after);
    await output.end();
    names.push(displayed(path));
  }
  return names;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What `fixInputs` would do, as a diff. */
export function* fixesAsDiff(inputs: readonly Input[], policies: LintPolicies): Generator<string> {
  for (const { path, before, after } of repairs(inputs, policies))
    yield unifiedDiff(textOf(before), textOf(after), safe(displayed(path)));
}
