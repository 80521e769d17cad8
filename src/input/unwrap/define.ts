import type { Text } from './text.ts';

/** One text, or packed bytes, that stood inside a wrapping. */
export interface Part {
  readonly text: Text;
  /** Whose it is, where the wrapping says so: a host, a file's name. */
  readonly label?: string;
  /** Bytes that are not text, such as an archive or a packed file: they are read as a file of their own. */
  readonly file?: Uint8Array;
  /** What is not in it may have been left out: a patch has only what changed. */
  readonly partial?: boolean;
  /** It may be of the same system as the part before it, unless the same Functions come again. */
  readonly loose?: boolean;
  /** How many lines of other text were left out, such as another program's messages between those of a log. */
  readonly dropped?: number;
  /** Bytes that the wrapping itself makes unusable. */
  readonly lost?: readonly LostLines[];
}

/** Lines with bytes of which nothing can be made. Places count from 0, in the text that was unwrapped. */
export interface LostLines {
  readonly line: number;
  readonly column: number;
  readonly count: number;
  readonly why: string;
}

/** What other programs do to a text on its way: a mail program, a logger, a terminal, a web page. */
export interface Wrapping {
  readonly name: string;
  readonly title: string;
  /**
   * How it is known to be there. `container`: by a syntax of its own, whatever may be inside. `characters`: by
   * characters that no tool prints; taking them away is right as long as nothing is lost. `lines`: because more can be
   * read without it.
   */
  readonly kind: 'container' | 'characters' | 'lines';
  /**
   * Its syntax leaves no doubt: where something is inside, no other reading of the text is looked for. This holds for
   * `characters` unless given.
   */
  settles?(text: Text): boolean;
  /** How much more has to be readable without it, in bytes; of lines it is 1 unless given. */
  readonly leastGain?: number;
  /** Those of lower rank are tried first. */
  readonly rank: number;
  /** A cheap look at whether it may be there. */
  detect(text: Text): boolean;
  /** What is inside; nothing when it is not this wrapping after all. */
  unwrap(text: Text): readonly Part[];
}
