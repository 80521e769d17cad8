// Written by generate.js from the files of this folder.

/** Every guide: its title, and how its text is loaded. */
export const guides = {
  assign: { title: 'Give a VF to a guest', load: () => import('./assign.md') },
  ci: { title: 'Fixtures in CI', load: () => import('./ci.md') },
  dump: { title: 'Take a dump that says everything', load: () => import('./dump.md') },
  fixtures: { title: 'Fixtures for tests', load: () => import('./fixtures.md') },
  fleet: { title: 'A fleet in SQL', load: () => import('./fleet.md') },
  guest: { title: 'Am I in a guest, and whose VF is this', load: () => import('./guest.md') },
  'missing-vf': { title: 'My VF does not appear', load: () => import('./missing-vf.md') },
} as const;

export type GuideName = keyof typeof guides;
