/** Exit codes: 0 done; 1 findings or differences; 2 the run failed. */
export const exitCodes = { done: 0, findings: 1, failed: 2 } as const;

/** The command line is wrong: printed without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
