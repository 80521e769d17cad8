// Written by generate.js from the files of this folder.
import capabilitiesEa from './capabilities/ea.ts';
import capabilitiesMsi from './capabilities/msi.ts';
import capabilitiesMsix from './capabilities/msix.ts';
import capabilitiesPcie from './capabilities/pcie.ts';
import capabilitiesPm from './capabilities/pm.ts';
import capabilitiesVendorSpecific from './capabilities/vendor-specific.ts';
import type { CapabilityDefinition, PathsOf } from './define.ts';
import extendedAcs from './extended/acs.ts';
import extendedAer from './extended/aer.ts';
import extendedAmd14h from './extended/amd-14h.ts';
import extendedAri from './extended/ari.ts';
import extendedAts from './extended/ats.ts';
import extendedCac from './extended/cac.ts';
import extendedDpa from './extended/dpa.ts';
import extendedDsn from './extended/dsn.ts';
import extendedLtr from './extended/ltr.ts';
import extendedMfvc from './extended/mfvc.ts';
import extendedMrIov from './extended/mr-iov.ts';
import extendedMulticast from './extended/multicast.ts';
import extendedPasid from './extended/pasid.ts';
import extendedPmux from './extended/pmux.ts';
import extendedPowerBudgeting from './extended/power-budgeting.ts';
import extendedPri from './extended/pri.ts';
import extendedRcInternalLink from './extended/rc-internal-link.ts';
import extendedRcLinkDeclaration from './extended/rc-link-declaration.ts';
import extendedRcec from './extended/rcec.ts';
import extendedRcrb from './extended/rcrb.ts';
import extendedResizableBar from './extended/resizable-bar.ts';
import extendedSecondaryPcie from './extended/secondary-pcie.ts';
import extendedSriov from './extended/sriov.ts';
import extendedTph from './extended/tph.ts';
import extendedVc from './extended/vc.ts';
import extendedVc9 from './extended/vc9.ts';
import extendedVfResizableBar from './extended/vf-resizable-bar.ts';
import extendedVsecAlteraCvp from './extended/vsec-altera-cvp.ts';
import extendedVsecAmdScratch from './extended/vsec-amd-scratch.ts';
import extendedVsecDwDma from './extended/vsec-dw-dma.ts';
import extendedVsecDwPtm from './extended/vsec-dw-ptm.ts';
import extendedVsecDwRasDes from './extended/vsec-dw-ras-des.ts';
import extendedVsecIbmCapi from './extended/vsec-ibm-capi.ts';
import extendedVsecIntelPmt from './extended/vsec-intel-pmt.ts';
import extendedVsecThunderbolt from './extended/vsec-thunderbolt.ts';
import extendedVsecXilinxMcap from './extended/vsec-xilinx-mcap.ts';
import extendedVsecXilinxMemory from './extended/vsec-xilinx-memory.ts';
import extendedVsec from './extended/vsec.ts';
import headerType0 from './header/type0.ts';
import headerType1 from './header/type1.ts';
import headerType2 from './header/type2.ts';

/** The header layouts, by header type. */
export const headers = [
  headerType0,
  headerType1,
  headerType2,
] as const satisfies readonly CapabilityDefinition[];

/** Every capability that lsvf knows. Where several share an ID, the first whose `when` holds is the one. */
export const capabilities = [
  capabilitiesEa,
  capabilitiesMsi,
  capabilitiesMsix,
  capabilitiesPcie,
  capabilitiesPm,
  capabilitiesVendorSpecific,
  extendedAcs,
  extendedAer,
  extendedAmd14h,
  extendedAri,
  extendedAts,
  extendedCac,
  extendedDpa,
  extendedDsn,
  extendedLtr,
  extendedMfvc,
  extendedMrIov,
  extendedMulticast,
  extendedPasid,
  extendedPmux,
  extendedPowerBudgeting,
  extendedPri,
  extendedRcInternalLink,
  extendedRcLinkDeclaration,
  extendedRcec,
  extendedRcrb,
  extendedResizableBar,
  extendedSecondaryPcie,
  extendedSriov,
  extendedTph,
  extendedVc,
  extendedVc9,
  extendedVfResizableBar,
  extendedVsecAlteraCvp,
  extendedVsecAmdScratch,
  extendedVsecDwDma,
  extendedVsecDwPtm,
  extendedVsecDwRasDes,
  extendedVsecIbmCapi,
  extendedVsecIntelPmt,
  extendedVsecThunderbolt,
  extendedVsecXilinxMcap,
  extendedVsecXilinxMemory,
  extendedVsec,
] as const satisfies readonly CapabilityDefinition[];

/** Every dotted name of every field and register. */
export type FieldPath = PathsOf<(typeof headers)[number] | (typeof capabilities)[number]>;
