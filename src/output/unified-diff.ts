const context = 3;

/**
 * What changed in a text, as `diff -u` writes it, where no line was added or taken away: a repair of a dump's form changes
 * lines, or the order of them. An end of the last line that is missing is said as diff says it.
 */
export function unifiedDiff(before: string, after: string, name: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const length = Math.max(old.length, now.length);
  const differs = (n: number): boolean => old[n] !== now[n];
  let out = `--- ${name}\n+++ ${name}\n`;
  for (let n = 0; n < length; n++) {
    if (!differs(n)) continue;
    let last = n;
    for (let at = n; at < length && at <= last + 2 * context; at++) if (differs(at)) last = at;
    const [from, to] = [Math.max(0, n - context), Math.min(length, last + 1 + context)];
    out += `@@ -${range(from, old.slice(from, to).length)} +${range(from, now.slice(from, to).length)} @@\n`;
    for (let at = from; at < to; ) {
      if (!differs(at)) {
        out += marked(' ', old[at]);
        at++;
        continue;
      }
      let end = at;
      while (end < to && differs(end)) end++;
      out += old
        .slice(at, end)
        .map((line) => marked('-', line))
        .join('');
      out += now
        .slice(at, end)
        .map((line) => marked('+', line))
        .join('');
      at = end;
    }
    n = to - 1;
  }
  return out;
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const range = (from: number, count: number): string => `${from + 1}${count === 1 ? '' : `,${count}`}`;
const marked = (mark: string, line = ''): string =>
  `${mark}${line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`}`;
