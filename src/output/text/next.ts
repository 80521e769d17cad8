import { formatKey } from '../../model/address.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { safe } from './safe.ts';
import { sourceName } from './source-name.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** Collects over all inputs what a reader can do next, and says it with commands to copy. */
export class NextSteps {
  #all: string;
  readonly #off = new Map<System, FunctionReport[]>();
  readonly #stopped = new Map<System, FunctionReport[]>();
  readonly #detached = new Map<System, FunctionReport[]>();
  readonly #withVfs = new Set<System>();
  readonly #advice = new Map<string, Set<string>>();
  #unreadable = false;
  #systems = 0;

  /** `paths`: what was given on the command line. */
  constructor(paths: readonly string[]) {
    this.#all = paths.length > mostPaths ? 'PATH...' : paths.map(quoted).join(' ');
  }

  see({ snapshot }: System): void {
    if (snapshot.functions.length === 0) return;
    this.#systems++;
    if (snapshot.source === '-') this.#all = fileOfInput;
  }

  /** A PF without VFs; `stop`: something keeps them off. */
  pfOff(system: System, report: FunctionReport, stop: boolean): void {
    append(stop ? this.#stopped : this.#off, system, report);
  }

  detached(system: System, report: FunctionReport): void {
    append(this.#detached, system, report);
  }

  attached(system: System): void {
    this.#withVfs.add(system);
  }

  captureAgain({ snapshot }: System, advice: string): void {
    this.#advice.set(advice, (this.#advice.get(advice) ?? new Set()).add(sourceName(snapshot)));
  }

  /** A Function that did not answer. */
  unreadable(): void {
    this.#unreadable = true;
  }

  /** Lines of what to do, the most urgent first. */
  *text({ chalk, width }: Style): Generator<string> {
    if (this.#systems === 0) return;
    const rows: [what: string, command: string][] = [
      ...this.#enable(this.#stopped, 'VFs cannot be enabled'),
      ...this.#enable(this.#off, 'Enable VFs'),
      ...this.#evidence(),
      ...(this.#withVfs.size > 0 ? [['What VFs share', `lsvf shared ${this.#all}`] as [string, string]] : []),
      ...(this.#unreadable ? [['No answer', 'lsvf explain unreadable'] as [string, string]] : []),
      ['Check the dump', `lsvf lint ${this.#all}`],
    ];
    yield `${chalk.bold('Next')}\n`;
    for (const [advice, sources] of this.#advice) {
      const text = `${this.#tooShort([...sources])} too short to tell everything: capture it again ${advice}.`;
      for (const line of wrap(text, width - 2)) yield `  ${chalk.yellow(line)}\n`;
    }
    const column = Math.max(...rows.map(([what]) => what.length)) + 2;
    for (const [what, command] of rows)
      yield `  ${`${what}:`.padEnd(column)}${chalk.bold(safe(command.trimEnd()))}\n`;
  }

  /** One dump needs no name. */
  #tooShort([first = '', ...others]: readonly string[]): string {
    if (this.#systems === 1) return 'The dump is';
    if (others.length === 0) return `${first} is`;
    return `${first} and ${others.length === 1 ? (others[0] as string) : `${others.length} more`} are`;
  }

  /** The first input that has some; one Function is named, several are all that the command is about. */
  *#enable(
    found: ReadonlyMap<System, readonly FunctionReport[]>,
    what: string,
  ): Generator<[what: string, command: string]> {
    for (const [system, [first, ...others]] of found) {
      if (!first) continue;
      const which = others.length === 0 ? `-s ${shortAddress(first)} ` : '';
      yield [what, `lsvf check enable ${which}${sourceOf(system)}`];
      return;
    }
  }

  *#evidence(): Generator<[what: string, command: string]> {
    for (const [system, [first]] of this.#detached) {
      if (!first) continue;
      yield ['Why it is a VF', `lsvf why ${shortAddress(first)} ${sourceOf(system)}`];
      return;
    }
  }
}

const mostPaths = 3;

/** Standard input cannot be read again: the command is for the file that a reader makes of it. */
const fileOfInput = 'FILE';

const sourceOf = ({ snapshot }: System): string =>
  snapshot.source === '-' ? fileOfInput : quoted(snapshot.source);

/** The address as `-s` takes it. */
const shortAddress = ({ fn }: FunctionReport): string => formatKey(fn.key).replace(/^0000:/, '');

/** A path as a shell takes it. */
const quoted = (path: string): string =>
  /^[\w@%+=:,./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
