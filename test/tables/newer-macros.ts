/** A macro of linux/pci_regs.h that Debian 12's header (6.1) lacks, and the kernel that first has it. */
export interface NewerMacro {
  readonly name: string;
  readonly value: number;
  readonly kernel: string;
}

export const newerMacros: readonly NewerMacro[] = [
  { name: 'PCI_ERR_CAP_COMP_TIME_LOG', value: 0x0000_1000, kernel: '6.18' },
  { name: 'PCI_ERR_CAP_PREFIX_LOG_PRESENT', value: 0x0000_0800, kernel: '6.14' },
  { name: 'PCI_ERR_CAP_TLP_LOG_FLIT', value: 0x0004_0000, kernel: '6.15' },
  { name: 'PCI_ERR_CAP_TLP_LOG_SIZE', value: 0x00f8_0000, kernel: '6.15' },
  { name: 'PCI_ERR_PREFIX_LOG', value: 0x38, kernel: '6.14' },
  { name: 'PCI_ERR_UNC_DMWR_BLK', value: 0x0800_0000, kernel: '6.18' },
  { name: 'PCI_ERR_UNC_IDE_CHECK', value: 0x1000_0000, kernel: '6.18' },
  { name: 'PCI_ERR_UNC_MISR_IDE', value: 0x2000_0000, kernel: '6.18' },
  { name: 'PCI_ERR_UNC_PCRC_CHECK', value: 0x4000_0000, kernel: '6.18' },
  { name: 'PCI_ERR_UNC_POISON_BLK', value: 0x0400_0000, kernel: '6.18' },
  { name: 'PCI_ERR_UNC_XLAT_BLK', value: 0x8000_0000, kernel: '6.18' },
  { name: 'PCI_EXP_DEVCAP2_EE_PREFIX_MAX', value: 0x00c0_0000, kernel: '6.14' },
  { name: 'PCI_EXP_DEVCAP2_TPH_COMP_MASK', value: 0x0000_3000, kernel: '6.13' },
  { name: 'PCI_EXP_DEVCAP_TEE', value: 0x4000_0000, kernel: '6.19' },
  { name: 'PCI_EXP_LNKCAP2_SLS', value: 0x0000_00fe, kernel: '6.13' },
  { name: 'PCI_EXP_LNKSTA2_FLIT', value: 0x0400, kernel: '6.15' },
  { name: 'PCI_EXP_RTSTA_PME_RQ_ID', value: 0x0000_ffff, kernel: '6.7' },
  { name: 'PCI_EXT_CAP_ID_VF_REBAR', value: 0x24, kernel: '6.17' },
  { name: 'PCI_HEADER_TYPE_MFD', value: 0x80, kernel: '6.7' },
  { name: 'PCI_PASID_CAP_WIDTH', value: 0x1f00, kernel: '6.7' },
  { name: 'PCI_SECPCI_LE_CTRL', value: 0x0c, kernel: '6.16' },
  { name: 'PCI_TPH_CAP_EXT_TPH', value: 0x0100, kernel: '6.13' },
  { name: 'PCI_TPH_CAP_ST_DS', value: 0x0004, kernel: '6.13' },
  { name: 'PCI_TPH_CAP_ST_IV', value: 0x0002, kernel: '6.13' },
  { name: 'PCI_TPH_CAP_ST_NS', value: 0x0001, kernel: '6.13' },
  { name: 'PCI_TPH_CTRL', value: 0x08, kernel: '6.13' },
  { name: 'PCI_TPH_CTRL_MODE_SEL_MASK', value: 0x0007, kernel: '6.13' },
  { name: 'PCI_TPH_CTRL_REQ_EN_MASK', value: 0x0300, kernel: '6.13' },
];
