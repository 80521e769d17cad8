/** Calls back for each node of a syntax tree, with the node that it is in and the one around that. */
export function visit(node, above, use) {
  use(node, above);
  for (const value of Object.values(node))
    for (const inside of Array.isArray(value) ? value : [value])
      if (typeof inside?.type === 'string') visit(inside, [node, above[0]], use);
}
