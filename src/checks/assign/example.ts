import type { FunctionExample } from '../../decode/example.ts';

type Fields = FunctionExample['fields'];

/** A port with ACS on. */
export const port = (fields: Fields = {}): FunctionExample => ({
  address: '00:01.0',
  fields: {
    'header.class_code.base_class': 6,
    'header.class_code.sub_class': 4,
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.device_control_2.ari_forwarding_enable': 1,
    'acs.capability': 0x1d,
    'acs.control': 0x1d,
    ...fields,
  },
  options: { layout: 1 },
});

/** The same without ACS. */
export const portWithoutAcs: FunctionExample = {
  address: '00:01.0',
  fields: {
    'header.class_code.base_class': 6,
    'header.class_code.sub_class': 4,
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
  },
  options: { layout: 1 },
};

/** An endpoint with Function Level Reset. */
export const endpoint = (fields: Fields = {}, more: Partial<FunctionExample> = {}): FunctionExample => ({
  address: '01:00.0',
  fields: {
    'header.vendor_id': 0x1af4,
    'header.device_id': 0x10f0,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 0,
    'pcie.device_capabilities.function_level_reset_capability': 1,
    ...fields,
  },
  ...more,
});

/** A PF with two VFs enabled that follow it. */
export const pf = (more: Partial<FunctionExample> = {}): FunctionExample =>
  endpoint(
    {
      'ari.capability.next_function_number': 0,
      'sriov.control.vf_enable': 1,
      'sriov.control.vf_memory_space_enable': 1,
      'sriov.initial_vfs': 2,
      'sriov.total_vfs': 2,
      'sriov.num_vfs': 2,
      'sriov.first_vf_offset': 1,
      'sriov.vf_stride': 1,
      'sriov.vf_device_id': 0x10f1,
      'sriov.system_page_size': 1,
      'sriov.vf_bar[0]': 0x0001000c,
      'sriov.vf_bar[1]': 1,
    },
    more,
  );

/** Its VF 1. */
export const vf = (fields: Fields = {}, more: Partial<FunctionExample> = {}): FunctionExample => ({
  address: '01:00.1',
  fields: {
    'header.vendor_id': 0xffff,
    'header.device_id': 0xffff,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 0,
    'pcie.device_capabilities.function_level_reset_capability': 1,
    ...fields,
  },
  ...more,
});
