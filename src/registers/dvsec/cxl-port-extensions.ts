import { bit, bits, defineDvsec, register, vf, whole } from '../define.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 3,
  name: 'cxl_port_extensions',
  title: 'CXL Extensions for Ports (DVSEC)',
  spec: 'CXL 3.1 §8.1.5',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is of a port, and a VF is none.', { spec: 'CXL 3.1 §8.1.5' }),
  macros: {
    '': 'PCI_DVSEC_CXL_PORT',
  },
  registers: {
    status: register(0x0a, 16, 'CXL Port Extension Status', {
      pm_initialization_complete: bit(0, 'Port Power Management Initialization Complete', 'RO'),
      viral_status: bit(14, 'Viral Status', 'RW1CS'),
    }),
    control: register(
      0x0c,
      16,
      'Port Control Extensions',
      {
        unmask_sbr: bit(0, 'Unmask SBR', 'RW', { reset: 0, linux: 'PCI_DVSEC_CXL_PORT_CTL_UNMASK_SBR' }),
        unmask_link_disable: bit(1, 'Unmask Link Disable', 'RW', { reset: 0 }),
        alt_memory_and_id_space_enable: bit(2, 'Alt Memory and ID Space Enable', 'RW', { reset: 0 }),
        alt_bme: bit(3, 'Alt BME', 'RW', { reset: 0 }),
        uio_to_hdm_enable: bit(4, 'UIO To HDM Enable', 'RW', { reset: 0, note: 'Since CXL 3.0.' }),
        viral_enable: bit(14, 'Viral Enable', 'RW', { reset: 0 }),
      },
      { linux: 'PCI_DVSEC_CXL_PORT_CTL' },
    ),
    alternate_bus_base: whole(0x0e, 8, 'Alternate Bus Base', 'RW', { style: 'hex' }),
    alternate_bus_limit: whole(0x0f, 8, 'Alternate Bus Limit', 'RW', { style: 'hex' }),
    alternate_memory_base: register(0x10, 16, 'Alternate Memory Base', {
      base: bits(15, 4, 'Alternate Memory Base Address 31:20', 'RW', { style: 'hex' }),
    }),
    alternate_memory_limit: register(0x12, 16, 'Alternate Memory Limit', {
      limit: bits(15, 4, 'Alternate Memory Limit Address 31:20', 'RW', { style: 'hex' }),
    }),
    alternate_prefetchable_base: register(0x14, 16, 'Alternate Prefetchable Memory Base', {
      base: bits(15, 4, 'Alternate Prefetchable Memory Base Address 31:20', 'RW', { style: 'hex' }),
    }),
    alternate_prefetchable_limit: register(0x16, 16, 'Alternate Prefetchable Memory Limit', {
      limit: bits(15, 4, 'Alternate Prefetchable Memory Limit Address 31:20', 'RW', { style: 'hex' }),
    }),
    alternate_prefetchable_base_high: whole(0x18, 32, 'Alternate Memory Prefetchable Base High', 'RW', {
      style: 'hex',
    }),
    alternate_prefetchable_limit_high: whole(0x1c, 32, 'Alternate Memory Prefetchable Limit High', 'RW', {
      style: 'hex',
    }),
    rcrb_base: register(0x20, 32, 'CXL RCRB Base', {
      enable: bit(0, 'CXL RCRB Enable', 'RW'),
      base_low: bits(31, 13, 'CXL RCRB Base Address Low', 'RW', { style: 'hex' }),
    }),
    rcrb_base_high: whole(0x24, 32, 'CXL RCRB Base High', 'RW', { style: 'hex' }),
  },
}));
