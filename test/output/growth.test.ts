import { expect, test, vi } from 'vitest';
import { type QuestionName, questions } from '../../src/checks/questions.ts';
import { commandsOf } from '../../src/cli/command-line.ts';
import { program } from '../../src/cli/program.ts';
import { noPaint } from '../../src/cli/terminal.ts';
import { diff } from '../../src/compare/diff.ts';
import { encode, type FieldValues } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { formats } from '../../src/input/formats/index.ts';
import { hexDump } from '../../src/input/formats/lspci/write.ts';
import { Linter } from '../../src/lint/engine.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bridgesAbove } from '../../src/machine/buses.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { groupedSystem, groupsMarkdown, groupsRecord, groupsText } from '../../src/output/check/groups.ts';
import { subjectMarkdown } from '../../src/output/check/markdown.ts';
import { largestOf, type Subject, subjectRecord } from '../../src/output/check/record.ts';
import { subjectText } from '../../src/output/check/text.ts';
import { explained, whyMarkdown, whyRecord, whyText } from '../../src/output/check/why.ts';
import { diffMarkdown } from '../../src/output/diff/markdown.ts';
import { diffSideBySide } from '../../src/output/diff/side-by-side.ts';
import { diffText } from '../../src/output/diff/text.ts';
import { diffUnified } from '../../src/output/diff/unified.ts';
import { lintFormats } from '../../src/output/lint/index.ts';
import type { LintReport, ReportedFinding } from '../../src/output/lint/report.ts';
import { diffJson } from '../../src/output/records/diff.ts';
import { registersRecord, registersShape } from '../../src/output/records/registers.ts';
import { writeShared } from '../../src/output/records/shared.ts';
import { jsonDocument, jsonLines } from '../../src/output/records/snapshots.ts';
import { writeTree } from '../../src/output/records/tree.ts';
import { sharedText } from '../../src/output/text/shared.ts';
import { showText } from '../../src/output/text/show.ts';
import { treeText } from '../../src/output/text/tree.ts';
import { viewText } from '../../src/output/text/view.ts';
import { topologySvg } from '../../src/output/topology-svg.ts';
import { treeMarkdown } from '../../src/output/tree-markdown.ts';
import { treeMermaid } from '../../src/output/tree-mermaid.ts';
import { addressRanges } from '../../src/page/address-ranges.ts';
import { differenceBlocks } from '../../src/page/difference-blocks.ts';
import { Opened } from '../../src/page/opened.ts';
import { busMaps } from '../../src/page/routing-cells.ts';
import { opened } from '../../src/page/state.ts';
import { rows } from '../../src/page/tree/rows.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';
import { operationsOf } from './operations.ts';

/* What is written grows with what it is about, in every output: twice the Functions or findings is twice the work. */

const style = { chalk: noPaint, width: 80, unicode: true };
const few = 64;
const fewFindings = 400;
const factor = 4;
/** Sorting is a little more than linear; squares would be 16 times. */
const mostGrowth = 5;

const express: FieldValues = {
  'header.vendor_id': 0x8086,
  'header.class_code.base_class': 2,
  'pcie.capabilities.version': 2,
  'pcie.device_capabilities.function_level_reset_capability': 1,
};
const pfBytes = encode(
  {
    ...express,
    'header.device_id': 0x1572,
    'sriov.control.vf_enable': 1,
    'sriov.initial_vfs': 7,
    'sriov.total_vfs': 7,
    'sriov.num_vfs': 7,
    'sriov.first_vf_offset': 1,
    'sriov.vf_stride': 1,
    'sriov.vf_device_id': 0x154c,
  },
  { capabilities: ['pcie', 'sriov', 'ats'] },
);
const vfBytes = encode(
  { ...express, 'header.vendor_id': 0xffff, 'header.device_id': 0xffff },
  { capabilities: ['pcie', 'ats'] },
);
const otherBytes = encode({ ...express, 'header.device_id': 0x10d3 }, { capabilities: ['pcie'] });

const origin = { kind: 'binary', file: 'grows' } as const;
/** Names differ, so that nothing is alike. */
const functionOf = (bytes: Uint8Array, n: number): PciFunction =>
  new PciFunction(n >> 14, (n * 8) & 0xffff, ConfigSpace.of(bytes), origin, { text: `Thing: number ${n}` });

/** Systems of `n` Functions or a few more, each of a shape that tempts to look through all of them. */
const shapes: Readonly<Record<string, (n: number, change?: number) => PciFunction[]>> = {
  'PFs with VFs': (n, change = 0) =>
    Array.from({ length: n }, (_, each) => {
      const bytes = Uint8Array.from(each % 8 === 0 ? pfBytes : vfBytes);
      bytes[0x3c] = change;
      const text = { text: `Thing: number ${each}` };
      return new PciFunction(each >> 11, (each * 1) & 0xffff, ConfigSpace.of(bytes), origin, text);
    }),
  'VFs without PFs': (n, change = 0) => changed(vfBytes, n, change),
  'ordinary Functions': (n, change = 0) => changed(otherBytes, n, change),
};

