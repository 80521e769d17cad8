import { gzipSync } from 'node:zlib';
import { noPaint } from '../../src/cli/terminal.ts';
import { diff } from '../../src/compare/diff.ts';
import { allPaths } from '../../src/decode/all-paths.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { Anonymizer } from '../../src/fixture/anonymize.ts';
import { editFixture, type FieldChanges } from '../../src/fixture/edit.ts';
import type { StatedValue } from '../../src/fixture/field-value.ts';
import { makeFixture } from '../../src/fixture/make.ts';
import { isArchive } from '../../src/input/archive.ts';
import { formats } from '../../src/input/formats/index.ts';
import { lossesOf } from '../../src/input/losses.ts';
import { readBytes } from '../../src/input/read.ts';
import { endsAsZip } from '../../src/input/zip-signature.ts';
import { readSnapshots } from '../../src/library/disk.ts';
import { Linter } from '../../src/lint/engine.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bridgesAbove } from '../../src/machine/buses.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction, type Surroundings } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { diffMarkdown } from '../../src/output/diff/markdown.ts';
import { diffSideBySide } from '../../src/output/diff/side-by-side.ts';
import { diffText } from '../../src/output/diff/text.ts';
import { diffUnified } from '../../src/output/diff/unified.ts';
import { emulationC } from '../../src/output/emulate/c.ts';
import { emulationText } from '../../src/output/emulate/text.ts';
import { lintFormats } from '../../src/output/lint/index.ts';
import type { LintReport } from '../../src/output/lint/report.ts';
import { diffJson } from '../../src/output/records/diff.ts';
import { emulationJson } from '../../src/output/records/emulate.ts';
import { writeGuest } from '../../src/output/records/guest.ts';
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
import { blocksOf } from '../../src/page/function/fields-of.ts';
import { Opened } from '../../src/page/opened.ts';
import { busMaps } from '../../src/page/routing-cells.ts';
import { opened } from '../../src/page/state.ts';
import { rows } from '../../src/page/tree/rows.ts';
import { views } from '../../src/sharing/views/views.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';
import { faultOfFlip, settled, smallArchives } from './archive-damage.ts';
import { runCommand } from './command.ts';
import { configurationHolds, patternsHold } from './configurations.ts';
import {
  canary,
  json,
  must,
  positionsInside,
  relationsHold,
  ruleExists,
  spacesWhole,
  terminalSafe,
  xml,
} from './invariants.ts';
import { linkGraph } from './links.ts';
import { mutate, mutateSpace } from './mutate.ts';
import type { Random } from './random.ts';
import type { Seeds } from './seeds.ts';

/** What reads each format of lint back; of the others no control character reaches a terminal. */
const readers: Readonly<Record<string, (out: string, report: LintReport) => void>> = {
  github: githubCommands,
  json,
  sarif: json,
  gitlab: json,
  ndjson: (out) => {
    for (const line of out.split('\n')) if (line !== '') json(line);
  },
  junit: xml,
  checkstyle: xml,
};

/** A runner takes a line that begins with `::` for a command: one a finding, and nothing out of a dump is one more. */
function githubCommands(out: string, report: LintReport): void {
  terminalSafe(out);
  must(!out.includes('##['), 'a command that is not ours');
  const lines = out.split('\n').slice(0, -1);
  must(/^lsvf: /.test(lines.pop() ?? ''), 'the last line is another');
  must(
    lines.length === report.findings.length,
    `${lines.length} lines of ${report.findings.length} findings`,
  );
  for (const line of lines)
    must(/^::(?:error|warning|notice) file=[^:,]+,[^:]*title=[\w/-]+::/.test(line), line);
}

/** What JSON can state. */
type Stated = Exclude<StatedValue, bigint>;
const sriovPaths = allPaths().filter((path) => /^(sriov|header|msix)\./.test(path));

/** One case: makes an input from random numbers, and looks whether all that must hold of the answer does. */
export interface Target {
  /** Cases of this target among a hundred of all. */
  readonly share: number;
  /** `keep` takes the input, so that a failure can be looked at. */
  run(random: Random, seeds: Seeds, keep: (input: Uint8Array) => void): void | Promise<void>;
}

const origin = { kind: 'binary', file: 'fuzz' } as const;
const linter = new Linter(
  rules.map((rule) => ({ rule, severity: rule.meta.severity })),
  rules,
);
const names = new Names();
const style = { chalk: noPaint, width: 80, unicode: true };
const text = (pieces: Iterable<string>): string => [...pieces].join('');
const options = { style, all: false, selection: everything };
const hostile = `</script>"\x1b[31m\u202e\xad\u{e0041}\`|@x &<b onload=x> ]]> \ud800 --> \0##[error]\r\n${canary}::x`;

