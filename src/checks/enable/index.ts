import type { AnyStep } from '../ladder.ts';
import ariForwarding from './ari-forwarding.ts';
import bridgeWindows from './bridge-windows.ts';
import busNumbers from './bus-numbers.ts';
import type { EnableSubject } from './define.ts';
import dependencyLink from './dependency-link.ts';
import driver from './driver.ts';
import driverLimit from './driver-limit.ts';
import extendedSpace from './extended-space.ts';
import functionAnswers from './function-answers.ts';
import initialVfs from './initial-vfs.ts';
import largerTags from './larger-tags.ts';
import notEnabledYet from './not-enabled-yet.ts';
import numVfs from './num-vfs.ts';
import offsetStride from './offset-stride.ts';
import pageSize from './page-size.ts';
import totalVfs from './total-vfs.ts';
import vfBarsAssigned from './vf-bars-assigned.ts';
import vfsAnswer from './vfs-answer.ts';

/** In the order in which Linux comes to them: at boot, in sriov_numvfs_store(), in sriov_enable(), and after it. */
export const enableSteps: readonly AnyStep<EnableSubject>[] = [
  functionAnswers,
  extendedSpace,
  totalVfs,
  pageSize,
  offsetStride,
  driverLimit,
  driver,
  notEnabledYet,
  initialVfs,
  numVfs,
  vfBarsAssigned,
  bridgeWindows,
  busNumbers,
  dependencyLink,
  ariForwarding,
  vfsAnswer,
  largerTags,
];
