import type { StepExample } from '../checks/ladder.ts';
import { adviceIn } from '../lint/advice.ts';
import type { Example, Rule } from '../lint/define.ts';
import type { RunFinding } from '../lint/run-findings.ts';
import { hex } from '../model/hex.ts';
import type { Members, Placement, RegisterDefinition, Unit, ValueNames, When } from '../registers/define.ts';
import {
  hazardText,
  hazardWords,
  type InUse,
  type InVf,
  noteOf,
  type Software,
  type VfInfo,
} from '../registers/vf.ts';
import type { Signal } from '../verdict/signal.ts';
import type { Term } from './glossary.ts';
import { codesOf, conditionText, type Page, placesText } from './page.ts';
import { bitsText, firstOffset, type ReferenceRow } from './rows.ts';

/** A page as it is shown, whatever the format: a heading, facts with labels, then parts with facts of their own. */
export interface Sheet {
  readonly kind: Page['kind'];
  readonly name: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly parts: readonly Part[];
}

export type Fact = readonly [label: string, text: string];

/** A field of a register, or a row of a capability. */
export interface Part {
  /** `7:4` of a register, `+08h` of a capability. */
  readonly place: string;
  readonly path: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

const kinds = { header: 'header', standard: 'capability', extended: 'extended capability', dvsec: 'DVSEC' };
const inVf: Readonly<Record<InVf, string>> = {
  own: 'A VF has its own.',
  optional: 'A VF may have its own.',
  'not-implemented': 'A VF does not have it.',
  elsewhere: 'A VF does not have it.',
  'not-known': 'Not known: no text says whether a VF has it.',
  unspecified: 'It says nothing about VFs.',
};

export function sheetOf(page: Page): Sheet {
  switch (page.kind) {
    case 'capability':
      return capabilitySheet(page);
    case 'register':
      return registerSheet(page);
    case 'rule':
      return ruleSheet(page.rule);
    case 'finding':
      return findingSheet(page.finding);
    case 'signal':
      return signalSheet(page.signal);
    case 'check':
      return checkSheet(page.step);
    case 'term':
      return termSheet(page.term);
  }
}

/** The same for a reader: of a page that was asked for by one field, that field. */
export function askedSheet(page: Page): Sheet {
  if (page.kind !== 'register' || !page.asked) return sheetOf(page);
  const { asked, macro, register } = page;
  return {
    kind: 'register',
    name: asked.path,
    title: asked.title,
    facts: facts([
      ['macro', macro],
      ...fieldFacts(asked),
      ['register', `${register.title}: lsvf explain ${register.path.replaceAll('[n]', '')}`],
    ]),
    parts: [],
  };
}

/** What a field is in a VF is said once: later fields of which the same is true name the first. */
export function withoutRepeats(sheet: Sheet): Sheet {
  const first = new Map<string, string>();
  const parts = sheet.parts.map((part) => {
    const about = part.facts.filter(([label]) => vfLabels.has(label));
    const said = JSON.stringify(about);
    const earlier = first.get(said);
    if (about.length < 2) return part;
    if (earlier === undefined) {
      first.set(said, part.path.slice(part.path.lastIndexOf('.') + 1));
      return part;
    }
    const facts = part.facts.flatMap((fact): Fact[] =>
      fact[0] === 'in a VF' ? [['in a VF', `as ${earlier}`]] : vfLabels.has(fact[0]) ? [] : [fact],
    );
    return { ...part, facts };
  });
  return { ...sheet, parts };
}

const termSheet = ({ name, title, text, see = [] }: Term): Sheet => ({
  kind: 'term',
  name,
  title,
  facts: facts([
    ['means', text],
    ['see', see.join(', ')],
  ]),
  parts: [],
});

function capabilitySheet({ capability, rows, macro }: Extract<Page, { kind: 'capability' }>): Sheet {
  const { kind, name, title, id, aliases, spec, when, vf, note, nameOnly } = capability;
  const layout = kind === 'header' ? `Type ${id}` : `${hex(id, kind === 'standard' ? 2 : 4)}`;
  return {
    kind: 'capability',
    name,
    title,
    facts: facts([
      ['macro', macro],
      ['kind', `${kinds[kind]} ${layout}`],
      ['when', conditionOrNothing(when)],
      ['setpci', aliases?.setpci],
      ['Linux', aliases?.linux],
      ['in a VF', vf ? undefined : inVf[capability.inVf]],
      ...vfFacts(vf),
      ['note', note],
      ['named only', nameOnly],
      ['source', spec],
    ]),
    parts: rows
      .filter(({ field }) => !field)
      .map((row) => ({
        place: placeIn(row),
        path: row.path,
        title: row.title,
        facts: facts([
          [
            'fields',
            rows
              .filter(({ register, field }) => field && register === row.register)
              .map(({ path }) => path.slice(row.path.length + 1))
              .join(', '),
          ],
        ]),
      })),
  };
}

function registerSheet({ register: row, fields, macro }: Extract<Page, { kind: 'register' }>): Sheet {
  const { register, capability } = row;
  const width = register.kind === 'register' ? register.width : undefined;
  return {
    kind: 'register',
    name: row.path,
    title: row.title,
    facts: facts([
      ['macro', macro],
      [
        'in',
        capability.kind === 'header'
          ? `the ${headerTitle(capability.id)}`
          : `${capability.title} (${capability.name})`,
      ],
      ['place', `${placeIn(row)}${width === undefined ? '' : `, ${width} bits`}`],
      ...valueFacts(row),
      ['when', conditionOrNothing(row.when)],
      ['setpci', setpciOf(row)],
      ['Linux', row.linux],
      ...vfFacts(row.vf),
      ['note', register.kind === 'repeat' ? undefined : register.note],
      ['source', row.spec],
    ]),
    parts: fields.map((field) => ({
      place: bitsText(field),
      path: field.path,
      title: field.title,
      facts: facts([
        ...valueFacts(field),
        ['when', conditionOrNothing(field.field?.when)],
        ['Linux', field.linux],
        ...vfFacts(field.vf === row.vf ? undefined : field.vf),
        ['note', field.field?.note],
        ['source', field.spec === row.spec ? undefined : field.spec],
      ]),
    })),
  };
}

/** What there is to say about one row without its neighbours. */
export function fieldFacts(row: ReferenceRow): Fact[] {
  const { capability, register, field } = row;
  const bits = field ? `, ${field.width === 1 ? 'bit' : 'bits'} ${bitsText(row)}` : '';
  return facts([
    [
      'in',
      capability.kind === 'header'
        ? `the ${headerTitle(capability.id)}`
        : `${capability.title} (${capability.name})`,
    ],
    ['place', `${placeIn(row)}${bits}`],
    ...valueFacts(row),
    ['when', conditionOrNothing(row.when)],
    ['setpci', setpciOf(row)],
    ['Linux', row.linux],
    ...vfFacts(row.vf),
    ['note', field ? field.note : register.kind === 'register' ? register.note : undefined],
    ['source', row.spec],
  ]);
}

const headerTitle = (layout: number): string => `Type ${layout} header`;

const findingSheet = ({ id, severity, title, why, fix }: RunFinding): Sheet => ({
  kind: 'finding',
  name: id,
  title,
  facts: [
    ['severity', severity],
    ['looks at', 'the run'],
    ['why', why],
    ['fix', adviceIn(fix)],
  ],
  parts: [],
});

const aboutText: Readonly<Record<Rule['meta']['about'], string>> = {
  capture: 'capture: how the dump was taken',
  edit: 'edit: bytes that contradict each other',
  device: 'device: what the hardware does',
};

function ruleSheet(rule: Rule): Sheet {
  const { meta, scope, examples } = rule;
  return {
    kind: 'rule',
    name: meta.id,
    title: meta.title,
    facts: facts([
      ['severity', meta.severity],
      ['profile', meta.profile],
      ['about', aboutText[meta.about]],
      ['looks at', scope],
      ['why', meta.why],
      ['fix', adviceIn(meta.fix)],
      ['exceptions', meta.exceptions],
      [
        'fields',
        [meta.reads as readonly string[], (meta.mayRead ?? []) as readonly string[]].flat().join(', '),
      ],
      ['code', codesOf(rule).join(', ')],
      ['needs', meta.needs === undefined ? undefined : `the first ${meta.needs} bytes`],
      ['source', meta.spec],
    ]),
    parts: [...examplesOf('good', examples.good), ...examplesOf('bad', examples.bad)],
  };
}

function examplesOf(place: string, examples: readonly Example[]): Part[] {
  return examples.flatMap((example) => {
    if (!('fields' in example)) return [];
    const fields = Object.entries(example.fields as Readonly<Record<string, number | bigint>>);
    if (fields.length === 0) return [];
    return [
      { place, path: '', title: fields.map(([path, value]) => `${path} ${value}`).join(', '), facts: [] },
    ];
  });
}

const signalSheet = ({ id, weight, title, why }: Signal): Sheet => ({
  kind: 'signal',
  name: id,
  title,
  facts: [
    ['weight', weight],
    ['why', why],
  ],
  parts: [],
});

function checkSheet({ meta, examples }: Extract<Page, { kind: 'check' }>['step']): Sheet {
  return {
    kind: 'check',
    name: meta.id,
    title: meta.title,
    facts: facts([
      ['reads', meta.of],
      ['fields', meta.reads.join(', ')],
      ['why', meta.why],
      ['Linux', meta.linux],
      ['returns', meta.errno === null ? undefined : `-${meta.errno}`],
      ['fix', meta.fix],
      ['kernels', meta.versions],
      ['source', meta.source],
    ]),
    parts: [
      ...stepExamples('good', meta.reads, examples.good),
      ...stepExamples('bad', meta.reads, examples.bad),
    ],
  };
}

/** What the Functions of an example have in the fields that the step reads. */
function stepExamples(place: string, reads: readonly string[], examples: readonly StepExample[]): Part[] {
  return examples.flatMap(({ functions, vfs }) => {
    const shown = functions.flatMap(({ address = '00:00.0', fields }) => {
      const values = Object.entries(fields).filter(([path]) => reads.includes(path));
      return values.length === 0
        ? []
        : [`${address}: ${values.map(([path, value]) => `${path} ${value}`).join(', ')}`];
    });
    if (shown.length === 0) return [];
    const asked = vfs === undefined ? '' : `--vfs ${vfs}; `;
    return [{ place, path: '', title: `${asked}${shown.join('; ')}`, facts: [] }];
  });
}

function facts(all: readonly (readonly [string, string | undefined])[]): Fact[] {
  return all.filter((fact): fact is Fact => fact[1] !== undefined && fact[1] !== '');
}

const conditionOrNothing = (when: When | undefined): string | undefined =>
  when === undefined || Object.keys(when).length === 0 ? undefined : conditionText(when);

function placeIn({ register, tables }: ReferenceRow): string {
  const own = placesText(register.placements as readonly Placement[]);
  if (tables.length === 0) return own;
  const [table] = tables;
  return `${own} in each element of the table at ${placesText(table?.placements ?? [])}`;
}

function setpciOf({ capability, register, tables }: ReferenceRow): string | undefined {
  if (register.kind !== 'register' || tables.length > 0) return undefined;
  const letter = { 8: '.b', 16: '.w', 32: '.l' }[register.width] ?? '';
  if (register.setpci) return register.setpci;
  const base = capability.aliases?.setpci;
  const offset = firstOffset(register.placements);
  return base === undefined || offset === undefined ? undefined : `${base}+${offset.toString(16)}${letter}`;
}

function valueFacts({ register, field, access }: ReferenceRow): (readonly [string, string | undefined])[] {
  const row = field ?? (register.kind === 'register' ? (register as RegisterDefinition) : undefined);
  return [
    ['access', access],
    ['after reset', row?.reset === undefined ? undefined : String(row.reset)],
    ['values', valuesText(row?.values)],
    ['bits', membersText(row?.members)],
    ['unit', unitText(row?.unit)],
  ];
}

function valuesText(values: ValueNames | undefined): string | undefined {
  if (!values) return undefined;
  const { rest, ...named } = values;
  const codes = Object.entries(named).map(([code, name]) => `${code} ${name}`);
  return [...codes, ...(rest === undefined ? [] : [`others ${rest}`])].join(', ');
}

function membersText(members: Members | undefined): string | undefined {
  if (members === undefined) return undefined;
  if (typeof members === 'string') return `a set of ${members}: bit n stands for number n`;
  if ('sizesFrom' in members) return `bit n stands for 2^(n+${members.sizesFrom}) bytes`;
  return Object.entries(members)
    .map(([bit, name]) => `${bit} ${name}`)
    .join(', ');
}

/** `(2^value + 7) × 128 bytes` */
function unitText(unit: Unit | undefined): string | undefined {
  if (!unit) return undefined;
  const value = unit.power ? '2^value' : 'value';
  const sum = unit.plus ? `(${value} + ${unit.plus})` : value;
  const times = unit.times === undefined ? '' : ` × ${unit.times}`;
  const scale = unit.scale
    ? ` × one of ${unit.scale.factors.map((factor) => factor ?? 'unknown').join(', ')} by ${unit.scale.field}`
    : '';
  const special = Object.entries(unit.special ?? {}).map(([code, text]) => `; ${code} ${text}`);
  return `${sum}${times}${scale} ${unit.label}${special.join('')}`;
}

/** The Function that governs, in words, where it is not the PF. */
const governing: Readonly<Record<NonNullable<VfInfo['from']>, string | undefined>> = {
  pf: undefined,
  'function-0': 'Function 0',
  'ari-function-0': 'Function 0 of an ARI Device, else the PF',
  'lowest-pf': 'the lowest PF',
  'function-with': undefined,
};

function vfFacts(vf: VfInfo | undefined): Fact[] {
  if (!vf) return [];
  const from = vf.having
    ? `the lowest Function with ${conditionText(vf.having)}`
    : governing[vf.from ?? 'pf'];
  const whose = vf.value
    ? ` See ${vf.value}${from ? ` of ${from}` : ''}.`
    : from
      ? ` Governed by ${from}.`
      : '';
  return [
    [
      'in a VF',
      `${vf.rule === null ? '' : `${vf.rule}: `}${noteOf(vf)}${whose}${vf.spec && vf.rule !== null ? ` (${vf.spec})` : ''}`,
    ],
    ...(vf.hazard
      ? [['hazard', `class ${vf.hazard}, ${hazardWords[vf.hazard]}: ${hazardText[vf.hazard]}`] as const]
      : []),
    ...(vf.inUse ? [['in use', inUseText(vf.inUse)] as const] : []),
    ...Object.entries(vf.software ?? {}).map(
      ([program, { text, read }]) => [programs[program as keyof Software], `${text} [${read}]`] as const,
    ),
  ];
}

const programs: Readonly<Record<keyof Software, string>> = {
  linux: 'on Linux',
  vfio: 'vfio-pci',
  qemu: 'QEMU',
};

/** Labels of what `vfFacts` says. */
const vfLabels: ReadonlySet<string> = new Set(['in a VF', 'hazard', 'in use', ...Object.values(programs)]);

const inUseText = (conditions: readonly InUse[]): string =>
  conditions.length === 0
    ? 'never: what it reads serves nobody'
    : `when ${conditions.map(({ in: where, when }) => `${conditionText(when)}${where === 'vf' ? ' in the VF' : ''}`).join(', or ')}`;