function changed(from: Uint8Array, length: number, change: number): PciFunction[] {
  const bytes = Uint8Array.from(from);
  bytes[0x3c] = change;
  return Array.from({ length }, (_, n) => functionOf(bytes, n));
}

const systemOf = (functions: readonly PciFunction[]): System =>
  new System({ source: 'grows', inputFormat: 'lspci', functions, diagnostics: [] }, new Names());

const linter = new Linter(
  rules.map((rule) => ({ rule, severity: rule.meta.severity })),
  rules,
);

/** Takes all pieces, without looking at any. */
function written(pieces: Iterable<unknown> | string): void {
  if (typeof pieces === 'string') return;
  const iterator = pieces[Symbol.iterator]();
  while (!iterator.next().done);
}

type Write = (system: System, other: () => System) => void;

const diffOf =
  (write: (difference: ReturnType<typeof diff>) => Iterable<string> | string): Write =>
  (system, other) =>
    written(write(diff([system], [other()])));

/** By command and format, as the command line has them. */
const outputs: Readonly<Record<string, Write>> = {
  'tree text': (system) => written(treeText(system, { style, all: true, selection: everything })),
  'tree json': (system) => written(jsonDocument([system], writeTree, everything)),
  'tree ndjson': (system) => written(jsonLines([system], writeTree, everything)),
  'tree markdown': (system) =>
    written(treeMarkdown(system, { selection: everything, all: true, plain: noPaint })),
  'tree mermaid': (system) => written(treeMermaid(system, everything)),
  'tree svg': (system) => written(topologySvg(system, everything)),
  'show text': (system) => {
    for (const fn of system.snapshot.functions) written(showText(system.report(fn), style));
  },
  'show json': (system) => written(jsonDocument([system], registers, everything)),
  'show ndjson': (system) => written(jsonLines([system], registers, everything)),
  'show hex': (system) => {
    for (const fn of system.snapshot.functions) written(hexDump(fn));
  },
  'shared text': (system) => {
    for (const hazards of [true, false])
      written(sharedText(system, { style, selection: everything, all: true, hazards }));
    for (const fn of system.snapshot.functions) written(viewText(system, system.report(fn), style, 'guest'));
  },
  'shared json': (system) => written(jsonDocument([system], writeShared, everything)),
  'shared ndjson': (system) => written(jsonLines([system], writeShared, everything)),
  'shared hex': (system) => {
    for (const fn of system.snapshot.functions) written(hexDump(fn));
  },
  'diff text': diffOf((difference) => diffText(difference, { style, all: true })),
  'diff side-by-side': diffOf((difference) => diffSideBySide(difference, { style, all: true })),
  'diff unified': diffOf((difference) => diffUnified(difference, { style, all: true })),
  'diff json': diffOf(diffJson),
  'diff markdown': diffOf((difference) => diffMarkdown(difference, true)),
  'check text': (system) => {
    for (const subject of subjectsOf(system)) written(subjectText(subject, style));
    written(groupsText(groupedSystem(system, everything), style));
  },
  'check json': (system) => {
    for (const subject of subjectsOf(system)) written(JSON.stringify(subjectRecord(subject)));
    written(JSON.stringify(groupsRecord(groupedSystem(system, everything))));
  },
  'check markdown': (system) => {
    for (const subject of subjectsOf(system)) written(subjectMarkdown(subject));
    written(groupsMarkdown(groupedSystem(system, everything)));
  },
  'why text': (system) => {
    for (const fn of system.snapshot.functions) written(whyText(explained(system, fn), style));
  },
  'why json': (system) => {
    for (const fn of system.snapshot.functions) written(JSON.stringify(whyRecord(explained(system, fn))));
  },
  'why markdown': (system) => {
    for (const fn of system.snapshot.functions) written(whyMarkdown(explained(system, fn)));
  },
  // What of the page is made of all Functions; the others are made of one.
  report: (system, other) => {
    written(JSON.stringify(differenceBlocks(diff([system], [other()]))));
    written(linter.lint(system).findings);
    opened.value = [new Opened(system, everything)];
    written(rows.value.map(({ id, note = '' }) => `${id} ${note}`));
    written(addressRanges.value.map(({ id }) => id));
    written(busMaps.value.map(({ name }) => name));
  },
};

/** All that check can be asked of a system. */
function* subjectsOf(system: System): Generator<Subject> {
  for (const [name, { isAbout, ask }] of Object.entries(questions)) {
    const question = name as QuestionName;
    for (const fn of system.machine.byKey.values()) {
      if (!isAbout(system, fn)) continue;
      const largest = largestOf(question, system, fn);
      yield { system, fn, question, asked: {}, ladder: ask(system, fn, {}), largest };
    }
  }
}

