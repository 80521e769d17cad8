import { aloneInDomain } from '../around.ts';
import { id4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'zpci-domain',
  rank: 300,
  looksAt: 'surroundings',
  weight: 'supporting',
  title: 'An s390 Function alone in its domain',
  why: 'On s390 the domain is the Function’s UID: PFs and ordinary Functions are alone as well; vfn decides.',
  look: (s) =>
    s.fn.attribute('uid') !== undefined && (s.fn.stated.vfNumber?.value ?? 0) > 0 && aloneInDomain(s)
      ? `alone in domain ${id4(s.fn.domain)}`
      : undefined,
});
