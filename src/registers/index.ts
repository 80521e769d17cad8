// Written by generate.js from the files of this folder.
import capabilitiesAf from './capabilities/af.ts';
import capabilitiesAgp8x from './capabilities/agp-8x.ts';
import capabilitiesAgp from './capabilities/agp.ts';
import capabilitiesAmdIommu from './capabilities/amd-iommu.ts';
import capabilitiesBridgeSubsystem from './capabilities/bridge-subsystem.ts';
import capabilitiesCpciCentralResource from './capabilities/cpci-central-resource.ts';
import capabilitiesCpciHotSwap from './capabilities/cpci-hot-swap.ts';
import capabilitiesDebugPort from './capabilities/debug-port.ts';
import capabilitiesEa from './capabilities/ea.ts';
import capabilitiesFpb from './capabilities/fpb.ts';
import capabilitiesHypertransportAddressMapping from './capabilities/hypertransport-address-mapping.ts';
import capabilitiesHypertransportDirectRoute from './capabilities/hypertransport-direct-route.ts';
import capabilitiesHypertransportErrorRetry from './capabilities/hypertransport-error-retry.ts';
import capabilitiesHypertransportExtendedConfiguration from './capabilities/hypertransport-extended-configuration.ts';
import capabilitiesHypertransportHost from './capabilities/hypertransport-host.ts';
import capabilitiesHypertransportInterrupt from './capabilities/hypertransport-interrupt.ts';
import capabilitiesHypertransportMsiMapping from './capabilities/hypertransport-msi-mapping.ts';
import capabilitiesHypertransportRevisionId from './capabilities/hypertransport-revision-id.ts';
import capabilitiesHypertransportSlave from './capabilities/hypertransport-slave.ts';
import capabilitiesHypertransportSwitch from './capabilities/hypertransport-switch.ts';
import capabilitiesHypertransportUnitIdClumping from './capabilities/hypertransport-unit-id-clumping.ts';
import capabilitiesHypertransportVcset from './capabilities/hypertransport-vcset.ts';
import capabilitiesHypertransport from './capabilities/hypertransport.ts';
import capabilitiesMsi from './capabilities/msi.ts';
import capabilitiesMsix from './capabilities/msix.ts';
import capabilitiesNull from './capabilities/null.ts';
import capabilitiesPcie from './capabilities/pcie.ts';
import capabilitiesPcixBridge from './capabilities/pcix-bridge.ts';
import capabilitiesPcix from './capabilities/pcix.ts';
import capabilitiesPm from './capabilities/pm.ts';
import capabilitiesSata from './capabilities/sata.ts';
import capabilitiesSecureDevice from './capabilities/secure-device.ts';
import capabilitiesShpc from './capabilities/shpc.ts';
import capabilitiesSlotId from './capabilities/slot-id.ts';
import capabilitiesVendorSpecific from './capabilities/vendor-specific.ts';
import capabilitiesVirtio from './capabilities/virtio.ts';
import capabilitiesVpd from './capabilities/vpd.ts';
import type { Lazy, PathsOf } from './define.ts';
import dvsecCxlDevice from './dvsec/cxl-device.ts';
import dvsecCxlFlexBusPort from './dvsec/cxl-flex-bus-port.ts';
import dvsecCxlGpfDevice from './dvsec/cxl-gpf-device.ts';
import dvsecCxlGpfPort from './dvsec/cxl-gpf-port.ts';
import dvsecCxlMld from './dvsec/cxl-mld.ts';
import dvsecCxlNonCxlFunctionMap from './dvsec/cxl-non-cxl-function-map.ts';
import dvsecCxlPortExtensions from './dvsec/cxl-port-extensions.ts';
import dvsecCxlRegisterLocator from './dvsec/cxl-register-locator.ts';
import dvsecCxlTest from './dvsec/cxl-test.ts';
import extendedAcs from './extended/acs.ts';
import extendedAer from './extended/aer.ts';
import extendedAlternateProtocol from './extended/alternate-protocol.ts';
import extendedAmd14h from './extended/amd-14h.ts';
import extendedAri from './extended/ari.ts';
import extendedAts from './extended/ats.ts';
import extendedCac from './extended/cac.ts';
import extendedCapturedData from './extended/captured-data.ts';
import extendedDataLinkFeature from './extended/data-link-feature.ts';
import extendedDevice3 from './extended/device-3.ts';
import extendedDoe from './extended/doe.ts';
import extendedDpa from './extended/dpa.ts';
import extendedDpc from './extended/dpc.ts';
import extendedDsn from './extended/dsn.ts';
import extendedDvsec from './extended/dvsec.ts';
import extendedFlitErrorInjection from './extended/flit-error-injection.ts';
import extendedFlitLogging from './extended/flit-logging.ts';
import extendedFlitPerformance from './extended/flit-performance.ts';
import extendedFrsQueueing from './extended/frs-queueing.ts';
import extendedHierarchyId from './extended/hierarchy-id.ts';
import extendedIde from './extended/ide.ts';
import extendedL1PmSubstates from './extended/l1-pm-substates.ts';
import extendedLaneMargining from './extended/lane-margining.ts';
import extendedLnr from './extended/lnr.ts';
import extendedLtr from './extended/ltr.ts';
import extendedMPcie from './extended/m-pcie.ts';
import extendedMfvc from './extended/mfvc.ts';
import extendedMmioRbl from './extended/mmio-rbl.ts';
import extendedMrIov from './extended/mr-iov.ts';
import extendedMulticast from './extended/multicast.ts';
import extendedNopFlit from './extended/nop-flit.ts';
import extendedNpem from './extended/npem.ts';
import extendedNullExtended from './extended/null-extended.ts';
import extendedPasid from './extended/pasid.ts';
import extendedPhy128gt from './extended/phy-128gt.ts';
import extendedPhy16gt from './extended/phy-16gt.ts';
import extendedPhy32gt from './extended/phy-32gt.ts';
import extendedPhy64gt from './extended/phy-64gt.ts';
import extendedPmux from './extended/pmux.ts';
import extendedPowerBudgeting from './extended/power-budgeting.ts';
import extendedPri from './extended/pri.ts';
import extendedPtm from './extended/ptm.ts';
import extendedRcInternalLink from './extended/rc-internal-link.ts';
import extendedRcLinkDeclaration from './extended/rc-link-declaration.ts';
import extendedRcec from './extended/rcec.ts';
import extendedRcrb from './extended/rcrb.ts';
import extendedResizableBar from './extended/resizable-bar.ts';
import extendedRtr from './extended/rtr.ts';
import extendedSecondaryPcie from './extended/secondary-pcie.ts';
import extendedSfi from './extended/sfi.ts';
import extendedShadowFunctions from './extended/shadow-functions.ts';
import extendedSiov from './extended/siov.ts';
import extendedSriov from './extended/sriov.ts';
import extendedStreamlinedVc from './extended/streamlined-vc.ts';
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
] as const satisfies readonly Lazy[];

