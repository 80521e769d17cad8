/** Habits of translated English, with what to say instead. */
export interface Habit {
  readonly name: string;
  readonly pattern: RegExp;
  readonly instead: string;
  /** Sentences that have it. */
  readonly bad: readonly string[];
  /** Sentences that only look as if. */
  readonly good: readonly string[];
}

export const habits: readonly Habit[] = [
  {
    name: 'a sentence that opens with "Of"',
    pattern: /(?:^|[.!?:;] )Of\b(?! course)/,
    instead: 'open with the subject',
    bad: ['Of a VF only the header counts.', 'Kept. Of three the first.'],
    good: ['Of course.', 'Offset of the row.', 'The last of them.'],
  },
  {
    name: '"behind" for after, past or below',
    pattern: /\bbehind\b(?! (?:(?:the|a|each|that|its) )?(?:bridge|bridges|port|function|Upper)\b)/i,
    instead: 'after, past or below',
    bad: ['what is behind offset FFFh', 'Behind the address comes a name.'],
    good: ['Memory behind bridge', 'behind the bridge: memory'],
  },
  {
    name: '"is no X" for "is not an X"',
    pattern:
      /(?<!\b(?:[Tt]here|[Hh]ere) )\b(?:is|are|was|were) no (?!longer|more\b|less\b|(?:text|words?) says\b)/,
    instead: 'is not a',
    bad: ['It is no VF.', 'those that are no dumps'],
    good: ['There is no PF.', 'It is no longer there.'],
  },
  {
    name: '"stands" for is',
    pattern: /\b[Ss]tand(?:s|ing)?\b(?! for\b)/,
    instead: 'is or comes',
    bad: ['What stands here was skipped.', 'It stands before the row.'],
    good: ['A register stands for its fields.', 'standard input', 'to understand'],
  },
  {
    name: 'a sentence that opens with "Who"',
    pattern: /(?:^|[.!?:;] )Who\b(?![^.]*\?)/,
    instead: 'a reader who, whoever, or the name of the thing',
    bad: ['Who reads asks for more.'],
    good: ['Whoever reads asks.', 'Who reads it?'],
  },
  {
    name: 'a sentence that opens with "What" or "Which" and ends in what is wrong',
    pattern:
      /(?:^|[.!?;] )(?:What|Which) [^.?!:;]*\b(?:(?:is|are|was|were) (?:not (?:known|defined|reported)|undefined)|does not count|may differ)(?:[.;,]|: it)/,
    instead: 'open with the subject',
    bad: ['What a port does then is undefined.', 'It is set. What the VF reads there does not count.'],
    good: ['The behaviour of a port is then undefined.', 'What is not known?'],
  },
  {
    name: '", for" for because',
    pattern: /, for (?:it|they|others|there|nobody|what) (?!which\b)/,
    instead: 'because',
    bad: ['It stays, for it is needed.'],
    good: ['It stays, for all VFs.', 'One each, for those who ask.'],
  },
  {
    name: '"says of" for says about',
    pattern: /\b(?:says?|said|tells?|told|knows?|known|speaks?) of\b(?! (?:which|all)\b)/,
    instead: 'about',
    bad: ['what lspci says of it', 'nothing is known of the PF'],
    good: ['what lspci says about it'],
  },
  {
    name: 'a word of the style guide',
    pattern: /\blacking\b|\bin case that\b|\bmay be said to\b|\bby now\b/,
    instead: 'missing, if, or leave it out',
    bad: ['In case that one is lacking, it may be said to.'],
    good: ['one is missing'],
  },
];
