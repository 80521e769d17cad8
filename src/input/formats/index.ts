// Written by generate.js from the files of this folder.
import type { InputFormat } from '../format.ts';
import aida64 from './aida64.ts';
import coe from './coe.ts';
import configFolder from './config-folder.ts';
import cpuZ from './cpu-z.ts';
import earlydump from './earlydump.ts';
import hexdumpBe from './hexdump-be.ts';
import hexdumpLe from './hexdump-le.ts';
import hexdump from './hexdump.ts';
import json from './json.ts';
import kernelLog from './kernel-log/kernel-log.ts';
import kernelSaved from './kernel-saved.ts';
import libvirt from './libvirt.ts';
import lshw from './lshw.ts';
import lspciInventory from './lspci/lspci-inventory.ts';
import lspciQuoted from './lspci/lspci-quoted.ts';
import lspci from './lspci/lspci.ts';
import dump from './memory/dump.ts';
import ecam from './memory/ecam.ts';
import pciconf from './pciconf.ts';
import list from './pciconf/list.ts';
import pcidump from './pcidump.ts';
import procfsList from './procfs-list.ts';
import procfs from './procfs.ts';
import qemuInfoPci from './qemu-info-pci.ts';
import qemu from './qemu.ts';
import raw from './raw.ts';
import setpci from './setpci.ts';
import sysfsText from './sysfs-text/sysfs-text.ts';
import sysfs from './sysfs.ts';
import tlscan from './tlscan.ts';
import ttar from './ttar.ts';
import uBootList from './u-boot-list.ts';
import uBoot from './u-boot.ts';
import uRoot from './u-root.ts';
import udevadm from './udevadm.ts';
import uefiList from './uefi-list.ts';
import uefiShell from './uefi-shell.ts';
import umockdev from './umockdev.ts';
import windbgList from './windbg-list.ts';
import windbg from './windbg.ts';

/** Every input format. */
export const formats: readonly InputFormat[] = [
  aida64,
  coe,
  configFolder,
  cpuZ,
  earlydump,
  hexdumpBe,
  hexdumpLe,
  hexdump,
  json,
  kernelLog,
  kernelSaved,
  libvirt,
  lshw,
  lspciInventory,
  lspciQuoted,
  lspci,
  dump,
  ecam,
  pciconf,
  list,
  pcidump,
  procfsList,
  procfs,
  qemuInfoPci,
  qemu,
  raw,
  setpci,
  sysfsText,
  sysfs,
  tlscan,
  ttar,
  uBootList,
  uBoot,
  uRoot,
  udevadm,
  uefiList,
  uefiShell,
  umockdev,
  windbgList,
  windbg,
];
