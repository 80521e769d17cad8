const longestHeading = 60;
/** Marks that set a heading off. */
const marks = /^[\s#*=\-_~:>|[\](){}.+!<"'`]+|[\s#*=\-_~:>|[\](){}.+!<"'`]+$/g;

/** What a line says about the text below it, without the marks that set it off; undefined when nothing is left. */
export function headingOf(line: string): string | undefined {
  const text = line.replace(marks, '');
  return text === '' ? undefined : text.slice(0, longestHeading).trim();
}
