/** Colours and weights of text, as chalk has them; each can follow another. */
export interface Paint {
  (text: string): string;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly underline: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
  readonly blue: Paint;
  readonly magenta: Paint;
}

/** How text output looks: colours that mean something, the width to fit, the characters of the tree. */
export interface Style {
  readonly chalk: Paint;
  /** Columns that prose is wrapped to. */
  readonly width: number;
  /**
   * What is done to a line of names that is longer: left as it is, said shorter, or cut as well. Nothing is cut where no
   * terminal would cut it.
   */
  readonly fits?: 'shorten' | 'cut' | undefined;
  /** Whether the terminal shows more than ASCII. */
  readonly unicode: boolean;
}

export interface Glyphs {
  readonly branch: string;
  readonly last: string;
  readonly bar: string;
  readonly gap: string;
  readonly to: string;
  readonly dot: string;
  readonly flag: string;
}

export function glyphs(unicode: boolean): Glyphs {
  return unicode
    ? { branch: '├─ ', last: '└─ ', bar: '│  ', gap: '   ', to: '…', dot: '·', flag: '▲' }
    : { branch: '|- ', last: '`- ', bar: '|  ', gap: '   ', to: '..', dot: '-', flag: '!' };
}
