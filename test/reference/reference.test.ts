import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import { allRunFindings } from '../../src/lint/run-findings.ts';
import { nearest } from '../../src/model/nearest.ts';
import { sheetMarkdown, tableMarkdown } from '../../src/output/markdown.ts';
import { rulesMarkdown } from '../../src/output/rules-markdown.ts';
import { lists } from '../../src/reference/lists.ts';
import { knownNames, pagesFor } from '../../src/reference/page.ts';
import { referenceRows } from '../../src/reference/rows.ts';
import { sheetOf } from '../../src/reference/sheet.ts';

const one = (name: string) => {
  const pages = pagesFor(name);
  expect(pages.map(sheetOf).map((sheet) => sheet.name)).toHaveLength(1);
  return sheetOf(pages[0] as (typeof pages)[number]);
};

test('a path, a Linux macro and a setpci name give the same page', () => {
  const page = one('sriov.control.vf_enable');
  expect(page.name).toBe('sriov.control');
  expect(page.facts).toContainEqual(['setpci', 'ECAP_SRIOV+8.w']);
  expect(page.parts[0]).toMatchObject({ place: '0', title: 'VF Enable' });
  expect(page.parts[0]?.facts).toContainEqual(['Linux', 'PCI_SRIOV_CTRL_VFE']);
  const byMacro = one('PCI_SRIOV_CTRL_VFE');
  expect(byMacro.facts[0]).toEqual(['macro', 'PCI_SRIOV_CTRL_VFE is the mask of vf_enable']);
  expect({ ...byMacro, facts: byMacro.facts.slice(1) }).toEqual(page);
  expect(one('ECAP_SRIOV+8')).toEqual(page);
  expect(one('ECAP_SRIOV+8.w')).toEqual(page);
  expect(one('ecap_sriov+8')).toEqual(page);
});

test('a setpci width that is not the register’s finds nothing', () => {
  expect(pagesFor('ECAP_SRIOV+8.l')).toEqual([]);
  expect(pagesFor('ECAP_SRIOV+9')).toEqual([]);
});

test('a field says what it is in a VF and how hard that is to emulate', () => {
  const width = one('PCI_EXP_LNKSTA_NLW').parts.find(({ path }) => path.endsWith('.negotiated_link_width'));
  const facts = new Map(width?.facts);
  expect(facts.get('in a VF')).toMatch(/^pf-value-applies: /);
  expect(facts.get('hazard')).toBe(
    'class 2, can be emulated: software can keep what the guest writes and show what counts',
  );
  expect(facts.get('values')).toContain('16 x16');
});

test('elements of a table are found with and without their number', () => {
  const named = one('ea.entries');
  expect(named.kind).toBe('register');
  expect(one('ea.entry[n].base.address').name).toBe(one('ea.entry[3].base.address').name);
});

test.each([
  // Own macros of rows and capabilities.
  ['PCI_SRIOV_CTRL', 'sriov.control', 'PCI_SRIOV_CTRL is the offset of control'],
  ['PCI_EXP_FLAGS_TYPE', 'pcie.capabilities', 'PCI_EXP_FLAGS_TYPE is the mask of device_port_type'],
  ['PCI_EXT_CAP_ID_SRIOV', 'sriov', "PCI_EXT_CAP_ID_SRIOV is the capability's ID"],
  // Codes: with a name, with a unit, one bit of a set, of bits that are no field.
  ['PCI_EXP_TYPE_ENDPOINT', 'pcie.capabilities', 'PCI_EXP_TYPE_ENDPOINT is 0 of device_port_type (Endpoint)'],
  [
    'PCI_EXP_DEVCTL_PAYLOAD_256B',
    'pcie.device_control',
    'PCI_EXP_DEVCTL_PAYLOAD_256B is 1 of max_payload_size (256 bytes)',
  ],
  ['PCI_PM_CAP_PME_D3hot', 'pm.capabilities', 'PCI_PM_CAP_PME_D3hot is 8 of pme_support (D3hot)'],
  [
    'PCI_BASE_ADDRESS_MEM_TYPE_64',
    'header.base_address[n]',
    'PCI_BASE_ADDRESS_MEM_TYPE_64 is 2 in bits 2:1 of base_address[n]',
  ],
  // Masks and shifts.
  [
    'PCI_EXP_RTCTL_RRS_SVE',
    'pcie.root_control',
    'PCI_EXP_RTCTL_RRS_SVE is the mask of rrs_software_visibility_enable',
  ],
  [
    'PCI_L1SS_CTL1_L1_2_MASK',
    'l1_pm_substates.control_1',
    'PCI_L1SS_CTL1_L1_2_MASK is bits 2 and 0 of control_1',
  ],
  ['PCI_PM_CAP_PME_SHIFT', 'pm.capabilities', 'PCI_PM_CAP_PME_SHIFT is the lowest bit of pme_support'],
  // With an argument, which may be typed.
  [
    'PCI_ATS_CAP_QDEP',
    'ats.capability',
    'PCI_ATS_CAP_QDEP() takes invalidate_queue_depth out of the register',
  ],
  [
    'PCI_ATS_CAP_QDEP(x)',
    'ats.capability',
    'PCI_ATS_CAP_QDEP() takes invalidate_queue_depth out of the register',
  ],
  [
    'PCI_DVSEC_CXL_RANGE_SIZE_LOW',
    'cxl_device.range[n].size_low',
    'PCI_DVSEC_CXL_RANGE_SIZE_LOW() is the offset of range[n].size_low',
  ],
  // Offsets beside the own one.
  ['PCI_MSI_DATA_64', 'msi.data', 'PCI_MSI_DATA_64 is an offset of data'],
  ['PCI_EA_FIRST_ENT', 'ea.entry[n].format', 'PCI_EA_FIRST_ENT is an offset of entry[n].format'],
  [
    'PCI_EXT_CAP_NEXT',
    'null_extended.capability_header',
    'PCI_EXT_CAP_NEXT() takes next_capability out of the register, as in every capability',
  ],
  // Other numbers.
  ['PCI_ATS_MIN_STU', 'ats.control', 'PCI_ATS_MIN_STU is a number about smallest_translation_unit'],
  ['PCI_PM_SIZEOF', 'pm', 'PCI_PM_SIZEOF is a size of the capability'],
  ['PCI_DVSEC_CXL_PORT', 'cxl_port_extensions', "PCI_DVSEC_CXL_PORT is the DVSEC's ID"],
  ['HT_CAPTYPE_IRQ', 'hypertransport_interrupt', "HT_CAPTYPE_IRQ is the capability's type"],
])('the page of %s is that of %s', (macro, name, text) => {
  const [page] = pagesFor(macro).map(sheetOf);
  expect(page?.name).toBe(name);
  expect(page?.facts[0]).toEqual(['macro', text]);
});

