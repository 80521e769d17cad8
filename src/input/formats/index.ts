// Written by generate.js from the files of this folder.
import type { InputFormat } from '../format.ts';
import aida64 from './aida64.ts';
import coe from './coe.ts';
import configFolder from './config-folder.ts';
import earlydump from './earlydump.ts';
import hexdumpBe from './hexdump-be.ts';
import hexdumpLe from './hexdump-le.ts';
import hexdump from './hexdump.ts';
import json from './json.ts';
import libvirt from './libvirt.ts';
import lspciInventory from './lspci-inventory.ts';
import lspci from './lspci.ts';
import pciconf from './pciconf.ts';
import pcidump from './pcidump.ts';
import procfs from './procfs.ts';
import qemu from './qemu.ts';
import raw from './raw.ts';
import setpci from './setpci.ts';
import sysfs from './sysfs.ts';
import tlscan from './tlscan.ts';
import uBoot from './u-boot.ts';
import uRoot from './u-root.ts';
import uefiShell from './uefi-shell.ts';
import umockdev from './umockdev.ts';
import windbg from './windbg.ts';

/** Every input format. */
export const formats: readonly InputFormat[] = [
  aida64,
  coe,
  configFolder,
  earlydump,
  hexdumpBe,
  hexdumpLe,
  hexdump,
  json,
  libvirt,
  lspciInventory,
  lspci,
  pciconf,
  pcidump,
  procfs,
  qemu,
  raw,
  setpci,
  sysfs,
  tlscan,
  uBoot,
  uRoot,
  uefiShell,
  umockdev,
  windbg,
];
