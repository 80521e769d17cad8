import { bit, bits, defineExtended, register, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

const units = { style: 'hex', note: 'In units of 64 KiB.' } as const;

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_ibm_capi',
  title: 'IBM Coherent Accelerator Processor Interface (VSEC)',
  spec: 'Linux 6.1 drivers/misc/cxl/pci.c',
  when: { '@vendor': 0x1014, 'header.id': 0x1280, 'header.length': { atLeast: 0x80 } },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  registers: {
    ...vsecHeader,
    number_of_afus: whole(0x08, 8, 'Number of AFUs', 'RO'),
    status: register(0x09, 8, 'Status', {
      loadable_psl: bit(0, 'Loadable PSL', 'RO'),
      loadable_afu: bit(1, 'Loadable AFU', 'RO'),
      flash_read_only: bit(2, 'Flash Readable', 'RO'),
      flash_read_write: bit(3, 'Flash Writable', 'RO'),
      msix_single: bit(5, 'MSI-X, single', 'RO'),
      msix_full: bit(6, 'MSI-X, full', 'RO'),
      second_port: bit(7, 'Second Port', 'RO'),
    }),
    mode_control: register(0x0a, 8, 'Mode Control', {
      protocol_enable: bit(0, 'Protocol Enable', 'RW'),
      protocol_256tb: bit(5, 'Protocol of 256 TB', 'RW'),
      protocol_512tb: bit(6, 'Protocol of 512 TB', 'RW'),
      protocol_1024tb: bit(7, 'Protocol of 1,024 TB', 'RW'),
    }),
    psl_revision: whole(0x0c, 16, 'PSL Revision', 'RO', { style: 'hex' }),
    caia_version: register(0x0e, 16, 'CAIA Version', {
      minor: bits(7, 0, 'Minor', 'RO'),
      major: bits(15, 8, 'Major', 'RO'),
    }),
    base_image_revision: whole(0x10, 16, 'Base Image Revision', 'RO', { style: 'hex' }),
    image_state: register(0x13, 8, 'Image State', {
      perst_selects_user: bit(4, 'PERST Selects User Image', 'RW'),
      perst_loads_image: bit(5, 'PERST Loads Image', 'RW'),
      user_image_loaded: bit(7, 'User Image Loaded', 'RO'),
    }),
    afu_descriptor_offset: whole(0x20, 32, 'AFU Descriptor Offset', 'RO', units),
    afu_descriptor_size: whole(0x24, 32, 'AFU Descriptor Size', 'RO', units),
    problem_state_offset: whole(0x28, 32, 'Problem State Offset', 'RO', units),
    problem_state_size: whole(0x2c, 32, 'Problem State Size', 'RO', units),
    psl_programming_port: whole(0x40, 32, 'PSL Programming Port', 'RW', { style: 'hex' }),
    psl_programming_control: whole(0x44, 32, 'PSL Programming Control', 'RW', { style: 'hex' }),
    flash_address: whole(0x50, 32, 'Flash Address', 'RW', { style: 'hex' }),
    flash_size: whole(0x54, 32, 'Flash Size', 'RW', { style: 'hex' }),
    flash_status_control: whole(0x58, 32, 'Flash Status and Control', 'RW', { style: 'hex' }),
    flash_data_port: whole(0x5c, 32, 'Flash Data Port', 'RW', { style: 'hex' }),
  },
}));
