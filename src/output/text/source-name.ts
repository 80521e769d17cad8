import { type Snapshot, snapshotName } from '../../model/snapshot.ts';
import { safe } from './safe.ts';

/** The name of an input where people read it. */
export const sourceName = (snapshot: Snapshot): string =>
  safe(snapshotName(snapshot).replace(/^-(?=$|#)/, 'standard input'));
