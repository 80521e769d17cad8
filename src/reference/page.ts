import { allSteps } from '../checks/questions.ts';
import { allDefinitions } from '../decode/definitions.ts';
import type { Rule } from '../lint/define.ts';
import { rules } from '../lint/rules/index.ts';
import { allRunFindings, type RunFinding } from '../lint/run-findings.ts';
import { hex } from '../model/hex.ts';
import type { CapabilityDefinition, Condition, Placement, Quantity, When } from '../registers/define.ts';
import type { Signal } from '../verdict/signal.ts';
import { signals } from '../verdict/signals/index.ts';
import { glossary, type Term } from './glossary.ts';
import { capabilityMacroText, macrosOf, macroText, ownMacroText } from './macros.ts';
import { firstOffset, type ReferenceRow, referenceRows } from './rows.ts';

/** What there is to say about one name. A field's page is its register's: the neighbours explain it. */
export type Page =
  | {
      readonly kind: 'capability';
      readonly capability: CapabilityDefinition;
      readonly rows: readonly ReferenceRow[];
      /** What the Linux macro is by which it was asked for. */
      readonly macro?: string;
    }
  | {
      readonly kind: 'register';
      readonly register: ReferenceRow;
      readonly fields: readonly ReferenceRow[];
      /** The one field that was asked for. */
      readonly asked?: ReferenceRow;
      readonly macro?: string;
    }
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'finding'; readonly finding: RunFinding }
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'check'; readonly step: (typeof allSteps)[number] };

const setpciName = /^([A-Z0-9_]+?)(?:\+([0-9a-f]{1,3}))?(?:\.([bwl]))?$/i;
const widths = { b: 8, w: 16, l: 32 } as const;

/** Every page that a name means: a path, a rule, a diagnostic's code, a signal, a Linux macro or a setpci name. */
export function pagesFor(name: string): Page[] {
  const rule =
    rules.find(({ meta }) => meta.id === name) ?? rules.find((each) => codesOf(each).includes(name));
  if (rule) return [{ kind: 'rule', rule }];
  const finding = allRunFindings.find(({ id }) => id === name);
  if (finding) return [{ kind: 'finding', finding }];
  const signal = signals.find(({ id }) => id === name);
  if (signal) return [{ kind: 'signal', signal }];
  const step = allSteps.find(({ meta }) => meta.id === name);
  if (step) return [{ kind: 'check', step }];
  const byPath = pathPages(name);
  if (byPath.length > 0) return byPath;
  const byMacro = macroPages(name);
  if (byMacro.length > 0) return byMacro;
  const term = glossary.find((one) => one.name === name);
  return term ? [{ kind: 'term', term }] : setpciPages(name);
}

/** Codes of the diagnostics that lint reports under a rule's name; other commands show the codes. */
export const codesOf = (rule: Rule): readonly string[] => [
  ...((rule.scope === 'dump' && rule.diagnostics) || []),
  ...(rule.insteadOf ?? []),
];

function pathPages(name: string): Page[] {
  const wanted = name.replace(/\[(?:\d+|n)\]/g, '');
  const capability = allDefinitions().filter((definition) => definition.name === wanted);
  if (capability.length > 0) return capability.map(capabilityPage);
  return registerPages(referenceRows().filter(({ path }) => path.replaceAll('[n]', '') === wanted));
}

/** Pages with what the macro is; `PCI_ATS_CAP_QDEP(x)` is found as well. */
function macroPages(asked: string): Page[] {
  const name = asked.replace(/\(\w*\)$/, '');
  const capabilities = new Map<CapabilityDefinition, string>();
  const rows = new Map<ReferenceRow, string>();
  for (const row of referenceRows()) {
    if (row.linux === name) rows.set(row, ownMacroText(name, row));
  }
  for (const capability of allDefinitions()) {
    if (capability.aliases?.linux === name) capabilities.set(capability, `${name} is the capability's ID`);
    for (const macro of macrosOf(capability)) {
      if (macro.name !== name) continue;
      if (macro.path === '') capabilities.set(capability, capabilityMacroText(name, capability));
      const path = `${capability.name}.${macro.path}`;
      const row = referenceRows().find((each) => each.capability === capability && each.path === path);
      if (row) rows.set(row, macroText(macro, row));
    }
  }
  return [
    ...[...capabilities].map(([capability, macro]) => ({ ...capabilityPage(capability), macro })),
    ...registerPages([...rows.keys()]).map((page) => {
      const texts = [...rows].flatMap(([row, text]) => (isOf(page.register, row) ? [text] : []));
      return { ...page, macro: [...new Set(texts)].join('; ') };
    }),
  ];
}

