import type { Severity } from '../model/diagnostic.ts';
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Budget } from './budget.ts';
import type { InputFormat, Parser } from './format.ts';

/** Nothing could be read, and why. */
export function failure(
  source: string,
  code: DiagnosticCode,
  message: string,
  severity: Severity = 'error',
): Snapshot {
  const diagnostic = { code, severity, message, at: { file: source } };
  return { source, inputFormat: 'unknown', functions: [], diagnostics: [diagnostic] };
}

/** What a parser found, in so far as there is not too much of it. */
export function finished(
  source: string,
  format: Pick<InputFormat, 'name' | 'inventory' | 'outcome'>,
  { functions: all, diagnostics }: Pick<Parser, 'functions' | 'diagnostics'>,
  budget: Budget,
): Snapshot {
  const most = Math.max(budget.left('functions'), 0);
  const functions = all.length > most ? all.slice(0, most) : all;
  budget.count('functions', functions.length);
  const report = (code: DiagnosticCode, message: string): void =>
    diagnostics.push({ code, severity: 'error', message, at: { file: source } });
  if (functions.length < all.length) {
    const message = `it holds more Functions than ${most}, the most that are read of it; the rest was dropped`;
    report('input/too-large', message);
  } else if (functions.length === 0) report('input/no-functions', 'no function was found in it');
  const { remarks, comments } = diagnostics;
  const { name, inventory } = format.outcome?.(functions) ?? format;
  return {
    source,
    inputFormat: name,
    ...(inventory ? { inventory } : {}),
    functions,
    diagnostics: diagnostics.all(),
    remarks,
    ...(comments.length > 0 ? { comments } : {}),
  };
}
