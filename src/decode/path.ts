/** `sriov.vf_bar[1]` → capability `sriov`, instance 0, names [{ vf_bar, 1 }]. */
export interface PathSteps {
  readonly capability: string;
  readonly instance: number;
  readonly names: readonly { readonly name: string; readonly index: number | undefined }[];
}

const step = /^([a-z][a-z0-9_]*)(?:\[(\d{1,4})\])?$/;
const cache = new Map<string, PathSteps | undefined>();

/** Takes a dotted path apart; undefined when it is not one. */
export function parsePath(path: string): PathSteps | undefined {
  const known = cache.get(path);
  if (known || cache.has(path)) return known;
  const steps = parse(path);
  if (cache.size < 20_000) cache.set(path, steps);
  return steps;
}

function parse(path: string): PathSteps | undefined {
  const names: { name: string; index: number | undefined }[] = [];
  for (const part of path.split('.')) {
    const match = step.exec(part);
    if (!match) return undefined;
    names.push({ name: match[1] as string, index: match[2] === undefined ? undefined : Number(match[2]) });
  }
  const [first, ...rest] = names;
  return first ? { capability: first.name, instance: first.index ?? 0, names: rest } : undefined;
}
