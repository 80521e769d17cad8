import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

/* What README shows of commands is what they print. */

const root = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-readme-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
mkdirSync(join(scratch, 'bin'));
symlinkSync(join(root, 'samples'), join(scratch, 'samples'));
writeFileSync(
  join(scratch, 'bin/lsvf'),
  `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/lsvf.js')}' "$@"\n`,
  { mode: 0o755 },
);

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```\n(\$ lsvf [\s\S]*?)```/g)].map(([, block = '']) => block);

/** The commands of a block, each behind a `$`, with what they print on both outputs. */
function printed(block: string): string {
  const commands = block.split('\n').filter((line) => line.startsWith('$ '));
  const script = commands
    .map((line) => `printf '%s\\n' '${line}'\n(exit $code)\n${line.slice(2)}\ncode=$?`)
    .join('\n');
  const { stdout } = spawnSync('sh', ['-c', `exec 2>&1\ncode=0\n${script}`], {
    cwd: scratch,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(scratch, 'bin')}:${process.env['PATH']}`,
      NO_COLOR: '1',
      LANG: 'C.UTF-8',
    },
  });
  return stdout;
}

test('there are examples', () => expect(blocks.length).toBeGreaterThanOrEqual(8));

test.each(blocks.map((block) => [block.split('\n')[0] ?? '', block]))('%s', (_, block) => {
  const got = printed(block);
  // README leaves out the rest of a long output behind a line of `…`.
  const [beginning = '', ...rest] = block.split(/^\s*…\n/m);
  if (rest.length > 0) expect(got.slice(0, beginning.length)).toBe(beginning);
  else expect(got).toBe(block);
});
