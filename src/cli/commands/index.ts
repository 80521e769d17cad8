/*
 * Every command, as one module that is loaded when a command runs. What a single command needs is loaded with it.
 */
type Of<Name extends string, Module extends Record<Name, (...args: never[]) => unknown>> = (
  ...args: Parameters<Module[Name]>
) => Promise<void>;

export const tree: Of<'tree', typeof import('./tree.ts')> = async (...args) =>
  (await import('./tree.ts')).tree(...args);
export const show: Of<'show', typeof import('./show.ts')> = async (...args) =>
  (await import('./show.ts')).show(...args);
export const shared: Of<'shared', typeof import('./shared.ts')> = async (...args) =>
  (await import('./shared.ts')).shared(...args);
export const emulate: Of<'emulate', typeof import('./emulate.ts')> = async (...args) =>
  (await import('./emulate.ts')).emulate(...args);
export const check: Of<'check', typeof import('./check.ts')> = async (...args) =>
  (await import('./check.ts')).check(...args);
export const why: Of<'why', typeof import('./why.ts')> = async (...args) =>
  (await import('./why.ts')).why(...args);
export const lint: Of<'lint', typeof import('./lint.ts')> = async (...args) =>
  (await import('./lint.ts')).lint(...args);
export const diff: Of<'diff', typeof import('./diff.ts')> = async (...args) =>
  (await import('./diff.ts')).diff(...args);
export const explain: Of<'explain', typeof import('./explain.ts')> = async (...args) =>
  (await import('./explain.ts')).explain(...args);
export const list: Of<'list', typeof import('./list.ts')> = async (...args) =>
  (await import('./list.ts')).list(...args);
export const convert: Of<'convert', typeof import('./convert.ts')> = async (...args) =>
  (await import('./convert.ts')).convert(...args);
export const fixture: Of<'fixture', typeof import('./fixture.ts')> = async (...args) =>
  (await import('./fixture.ts')).fixture(...args);
export const guide: Of<'guide', typeof import('./guide.ts')> = async (...args) =>
  (await import('./guide.ts')).guide(...args);
export const schema: Of<'schema', typeof import('./schema.ts')> = async (...args) =>
  (await import('./schema.ts')).schema(...args);
export const report: Of<'report', typeof import('./report.ts')> = async (...args) =>
  (await import('./report.ts')).report(...args);
export const viewer: Of<'viewer', typeof import('./viewer.ts')> = async (...args) =>
  (await import('./viewer.ts')).viewer(...args);
export const completion: Of<'completion', typeof import('./completion.ts')> = async (...args) =>
  (await import('./completion.ts')).completion(...args);
export const names: Of<'names', typeof import('./names.ts')> = async (...args) =>
  (await import('./names.ts')).names(...args);
export const manual: Of<'manual', typeof import('./manual.ts')> = async (...args) =>
  (await import('./manual.ts')).manual(...args);
