import type { Weight } from './signal.ts';
import type { SignalName } from './signals/index.ts';

/** What one signal saw in one Function. */
export interface Evidence {
  /** Its name, which `lsvf explain` takes. */
  readonly signal: SignalName;
  /** How much it counts, for a VF or against one. */
  readonly weight: Weight;
  /** What was seen, with its values. */
  readonly seen: string;
}
