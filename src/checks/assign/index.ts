import type { AnyStep } from '../ladder.ts';
import acsPath from './acs-path.ts';
import barPages from './bar-pages.ts';
import commandMemory from './command-memory.ts';
import type { AssignSubject } from './define.ts';
import driver from './driver.ts';
import functionAnswers from './function-answers.ts';
import headerType from './header-type.ts';
import intx from './intx.ts';
import iommu from './iommu.ts';
import iommuGroup from './iommu-group.ts';
import msixTable from './msix-table.ts';
import pfInUse from './pf-in-use.ts';
import reset from './reset.ts';
import rom from './rom.ts';
import vfToken from './vf-token.ts';

/** What decides whether a Function can go to a guest, then what the guest gets of it. */
export const assignSteps: readonly AnyStep<AssignSubject>[] = [
  functionAnswers,
  headerType,
  iommu,
  iommuGroup,
  driver,
  reset,
  intx,
  rom,
  msixTable,
  barPages,
  acsPath,
  pfInUse,
  vfToken,
  commandMemory,
];