const registers = (_: System, fn: PciFunction): string =>
  registersShape.write(registersRecord(new FunctionView(fn), fn.address));

type Work = (n: number) => void | Promise<void>;

async function growthOf(work: Work, least = few): Promise<number> {
  // What is made once, such as tables, is made.
  await work(8);
  const once = await operationsOf(() => work(least));
  return (await operationsOf(() => work(least * factor))) / once;
}

test('what is counted: copying a list for each of its elements is seen', async () => {
  const linear = (n: number): void => {
    const list: number[] = [];
    for (let each = 0; each < n; each++) list.push(each);
    written(list.map((each) => each + 1).join(' '));
  };
  const square = (n: number): void => {
    let list: number[] = [];
    for (let each = 0; each < n; each++) list = [...list, each];
  };
  const text = (n: number): void => {
    let out = '';
    for (let each = 0; each < n; each++) out = `${out} ${each}`.replace('x', '');
  };
  expect(await growthOf(linear)).toBeLessThan(mostGrowth);
  expect(await growthOf(square)).toBeGreaterThan(mostGrowth);
  expect(await growthOf(text)).toBeGreaterThan(mostGrowth);
});

test('every output of every command is looked at', () => {
  vi.stubGlobal('LSVF_VERSION', '0');
  const known = commandsOf(program()).flatMap(({ name, flags }) => {
    const format = flags.find(({ long }) => long === '--format');
    // The length of explain, list and guide does not depend on any input, that of emulate on one VF alone.
    if (!format || ['explain', 'list', 'guide', 'lint', 'emulate'].includes(name)) return [];
    return format.choices.map((choice) => `${name} ${choice}`);
  });
  expect(
    Object.keys(outputs)
      .filter((name) => name !== 'report')
      .sort(),
  ).toEqual(known.sort());
});

for (const [shape, make] of Object.entries(shapes)) {
  test.each(Object.entries(outputs))(`${shape}: %s`, async (_, write) => {
    // Once with all that it is made from, and once more, when all of that is known, by itself.
    const again = new Map<number, () => void>();
    const whole = await growthOf((n) => {
      const [system, other] = [systemOf(make(n)), systemOf(make(n, 1))];
      const action = (): void => write(system, () => other);
      again.set(n, action);
      action();
    });
    expect(whole).toBeLessThan(mostGrowth);
    expect(await growthOf((n) => again.get(n)?.())).toBeLessThan(mostGrowth);
  });
}

const findingOf = (n: number, source: string): ReportedFinding => ({
  rule: rules[n % rules.length]?.meta.id ?? '',
  severity: 'warning',
  about: 'edit',
  message: `number ${n}`,
  source,
  at: { file: source, line: n + 1, column: 1 },
  length: 1,
  function: null,
  field: null,
  related: [
    { message: 'there', at: { file: source, line: 1, column: 1 }, function: '0000:00:00.0', field: 'x' },
  ],
  suppressed: null,
  fingerprint: `print ${n % 7}`,
  excerpt: { text: '00: 86 80', column: 5, length: 1 },
});

function reportOf(n: number, sourceOf: (each: number) => string): LintReport {
  const findings: ReportedFinding[] = [];
  const sources = new Set<string>();
  const skipped = [];
  for (let each = 0; each < n; each++) {
    findings.push(findingOf(each, sourceOf(each)));
    sources.add(sourceOf(each));
    skipped.push({ rule: 'x', source: sourceOf(each), function: '0000:00:00.0', lacks: `part ${each}` });
  }
  return {
    version: '0',
    files: Array.from(sources, (source) => ({ source, functions: 1 })),
    findings,
    implied: findings,
    skipped,
    skippedCount: n,
    rules: rules.map((rule) => ({ rule, severity: rule.meta.severity })),
    ignoredFiles: Array.from(sources),
    ignoredPaths: [],
    fails: () => true,
  };
}

test.each(Object.entries(lintFormats))('findings in one file and in many: lint %s', async (_, write) => {
  for (const sourceOf of [() => 'one.txt', (each: number) => `${each}.txt`]) {
    const growth = await growthOf(
      (n) => written(write(reportOf(n, sourceOf), { style, statistics: false, verbose: true })),
      fewFindings,
    );
    expect(growth).toBeLessThan(mostGrowth);
  }
});

const writable = formats.flatMap((format) =>
  'write' in format && format.write ? [[format.name, format.write] as const] : [],
);
test.each(writable)('convert --to %s', async (_, write) => {
  const growth = await growthOf(async (n) => {
    const functions = shapes['PFs with VFs']?.(n) ?? [];
    const pieces = write(functions, bridgesAbove(functions));
    if (Symbol.iterator in pieces) written(pieces);
    else for await (const _piece of pieces);
  });
  expect(growth).toBeLessThan(mostGrowth);
});
