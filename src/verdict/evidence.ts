import type { Weight } from './signal.ts';
import type { SignalName } from './signals/index.ts';

/** What one signal saw in one Function. */
export interface Evidence {
  readonly signal: SignalName;
  readonly weight: Weight;
  readonly seen: string;
}
