import type { FunctionReport, System } from '../../verdict/system.ts';
import { UsageError } from '../exit.ts';
import { type CommonFlags, selection } from '../options.ts';
import { Output } from '../output.ts';
import { readSelected, reportLines } from '../systems.ts';

export interface EmulateFlags extends CommonFlags {
  readonly format: 'text' | 'json' | 'c' | 'markdown';
}

/** What a VMM has to do for each field of one VF. */
export async function emulate(paths: readonly string[], flags: EmulateFlags): Promise<void> {
  const systems = await readSelected(paths, flags);
  const kept = selection(flags, systems);
  const found = systems.flatMap((system) =>
    system.snapshot.functions
      .filter((fn) => kept.keeps(fn))
      .map((fn) => [system, system.report(fn)] as const),
  );
  const vfs = found.filter(([, report]) => report.verdict.role === 'vf');
  const [one] = vfs;
  if (!one || vfs.length > 1) {
    const [other] = found;
    const what =
      vfs.length > 1
        ? `${vfs.length} VFs are selected, the first of them ${vfs[0]?.[1].fn.address}`
        : found.length === 1 && other
          ? `${other[1].fn.address} is not a VF`
          : 'no VF is selected';
    throw new UsageError(`${what}; emulate is about one VF: name it with --select`);
  }
  reportLines(systems);
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  await write(output, one[0], one[1], flags);
  await output.end();
}

async function write(
  output: Output,
  system: System,
  report: FunctionReport,
  flags: EmulateFlags,
): Promise<void> {
  switch (flags.format) {
    case 'json': {
      const { emulationJson } = await import('../../output/records/emulate.ts');
      return output.writeAll([emulationJson(system, report)]);
    }
    case 'c': {
      const { emulationC } = await import('../../output/emulate/c.ts');
      return output.writeAll(emulationC(system, report));
    }
    case 'markdown': {
      const { emulationMarkdown } = await import('../../output/emulate/markdown.ts');
      return output.writeAll(emulationMarkdown(system, report));
    }
    case 'text': {
      const { emulationText } = await import('../../output/emulate/text.ts');
      const { terminalStyle } = await import('../terminal.ts');
      const style = await terminalStyle(flags);
      return output.writeText(emulationText(system, report, style), style);
    }
  }
}
