/** Macros of linux/pci_regs.h that are younger than Debian 12's header (6.1), and the kernel that first has them. */
export const newerMacros: readonly { name: string; value: number; kernel: string }[] = [];
