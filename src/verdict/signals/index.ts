// Written by generate.js from the files of this folder.
import type { Signal } from '../signal.ts';
import ariDeviceNumber from './ari-device-number.ts';
import atsZero from './ats-zero.ts';
import barsZero from './bars-zero.ts';
import bridgeHeader from './bridge-header.ts';
import capabilityOfVmm from './capability-of-vmm.ts';
import cxlDevice from './cxl-device.ts';
import deviceControlZero from './device-control-zero.ts';
import eaCapability from './ea-capability.ts';
import hierarchyIdVfConfigurable from './hierarchy-id-vf-configurable.ts';
import hypervDomain from './hyperv-domain.ts';
import hypervVfDeviceId from './hyperv-vf-device-id.ts';
import idsBlanked from './ids-blanked.ts';
import linkLive from './link-live.ts';
import linkZero from './link-zero.ts';
import memoryOffInUse from './memory-off-in-use.ts';
import msixCountAttribute from './msix-count-attribute.ts';
import nameVirtualFunction from './name-virtual-function.ts';
import noHotplugAttributes from './no-hotplug-attributes.ts';
import noInterruptPin from './no-interrupt-pin.ts';
import noPowerManagement from './no-power-management.ts';
import pasidCapability from './pasid-capability.ts';
import pfOnlyCapability from './pf-only-capability.ts';
import physfnDangling from './physfn-dangling.ts';
import physfnLink from './physfn-link.ts';
import pinRomOrBars from './pin-rom-or-bars.ts';
import rawIdsFfff from './raw-ids-ffff.ts';
import resetAndMsixOnly from './reset-and-msix-only.ts';
import resourceWithoutBar from './resource-without-bar.ts';
import ridClaim from './rid-claim.ts';
import ridClaimIdle from './rid-claim-idle.ts';
import ridClaimOtherIds from './rid-claim-other-ids.ts';
import ridClaimStated from './rid-claim-stated.ts';
import s390NoVf from './s390-no-vf.ts';
import s390Vfn from './s390-vfn.ts';
import sriovCapability from './sriov-capability.ts';
import statedIdsDiffer from './stated-ids-differ.ts';
import vfDeviceId from './vf-device-id.ts';
import vfGap from './vf-gap.ts';
import vfStructure from './vf-structure.ts';
import virtfnLink from './virtfn-link.ts';
import wideDomain from './wide-domain.ts';
import zpciDomain from './zpci-domain.ts';

const all = [
  ariDeviceNumber,
  atsZero,
  barsZero,
  bridgeHeader,
  capabilityOfVmm,
  cxlDevice,
  deviceControlZero,
  eaCapability,
  hierarchyIdVfConfigurable,
  hypervDomain,
  hypervVfDeviceId,
  idsBlanked,
  linkLive,
  linkZero,
  memoryOffInUse,
  msixCountAttribute,
  nameVirtualFunction,
  noHotplugAttributes,
  noInterruptPin,
  noPowerManagement,
  pasidCapability,
  pfOnlyCapability,
  physfnDangling,
  physfnLink,
  pinRomOrBars,
  rawIdsFfff,
  resetAndMsixOnly,
  resourceWithoutBar,
  ridClaim,
  ridClaimIdle,
  ridClaimOtherIds,
  ridClaimStated,
  s390NoVf,
  s390Vfn,
  sriovCapability,
  statedIdsDiffer,
  vfDeviceId,
  vfGap,
  vfStructure,
  virtfnLink,
  wideDomain,
  zpciDomain,
] as const;

/** The name of every signal. */
export type SignalName = (typeof all)[number]['id'];

/** Every signal, the strongest first. */
export const signals: readonly (Signal & { readonly id: SignalName })[] = [...all].sort(
  (a, b) => a.rank - b.rank,
);
