import type { Diagnostic } from '../model/diagnostic.ts';
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import type { Comment } from '../model/snapshot.ts';

const limitPerCode = 50;
const mostComments = 10_000;
/** Functions that the rest of a code is kept of. */
const mostNamed = 10_000;

/** Collects diagnostics: the first 50 of each code, the rest as a count with its Functions, so that none is lost silently. */
export class Diagnostics {
  /** What only a linter should say: style, and hints that a dump was edited or joined. */
  readonly remarks: Diagnostic[] = [];
  /** Lines that begin with `#`. */
  readonly comments: Comment[] = [];
  readonly #kept: Diagnostic[] = [];
  readonly #counts = new Map<DiagnosticCode, number>();
  readonly #remarkCounts = new Map<DiagnosticCode, number>();
  readonly #unlisted = new Map<DiagnosticCode, Set<string>>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  push(diagnostic: Diagnostic): void {
    const count = (this.#counts.get(diagnostic.code) ?? 0) + 1;
    this.#counts.set(diagnostic.code, count);
    if (count <= limitPerCode) this.#kept.push(diagnostic);
    else if (diagnostic.function !== undefined) {
      const functions = this.#unlisted.get(diagnostic.code) ?? new Set<string>();
      this.#unlisted.set(diagnostic.code, functions);
      if (functions.size < mostNamed) functions.add(diagnostic.function);
    }
  }

  remark(diagnostic: Diagnostic): void {
    const count = (this.#remarkCounts.get(diagnostic.code) ?? 0) + 1;
    this.#remarkCounts.set(diagnostic.code, count);
    if (count <= limitPerCode * 4) this.remarks.push(diagnostic);
  }

  comment(comment: Comment): void {
    if (this.comments.length < mostComments) this.comments.push(comment);
  }

  all(): Diagnostic[] {
    const all = [...this.#kept];
    for (const [code, count] of this.#counts) {
      if (count <= limitPerCode) continue;
      const severity = this.#kept.find((diagnostic) => diagnostic.code === code)?.severity ?? 'info';
      const message = `${count - limitPerCode} more of the same kind, not listed`;
      const rest = { count: count - limitPerCode, functions: [...(this.#unlisted.get(code) ?? [])] };
      all.push({ code, severity, message, at: { file: this.#file }, rest });
    }
    return all;
  }
}
