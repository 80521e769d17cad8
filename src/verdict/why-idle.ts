import type { IdleClaim } from '../machine/physical-function.ts';

/** Why a PF does not claim a place where a VF of it would be. */
export const whyIdle = ({ why }: IdleClaim): string =>
  why === 'vf-enable-clear' ? 'its VF Enable is clear' : 'its NumVFs is less';
