// Written by generate.js from the files of this folder.
import type { Rule } from '../define.ts';
import capsAfReached from './caps/af-reached.ts';
import capsChainBroken from './caps/chain-broken.ts';
import capsDuplicate from './caps/duplicate.ts';
import capsDvsecLength from './caps/dvsec-length.ts';
import capsExtCapsWithoutPcie from './caps/ext-caps-without-pcie.ts';
import capsExtChainBroken from './caps/ext-chain-broken.ts';
import capsExtConfigAliased from './caps/ext-config-aliased.ts';
import capsExtConfigUnreadable from './caps/ext-config-unreadable.ts';
import capsExtDuplicate from './caps/ext-duplicate.ts';
import capsExtFirstNotNull from './caps/ext-first-not-null.ts';
import capsExtKnownId from './caps/ext-known-id.ts';
import capsExtLoop from './caps/ext-loop.ts';
import capsExtNextToZero from './caps/ext-next-to-zero.ts';
import capsExtNoNull from './caps/ext-no-null.ts';
import capsExtOverlap from './caps/ext-overlap.ts';
import capsExtPointerAligned from './caps/ext-pointer-aligned.ts';
import capsExtPointerBelow100 from './caps/ext-pointer-below-100.ts';
import capsExtVersion from './caps/ext-version.ts';
import capsExtWithin4096 from './caps/ext-within-4096.ts';
import capsExtWithinDump from './caps/ext-within-dump.ts';
import capsKnownId from './caps/known-id.ts';
import capsListBitWithoutPointer from './caps/list-bit-without-pointer.ts';
import capsLoop from './caps/loop.ts';
import capsMsiOrMsix from './caps/msi-or-msix.ts';
import capsNoBytesOutside from './caps/no-bytes-outside.ts';
import capsNoNull from './caps/no-null.ts';
import capsOverlap from './caps/overlap.ts';
import capsPointerAligned from './caps/pointer-aligned.ts';
import capsPointerIntoHeader from './caps/pointer-into-header.ts';
import capsPointerWithoutListBit from './caps/pointer-without-list-bit.ts';
import capsVendorLength from './caps/vendor-length.ts';
import capsVsecLength from './caps/vsec-length.ts';
import capsWithin256 from './caps/within-256.ts';
import capsWithinDump from './caps/within-dump.ts';
import dumpAddressStated from './dump/address-stated.ts';
import dumpArchiveInside from './dump/archive-inside.ts';
import dumpArchiveNames from './dump/archive-names.ts';
import dumpArchiveRelativeNames from './dump/archive-relative-names.ts';
import dumpArchiveWhole from './dump/archive-whole.ts';
import dumpAscendingOffsets from './dump/ascending-offsets.ts';
import dumpByteOrder from './dump/byte-order.ts';
import dumpBytesAsRoot from './dump/bytes-as-root.ts';
import dumpConfigurationSpace from './dump/configuration-space.ts';
import dumpConflictingBytes from './dump/conflicting-bytes.ts';
import dumpCopiedFunction from './dump/copied-function.ts';
import dumpDuplicateFunction from './dump/duplicate-function.ts';
import dumpEmpty from './dump/empty.ts';
import dumpEncoding from './dump/encoding.ts';
import dumpExtConfigMissing from './dump/ext-config-missing.ts';
import dumpFinalNewline from './dump/final-newline.ts';
import dumpGap from './dump/gap.ts';
import dumpHeaderIdsAgree from './dump/header-ids-agree.ts';
import dumpHexBeforeHeader from './dump/hex-before-header.ts';
import dumpLfLineEnds from './dump/lf-line-ends.ts';
import dumpLineTooLong from './dump/line-too-long.ts';
import dumpMalformedHexLine from './dump/malformed-hex-line.ts';
import dumpMangled from './dump/mangled.ts';
import dumpNoComplaintsOfLspci from './dump/no-complaints-of-lspci.ts';
import dumpNoEmptyLinesInside from './dump/no-empty-lines-inside.ts';
import dumpNoHex from './dump/no-hex.ts';
import dumpNoMergeConflicts from './dump/no-merge-conflicts.ts';
import dumpNoTerminalEscapes from './dump/no-terminal-escapes.ts';
import dumpNothingLeftOut from './dump/nothing-left-out.ts';
import dumpOddLength from './dump/odd-length.ts';
import dumpOffsetOutOfRange from './dump/offset-out-of-range.ts';
import dumpOneDomainStyle from './dump/one-domain-style.ts';
import dumpOneDumpAFile from './dump/one-dump-a-file.ts';
import dumpOneFormat from './dump/one-format.ts';
import dumpOneSource from './dump/one-source.ts';
import dumpOverlappingBytes from './dump/overlapping-bytes.ts';
import dumpRowsAsPrinted from './dump/rows-as-printed.ts';
import dumpShortHexLine from './dump/short-hex-line.ts';
import dumpSortedFunctions from './dump/sorted-functions.ts';
import dumpStatementsAgree from './dump/statements-agree.ts';
import dumpStdConfigMissing from './dump/std-config-missing.ts';
import dumpTextAgrees from './dump/text-agrees.ts';
import dumpUnalignedOffset from './dump/unaligned-offset.ts';
import dumpUnknownLines from './dump/unknown-lines.ts';
import dumpValidAddress from './dump/valid-address.ts';
import dumpVfsRefused from './dump/vfs-refused.ts';
import dumpWholeHeader from './dump/whole-header.ts';
import dumpWholeJson from './dump/whole-json.ts';
import headerAllOnes from './header/all-ones.ts';
import headerAllZero from './header/all-zero.ts';
import headerBar64InLast from './header/bar-64-in-last.ts';
import headerBarAbove1m from './header/bar-above-1m.ts';
import headerBarAddressesDiffer from './header/bar-addresses-differ.ts';
import headerBarAllOnes from './header/bar-all-ones.ts';
import headerBarAssigned from './header/bar-assigned.ts';
import headerBarDecoded from './header/bar-decoded.ts';
import headerBarIoReserved from './header/bar-io-reserved.ts';
import headerBarType from './header/bar-type.ts';
import headerBarsApart from './header/bars-apart.ts';
import headerBistPassed from './header/bist-passed.ts';
import headerBridgeBusOrder from './header/bridge-bus-order.ts';
import headerBridgeHasBuses from './header/bridge-has-buses.ts';
import headerBridgeInReset from './header/bridge-in-reset.ts';
import headerBridgeIoType from './header/bridge-io-type.ts';
import headerBridgeMemoryType from './header/bridge-memory-type.ts';
import headerBridgePrefetchableRange from './header/bridge-prefetchable-range.ts';
import headerBridgePrefetchableType from './header/bridge-prefetchable-type.ts';
import headerBridgePrimaryBus from './header/bridge-primary-bus.ts';
import headerCapabilityListBit from './header/capability-list-bit.ts';
import headerClassCodeSet from './header/class-code-set.ts';
import headerClassFitsType from './header/class-fits-type.ts';
import headerClassKnown from './header/class-known.ts';
import headerCommandOfPcie from './header/command-of-pcie.ts';
import headerCommandReservedZero from './header/command-reserved-zero.ts';
import headerInterruptPin from './header/interrupt-pin.ts';
import headerInvalidId from './header/invalid-id.ts';
import headerNoErrorsLogged from './header/no-errors-logged.ts';
import headerNoLatencyTimer from './header/no-latency-timer.ts';
import headerRetryVendorId from './header/retry-vendor-id.ts';
import headerRomReservedZero from './header/rom-reserved-zero.ts';
import headerSingleFunctionInta from './header/single-function-inta.ts';
import headerStatusOfPcie from './header/status-of-pcie.ts';
import headerSubsystemIdSet from './header/subsystem-id-set.ts';
import headerTypeKnown from './header/type-known.ts';
import pcieAcsWithinCapability from './pcie/acs-within-capability.ts';
import pcieAriNextIncreasing from './pcie/ari-next-increasing.ts';
import pcieAriNextPresent from './pcie/ari-next-present.ts';
import pcieAriNotInRciep from './pcie/ari-not-in-rciep.ts';
import pcieAspmWithinSupport from './pcie/aspm-within-support.ts';
import pcieCapVersion from './pcie/cap-version.ts';
import pcieCapturedInD0 from './pcie/captured-in-d0.ts';
import pcieControlWithinCapabilities from './pcie/control-within-capabilities.ts';
import pcieDllActiveCapable from './pcie/dll-active-capable.ts';
import pcieDllActiveReporting from './pcie/dll-active-reporting.ts';
import pcieEndpointHasLink from './pcie/endpoint-has-link.ts';
import pcieFlrOnNonEndpoint from './pcie/flr-on-non-endpoint.ts';
import pcieFunction0Capabilities from './pcie/function-0-capabilities.ts';
import pcieHasPowerManagement from './pcie/has-power-management.ts';
import pcieHotplugSurpriseWithoutCapable from './pcie/hotplug-surprise-without-capable.ts';
import pcieLinkAtFullSpeed from './pcie/link-at-full-speed.ts';
import pcieLinkNotDisabled from './pcie/link-not-disabled.ts';
import pcieLinkSpeedExceedsCap from './pcie/link-speed-exceeds-cap.ts';
import pcieLinkSpeedReserved from './pcie/link-speed-reserved.ts';
import pcieLinkUp from './pcie/link-up.ts';
import pcieLinkWidthExceedsCap from './pcie/link-width-exceeds-cap.ts';
import pcieLinkWidthReserved from './pcie/link-width-reserved.ts';
import pcieMpsExceedsSupported from './pcie/mps-exceeds-supported.ts';
import pcieMpsSupportedReserved from './pcie/mps-supported-reserved.ts';
import pcieMrrsReserved from './pcie/mrrs-reserved.ts';
import pcieMsiAndMsixEnabled from './pcie/msi-and-msix-enabled.ts';
import pcieMsiEnabledNoAddress from './pcie/msi-enabled-no-address.ts';
import pcieMsiNeedsBusMaster from './pcie/msi-needs-bus-master.ts';
import pcieMsiVectorsWithinCapable from './pcie/msi-vectors-within-capable.ts';
import pcieMsixBirImplemented from './pcie/msix-bir-implemented.ts';
import pcieMsixBirLowerHalf from './pcie/msix-bir-lower-half.ts';
import pcieMsixBirRange from './pcie/msix-bir-range.ts';
import pcieMsixTablePbaOverlap from './pcie/msix-table-pba-overlap.ts';
import pcieMsixWithinBar from './pcie/msix-within-bar.ts';
import pcieNoAerLogged from './pcie/no-aer-logged.ts';
import pcieNoErrorDetected from './pcie/no-error-detected.ts';
import pcieNoIoBar from './pcie/no-io-bar.ts';
import pcieNoLinkInRciep from './pcie/no-link-in-rciep.ts';
import pcieNoPhantomFunctions from './pcie/no-phantom-functions.ts';
import pciePasidNeedsPrefixes from './pcie/pasid-needs-prefixes.ts';
import pciePasidWidth from './pcie/pasid-width.ts';
import pciePasidWithinCapability from './pcie/pasid-within-capability.ts';
import pciePmStateUnsupported from './pcie/pm-state-unsupported.ts';
import pciePmVersion from './pcie/pm-version.ts';
import pciePortTypeReserved from './pcie/port-type-reserved.ts';
import pciePortTypeVsHeader from './pcie/port-type-vs-header.ts';
import pciePresenceWithoutSlot from './pcie/presence-without-slot.ts';
import pciePriFailure from './pcie/pri-failure.ts';
import pciePriResetStuck from './pcie/pri-reset-stuck.ts';
import pciePriStopped from './pcie/pri-stopped.ts';
import pciePriWithinCapacity from './pcie/pri-within-capacity.ts';
import pciePriWithoutAts from './pcie/pri-without-ats.ts';
import pcieResizableBarCount from './pcie/resizable-bar-count.ts';
import pcieResizableBarIndex from './pcie/resizable-bar-index.ts';
import pcieResizableBarSizeSupported from './pcie/resizable-bar-size-supported.ts';
import pcieRoleBasedErrors from './pcie/role-based-errors.ts';
import pcieSerialNumberOfDevice from './pcie/serial-number-of-device.ts';
import pcieSerialNumberSet from './pcie/serial-number-set.ts';
import pcieSerialNumberUnique from './pcie/serial-number-unique.ts';
import pcieSlotEmptyWithChild from './pcie/slot-empty-with-child.ts';
import pcieSlotInDownstreamPort from './pcie/slot-in-downstream-port.ts';
import pcieSpeedVectorHole from './pcie/speed-vector-hole.ts';
import pcieSpeedVectorVsMax from './pcie/speed-vector-vs-max.ts';
import pcieTagRequesterNeedsCompleter from './pcie/tag-requester-needs-completer.ts';
import pcieTargetSpeedWithinMax from './pcie/target-speed-within-max.ts';
import pcieTransactionsPending from './pcie/transactions-pending.ts';
import pcieVcResources from './pcie/vc-resources.ts';
import sharingAcsMissingForIsolation from './sharing/acs-missing-for-isolation.ts';
import sharingDetachedVfSharedUnknown from './sharing/detached-vf-shared-unknown.ts';
import sharingPasidSharedActive from './sharing/pasid-shared-active.ts';
import sharingPfBmeOffVfsOn from './sharing/pf-bme-off-vfs-on.ts';
import sharingPfNotD0 from './sharing/pf-not-d0.ts';
import sharingPfStuDiffersFromVfView from './sharing/pf-stu-differs-from-vf-view.ts';
import sharingPriFailureHitsVfs from './sharing/pri-failure-hits-vfs.ts';
import sharingPriSharedActive from './sharing/pri-shared-active.ts';
import sharingVcLtrPtmInPf from './sharing/vc-ltr-ptm-in-pf.ts';
import sharingVfAtsOnPfAtsOff from './sharing/vf-ats-on-pf-ats-off.ts';
import sharingVfNeedsPfPri from './sharing/vf-needs-pf-pri.ts';
import sriovAriBitsOnRciep from './sriov/ari-bits-on-rciep.ts';
import sriovAriHierarchyInNonLowestPf from './sriov/ari-hierarchy-in-non-lowest-pf.ts';
import sriovAriHierarchyMismatch from './sriov/ari-hierarchy-mismatch.ts';
import sriovAriRequiredButOff from './sriov/ari-required-but-off.ts';
import sriovCapVersion from './sriov/cap-version.ts';
import sriovClaimedTwice from './sriov/claimed-twice.ts';
import sriovDuplicate from './sriov/duplicate.ts';
import sriovEnabledNumvfsZero from './sriov/enabled-numvfs-zero.ts';
import sriovFdlListInconsistent from './sriov/fdl-list-inconsistent.ts';
import sriovFdlUnset from './sriov/fdl-unset.ts';
import sriovFdl from './sriov/fdl.ts';
import sriovIdeRidRange from './sriov/ide-rid-range.ts';
import sriovInitialExceedsTotal from './sriov/initial-exceeds-total.ts';
import sriovInitialNotTotal from './sriov/initial-not-total.ts';
import sriovLargerTagEnable from './sriov/larger-tag-enable.ts';
import sriovMseClear from './sriov/mse-clear.ts';
import sriovNoAriCap from './sriov/no-ari-cap.ts';
import sriovNumVfsWithinTotal from './sriov/num-vfs-within-total.ts';
import sriovNumvfsSetNotEnabled from './sriov/numvfs-set-not-enabled.ts';
import sriovOffsetUnset from './sriov/offset-unset.ts';
import sriovOffsetZero from './sriov/offset-zero.ts';
import sriovPageSizesMandatory from './sriov/page-sizes-mandatory.ts';
import sriovPfForbiddenCap from './sriov/pf-forbidden-cap.ts';
import sriovPfIsVf from './sriov/pf-is-vf.ts';
import sriovPfNoFlr from './sriov/pf-no-flr.ts';
import sriovRidCollision from './sriov/rid-collision.ts';
import sriovRidOverflow from './sriov/rid-overflow.ts';
import sriovRidOverlapAnyNumvfs from './sriov/rid-overlap-any-numvfs.ts';
import sriovSettingsNotInDump from './sriov/settings-not-in-dump.ts';
import sriovStrideZero from './sriov/stride-zero.ts';
import sriovSystemPageSize from './sriov/system-page-size.ts';
import sriovTotalZero from './sriov/total-zero.ts';
import sriovTotalvfsBusOutOfRange from './sriov/totalvfs-bus-out-of-range.ts';
import sriovVfBarIo from './sriov/vf-bar-io.ts';
import sriovVfBarMisaligned from './sriov/vf-bar-misaligned.ts';
import sriovVfBarType from './sriov/vf-bar-type.ts';
import sriovVfBarUnassigned from './sriov/vf-bar-unassigned.ts';
import sriovVfBarsApart from './sriov/vf-bars-apart.ts';
import sriovVfBusOutOfRange from './sriov/vf-bus-out-of-range.ts';
import sriovVfDeviceIdInvalid from './sriov/vf-device-id-invalid.ts';
import sriovVfFunctionOver7WithoutAri from './sriov/vf-function-over-7-without-ari.ts';
import sriovVfMigration from './sriov/vf-migration.ts';
import sriovVfMissing from './sriov/vf-missing.ts';
import sriovVfPresentNotEnabled from './sriov/vf-present-not-enabled.ts';
import sriovVfResizableBar from './sriov/vf-resizable-bar.ts';
import sriovWrongPortType from './sriov/wrong-port-type.ts';
import sysfsConfigIsBytes from './sysfs/config-is-bytes.ts';
import sysfsConfigNotPadded from './sysfs/config-not-padded.ts';
import sysfsConfigSize from './sysfs/config-size.ts';
import sysfsDanglingLink from './sysfs/dangling-link.ts';
import sysfsEnableDriverState from './sysfs/enable-driver-state.ts';
import sysfsFoldersInCopy from './sysfs/folders-in-copy.ts';
import sysfsIdsVsConfig from './sysfs/ids-vs-config.ts';
import sysfsLinkSpeedVsConfig from './sysfs/link-speed-vs-config.ts';
import sysfsNumvfsVsConfig from './sysfs/numvfs-vs-config.ts';
import sysfsPhysfnWithoutVirtfn from './sysfs/physfn-without-virtfn.ts';
import sysfsPowerStateD3cold from './sysfs/power-state-d3cold.ts';
import sysfsResetMethodWithoutFlr from './sysfs/reset-method-without-flr.ts';
import sysfsResourceVsBars from './sysfs/resource-vs-bars.ts';
import sysfsSriovAttrsWithoutCap from './sysfs/sriov-attrs-without-cap.ts';
import sysfsSriovSettingsVsConfig from './sysfs/sriov-settings-vs-config.ts';
import sysfsTotalvfsVsConfig from './sysfs/totalvfs-vs-config.ts';
import sysfsUnlinkedFunction from './sysfs/unlinked-function.ts';
import sysfsVfOrPf from './sysfs/vf-or-pf.ts';
import sysfsVirtfnCount from './sysfs/virtfn-count.ts';
import sysfsVirtfnIndexVsRid from './sysfs/virtfn-index-vs-rid.ts';
import treeBarInsideWindow from './tree/bar-inside-window.ts';
import treeBridgeBusOverlap from './tree/bridge-bus-overlap.ts';
import treeBridgeEmpty from './tree/bridge-empty.ts';
import treeBridgeInsideParent from './tree/bridge-inside-parent.ts';
import treeBridgeSameSecondary from './tree/bridge-same-secondary.ts';
import treeBusInsideRangeNoBridge from './tree/bus-inside-range-no-bridge.ts';
import treeDetachedVf from './tree/detached-vf.ts';
import treeDeviceNumberBelowPort from './tree/device-number-below-port.ts';
import treeFunctionZero from './tree/function-zero.ts';
import treeIdsNotBlanked from './tree/ids-not-blanked.ts';
import treeLinkPartnersAgree from './tree/link-partners-agree.ts';
import treeMfdLinkCapabilities from './tree/mfd-link-capabilities.ts';
import treeMpsAgrees from './tree/mps-agrees.ts';
import treeMultifunctionBitAlone from './tree/multifunction-bit-alone.ts';
import treeMultifunctionBit from './tree/multifunction-bit.ts';
import treeOrphanBus from './tree/orphan-bus.ts';
import treeParentDecodes from './tree/parent-decodes.ts';
import treePortTopology from './tree/port-topology.ts';
import treeSriovWholeSnapshot from './tree/sriov-whole-snapshot.ts';
import treeVfByNameOnly from './tree/vf-by-name-only.ts';
import treeWindowInsideParent from './tree/window-inside-parent.ts';
import vfAerRsvdp from './vf/aer-rsvdp.ts';
import vfAtsQueueDepthNonzero from './vf/ats-queue-depth-nonzero.ts';
import vfAtsStuNonzero from './vf/ats-stu-nonzero.ts';
import vfBarNonzero from './vf/bar-nonzero.ts';
import vfCapNotInPf from './vf/cap-not-in-pf.ts';
import vfCapsDifferBetweenVfs from './vf/caps-differ-between-vfs.ts';
import vfClassDiffersBetweenVfs from './vf/class-differs-between-vfs.ts';
import vfClassDiffersFromPf from './vf/class-differs-from-pf.ts';
import vfCommandDecodeSet from './vf/command-decode-set.ts';
import vfCommandIntxDisableSet from './vf/command-intx-disable-set.ts';
import vfCommandRsvdpNonzero from './vf/command-rsvdp-nonzero.ts';
import vfDevctlRsvdpNonzero from './vf/devctl-rsvdp-nonzero.ts';
import vfDevctl2RsvdpNonzero from './vf/devctl2-rsvdp-nonzero.ts';
import vfDevstaRoz from './vf/devsta-roz.ts';
import vfForbiddenCap from './vf/forbidden-cap.ts';
import vfForbiddenExtCap from './vf/forbidden-ext-cap.ts';
import vfHeaderRozNonzero from './vf/header-roz-nonzero.ts';
import vfHeaderType from './vf/header-type.ts';
import vfIdsNotFfff from './vf/ids-not-ffff.ts';
import vfIntpinNonzero from './vf/intpin-nonzero.ts';
import vfLinkStatusNonzero from './vf/link-status-nonzero.ts';
import vfLnkctlNonzero from './vf/lnkctl-nonzero.ts';
import vfMisplacedCap from './vf/misplaced-cap.ts';
import vfMisplacedExtCap from './vf/misplaced-ext-cap.ts';
import vfMsiAddressShared from './vf/msi-address-shared.ts';
import vfMsixBirUnimplemented from './vf/msix-bir-unimplemented.ts';
import vfMsixTableNotOwnPage from './vf/msix-table-not-own-page.ts';
import vfMultifunctionBit from './vf/multifunction-bit.ts';
import vfNoFlr from './vf/no-flr.ts';
import vfNoPcieCap from './vf/no-pcie-cap.ts';
import vfNoSoftResetDiffers from './vf/no-soft-reset-differs.ts';
import vfPmDataNonzero from './vf/pm-data-nonzero.ts';
import vfPortType from './vf/port-type.ts';
import vfRevisionSubsystemDiffers from './vf/revision-subsystem-differs.ts';
import vfRomNonzero from './vf/rom-nonzero.ts';

