import type { CapabilityDefinition } from '../registers/define.ts';
import { capabilities, headers } from '../registers/index.ts';

const standard = new Map<number, CapabilityDefinition[]>();
const extended = new Map<number, CapabilityDefinition[]>();
const named = new Map<string, CapabilityDefinition>();

for (const definition of capabilities as readonly CapabilityDefinition[]) {
  const byId = definition.kind === 'standard' ? standard : extended;
  const list = byId.get(definition.id);
  if (!list) byId.set(definition.id, [definition]);
  // A definition without a condition holds for the rest, so it comes last.
  else if (definition.when) list.unshift(definition);
  else list.push(definition);
  named.set(definition.name, definition);
}

/** The definitions that share an ID, the most particular first. */
export function definitionsFor(
  kind: 'standard' | 'extended',
  id: number,
): readonly CapabilityDefinition[] | undefined {
  return (kind === 'standard' ? standard : extended).get(id);
}

/** The header definition of a layout (0, 1, 2). */
export function headerDefinition(layout: number): CapabilityDefinition | undefined {
  return (headers as readonly CapabilityDefinition[]).find((header) => header.id === layout);
}

/** The capability of a path name; not for `header`, which has three layouts. */
export function definitionNamed(name: string): CapabilityDefinition | undefined {
  return named.get(name);
}

export const allDefinitions: readonly CapabilityDefinition[] = [...headers, ...capabilities];
