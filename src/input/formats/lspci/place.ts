import { type AddressKey, formatKey } from '../../../model/address.ts';
import type { Severity } from '../../../model/diagnostic.ts';
import type { DiagnosticCode } from '../../../model/diagnostic-codes.ts';
import { Diagnostics } from '../../diagnostics.ts';

/** Where the parser is in its file, and what it says about that place. */
export class Place {
  readonly file: string;
  readonly diagnostics: Diagnostics;
  line = 1;
  /** The Function whose lines these are. */
  key: AddressKey | undefined;
  /** In a line that something was taken away from, the column in the file of each of its characters. */
  columnOf: ((index: number) => number) | undefined;

  constructor(file: string) {
    this.file = file;
    this.diagnostics = new Diagnostics(file);
  }

  /** The column in the file of a character of this line, from 1. */
  column(index: number): number {
    return this.columnOf?.(index) ?? index + 1;
  }

  /** Says what is wrong at a column of this line. */
  report(severity: Severity, code: DiagnosticCode, message: string, column: number): void {
    this.reportAt(severity, code, message, this.line, this.column(column - 1));
  }

  /** Says what is wrong at another place of the file. */
  reportAt(severity: Severity, code: DiagnosticCode, message: string, line: number, column = 1): void {
    this.diagnostics.push({
      code,
      severity,
      message,
      at: { file: this.file, line, column },
      ...(this.key === undefined ? {} : { function: formatKey(this.key) }),
    });
  }

  /** Keeps what somebody wrote after `#` in this line. */
  comment(text: string): void {
    this.diagnostics.comment({ text, at: { file: this.file, line: this.line, column: this.column(0) } });
  }

  /** Says what only a linter should, of a column of this line. */
  remark(code: DiagnosticCode, message: string, column: number): void {
    this.remarkAt(code, message, this.line, this.column(column - 1));
  }

  /** Says what only a linter should of this line, which is one of a Function. */
  remarkOnFunction(code: DiagnosticCode, message: string): void {
    const at = { file: this.file, line: this.line, column: this.column(0) };
    const fn = this.key === undefined ? {} : { function: formatKey(this.key) };
    this.diagnostics.remark({ code, severity: 'info', message, at, ...fn });
  }

  remarkAt(code: DiagnosticCode, message: string, line: number, column = 1): void {
    const at = { file: this.file, line, column };
    this.diagnostics.remark({ code, severity: 'info', message, at });
  }
}
