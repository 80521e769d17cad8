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
import type { Table } from './define.ts';
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

/** Every table, with what is asked of all of them; a definition is made when it is first asked for. */
export const tables: readonly Table[] = [
  { "kind":"header","id":0,"name":"header","inVf":"own", definition: headerType0 },
  { "kind":"header","id":1,"name":"header","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: headerType1 },
  { "kind":"header","id":2,"name":"header","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: headerType2 },
  { "kind":"standard","id":19,"name":"af","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesAf },
  { "kind":"standard","id":14,"name":"agp_8x","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesAgp8x },
  { "kind":"standard","id":2,"name":"agp","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesAgp },
  { "kind":"standard","id":15,"name":"amd_iommu","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesAmdIommu },
  { "kind":"standard","id":13,"name":"bridge_subsystem","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesBridgeSubsystem },
  { "kind":"standard","id":11,"name":"cpci_central_resource","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesCpciCentralResource },
  { "kind":"standard","id":6,"name":"cpci_hot_swap","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesCpciHotSwap },
  { "kind":"standard","id":10,"name":"debug_port","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesDebugPort },
  { "kind":"standard","id":20,"name":"ea","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesEa },
  { "kind":"standard","id":21,"name":"fpb","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesFpb },
  { "kind":"standard","id":8,"name":"hypertransport_address_mapping","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportAddressMapping },
  { "kind":"standard","id":8,"name":"hypertransport_direct_route","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportDirectRoute },
  { "kind":"standard","id":8,"name":"hypertransport_error_retry","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportErrorRetry },
  { "kind":"standard","id":8,"name":"hypertransport_extended_configuration","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportExtendedConfiguration },
  { "kind":"standard","id":8,"name":"hypertransport_host","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportHost },
  { "kind":"standard","id":8,"name":"hypertransport_interrupt","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportInterrupt },
  { "kind":"standard","id":8,"name":"hypertransport_msi_mapping","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportMsiMapping },
  { "kind":"standard","id":8,"name":"hypertransport_revision_id","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportRevisionId },
  { "kind":"standard","id":8,"name":"hypertransport_slave","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportSlave },
  { "kind":"standard","id":8,"name":"hypertransport_switch","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportSwitch },
  { "kind":"standard","id":8,"name":"hypertransport_unit_id_clumping","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportUnitIdClumping },
  { "kind":"standard","id":8,"name":"hypertransport_vcset","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransportVcset },
  { "kind":"standard","id":8,"name":"hypertransport","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesHypertransport },
  { "kind":"standard","id":5,"name":"msi","inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesMsi },
  { "kind":"standard","id":17,"name":"msix","inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesMsix },
  { "kind":"standard","id":0,"name":"null","inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesNull },
  { "kind":"standard","id":16,"name":"pcie","inVf":"own", definition: capabilitiesPcie },
  { "kind":"standard","id":7,"name":"pcix_bridge","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesPcixBridge },
  { "kind":"standard","id":7,"name":"pcix","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesPcix },
  { "kind":"standard","id":1,"name":"pm","inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesPm },
  { "kind":"standard","id":18,"name":"sata","inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesSata },
  { "kind":"standard","id":15,"name":"secure_device","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesSecureDevice },
  { "kind":"standard","id":12,"name":"shpc","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesShpc },
  { "kind":"standard","id":4,"name":"slot_id","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: capabilitiesSlotId },
  { "kind":"standard","id":9,"name":"vendor_specific","inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesVendorSpecific },
  { "kind":"standard","id":9,"name":"virtio","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesVirtio },
  { "kind":"standard","id":3,"name":"vpd","inVf":"optional","vf":{"rule":"independent"}, definition: capabilitiesVpd },
  { "kind":"dvsec","id":35,"name":"cxl_device","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlDevice },
  { "kind":"dvsec","id":35,"name":"cxl_flex_bus_port","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlFlexBusPort },
  { "kind":"dvsec","id":35,"name":"cxl_gpf_device","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlGpfDevice },
  { "kind":"dvsec","id":35,"name":"cxl_gpf_port","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlGpfPort },
  { "kind":"dvsec","id":35,"name":"cxl_mld","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlMld },
  { "kind":"dvsec","id":35,"name":"cxl_non_cxl_function_map","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlNonCxlFunctionMap },
  { "kind":"dvsec","id":35,"name":"cxl_port_extensions","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlPortExtensions },
  { "kind":"dvsec","id":35,"name":"cxl_register_locator","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlRegisterLocator },
  { "kind":"dvsec","id":35,"name":"cxl_test","conditional":true,"inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: dvsecCxlTest },
  { "kind":"extended","id":13,"name":"acs","inVf":"optional","vf":{"rule":"independent"}, definition: extendedAcs },
  { "kind":"extended","id":1,"name":"aer","inVf":"optional","vf":{"rule":"independent"}, definition: extendedAer },
  { "kind":"extended","id":43,"name":"alternate_protocol","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedAlternateProtocol },
  { "kind":"extended","id":20,"name":"amd_14h","inVf":"unspecified","vf":{"rule":"reserved"}, definition: extendedAmd14h },
  { "kind":"extended","id":14,"name":"ari","inVf":"own","vf":{"rule":"independent"}, definition: extendedAri },
  { "kind":"extended","id":15,"name":"ats","inVf":"optional","vf":{"rule":"independent"}, definition: extendedAts },
  { "kind":"extended","id":12,"name":"cac","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedCac },
  { "kind":"extended","id":58,"name":"captured_data","inVf":"unspecified", definition: extendedCapturedData },
  { "kind":"extended","id":37,"name":"data_link_feature","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedDataLinkFeature },
  { "kind":"extended","id":47,"name":"device_3","inVf":"optional", definition: extendedDevice3 },
  { "kind":"extended","id":46,"name":"doe","inVf":"optional","vf":{"rule":"independent"}, definition: extendedDoe },
  { "kind":"extended","id":22,"name":"dpa","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedDpa },
  { "kind":"extended","id":29,"name":"dpc","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedDpc },
  { "kind":"extended","id":3,"name":"dsn","inVf":"optional","vf":{"rule":"must-match-pf"}, definition: extendedDsn },
  { "kind":"extended","id":35,"name":"dvsec","inVf":"optional","vf":{"rule":"independent"}, definition: extendedDvsec },
  { "kind":"extended","id":52,"name":"flit_error_injection","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedFlitErrorInjection },
  { "kind":"extended","id":50,"name":"flit_logging","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedFlitLogging },
  { "kind":"extended","id":51,"name":"flit_performance","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedFlitPerformance },
  { "kind":"extended","id":33,"name":"frs_queueing","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedFrsQueueing },
  { "kind":"extended","id":40,"name":"hierarchy_id","inVf":"optional","vf":{"rule":"independent"}, definition: extendedHierarchyId },
  { "kind":"extended","id":48,"name":"ide","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedIde },
  { "kind":"extended","id":30,"name":"l1_pm_substates","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf","from":"function-0"}, definition: extendedL1PmSubstates },
  { "kind":"extended","id":39,"name":"lane_margining","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedLaneMargining },
  { "kind":"extended","id":28,"name":"lnr","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedLnr },
  { "kind":"extended","id":24,"name":"ltr","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf","from":"function-0"}, definition: extendedLtr },
  { "kind":"extended","id":32,"name":"m_pcie","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedMPcie },
  { "kind":"extended","id":8,"name":"mfvc","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedMfvc },
  { "kind":"extended","id":54,"name":"mmio_rbl","inVf":"optional","vf":{"rule":"independent"}, definition: extendedMmioRbl },
  { "kind":"extended","id":17,"name":"mr_iov","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedMrIov },
  { "kind":"extended","id":18,"name":"multicast","inVf":"optional","vf":{"rule":"independent"}, definition: extendedMulticast },
  { "kind":"extended","id":55,"name":"nop_flit","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedNopFlit },
  { "kind":"extended","id":41,"name":"npem","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedNpem },
  { "kind":"extended","id":0,"name":"null_extended","inVf":"unspecified","vf":{"rule":"independent"}, definition: extendedNullExtended },
  { "kind":"extended","id":27,"name":"pasid","inVf":"not-implemented","vf":{"rule":"shared-in-pf"}, definition: extendedPasid },
  { "kind":"extended","id":57,"name":"phy_128gt","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedPhy128gt },
  { "kind":"extended","id":38,"name":"phy_16gt","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedPhy16gt },
  { "kind":"extended","id":42,"name":"phy_32gt","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedPhy32gt },
  { "kind":"extended","id":49,"name":"phy_64gt","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedPhy64gt },
  { "kind":"extended","id":26,"name":"pmux","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedPmux },
  { "kind":"extended","id":4,"name":"power_budgeting","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedPowerBudgeting },
  { "kind":"extended","id":19,"name":"pri","inVf":"not-implemented","vf":{"rule":"shared-in-pf"}, definition: extendedPri },
  { "kind":"extended","id":31,"name":"ptm","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf","from":"function-0"}, definition: extendedPtm },
  { "kind":"extended","id":6,"name":"rc_internal_link","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedRcInternalLink },
  { "kind":"extended","id":5,"name":"rc_link_declaration","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedRcLinkDeclaration },
  { "kind":"extended","id":7,"name":"rcec","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedRcec },
  { "kind":"extended","id":10,"name":"rcrb","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedRcrb },
  { "kind":"extended","id":21,"name":"resizable_bar","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedResizableBar },
  { "kind":"extended","id":34,"name":"rtr","inVf":"optional","vf":{"rule":"independent"}, definition: extendedRtr },
  { "kind":"extended","id":25,"name":"secondary_pcie","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedSecondaryPcie },
  { "kind":"extended","id":44,"name":"sfi","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedSfi },
  { "kind":"extended","id":45,"name":"shadow_functions","inVf":"optional","vf":{"rule":"independent"}, definition: extendedShadowFunctions },
  { "kind":"extended","id":56,"name":"siov","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedSiov },
  { "kind":"extended","id":16,"name":"sriov","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedSriov },
  { "kind":"extended","id":53,"name":"streamlined_vc","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedStreamlinedVc },
  { "kind":"extended","id":23,"name":"tph","inVf":"optional","vf":{"rule":"independent"}, definition: extendedTph },
  { "kind":"extended","id":2,"name":"vc","inVf":"not-implemented","vf":{"rule":"shared-in-pf"}, definition: extendedVc },
  { "kind":"extended","id":9,"name":"vc9","inVf":"not-implemented","vf":{"rule":"shared-in-pf"}, definition: extendedVc9 },
  { "kind":"extended","id":36,"name":"vf_resizable_bar","inVf":"not-implemented","vf":{"rule":"not-implemented-in-vf"}, definition: extendedVfResizableBar },
  { "kind":"extended","id":11,"name":"vsec_altera_cvp","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecAlteraCvp },
  { "kind":"extended","id":11,"name":"vsec_amd_scratch","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecAmdScratch },
  { "kind":"extended","id":11,"name":"vsec_dw_dma","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecDwDma },
  { "kind":"extended","id":11,"name":"vsec_dw_ptm","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecDwPtm },
  { "kind":"extended","id":11,"name":"vsec_dw_ras_des","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecDwRasDes },
  { "kind":"extended","id":11,"name":"vsec_ibm_capi","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecIbmCapi },
  { "kind":"extended","id":11,"name":"vsec_intel_pmt","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecIntelPmt },
  { "kind":"extended","id":11,"name":"vsec_thunderbolt","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecThunderbolt },
  { "kind":"extended","id":11,"name":"vsec_xilinx_mcap","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecXilinxMcap },
  { "kind":"extended","id":11,"name":"vsec_xilinx_memory","conditional":true,"inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsecXilinxMemory },
  { "kind":"extended","id":11,"name":"vsec","inVf":"optional","vf":{"rule":"independent"}, definition: extendedVsec },
];