function setpciPages(name: string): Page[] {
  const match = setpciName.exec(name);
  if (!match) return [];
  const [, base = '', offset, width] = match;
  const bits = width === undefined ? undefined : widths[width.toLowerCase() as keyof typeof widths];
  const inHeader = referenceRows().filter(
    ({ register, field }) => !field && register.kind === 'register' && register.setpci === base.toUpperCase(),
  );
  if (inHeader.length > 0 && offset === undefined) return registerPages(inHeader);
  const capability = allDefinitions().filter(({ aliases }) => aliases?.setpci === base.toUpperCase());
  if (offset === undefined) return capability.map(capabilityPage);
  const at = parseInt(offset, 16);
  return registerPages(
    referenceRows().filter(
      ({ capability: owner, register, field, tables }) =>
        capability.includes(owner) &&
        !field &&
        register.kind === 'register' &&
        tables.length === 0 &&
        register.placements.some((placement) => placement.offset === at) &&
        (bits === undefined || register.width === bits),
    ),
  );
}

function capabilityPage(capability: CapabilityDefinition): Extract<Page, { kind: 'capability' }> {
  return {
    kind: 'capability',
    capability,
    rows: referenceRows().filter((row) => row.capability === capability),
  };
}

type RegisterPage = Extract<Page, { kind: 'register' }>;

/** One page for each register that the rows are of; header layouts share those at the same place. */
function registerPages(found: readonly ReferenceRow[]): RegisterPage[] {
  const pages: RegisterPage[] = [];
  for (const row of found) {
    if (pages.some(({ register }) => isOf(register, row))) continue;
    const all = referenceRows().filter(
      (each) =>
        each.capability === row.capability &&
        each.register === row.register &&
        registerPath(each) === registerPath(row),
    );
    const register = all.find(({ field }) => !field) ?? row;
    const [asked, ...others] = found.filter((one) => isOf(register, one));
    // Headers of both types share Command and Status: each of their fields is found twice.
    const one = asked?.field && others.every(({ path }) => path === asked.path) ? { asked } : {};
    pages.push({ kind: 'register', register, fields: all.filter(({ field }) => field), ...one });
  }
  return pages;
}

const registerPath = ({ path, field }: ReferenceRow): string =>
  field ? path.slice(0, path.lastIndexOf('.')) : path;

/** Whether a row is a register or one of its fields; capabilities share the registers of their headers. */
const isOf = (register: ReferenceRow, row: ReferenceRow): boolean =>
  register.register === row.register && register.path === registerPath(row);

/** Every name that `explain` understands. */
export function* knownNames(): Generator<string> {
  for (const rule of rules) {
    yield rule.meta.id;
    yield* codesOf(rule);
  }
  for (const { id } of allRunFindings) yield id;
  for (const { id } of signals) yield id;
  // Completion of a shell ends a name at a space.
  for (const { name } of glossary) if (!name.includes(' ')) yield name;
  for (const { meta } of allSteps) yield meta.id;
  for (const definition of allDefinitions()) {
    const { name, aliases } = definition;
    yield name;
    if (aliases?.linux) yield aliases.linux;
    if (aliases?.setpci) yield aliases.setpci;
    for (const macro of macrosOf(definition)) yield macro.name;
  }
  for (const { path, linux, register } of referenceRows()) {
    yield path.replaceAll('[n]', '');
    if (linux) yield linux;
    if (register.kind === 'register' && register.setpci) yield register.setpci;
  }
}

/** `capabilities.version at least 2 and …` */
export function conditionText(when: When): string {
  return Object.entries(when)
    .map(([path, condition]) => `${factNames[path] ?? path} ${valueText(condition)}`)
    .join(' and ');
}

const factNames: Readonly<Record<string, string>> = {
  '@header': 'the header type',
  '@version': 'the capability version',
  '@vendor': 'the Vendor ID',
  '@device': 'the Device ID',
};

function valueText(condition: Condition): string {
  if (typeof condition === 'number') return `is ${condition}`;
  if (Array.isArray(condition)) return `is ${condition.join(' or ')}`;
  const range = condition as Exclude<Condition, number | readonly number[]>;
  if ('atLeast' in range) return `is at least ${range.atLeast}`;
  if ('atMost' in range) return `is at most ${range.atMost}`;
  return `is not ${typeof range.not === 'number' ? range.not : range.not.join(' or ')}`;
}

/** `+08h`, or one place for each condition. */
export function placesText(placements: readonly Placement[]): string {
  const only = placements.length === 1 ? firstOffset(placements) : undefined;
  if (only !== undefined) return `+${hex(only)}`;
  return placements
    .map(({ offset, when }) => `+${quantityText(offset)}${when ? ` if ${conditionText(when)}` : ''}`)
    .join('; ');
}

function quantityText(quantity: Quantity): string {
  if (typeof quantity === 'number') return hex(quantity);
  const value = quantity.power ? `2^${quantity.field}` : quantity.field;
  const sum = quantity.plus ? `(${value} + ${quantity.plus})` : value;
  return `${sum}${quantity.times ? ` × ${quantity.times}` : ''}${quantity.add === undefined ? '' : ` + ${quantityText(quantity.add)}`}`;
}