/** Every capability that lsvf knows. Where several share an ID, the first whose `when` holds is the one. */
export const capabilities = [
  capabilitiesAf,
  capabilitiesAgp8x,
  capabilitiesAgp,
  capabilitiesAmdIommu,
  capabilitiesBridgeSubsystem,
  capabilitiesCpciCentralResource,
  capabilitiesCpciHotSwap,
  capabilitiesDebugPort,
  capabilitiesEa,
  capabilitiesFpb,
  capabilitiesHypertransportAddressMapping,
  capabilitiesHypertransportDirectRoute,
  capabilitiesHypertransportErrorRetry,
  capabilitiesHypertransportExtendedConfiguration,
  capabilitiesHypertransportHost,
  capabilitiesHypertransportInterrupt,
  capabilitiesHypertransportMsiMapping,
  capabilitiesHypertransportRevisionId,
  capabilitiesHypertransportSlave,
  capabilitiesHypertransportSwitch,
  capabilitiesHypertransportUnitIdClumping,
  capabilitiesHypertransportVcset,
  capabilitiesHypertransport,
  capabilitiesMsi,
  capabilitiesMsix,
  capabilitiesNull,
  capabilitiesPcie,
  capabilitiesPcixBridge,
  capabilitiesPcix,
  capabilitiesPm,
  capabilitiesSata,
  capabilitiesSecureDevice,
  capabilitiesShpc,
  capabilitiesSlotId,
  capabilitiesVendorSpecific,
  capabilitiesVirtio,
  capabilitiesVpd,
  dvsecCxlDevice,
  dvsecCxlFlexBusPort,
  dvsecCxlGpfDevice,
  dvsecCxlGpfPort,
  dvsecCxlMld,
  dvsecCxlNonCxlFunctionMap,
  dvsecCxlPortExtensions,
  dvsecCxlRegisterLocator,
  dvsecCxlTest,
  extendedAcs,
  extendedAer,
  extendedAlternateProtocol,
  extendedAmd14h,
  extendedAri,
  extendedAts,
  extendedCac,
  extendedCapturedData,
  extendedDataLinkFeature,
  extendedDevice3,
  extendedDoe,
  extendedDpa,
  extendedDpc,
  extendedDsn,
  extendedDvsec,
  extendedFlitErrorInjection,
  extendedFlitLogging,
  extendedFlitPerformance,
  extendedFrsQueueing,
  extendedHierarchyId,
  extendedIde,
  extendedL1PmSubstates,
  extendedLaneMargining,
  extendedLnr,
  extendedLtr,
  extendedMPcie,
  extendedMfvc,
  extendedMmioRbl,
  extendedMrIov,
  extendedMulticast,
  extendedNopFlit,
  extendedNpem,
  extendedNullExtended,
  extendedPasid,
  extendedPhy128gt,
  extendedPhy16gt,
  extendedPhy32gt,
  extendedPhy64gt,
  extendedPmux,
  extendedPowerBudgeting,
  extendedPri,
  extendedPtm,
  extendedRcInternalLink,
  extendedRcLinkDeclaration,
  extendedRcec,
  extendedRcrb,
  extendedResizableBar,
  extendedRtr,
  extendedSecondaryPcie,
  extendedSfi,
  extendedShadowFunctions,
  extendedSiov,
  extendedSriov,
  extendedStreamlinedVc,
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
] as const satisfies readonly Lazy[];

/** Every dotted name of every field and register. */
export type FieldPath = PathsOf<ReturnType<(typeof headers)[number] | (typeof capabilities)[number]>>;