test('a macro of several capabilities has a page for each', () => {
  expect(pagesFor('PCI_VC_PORT_CTRL').map((page) => sheetOf(page).name)).toEqual([
    'mfvc.port_control',
    'vc.port_control',
    'vc9.port_control',
  ]);
});

test('a register that capabilities share is that of the capability asked for, with its fields once', () => {
  const page = one('sriov.capability_header');
  expect(page.name).toBe('sriov.capability_header');
  expect(page.parts.map(({ path }) => path.split('.').at(-1))).toEqual(['id', 'version', 'next_capability']);
  expect(one('PCI_HEADER_TYPE_MFD').parts.map(({ place }) => place)).toEqual(['6:0', '7']);
});

test('every known name has a page, and each in every format', () => {
  let seen = 0;
  for (const name of new Set(knownNames())) {
    const sheets = pagesFor(name).map(sheetOf);
    if (sheets.length === 0) throw new Error(`no page for ${name}`);
    for (const sheet of sheets) {
      if (sheet.title === '' || sheet.facts.length === 0) throw new Error(`an empty page for ${name}`);
      for (const [label, text] of [...sheet.facts, ...sheet.parts.flatMap(({ facts }) => facts)]) {
        if (/\bNaN\b|\[object|: undefined/.test(text)) throw new Error(`${name}: ${label} ${text}`);
      }
    }
    seen++;
  }
  expect(seen).toBeGreaterThan(3000);
});

test('a near miss has a suggestion, nonsense has none', () => {
  expect(nearest('sriov.control.vf_enabel', knownNames())).toBe('sriov.control.vf_enable');
  expect(nearest('PCI_SRIOV_CTRL_VF', knownNames())).toMatch(/^PCI_SRIOV_CTRL_VF[EM]$/);
  expect(nearest('qqqqqqqqqqqqqqqqqqqqqq', knownNames())).toBeUndefined();
});

test('a rule has a page with its examples', () => {
  const sheet = one('sriov/num-vfs-within-total');
  expect(sheet.parts.map(({ place }) => place)).toContain('bad');
});

test('the lists are whole', () => {
  const capabilities = lists.capabilities();
  const ids = (kind: string) =>
    new Set(capabilities.filter((row) => row['kind'] === kind).map(({ id }) => id));
  for (let id = 0; id <= 0x15; id++) expect(ids('standard')).toContain(id);
  for (let id = 0; id <= 0x35; id++) expect(ids('extended')).toContain(id);
  for (const { name, fields, name_only } of capabilities) {
    if (typeof name_only === 'string') continue;
    // The capability header alone is two or three; of an unknown HyperTransport type only the type is known.
    expect([name, Number(fields) > 3 || name === 'hypertransport']).toEqual([name, true]);
  }
  const paths = lists.fields().map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toContain('sriov.num_vfs');
  expect(lists.rules()).toHaveLength(rules.length + allRunFindings.length);
  const folder = join(import.meta.dirname, '../../src/input/formats');
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name !== 'index.ts' && name.endsWith('.ts') && name.split(sep).length <= 2)
    .filter((name) => /^export default /m.test(readFileSync(join(folder, name), 'utf8')));
  expect(
    lists
      .formats()
      .map(({ name }) => `${name}.ts`)
      .sort(),
  ).toEqual(files.map((name) => basename(name)).sort());
});

test('fields of the list are those of the tables', () => {
  const row = lists.fields().find(({ path }) => path === 'pcie.link_status.current_link_speed');
  expect(row).toEqual({
    path: 'pcie.link_status.current_link_speed',
    title: 'Current Link Speed',
    bits: '3:0',
    access: 'RO',
    vf_rule: 'pf-value-applies',
    hazard: 2,
    linux: 'PCI_EXP_LNKSTA_CLS',
    spec: 'PCIe 6.0 §7.5.3.8',
  });
  expect(referenceRows().every(({ spec }) => spec !== '')).toBe(true);
});

test('Markdown escapes what would be markup', () => {
  expect(tableMarkdown(['name', 'title'], [{ name: 'a`b', title: 'x | <b>' }])).toBe(
    "| name | title |\n|---|---|\n| `a'b` | x \\| \\<b\\> |\n",
  );
  expect(sheetMarkdown(one('sriov.num_vfs'))).toMatch(/^## `sriov\.num_vfs`: NumVFs\n\n- \*\*in\*\*/);
});

test('the table of rules is up to date', () => {
  const text = readFileSync(join(import.meta.dirname, '../../src/lint/rules/README.md'), 'utf8');
  expect(text, 'npm run generate writes it').toBe(rulesMarkdown());
  for (const { meta } of rules) expect(text).toContain(`| \`${meta.id}\` |`);
});
