import { describe, expect, test } from 'vitest';
import { fieldsNamed } from '../../src/reference/find-fields.ts';
import { glossary } from '../../src/reference/glossary.ts';
import { pagesFor } from '../../src/reference/page.ts';
import { exact, inText, search, spellings } from '../../src/reference/search.ts';
import { askedSheet, sheetOf, withoutRepeats } from '../../src/reference/sheet.ts';
import { runProgram } from '../program/run-program.ts';

const bestOf = (words: string): string[] => {
  const hits = search(words);
  return hits.filter(({ rank }) => rank === hits[0]?.rank).map(({ name }) => name);
};

describe('a word finds what it means', () => {
  test.each([
    ['NumVFs', 'sriov.num_vfs'],
    ['SR-IOV', 'sriov'],
    ['ARI', 'ari'],
    ['LnkSta', 'pcie.link_status'],
    ['IOVCtl', 'sriov.control'],
    ['FLReset', 'pcie.device_capabilities.function_level_reset_capability'],
    ['Number of VFs', 'sriov.num_vfs'],
    ['hazard', 'hazard'],
    ['Detached', 'detached'],
    ['hardwired-zero', 'hardwired-zero'],
    ['Access Control Services', 'acs'],
    ['vf_enable', 'sriov.control.vf_enable'],
  ])('%s', (word, name) => {
    expect(bestOf(word)).toContain(name);
    expect(search(word)[0]?.rank).toBeLessThanOrEqual(exact);
  });

  test('a fragment finds names that have it, the nearest to its beginning first', () => {
    const names = search('payload').map(({ name }) => name);
    expect(names).toContain('pcie.device_control.max_payload_size');
    expect(names).toContain('tree/mps-agrees');
    expect(search('payload').every(({ rank }) => rank > exact)).toBe(true);
  });

  test('nonsense finds nothing', () => {
    expect(search('qqqqqqqq')).toEqual([]);
    expect(search('--')).toEqual([]);
  });
});

describe('a message of the kernel or of lspci finds what it is about', () => {
  test.each([
    ['not enough MMIO resources for SR-IOV', 'enable/vf-bars-assigned'],
    ['[   12.345678] igb 0000:01:00.0: not enough MMIO resources for SR-IOV', 'enable/vf-bars-assigned'],
    ['Unknown header type 7f', 'unreadable'],
    ['!!! Unknown header type 7f', 'unreadable'],
    ["can't enable 7 VFs (bus 02 out of range of [bus 01])", 'dump/vfs-refused'],
  ])('%s', (message, name) => {
    expect(search(message).map((hit) => hit.name)).toContain(name);
    expect(search(message)[0]?.rank).toBeLessThanOrEqual(exact);
  });
});

test('everything that is found has a page, and so has all that a term points to', () => {
  const names = ['payload', 'vf', 'link', 'reset', 'error', 'bar'].flatMap((word) =>
    search(word).map(({ name }) => name),
  );
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => pagesFor(name).length === 0)).toEqual([]);
  const pointed = glossary.flatMap(({ see = [] }) => see);
  expect(pointed.filter((name) => pagesFor(name).length === 0)).toEqual([]);
  expect(glossary.filter(({ name }) => pagesFor(name).length === 0)).toEqual([]);
});

test('one bit is shown alone, and says where its register is', () => {
  const [page] = pagesFor('PCI_SRIOV_CTRL_VFE');
  if (!page) throw new Error('no page');
  const sheet = askedSheet(page);
  expect(sheet).toMatchObject({ name: 'sriov.control.vf_enable', title: 'VF Enable', parts: [] });
  expect(sheet.facts).toContainEqual(['register', 'SR-IOV Control: lsvf explain sriov.control']);
  expect(sheet.facts).toContainEqual(['place', '+08h, bit 0']);
  expect(sheetOf(page).parts.length).toBeGreaterThan(5);
});

test.each([
  ['NumVFs', ['sriov.num_vfs']],
  ['PCI_SRIOV_NUM_VF', ['sriov.num_vfs']],
  ['PCI_SRIOV_CTRL_VFE', ['sriov.control.vf_enable']],
  ['ECAP_SRIOV+10', ['sriov.num_vfs']],
  ['LnkSta', ['pcie.link_status']],
  ['hazard', []],
  ['sriov/num-vfs-within-total', []],
])('%s names fields to show', (name, paths) => {
  expect(fieldsNamed(name)).toEqual(paths);
});

test('no page has words of working notes', () => {
  const notes = /\bTODO\b|\bFIXME\b|\bissue \d|\bsheet\b|\bM\d+(?:\.\d+)?\b(?!i?B)|\bfacts\/|\.json\b/;
  const texts = [
    ...new Set(['pcie', 'sriov', 'ats', 'pri', 'pasid', 'aer', 'acs', 'msix', 'msi', 'pm', 'header']),
  ]
    .flatMap((name) => search(name).map((hit) => hit.name))
    .flatMap((name) => pagesFor(name).map(sheetOf))
    .flatMap(({ title, facts, parts }) => [
      title,
      ...facts.flat(),
      ...parts.flatMap((part) => [part.title, ...part.facts.flat()]),
    ]);
  expect(texts.length).toBeGreaterThan(1000);
  expect([...new Set(texts.filter((text) => notes.test(text)))]).toEqual([]);
});

test('a field that headers of both types have is shown alone', () => {
  const [page] = pagesFor('header.command.bus_master_enable');
  if (!page) throw new Error('no page');
  expect(askedSheet(page)).toMatchObject({ name: 'header.command.bus_master_enable', parts: [] });
});

test('what several fields are in a VF is said once', () => {
  const [page] = pagesFor('pcie.link_status');
  if (!page) throw new Error('no page');
  const { parts } = withoutRepeats(sheetOf(page));
  const width = parts.find(({ path }) => path.endsWith('negotiated_link_width'));
  expect(width?.facts).toContainEqual(['in a VF', 'as current_link_speed']);
  expect(parts.flatMap(({ facts }) => facts).filter(([label]) => label === 'QEMU')).toHaveLength(1);
});

test('each certainty has a page of its own', () => {
  for (const name of ['certain', 'probable', 'possible']) expect(bestOf(name)).toEqual([name]);
});

test('words of lspci are known spellings; a word that only a text has is not a name', () => {
  expect(spellings()).toEqual(expect.arrayContaining(['FLReset', 'NumVFs', 'VF Enable']));
  expect(search('MAX_VFs')[0]?.rank).toBe(inText);
});

describe('several words are names, titles, or one question', () => {
  test.each([
    [
      ['NumVFs', 'TotalVFs'],
      ['sriov.num_vfs', 'sriov.total_vfs'],
    ],
    [
      ['sriov.num_vfs', 'TotalVFs'],
      ['sriov.num_vfs', 'sriov.total_vfs'],
    ],
    [['VF', 'Enable'], ['sriov.control']],
  ])('%s', (words, names) => {
    const { pages } = JSON.parse(runProgram(['explain', ...words, '--format', 'json']).stdout);
    expect(pages.map(({ name }: { name: string }) => name)).toEqual(names);
  });
});
