/** Values by what they have in common, in the order in which each group began. `known`: groups that may stay empty. */
export function groupedBy<Key, Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => Key,
  known: Iterable<Key> = [],
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const key of known) groups.set(key, []);
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