/** Every rule. */
export const rules: readonly Rule[] = [
  capsAfReached,
  capsChainBroken,
  capsDuplicate,
  capsDvsecLength,
  capsExtCapsWithoutPcie,
  capsExtChainBroken,
  capsExtConfigAliased,
  capsExtConfigUnreadable,
  capsExtDuplicate,
  capsExtFirstNotNull,
  capsExtKnownId,
  capsExtLoop,
  capsExtNextToZero,
  capsExtNoNull,
  capsExtOverlap,
  capsExtPointerAligned,
  capsExtPointerBelow100,
  capsExtVersion,
  capsExtWithin4096,
  capsExtWithinDump,
  capsKnownId,
  capsListBitWithoutPointer,
  capsLoop,
  capsMsiOrMsix,
  capsNoBytesOutside,
  capsNoNull,
  capsOverlap,
  capsPointerAligned,
  capsPointerIntoHeader,
  capsPointerWithoutListBit,
  capsVendorLength,
  capsVsecLength,
  capsWithin256,
  capsWithinDump,
  dumpAddressStated,
  dumpArchiveInside,
  dumpArchiveNames,
  dumpArchiveRelativeNames,
  dumpArchiveWhole,
  dumpAscendingOffsets,
  dumpByteOrder,
  dumpBytesAsRoot,
  dumpConfigurationSpace,
  dumpConflictingBytes,
  dumpCopiedFunction,
  dumpDuplicateFunction,
  dumpEmpty,
  dumpEncoding,
  dumpExtConfigMissing,
  dumpFinalNewline,
  dumpGap,
  dumpHeaderIdsAgree,
  dumpHexBeforeHeader,
  dumpLfLineEnds,
  dumpLineTooLong,
  dumpMalformedHexLine,
  dumpMangled,
  dumpNoComplaintsOfLspci,
  dumpNoEmptyLinesInside,
  dumpNoHex,
  dumpNoMergeConflicts,
  dumpNoTerminalEscapes,
  dumpNothingLeftOut,
  dumpOddLength,
  dumpOffsetOutOfRange,
  dumpOneDomainStyle,
  dumpOneDumpAFile,
  dumpOneFormat,
  dumpOneSource,
  dumpOverlappingBytes,
  dumpRowsAsPrinted,
  dumpShortHexLine,
  dumpSortedFunctions,
  dumpStatementsAgree,
  dumpStdConfigMissing,
  dumpTextAgrees,
  dumpUnalignedOffset,
  dumpUnknownLines,
  dumpValidAddress,
  dumpVfsRefused,
  dumpWholeHeader,
  dumpWholeJson,
  headerAllOnes,
  headerAllZero,
  headerBar64InLast,
  headerBarAbove1m,
  headerBarAddressesDiffer,
  headerBarAllOnes,
  headerBarAssigned,
  headerBarDecoded,
  headerBarIoReserved,
  headerBarType,
  headerBarsApart,
  headerBistPassed,
  headerBridgeBusOrder,
  headerBridgeHasBuses,
  headerBridgeInReset,
  headerBridgeIoType,
  headerBridgeMemoryType,
  headerBridgePrefetchableRange,
  headerBridgePrefetchableType,
  headerBridgePrimaryBus,
  headerCapabilityListBit,
  headerClassCodeSet,
  headerClassFitsType,
  headerClassKnown,
  headerCommandOfPcie,
  headerCommandReservedZero,
  headerInterruptPin,
  headerInvalidId,
  headerNoErrorsLogged,
  headerNoLatencyTimer,
  headerRetryVendorId,
  headerRomReservedZero,
  headerSingleFunctionInta,
  headerStatusOfPcie,
  headerSubsystemIdSet,
  headerTypeKnown,
  pcieAcsWithinCapability,
  pcieAriNextIncreasing,
  pcieAriNextPresent,
  pcieAriNotInRciep,
  pcieAspmWithinSupport,
  pcieCapVersion,
  pcieCapturedInD0,
  pcieControlWithinCapabilities,
  pcieDllActiveCapable,
  pcieDllActiveReporting,
  pcieEndpointHasLink,
  pcieFlrOnNonEndpoint,
  pcieFunction0Capabilities,
  pcieHasPowerManagement,
  pcieHotplugSurpriseWithoutCapable,
  pcieLinkAtFullSpeed,
  pcieLinkNotDisabled,
  pcieLinkSpeedExceedsCap,
  pcieLinkSpeedReserved,
  pcieLinkUp,
  pcieLinkWidthExceedsCap,
  pcieLinkWidthReserved,
  pcieMpsExceedsSupported,
  pcieMpsSupportedReserved,
  pcieMrrsReserved,
  pcieMsiAndMsixEnabled,
  pcieMsiEnabledNoAddress,
  pcieMsiNeedsBusMaster,
  pcieMsiVectorsWithinCapable,
  pcieMsixBirImplemented,
  pcieMsixBirLowerHalf,
  pcieMsixBirRange,
  pcieMsixTablePbaOverlap,
  pcieMsixWithinBar,
  pcieNoAerLogged,
  pcieNoErrorDetected,
  pcieNoIoBar,
  pcieNoLinkInRciep,
  pcieNoPhantomFunctions,
  pciePasidNeedsPrefixes,
  pciePasidWidth,
  pciePasidWithinCapability,
  pciePmStateUnsupported,
  pciePmVersion,
  pciePortTypeReserved,
  pciePortTypeVsHeader,
  pciePresenceWithoutSlot,
  pciePriFailure,
  pciePriResetStuck,
  pciePriStopped,
  pciePriWithinCapacity,
  pciePriWithoutAts,
  pcieResizableBarCount,
  pcieResizableBarIndex,
  pcieResizableBarSizeSupported,
  pcieRoleBasedErrors,
  pcieSerialNumberOfDevice,
  pcieSerialNumberSet,
  pcieSerialNumberUnique,
  pcieSlotEmptyWithChild,
  pcieSlotInDownstreamPort,
  pcieSpeedVectorHole,
  pcieSpeedVectorVsMax,
  pcieTagRequesterNeedsCompleter,
  pcieTargetSpeedWithinMax,
  pcieTransactionsPending,
  pcieVcResources,
  sharingAcsMissingForIsolation,
  sharingDetachedVfSharedUnknown,
  sharingPasidSharedActive,
  sharingPfBmeOffVfsOn,
  sharingPfNotD0,
  sharingPfStuDiffersFromVfView,
  sharingPriFailureHitsVfs,
  sharingPriSharedActive,
  sharingVcLtrPtmInPf,
  sharingVfAtsOnPfAtsOff,
  sharingVfNeedsPfPri,
  sriovAriBitsOnRciep,
  sriovAriHierarchyInNonLowestPf,
  sriovAriHierarchyMismatch,
  sriovAriRequiredButOff,
  sriovCapVersion,
  sriovClaimedTwice,
  sriovDuplicate,
  sriovEnabledNumvfsZero,
  sriovFdlListInconsistent,
  sriovFdlUnset,
  sriovFdl,
  sriovIdeRidRange,
  sriovInitialExceedsTotal,
  sriovInitialNotTotal,
  sriovLargerTagEnable,
  sriovMseClear,
  sriovNoAriCap,
  sriovNumVfsWithinTotal,
  sriovNumvfsSetNotEnabled,
  sriovOffsetUnset,
  sriovOffsetZero,
  sriovPageSizesMandatory,
  sriovPfForbiddenCap,
  sriovPfIsVf,
  sriovPfNoFlr,
  sriovRidCollision,
  sriovRidOverflow,
  sriovRidOverlapAnyNumvfs,
  sriovSettingsNotInDump,
  sriovStrideZero,
  sriovSystemPageSize,
  sriovTotalZero,
  sriovTotalvfsBusOutOfRange,
  sriovVfBarIo,
  sriovVfBarMisaligned,
  sriovVfBarType,
  sriovVfBarUnassigned,
  sriovVfBarsApart,
  sriovVfBusOutOfRange,
  sriovVfDeviceIdInvalid,
  sriovVfFunctionOver7WithoutAri,
  sriovVfMigration,
  sriovVfMissing,
  sriovVfPresentNotEnabled,
  sriovVfResizableBar,
  sriovWrongPortType,
  sysfsConfigIsBytes,
  sysfsConfigNotPadded,
  sysfsConfigSize,
  sysfsDanglingLink,
  sysfsEnableDriverState,
  sysfsFoldersInCopy,
  sysfsIdsVsConfig,
  sysfsLinkSpeedVsConfig,
  sysfsNumvfsVsConfig,
  sysfsPhysfnWithoutVirtfn,
  sysfsPowerStateD3cold,
  sysfsResetMethodWithoutFlr,
  sysfsResourceVsBars,
  sysfsSriovAttrsWithoutCap,
  sysfsSriovSettingsVsConfig,
  sysfsTotalvfsVsConfig,
  sysfsUnlinkedFunction,
  sysfsVfOrPf,
  sysfsVirtfnCount,
  sysfsVirtfnIndexVsRid,
  treeBarInsideWindow,
  treeBridgeBusOverlap,
  treeBridgeEmpty,
  treeBridgeInsideParent,
  treeBridgeSameSecondary,
  treeBusInsideRangeNoBridge,
  treeDetachedVf,
  treeDeviceNumberBelowPort,
  treeFunctionZero,
  treeIdsNotBlanked,
  treeLinkPartnersAgree,
  treeMfdLinkCapabilities,
  treeMpsAgrees,
  treeMultifunctionBitAlone,
  treeMultifunctionBit,
  treeOrphanBus,
  treeParentDecodes,
  treePortTopology,
  treeSriovWholeSnapshot,
  treeVfByNameOnly,
  treeWindowInsideParent,
  vfAerRsvdp,
  vfAtsQueueDepthNonzero,
  vfAtsStuNonzero,
  vfBarNonzero,
  vfCapNotInPf,
  vfCapsDifferBetweenVfs,
  vfClassDiffersBetweenVfs,
  vfClassDiffersFromPf,
  vfCommandDecodeSet,
  vfCommandIntxDisableSet,
  vfCommandRsvdpNonzero,
  vfDevctlRsvdpNonzero,
  vfDevctl2RsvdpNonzero,
  vfDevstaRoz,
  vfForbiddenCap,
  vfForbiddenExtCap,
  vfHeaderRozNonzero,
  vfHeaderType,
  vfIdsNotFfff,
  vfIntpinNonzero,
  vfLinkStatusNonzero,
  vfLnkctlNonzero,
  vfMisplacedCap,
  vfMisplacedExtCap,
  vfMsiAddressShared,
  vfMsixBirUnimplemented,
  vfMsixTableNotOwnPage,
  vfMultifunctionBit,
  vfNoFlr,
  vfNoPcieCap,
  vfNoSoftResetDiffers,
  vfPmDataNonzero,
  vfPortType,
  vfRevisionSubsystemDiffers,
  vfRomNonzero,
];