const snapshotOf = (functions: readonly PciFunction[]): Snapshot => ({
  source: 'fuzz',
  inputFormat: 'fuzz',
  functions: [...functions],
  diagnostics: [],
});
const systemOf = (functions: readonly PciFunction[]): System => new System(snapshotOf(functions), names);

function surroundingsOf(random: Random, from: Surroundings): Surroundings {
  if (!random.oneIn(3)) return from;
  const attributes = new Map(from.attributes ?? []);
  const names = [
    'vendor',
    'device',
    'class',
    'sriov_totalvfs',
    'sriov_numvfs',
    'vfn',
    'uid',
    'resource',
    'driver',
    'x',
  ];
  attributes.set(
    random.pick(names),
    random.pick(['0x8086', '0xffff', '0', '-1', '', hostile, '9'.repeat(30)]),
  );
  const links = new Map(from.links ?? []);
  links.set(
    random.pick(['physfn', 'virtfn0', 'virtfn99999', 'driver', 'iommu_group']),
    random.pick(['0000:01:00.0', '0000:01:10.0', '../x', hostile]),
  );
  return { text: random.oneIn(2) ? hostile : (from.text ?? ''), attributes, links };
}

/** A space of which some is not known. */
function spaceOf(bytes: Uint8Array, random: Random): ConfigSpace {
  if (!random.oneIn(5) || bytes.length < 16) return ConfigSpace.of(bytes);
  const cut = random.below(bytes.length - 8) & ~3;
  const gap = Math.min(bytes.length - cut - 4, 4 + random.below(64));
  const ranges = [
    ...(cut > 0 ? [{ start: 0, end: cut }] : []),
    ...(cut + gap < bytes.length ? [{ start: cut + gap, end: bytes.length }] : []),
  ];
  return new ConfigSpace(bytes, 0, bytes.length, bytes.length, ranges);
}

/** A few Functions of the samples, changed, at addresses where they may be each other's PF, VF or bridge. */
function functionsOf(random: Random, seeds: Seeds, most = 3): PciFunction[] {
  const base = random.oneIn(2) ? random.pick(seeds.systems) : seeds.functions;
  return Array.from({ length: 1 + random.below(most) }, () => {
    const fn = random.pick(base);
    const bytes = random.oneIn(30)
      ? random.bytes(256)
      : mutateSpace(fn.config.slice(0, fn.config.end), random);
    const moved = random.oneIn(3) ? 0x100 + random.below(0x200) : fn.routingId;
    const domain = random.oneIn(20) ? random.pick([1, 0xffff, 0xffffffff]) : fn.domain;
    return new PciFunction(
      domain,
      moved,
      spaceOf(bytes, random),
      origin,
      surroundingsOf(random, fn.surroundings),
    );
  });
}

function lintReport(system: System): LintReport {
  const result = linter.lint(system);
  return {
    version: '0',
    files: [{ source: system.snapshot.source, functions: system.snapshot.functions.length }],
    findings: result.findings.map((finding, n) => ({ ...finding, fingerprint: String(n), suppressed: null })),
    implied: [],
    skipped: result.skipped,
    skippedCount: result.skipped.length,
    rules: linter === undefined ? [] : rules.map((rule) => ({ rule, severity: rule.meta.severity })),
    ignoredFiles: [],
    ignoredPaths: [],
    fails: () => true,
  } as LintReport;
}

function checkInput(bytes: Uint8Array, snapshots: readonly Snapshot[]): void {
  for (const snapshot of snapshots) {
    spacesWhole(snapshot);
    if (!isArchive(bytes) && !endsAsZip(bytes)) positionsInside(bytes, snapshot);
    if (snapshot.functions.length > 0 && snapshot.functions.length < 40)
      relationsHold(new System(snapshot, names));
  }
}

function treeTextHolds(system: System, random: Random): void {
  terminalSafe(text(treeText(system, { ...options, all: random.oneIn(2) })));
}

function treeJsonHolds(system: System): void {
  json(text(jsonDocument([system], writeTree, everything)));
  for (const line of text(jsonLines([system], writeTree, everything)).split('\n')) if (line) json(line);
}

