/** What `lspci -D -n -vvv` printed of one Function. */
export interface PrintedFunction {
  readonly address: string;
  readonly header: PrintedBlock;
  readonly capabilities: readonly PrintedBlock[];
}

/** The header, or one capability with its title as a line without a label. */
export interface PrintedBlock {
  /** 0 is the header. */
  readonly offset: number;
  /** Of an extended capability. */
  readonly version: number | undefined;
  readonly title: string;
  readonly lines: readonly PrintedLine[];
}

/** `DevCtl` and what follows its colon, continuation lines joined; a second label gives `SltSta.Changed`. */
export interface PrintedLine {
  readonly label: string;
  readonly text: string;
}

/** Words that are a label of their own inside of a labelled line. */
const innerLabels = new Set([
  'Addr',
  'Arb',
  'AtomicOpsCap',
  'AtomicOpsCtl',
  'Cap',
  'Caps',
  'Changed',
  'Control',
  'Ctl',
  'Ctrl',
  'Desc',
  'Enable',
  'Sta',
  'Status',
]);

class Block implements PrintedBlock {
  readonly offset: number;
  readonly version: number | undefined;
  readonly title: string;
  readonly lines: { label: string; text: string }[] = [];

  constructor(offset: number, version: number | undefined, title: string) {
    this.offset = offset;
    this.version = version;
    this.title = title;
  }

  add(line: string): void {
    const match = /^([^:]*[\w)]):(?:\s+(.*))?$/.exec(line);
    if (match) this.#begin(match[1] as string, match[2] ?? '');
    else this.lines.push({ label: '', text: line });
  }

  addContinuation(line: string): void {
    const last = this.lines.at(-1);
    const inner = /^(\w+):\s+(.*)$/.exec(line);
    if (!last) this.add(line);
    else if (inner && innerLabels.has(inner[1] as string)) {
      const outer = last.label.replace(/\..*/, '');
      this.lines.push({ label: `${outer}.${inner[1]}`, text: inner[2] as string });
    } else last.text += ` ${line}`;
  }

  #begin(label: string, text: string): void {
    const inner = /^(\w+):\s+(.*)$/.exec(text);
    if (inner && innerLabels.has(inner[1] as string))
      this.lines.push({ label: `${label}.${inner[1]}`, text: inner[2] as string });
    else this.lines.push({ label, text });
  }
}

/** Reads the text of `lspci -D -n -vvv`. */
export function parseLspciText(text: string): PrintedFunction[] {
  const functions: { address: string; header: Block; capabilities: Block[] }[] = [];
  let block: Block | undefined;
  let depth = 1;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const first = /^([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) (.*)$/.exec(raw);
    if (first) {
      block = new Block(0, undefined, first[2] as string);
      block.lines.push({ label: 'first line', text: first[2] as string });
      functions.push({ address: first[1] as string, header: block, capabilities: [] });
      depth = 1;
      continue;
    }
    if (!block || line === '') continue;
    const capability = /^\tCapabilities: (?:\[([0-9a-f]+)(?: v(\d+))?\] )?(.*)$/.exec(raw);
    if (capability) {
      const version = capability[2] === undefined ? undefined : Number(capability[2]);
      block = new Block(Number.parseInt(capability[1] ?? '-1', 16), version, capability[3] as string);
      block.lines.push({ label: '', text: capability[3] as string });
      functions.at(-1)?.capabilities.push(block);
      depth = 2;
      continue;
    }
    const tabs = /^\t*/.exec(raw)?.[0].length ?? 0;
    if (tabs > depth || raw[tabs] === ' ') block.addContinuation(line);
    else block.add(line);
  }
  return functions;
}
