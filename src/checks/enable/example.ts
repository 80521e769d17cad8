import type { FunctionExample } from '../../decode/example.ts';

/* The port and the PF that the examples of this question are about. */

type Fields = FunctionExample['fields'];

/** A port with bus 01 below it, memory windows of 2 MiB at 4 GiB and 1 MiB at E000_0000h, and ARI Forwarding. */
export const port = (fields: Fields = {}): FunctionExample => ({
  address: '00:01.0',
  fields: {
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'header.memory_base': 0xe000,
    'header.memory_limit': 0xe000,
    'header.prefetchable_memory_base': 0x0001,
    'header.prefetchable_memory_limit': 0x0011,
    'header.prefetchable_base_upper': 1,
    'header.prefetchable_limit_upper': 1,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.device_capabilities_2.ari_forwarding_supported': 1,
    'pcie.device_control_2.ari_forwarding_enable': 1,
    ...fields,
  },
  options: { layout: 1 },
});

/** A PF with 8 VFs that follow it, and VF BAR 0 of 64 bits at 4 GiB. */
export const pf = (fields: Fields = {}, more: Partial<FunctionExample> = {}): FunctionExample => ({
  address: '01:00.0',
  fields: {
    'header.vendor_id': 0x1af4,
    'header.device_id': 0x10f0,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 0,
    'ari.capability.next_function_number': 0,
    'sriov.initial_vfs': 8,
    'sriov.total_vfs': 8,
    'sriov.first_vf_offset': 1,
    'sriov.vf_stride': 1,
    'sriov.vf_device_id': 0x10f1,
    'sriov.supported_page_sizes': 0x553,
    'sriov.system_page_size': 1,
    'sriov.vf_bar[0]': 0x0001000c,
    'sriov.vf_bar[1]': 1,
    ...fields,
  },
  ...more,
});
