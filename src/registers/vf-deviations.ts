/** Hardware that is known to show something else than the rule for VFs says. */
export interface VfDeviation {
  /** Which fields. */
  readonly path: RegExp;
  /** Vendor ID and Device ID of the VF, or a vendor whose VFs all do it. */
  readonly vendor: number;
  readonly device?: number;
  readonly text: string;
  /** A model, not hardware: it is said, but the rules of lint do not let it pass. */
  readonly isModel?: true;
}

export const vfDeviations: readonly VfDeviation[] = [
  {
    path: /^pcie\.device_capabilities\.function_level_reset_capability$/,
    vendor: 0x8086,
    device: 0x10ed,
    text: 'the 82599 VF reads 0 and can do a Function Level Reset all the same (Linux, reset_intel_82599_sfp_virtfn)',
  },
  {
    path: /^header\.interrupt_pin$/,
    vendor: 0x8086,
    device: 0x270c,
    text: 'this VF is known to show an interrupt pin (Linux, known_bogus_vf_intx_pin)',
  },
  {
    path: /^header\.(header_type\.multi_function|expansion_rom\.)/,
    vendor: 0x177d,
    text: 'Cavium’s VFs copy the bit of the PF',
  },
  {
    path: /^(header\.command\.|pcie\.link_|aer\.)/,
    vendor: 0x8086,
    device: 0x10ca,
    text: 'QEMU’s model of this VF has writable Command and AER registers and live link registers, which hardware VFs do not',
    isModel: true,
  },
  {
    path: /^(header\.command\.|pcie\.(link_|device_control))/,
    vendor: 0x1b36,
    text: 'QEMU’s VFs have a writable Command register and live link registers, which hardware VFs do not',
    isModel: true,
  },
];

/** What is known about a field of one kind of VF; undefined when nothing is. */
export const deviationOf = (
  path: string,
  vendorId: number | null,
  deviceId: number | null,
): VfDeviation | undefined =>
  vfDeviations.find(
    ({ path: fits, vendor, device }) =>
      fits.test(path) && vendor === vendorId && (device === undefined || device === deviceId),
  );
