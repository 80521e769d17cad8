import type { FileFormat, InputFormat, TextFormat, TreeFormat } from './format.ts';
import { formats } from './formats/index.ts';

/** Every format, in the order in which they are tried. */
export const inOrder: readonly InputFormat[] = [...formats].sort((a, b) => a.rank - b.rank);

/** Formats that are one stream. */
export const streamFormats = inOrder.filter(
  (format): format is TextFormat | FileFormat => format.kind !== 'tree',
);

/** Formats that are folders. */
export const treeFormats = inOrder.filter((format): format is TreeFormat => format.kind === 'tree');

export const formatNames: readonly string[] = inOrder.map((format) => format.name);
