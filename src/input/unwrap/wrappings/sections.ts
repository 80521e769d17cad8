import type { Part, Wrapping } from '../define.ts';
import { look } from '../evidence.ts';
import { headingOf } from '../heading.ts';
import { functionLine } from '../known-lines.ts';
import { type Text, TextBuilder } from '../text.ts';

/** What tools that ask several machines print before each answer. */
const hostLines: readonly RegExp[] = [
  /^(\S+) \| (?:CHANGED|SUCCESS|FAILED|UNREACHABLE)\b.*>>/,
  /^\[\d+\] \d\d:\d\d:\d\d \[(?:SUCCESS|FAILURE)\] (\S+)/,
];
/** dshbak and clubak set a name between lines of dashes. */
const dashes = /^-{8,}$/;
const prompt = /^(?:\([^)]{0,40}\)[ \t]*)?\[?[\w.-]+@([\w.-]+)[\]: \t~][^#$%>\n]{0,200}[#$%>](?:[ \t]|$)/;
/** A prompt that names no host, with a command that a dump comes from. */
const command =
  /^[ \t]*(?:[\w~/.-]{0,40}[ \t]*)?[$#%>+][ \t]*(?:sudo[ \t]+)?(?:\S*\/)?(?:lspci|setpci|cat|hexdump|xxd|od)(?:[ \t]|$)/;
const session = /^Script (?:started|done) on /;

interface Cut {
  /** The first line of the heading, and the first one below it. */
  readonly from: number;
  readonly to: number;
  readonly label: string | undefined;
  /** The heading names a machine. */
  readonly isHost: boolean;
}

function hostIn(lines: readonly string[], n: number): string | undefined {
  const line = lines[n] as string;
  for (const pattern of hostLines) {
    const match = pattern.exec(line);
    if (match) return match[1];
  }
  if (dashes.test(line) && dashes.test(lines[n + 2] ?? '')) return headingOf(lines[n + 1] ?? '');
  return prompt.exec(line)?.[1];
}

/** Headings that a text says something below; those of machines, those of commands, and those before a list that comes again. */
function cutsIn({ lines }: Text): Cut[] {
  const cuts: Cut[] = [];
  let seen = new Set<string>();
  let open = false;
  for (let n = 0; n < lines.length; n++) {
    const line = lines[n] as string;
    const { kind } = look(line, open);
    if (kind === 'function') {
      open = true;
      seen.add(functionLine.exec(line)?.[0].trim() ?? '');
    }
    const isCommand = kind !== 'row' && (command.test(line) || session.test(line) || prompt.test(line));
    if (kind !== 'other' && !isCommand) continue;
    let label: string | undefined;
    let host: string | undefined;
    let hasCommand = false;
    let to = n;
    for (; to < lines.length; to++) {
      const own = lines[to] as string;
      const ownHost = hostIn(lines, to);
      const ownCommand = command.test(own) || session.test(own) || prompt.test(own);
      const what = look(own, false).kind;
      if (what !== 'other' && what !== 'blank' && !ownCommand && ownHost === undefined) break;
      hasCommand ||= ownCommand;
      host = ownHost ?? host;
      if (what === 'other' && !ownCommand) label = headingOf(own) ?? label;
    }
    const next = functionLine.exec(lines[to] ?? '')?.[0].trim();
    const comesAgain = next !== undefined && seen.has(next);
    if (host !== undefined || hasCommand || comesAgain) {
      cuts.push({ from: n, to, label: host ?? (hasCommand ? undefined : label), isHost: host !== undefined });
      if (comesAgain) seen = new Set();
    }
    n = Math.max(n, to - 1);
  }
  return cuts;
}

export default {
  name: 'sections',
  title: 'several dumps below headings',
  kind: 'container',
  settles: () => true,
  rank: 800,
  detect: (text) => cutsIn(text).length > 0,
  unwrap(text): Part[] {
    const parts: Part[] = [];
    const cuts = cutsIn(text);
    let from = 0;
    let label: string | undefined;
    let host: string | undefined;
    const add = (to: number, loose: boolean): void => {
      if (text.lines.slice(from, to).every((line) => line.trim() === '')) return;
      const builder = new TextBuilder(text);
      for (let n = from; n < to; n++) builder.copyLine(n);
      parts.push({ text: builder.finish(), loose, ...(label === undefined ? {} : { label }) });
    };
    let loose = true;
    for (const cut of cuts) {
      add(cut.from, loose);
      from = cut.to;
      // The same machine, or nothing said about it: what follows may belong to what comes before.
      loose = !cut.isHost || host === undefined || cut.label === host;
      label = cut.label ?? (loose ? host : undefined);
      if (cut.isHost) host = cut.label;
    }
    add(text.lines.length, loose);
    return parts;
  },
} satisfies Wrapping;
