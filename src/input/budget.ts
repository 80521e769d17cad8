/* The only place that says how much of an input is read. */

const KiB = 2 ** 10;
const MiB = 2 ** 20;
const GiB = 2 ** 30;

/** Limits of single things. What is over one is skipped, or cut, and said. */
export const limits = {
  /** Bytes of a file's beginning by which its format is recognised. */
  head: 64 * KiB,
  /** Bytes that are read at once. */
  chunk: 256 * KiB,
  /** Bytes of a file in which a dump is looked for, after other text. */
  search: 16 * MiB,
  /** Bytes of a text that is unwrapped: it is held in memory more than once. */
  wrapped: 64 * MiB,
  /** Bytes of one attribute or configuration space. */
  attribute: 64 * KiB,
  /** Bytes of one file of an archive, or of a text in UTF-16. */
  file: 256 * MiB,
  /** Bytes of one line of text. */
  line: 16 * MiB,
  /** Bytes of one text of a report that is joined with others. */
  reportText: 64 * MiB,
  /** Bytes of a name, or of a link's target: PATH_MAX of Linux (include/uapi/linux/limits.h). */
  name: 4096,
  /** Folders in each other: a path of sysfs through a dozen bridges has 30. */
  depth: 128,
  /** Archives in each other, each packing counted. */
  nesting: 8,
  /** Bytes that a zstd frame may look back: what `zstd -d` takes without an option. */
  zstdWindow: 128 * MiB,
} as const;

/** What an input may take as a whole: much even of a small one, and more for each byte that it really has. */
interface Allowance {
  readonly base: number;
  readonly perByte: number;
  readonly most: number;
  /** What is said when it is used up. */
  over(allowed: number): string;
}

const allowances = {
  unpacked: {
    base: 128 * MiB,
    perByte: 64,
    most: Number.MAX_SAFE_INTEGER,
    over: (allowed) => `it unpacks to more than ${sizeText(allowed)}`,
  },
  /** Bytes that are in memory until all is read. */
  kept: {
    base: 128 * MiB,
    perByte: 8,
    most: GiB,
    over: (allowed) => `the dumps in it have more than ${sizeText(allowed)}`,
  },
  /** Bytes of formats that need all of a file at once: in memory they take up to twenty times as many. */
  whole: {
    base: 16 * MiB,
    perByte: 8,
    most: 256 * MiB,
    over: (allowed) => `it has more than ${sizeText(allowed)} in a format that is read as a whole`,
  },
  entries: {
    base: 200_000,
    perByte: 1 / 256,
    most: Number.MAX_SAFE_INTEGER,
    over: (allowed) => `it holds more than ${allowed} files and folders`,
  },
  /** Bytes of names and of the targets of links. */
  names: {
    base: 32 * MiB,
    perByte: 4,
    most: GiB,
    over: (allowed) => `the names in it have more than ${sizeText(allowed)}`,
  },
  functions: {
    base: 2 ** 14,
    perByte: 1 / 64,
    most: 2 ** 20,
    over: (allowed) => `it holds more than ${allowed} Functions`,
  },
  /** The processor's time, if it can be had. */
  milliseconds: {
    base: 8000,
    perByte: 1 / 512,
    most: Number.MAX_SAFE_INTEGER,
    over: (allowed) => `it takes more than ${Math.floor(allowed / 1000)} seconds`,
  },
} satisfies Record<string, Allowance>;

type Kind = keyof typeof allowances;

/** One thing is over its limit: it alone is skipped or cut. */
export class OverLimit extends Error {}

/** An input takes more than it may. What was read before is used, the rest dropped. */
export class OverBudget extends OverLimit {}

const sizeText = (bytes: number): string =>
  bytes >= 10 * GiB ? `${Math.floor(bytes / GiB)} GiB` : `${Math.floor(bytes / MiB)} MiB`;

/** Counts what one input takes, whatever is packed in it and however often. */
export class Budget {
  readonly #taken: Record<Kind, number> = {
    unpacked: 0,
    kept: 0,
    whole: 0,
    entries: 0,
    names: 0,
    functions: 0,
    milliseconds: 0,
  };
  readonly #now: () => number;
  #bytes = 0;
  #since: number;
  #over: OverBudget | undefined;
  #isPacked = false;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** Counts bytes that the input itself has, before anything is unpacked. */
  earn(bytes: number): void {
    this.#bytes += bytes;
  }

  /** The input is an archive, or packed. */
  beginUnpacking(): void {
    this.#isPacked = true;
  }

  /** How much of a kind may still be taken. */
  left(kind: Kind): number {
    return this.#allowed(kind) - this.#taken[kind];
  }

  /** Whether the input took too much of anything. */
  get isOver(): boolean {
    return this.#over !== undefined;
  }

  /** Counts what is taken. */
  count(kind: Kind, amount: number): void {
    this.#taken[kind] += amount;
  }

  /** Counts what is taken; throws when it is too much, and ever after. */
  take(kind: Kind, amount: number): void {
    this.count(kind, amount);
    const allowed = this.#allowed(kind);
    if (!this.#over && this.#taken[kind] <= allowed) return;
    this.#over ??= new OverBudget(allowances[kind].over(allowed));
    throw this.#over;
  }

  /** Throws when reading takes too long. Waiting for the input is not counted. */
  checkTime(): void {
    const now = this.#now();
    const spent = now - this.#since;
    this.#since = now;
    if (this.#over) this.count('milliseconds', spent);
    else this.take('milliseconds', spent);
  }

  /** Waits for more of the input. */
  async waitFor<T>(input: Promise<T>): Promise<T> {
    this.checkTime();
    try {
      return await input;
    } finally {
      this.#since = this.#now();
    }
  }

  #allowed(kind: Kind): number {
    const { base, perByte, most } = allowances[kind];
    // What is not packed has the bytes that it takes.
    if (!this.#isPacked && (kind === 'functions' || kind === 'whole')) return most;
    return Math.min(Math.floor(base + perByte * this.#bytes), most);
  }
}
