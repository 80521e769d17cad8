import { factsOf } from '../around.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'no-hotplug-attributes',
  rank: 270,
  looksAt: 'surroundings',
  weight: 'supporting',
  title: 'sysfs has no remove and rescan here, though elsewhere it has',
  why: 'Linux hides these attributes on VFs. A partial copy of sysfs leaves them out anywhere.',
  look: (s) =>
    s.fn.attribute('vendor') !== undefined && s.fn.attribute('remove') === undefined && factsOf(s).anyRemove
      ? 'no remove and rescan attributes'
      : undefined,
});
