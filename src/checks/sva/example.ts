import type { FunctionExample } from '../../decode/example.ts';

type Fields = FunctionExample['fields'];

/** A Root Port with ACS on that carries End-End TLP Prefixes. */
export const port = (fields: Fields = {}): FunctionExample => ({
  address: '00:01.0',
  fields: {
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.device_capabilities_2.end_end_tlp_prefix_supported': 1,
    'pcie.device_control_2.ari_forwarding_enable': 1,
    'acs.capability': 0x1d,
    'acs.control': 0x1d,
    ...fields,
  },
  options: { layout: 1 },
});

/** A PF with PASID, PRI and ATS on, and one VF. */
export const pf = (fields: Fields = {}): FunctionExample => ({
  address: '01:00.0',
  fields: {
    'header.vendor_id': 0x1af4,
    'header.device_id': 0x10f0,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 0,
    'pcie.device_capabilities_2.end_end_tlp_prefix_supported': 1,
    'ari.capability.next_function_number': 0,
    'ats.capability.page_aligned_request': 1,
    'ats.control.enable': 1,
    'pasid.capability.max_pasid_width': 20,
    'pasid.control.enable': 1,
    'pri.control.enable': 1,
    'pri.status.prg_response_pasid_required': 1,
    'pri.outstanding_capacity': 256,
    'pri.outstanding_allocation': 32,
    'sriov.control.vf_enable': 1,
    'sriov.initial_vfs': 1,
    'sriov.total_vfs': 1,
    'sriov.num_vfs': 1,
    'sriov.first_vf_offset': 1,
    'sriov.vf_stride': 1,
    ...fields,
  },
});

/** Its VF, with ATS on. */
export const vf = (fields: Fields = {}): FunctionExample => ({
  address: '01:00.1',
  fields: {
    'header.vendor_id': 0xffff,
    'header.device_id': 0xffff,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 0,
    'ats.capability.page_aligned_request': 1,
    'ats.control.enable': 1,
    ...fields,
  },
});

/** A PF without a capability that others have. */
export function without(example: FunctionExample, capability: string): FunctionExample {
  const fields = Object.entries(example.fields).filter(([path]) => !path.startsWith(`${capability}.`));
  return { ...example, fields: Object.fromEntries(fields) };
}