function markdownHolds(system: System): void {
  const markdown = text(treeMarkdown(system, { selection: everything, all: false, plain: noPaint }));
  const outside = markdown.replace(/```text[\s\S]*?\n```\n/g, '').replace(/`[^`]*`/g, '');
  const found = /.{0,20}(?<!\\)[<@].{0,20}/.exec(outside)?.[0];
  must(found === undefined, `markup in Markdown: ${found}`);
}

function mermaidHolds(system: System): void {
  for (const line of treeMermaid(system, everything).split('\n').slice(2)) {
    const isOurs = /^(?: {2}(?:n\d+ --> )?n\d+\["[^"]*"\](?::::\w+)?| {2}classDef \w+ [\w:#,-]+)?$/.test(
      line,
    );
    must(isOurs, `Mermaid: ${line}`);
  }
}

function svgHolds(system: System): void {
  xml(topologySvg(system, everything));
}

export const targets: Readonly<Record<string, Target>> = {
  /** Every format but archives, changed; now and then under a format's name that it is not of. */
  text: {
    share: 46,
    run(random, seeds, keep) {
      const bytes = mutate(random.pick(seeds.texts), random, random.pick(seeds.texts));
      keep(bytes);
      const stream = formats.filter(({ kind }) => kind !== 'tree');
      const from = random.oneIn(8) ? random.pick(stream).name : undefined;
      if (isArchive(bytes)) return;
      checkInput(bytes, [readBytes('fuzz', bytes, from)]);
    },
  },
  /** Bytes that nobody made. */
  noise: {
    share: 5,
    run(random, _seeds, keep) {
      const bytes = random.bytes(random.below(2000));
      keep(bytes);
      if (isArchive(bytes)) return;
      checkInput(bytes, [
        readBytes('fuzz', bytes, random.pick([undefined, 'raw', 'lspci', 'hexdump', 'json'])),
      ]);
    },
  },
  /** Trees in tar archives, changed. */
  archive: {
    share: 3,
    async run(random, seeds, keep) {
      const bytes = mutate(random.pick(seeds.archives), random, random.pick(seeds.texts));
      keep(bytes);
      checkInput(bytes, await settled(readSnapshots(bytes, { name: 'fuzz' })));
    },
  },
  /** Small archives of every kind with one bit flipped, 32 of them a case: said, or without effect. */
  damage: {
    share: 3,
    async run(random, _seeds, keep) {
      const archive = random.pick(smallArchives);
      const bits = archive.bytes.length * 8;
      const first = random.below(bits);
      for (let n = 0; n < 32; n++) {
        const bit = (first + n) % bits;
        const fault = await faultOfFlip(archive, bit);
        if (fault !== undefined) keep(archive.bytes);
        must(fault === undefined, `${archive.name}, bit ${bit}: ${fault}`);
      }
    },
  },
  /** Small archives of every kind, changed in many places: whatever comes of it, it ends. */
  packed: {
    share: 3,
    async run(random, seeds, keep) {
      const bytes = mutate(random.pick(smallArchives).bytes, random, random.pick(seeds.archives));
      keep(bytes);
      checkInput(bytes, await settled(readSnapshots(bytes, { name: 'fuzz' })));
    },
  },
  /** Walks, decoding and everything that is said of registers. */
  registers: {
    share: 18,
    run(random, seeds) {
      const [fn] = functionsOf(random, seeds, 1) as [PciFunction];
      const system = systemOf([fn]);
      const report = system.report(fn);
      if (random.oneIn(2)) json(registersShape.write(registersRecord(report.view, fn.address)));
      else terminalSafe(text(showText(report, style)));
    },
  },
  /** Who is whose PF, what is shared, what a guest sees. */
  relations: {
    share: 10,
    run(random, seeds) {
      const functions = functionsOf(random, seeds);
      const system = systemOf(functions);
      relationsHold(system);
      noCertaintyFromNothing(functions, system);
      const selection = everything;
      terminalSafe(
        text(sharedText(system, { style, selection, all: random.oneIn(2), hazards: random.oneIn(2) })),
      );
      for (const line of text(jsonLines([system], writeShared, everything)).split('\n')) if (line) json(line);
      for (const fn of functions) {
        const report = system.report(fn);
        for (const as of ['linux', 'vfio', 'guest'] as const) {
          const seen = views[as].of(report, system);
          must(seen.fn.config.knownBytes === fn.config.knownBytes, `${as} knows other bytes`);
          json(writeGuest(as)(system, fn) ?? '');
          terminalSafe(text(viewText(system, report, style, as)));
        }
        if (report.verdict.role === 'vf') {
          json(emulationJson(system, report));
          text(emulationC(system, report));
          terminalSafe(text(emulationText(system, report, style)));
        }
      }
    },
  },
  /** Whose PF, VF or bridge a Function is, where links and bytes say anything. */
  links: {
    share: 4,
    run(random) {
      const system = systemOf(linkGraph(random));
      relationsHold(system);
      lintReport(system);
      treeTextHolds(system, random);
      xml(topologySvg(system, everything));
    },
  },
  /** Configurations, globs and ignore patterns: refused with a place, or done with in time. */
  configurations: {
    share: 3,
    run(random) {
      configurationHolds(random);
      patternsHold(random);
    },
  },
  lint: {
    share: 8,
    run(random, seeds) {
      const system = systemOf(functionsOf(random, seeds));
      const report = lintReport(system);
      for (const { rule, message } of report.findings) {
        must(ruleExists(rule, system.diagnostics), `there is no rule ${rule}`);
        must(!/\{\{|NaN|(?<!\.)undefined/.test(message), `a hole in ${rule}: ${message}`);
      }
      const context = { style, verbose: random.oneIn(2), statistics: random.oneIn(4) };
      const name = random.pick(Object.keys(lintFormats)) as keyof typeof lintFormats;
      const out = lintFormats[name](report, context);
      (readers[name] ?? terminalSafe)(out, report);
    },
  },
  outputs: {
    share: 6,
    run(random, seeds) {
      const system = systemOf(functionsOf(random, seeds));
      const outputs = [treeTextHolds, treeJsonHolds, markdownHolds, mermaidHolds, svgHolds] as const;
      random.pick(outputs)(system, random);
    },
  },
  page: {
    share: 1,
    run(random, seeds) {
      const [before, after] = [functionsOf(random, seeds), functionsOf(random, seeds)].map(systemOf) as [
        System,
        System,
      ];
      json(JSON.stringify(differenceBlocks(diff([before], [after]))));
      const machine = new Opened(before, everything);
      opened.value = [machine];
      for (const { note = '' } of rows.value)
        must(typeof note === 'string', 'a line of the tree has no words');
      must(addressRanges.value.length <= 65536, 'more ranges than can be');
      must(busMaps.value.length <= 65536, 'more buses than can be');
      const report = random.pick(machine.reports);
      for (const { fields } of report ? blocksOf(report.view) : [])
        for (const { start, end } of fields) must(start <= end, 'a field ends before it begins');
    },
  },
  diff: {
    share: 4,
    run(random, seeds) {
      const functions = functionsOf(random, seeds);
      const unlike = [...new Map(functions.map((fn) => [fn.key, fn])).values()];
      const before = systemOf(unlike);
      must(!diff([before], [systemOf(unlike)]).differs, 'the same differs from itself');
      const after = systemOf(
        random.oneIn(2) ? functionsOf(random, seeds) : unlike.map((fn) => changed(fn, random)),
      );
      const difference = diff([before], [after], { match: random.pick(['address', 'identity'] as const) });
      json(diffJson(difference));
      const write = random.pick([diffText, diffSideBySide, diffUnified]);
      terminalSafe(text(write(difference, { style, all: random.oneIn(2) })));
      text(diffMarkdown(difference, random.oneIn(2)));
    },
  },
  /** Dumps that are edited, and descriptions: refused with a reason, or whole. */
  fixture: {
    share: 2,
    run(random, seeds) {
      const refused = (make: () => Snapshot): Snapshot | undefined => {
        try {
          return make();
        } catch (error) {
          must(
            ['FixtureError', 'ConfigError'].includes((error as Error).name),
            String((error as Error).stack),
          );
          return undefined;
        }
      };
      const paths = allPaths();
      const values = [0, 1, 2, 7, 0xff, 0xffff, 0x10000, '0x10', 'FFFFh', '8.0 GT/s', true, -1, 1.5];
      const path = (): string => {
        const name = random.pick(random.oneIn(3) ? paths : sriovPaths);
        return random.oneIn(8) ? `${name}[${random.below(9)}]` : name;
      };
      const some = (most: number): Record<string, Stated> =>
        Object.fromEntries(
          Array.from({ length: random.below(most) }, () => [path(), random.pick(values) as Stated]),
        );
      const made = refused(() => {
        if (random.oneIn(2)) {
          const { snapshot } = systemOf(functionsOf(random, seeds));
          const options = random.oneIn(2) ? { select: random.pick(['*', '01:00.0', '*:*.0', '?']) } : {};
          return editFixture(snapshot, some(4) as FieldChanges, options).snapshot;
        }
        const functions = Array.from({ length: 1 + random.below(3) }, (_, n) => ({
          address: `0${1 + random.below(2)}:00.${random.oneIn(6) ? random.below(9) : n}`,
          ...(random.oneIn(3) ? {} : { vfs: random.pick([0, 1, 3, 40, 300, 65535]) }),
          ...(random.oneIn(3) ? { fields: some(3) } : {}),
          ...(random.oneIn(3) ? { capabilities: [random.pick(paths).split('.', 1)[0] ?? ''] } : {}),
          ...(random.oneIn(4)
            ? { bars: { [random.below(7)]: random.pick(['4K', '1M', '1G 64-bit', '3K']) } }
            : {}),
        }));
        const view = random.oneIn(3) ? ({ view: 'guest' } as const) : {};
        return makeFixture({ functions, ...view, ...(random.oneIn(3) ? { ports: false } : {}) });
      });
      if (!made) return;
      for (const fn of made.functions) must(fn.config.end <= 4096, 'more than 4,096 bytes');
      relationsHold(new System(made, names));
    },
  },
  /** The program itself, on inputs of every kind. */
  command: {
    share: 1,
    run(random, seeds, keep) {
      const source = random.oneIn(3) ? random.pick(seeds.archives) : random.pick(seeds.texts);
      const packed = random.oneIn(3) ? Uint8Array.from(gzipSync(source)) : source;
      const bytes = random.oneIn(8) ? packed : mutate(packed, random, random.pick(seeds.texts));
      keep(bytes);
      runCommand(bytes, random);
    },
  },
  /** What is written is read back: known bytes are kept, or their loss is named. */
  convert: {
    share: 1,
    async run(random, seeds, keep) {
      const functions = [...new Map(functionsOf(random, seeds, 3).map((fn) => [fn.key, fn])).values()];
      const writable = formats.filter((format) => 'write' in format && format.write);
      const format = random.pick(writable);
      if (!format.write) return;
      const given = random.oneIn(4) ? anonymized(functions) : functions;
      const parts: Uint8Array[] = [];
      for await (const part of format.write(given, bridgesAbove(given)))
        parts.push(typeof part === 'string' ? Buffer.from(part) : part);
      const bytes = Uint8Array.from(Buffer.concat(parts));
      keep(bytes);
      const snapshots = await readSnapshots(bytes, { name: 'fuzz' });
      const [back] = snapshots;
      // Bytes that no longer look like a header are not read back: convert says so and keeps nothing.
      if (!back || back.functions.length === 0) return;
      for (const { kind, functions: lost } of lossesOf(given, back.functions))
        must(kind !== 'changed', `${format.name} changes bytes of ${lost.join(', ')}`);
    },
  },
};

function changed(fn: PciFunction, random: Random): PciFunction {
  const bytes = mutateSpace(fn.config.slice(0, fn.config.end), random);
  return new PciFunction(fn.domain, fn.routingId, ConfigSpace.of(bytes), origin, fn.surroundings);
}

function anonymized(functions: readonly PciFunction[]): PciFunction[] {
  const anonymizer = new Anonymizer({ subsystem: true });
  const changed = functions.map((fn) => anonymizer.take(fn));
  for (const [n, fn] of changed.entries())
    must(
      fn.config.knownBytes === functions[n]?.config.knownBytes,
      'an anonymized Function knows other bytes',
    );
  return changed;
}

/** A VF that is certain stays one whatever PCI Express Function the bytes are of that the dump does not hold. */
function noCertaintyFromNothing(functions: readonly PciFunction[], system: System): void {
  const certain = functions.filter((fn) => {
    const { role, certainty } = system.report(fn).verdict;
    return role === 'vf' && certainty === 'certain' && fn.config.knownBytes < 4096;
  });
  if (certain.length === 0) return;
  const filled = functions.map((fn) => {
    if (!certain.includes(fn)) return fn;
    const bytes = fn.config.slice(0, 4096);
    return new PciFunction(fn.domain, fn.routingId, ConfigSpace.of(bytes), origin, fn.surroundings);
  });
  const other = systemOf(filled);
  for (const fn of certain) {
    const whole = filled[functions.indexOf(fn)] as PciFunction;
    const { verdict } = other.report(whole);
    const isPossible = new FunctionView(whole).capability('pcie') !== undefined;
    must(
      verdict.role === 'vf' && (verdict.certainty === 'certain' || !isPossible),
      `${fn.address} is certain from bytes that are not there`,
    );
  }
}
