import type { AnyStep } from '../ladder.ts';
import atsCapability from './ats-capability.ts';
import atsEnabled from './ats-enabled.ts';
import type { SvaSubject } from './define.ts';
import endEndPrefixes from './end-end-prefixes.ts';
import functionAnswers from './function-answers.ts';
import iommufdFaults from './iommufd-faults.ts';
import pasidAcs from './pasid-acs.ts';
import pasidCapability from './pasid-capability.ts';
import pasidEnabled from './pasid-enabled.ts';
import pasidWidth from './pasid-width.ts';
import priCapability from './pri-capability.ts';
import priEnabled from './pri-enabled.ts';
import priNotFailed from './pri-not-failed.ts';
import priRequests from './pri-requests.ts';
import translationUnit from './translation-unit.ts';
import vmmShows from './vmm-shows.ts';

/** In the order in which Linux turns them on; the last two are about a guest that is given the Function. */
export const svaSteps: readonly AnyStep<SvaSubject>[] = [
  functionAnswers,
  endEndPrefixes,
  pasidAcs,
  pasidCapability,
  pasidWidth,
  pasidEnabled,
  atsCapability,
  translationUnit,
  atsEnabled,
  priCapability,
  priRequests,
  priEnabled,
  priNotFailed,
  vmmShows,
  iommufdFaults,
];
