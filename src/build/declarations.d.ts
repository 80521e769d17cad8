interface Place {
  readonly path: string;
  readonly name: string;
}
interface DeclarationFile {
  readonly declared: ReadonlyMap<string, readonly string[]>;
}
export function reachable(
  entries: readonly string[],
  read: (path: string) => string,
): {
  readonly exported: ReadonlyMap<string, ReadonlyMap<string, Place>>;
  readonly kept: ReadonlyMap<string, ReadonlySet<string>>;
  readonly files: ReadonlyMap<string, DeclarationFile>;
};
