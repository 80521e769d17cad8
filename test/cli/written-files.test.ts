import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { makeDump } from '../bench/make-dump.ts';
import { runProgram } from '../program/run-program.ts';
import { works } from '../works.ts';

/* What commands do to the files that they are told to write, and to those beside them. */

const root = join(import.meta.dirname, '..', '..');
const bin = join(root, 'bin/lsvf.js');
const dump = join(root, 'samples/igb-7vf/lspci-xxxx.txt');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-written-'));
chmodSync(scratch, 0o755);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const isRoot = process.getuid?.() === 0;
/** Whether a file system may be mounted: root in a container may not. Tried where nobody else sees it. */
const mounts = works('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', tmpdir()]);

const place = join(scratch, 'place');
beforeEach(() => {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function lsvf(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  return runProgram(args, { cwd: place, env: { ...process.env, NO_COLOR: '1', ...env } });
}

/** Every command that writes a file; `FILE` is its name. */
const writers: readonly (readonly string[])[] = [
  ['tree', dump, '-o', 'FILE'],
  ['show', dump, '-f', 'json', '-o', 'FILE'],
  ['shared', dump, '-o', 'FILE'],
  ['lint', dump, '-o', 'FILE'],
  ['lint', dump, '-f', 'text', '-f', 'sarif=FILE'],
  ['lint', dump, '--baseline', 'FILE', '--write-baseline'],
  ['diff', dump, join(root, 'samples/multi-pf/lspci-xxxx.txt'), '-o', 'FILE'],
  ['convert', '--to', 'json', dump, '-o', 'FILE'],
  ['convert', '--to', 'sysfs-tar', dump, '-o', 'FILE'],
  ['fixture', '--pf', '01:00.0', '-o', 'FILE'],
  ['report', dump, '-o', 'FILE'],
  ['explain', 'sriov', '-o', 'FILE'],
  ['list', 'rules', '-o', 'FILE'],
  ['schema', 'tree', '-o', 'FILE'],
];
const to = (args: readonly string[], file: string): string[] => args.map((arg) => arg.replace('FILE', file));
const names = (): string[] => readdirSync(place).sort();

/** What somebody may have put beside the file `out`. */
const beside: readonly (readonly [kind: string, put: () => void, isLeft: () => boolean])[] = [
  [
    'a link',
    () => symlinkSync('secret', join(place, 'out.part')),
    () => readlinkSync(join(place, 'out.part')) === 'secret',
  ],
  [
    'a pipe',
    () => spawnSync('mkfifo', [join(place, 'out.part')]),
    () => lstatSync(join(place, 'out.part')).isFIFO(),
  ],
  [
    'a file',
    () => writeFileSync(join(place, 'out.part'), 'mine'),
    () => readFileSync(join(place, 'out.part'), 'utf8') === 'mine',
  ],
];

test.each(
  beside.flatMap(([kind, put, isLeft], n) =>
    writers
      .filter(([command = '']) => n === 0 || ['tree', 'convert'].includes(command))
      .map((args) => [kind, args, put, isLeft] as const),
  ),
)('%s beside the file of %s is left as it is', (_, args, put, isLeft) => {
  writeFileSync(join(place, 'secret'), 'mine');
  put();
  expect([0, 1]).toContain(lsvf(to(args, 'out')).status);
  expect(statSync(join(place, 'out')).size).toBeGreaterThan(0);
  expect(names()).toEqual(['out', 'out.part', 'secret']);
  expect(isLeft()).toBe(true);
  expect(readFileSync(join(place, 'secret'), 'utf8')).toBe('mine');
});

describe.each(writers)('%s %s %s %s %s', (...args) => {
  test('takes names of 255 bytes, and says of longer ones what is wrong', () => {
    const longest = 'n'.repeat(255);
    expect([0, 1]).toContain(lsvf(to(args, longest)).status);
    expect(names()).toEqual([longest]);
    const { status, stderr } = lsvf(to(args, `${longest}n`));
    expect(stderr).toBe(`lsvf: ${longest}n cannot be written: its name is too long\n`);
    expect(status).toBe(2);
    expect(names()).toEqual([longest]);
  });
});

describe('-o - is standard output', () => {
  test.each(writers.filter((args) => args.includes('-o')))('%s %s %s %s %s', (...args) => {
    const piped = lsvf(to(args, '-'));
    expect([0, 1]).toContain(piped.status);
    expect(names()).toEqual([]);
    if (args[0] === 'report') expect(piped.stdout).toMatch(/^<!doctype html>/);
    else expect(piped.stdout === lsvf(args.slice(0, -2)).stdout).toBe(true);
  });

  test('also for one of several formats, not for a baseline', () => {
    expect(lsvf(['lint', dump, '-f', 'json=-', '-f', 'sarif=out']).stdout).toContain('"summary"');
    expect(names()).toEqual(['out']);
    const { status, stderr } = lsvf(['lint', dump, '--baseline', '-', '--write-baseline']);
    expect([status, stderr]).toEqual([2, 'lsvf: --baseline takes a file, which is read and written\n']);
  });
});

describe('who interrupts finds nothing that is not whole', () => {
  const large = join(scratch, 'large.txt');
  const commands = [
    ['show', '-f', 'ndjson'],
    ['convert', '--to', 'json'],
    ['report'],
    ['tree', '-f', 'json'],
  ];
  const cases = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).flatMap((signal, n) =>
    commands.slice(0, n === 0 ? commands.length : 2).map((command) => [signal, command] as const),
  );

  test.each(cases)('%s %s', async (signal, command) => {
    if (!existsSync(large)) makeDump(large, { functions: 3000 });
    writeFileSync(join(place, 'out'), 'old');
    const child = spawn(process.execPath, [bin, ...command, large, '-o', 'out'], {
      cwd: place,
      stdio: 'ignore',
    });
    const ended = new Promise<readonly [number | null, string | null]>((done) =>
      child.on('exit', (...how) => done(how)),
    );
    // As soon as it has begun to write.
    while (child.exitCode === null && names().length < 2) await new Promise((done) => setTimeout(done, 1));
    child.kill(signal);
    const [code, by] = await ended;
    expect(names()).toEqual(['out']);
    if (code === 0) expect(readFileSync(join(place, 'out'), 'utf8')).not.toBe('old');
    else {
      expect(by).toBe(signal);
      expect(readFileSync(join(place, 'out'), 'utf8')).toBe('old');
    }
  });
});

describe('places', () => {
  test('a link to nothing yet stays a link, and what it names is written', () => {
    mkdirSync(join(place, 'inner'));
    symlinkSync('inner/real', join(place, 'link'));
    for (const args of [
      ['tree', dump],
      ['convert', '--to', 'json', dump],
    ]) {
      rmSync(join(place, 'inner/real'), { force: true });
      expect(lsvf([...args, '-o', 'link']).status).toBe(0);
      expect(readlinkSync(join(place, 'link'))).toBe('inner/real');
      expect(statSync(join(place, 'inner/real')).size).toBeGreaterThan(0);
    }
  });

  test('a file that only its owner may read stays one, and a new one is as umask says', () => {
    for (const args of [
      ['tree', dump],
      ['convert', '--to', 'json', dump],
    ]) {
      writeFileSync(join(place, 'old'), '');
      chmodSync(join(place, 'old'), 0o600);
      lsvf([...args, '-o', 'old']);
      lsvf([...args, '-o', 'new']);
      expect(statSync(join(place, 'old')).mode & 0o777).toBe(0o600);
      expect(statSync(join(place, 'new')).mode & 0o777).toBe(0o666 & ~process.umask());
    }
  });

  test.skipIf(!isRoot)(
    'permissions: of the file they count, and where only those of its folder lack it is written',
    () => {
      const asNobody = (...args: string[]): Run => {
        const { status, stdout, stderr } = spawnSync(
          'setpriv',
          ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, bin, ...args],
          { cwd: place, encoding: 'utf8', env: { ...process.env, HOME: '/' } },
        );
        return { status, stdout, stderr };
      };
      chmodSync(place, 0o777);
      writeFileSync(join(place, 'locked'), 'old');
      chmodSync(join(place, 'locked'), 0o644);
      writeFileSync(join(place, 'open'), 'old');
      chmodSync(join(place, 'open'), 0o666);
      expect(asNobody('tree', dump, '-o', 'locked').stderr).toBe(
        'lsvf: locked cannot be written: no permission\n',
      );
      expect(readFileSync(join(place, 'locked'), 'utf8')).toBe('old');
      chmodSync(place, 0o755);
      for (const args of [['tree'], ['convert', '--to', 'json']]) {
        writeFileSync(join(place, 'open'), 'old');
        expect(asNobody(...args, dump, '-o', 'open')).toMatchObject({ status: 0, stderr: '' });
        expect(readFileSync(join(place, 'open'), 'utf8')).toContain('0000:');
        expect(asNobody(...args, dump, '-o', 'new').stderr).toBe(
          'lsvf: new cannot be written: no permission\n',
        );
      }
      expect(names()).toEqual(['locked', 'open']);
    },
  );

  test('of two formats one file is too little, and of a file for each -o is too much', () => {
    const twice = lsvf(['lint', dump, '-f', 'json=out', '-f', 'sarif=./out']);
    expect([twice.status, twice.stderr]).toEqual([2, 'lsvf: two formats would be written to out\n']);
    const left = lsvf(['lint', dump, '-f', 'json=a', '-o', 'b']);
    expect([left.status, left.stderr]).toEqual([
      2,
      'lsvf: nothing is left for -o b: every --format names a file\n',
    ]);
    expect(names()).toEqual([]);
    const second = lsvf(['lint', dump, '-f', 'json=a', '-f', 'text', '-o', 'b']);
    expect([second.stdout, names()]).toEqual(['', ['a', 'b']]);
  });

  test('a folder for what is made on the way is not blamed on standard output', () => {
    const gone = join(place, 'gone');
    const { status, stderr } = lsvf(['convert', '--to', 'lspci', dump], { TMPDIR: gone });
    expect(stderr).toBe(
      `lsvf: ${gone} cannot be written: there is no such folder; it is made there before it is printed, and TMPDIR names another folder\n`,
    );
    expect(status).toBe(2);
    expect(lsvf(['convert', '--to', 'lspci', dump, '-o', 'out'], { TMPDIR: gone }).status).toBe(0);
  });

  test('what is made on the way is for nobody else, and does not stay', async () => {
    const large = join(scratch, 'large.txt');
    if (!existsSync(large)) makeDump(large, { functions: 3000 });
    const child = spawn(process.execPath, [bin, 'convert', '--to', 'json', large], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, TMPDIR: place },
    });
    const ended = new Promise((done) => child.on('close', done));
    while (child.exitCode === null && names().length === 0) await new Promise((done) => setTimeout(done, 1));
    const modes = names().map((name) => statSync(join(place, name)).mode & 0o777);
    child.stdout.resume();
    expect(await ended).toBe(0);
    expect([modes, names()]).toEqual([[0o600], []]);
  });

  test.skipIf(!mounts)('nor is a full one', () => {
    const small = join(place, 'small');
    mkdirSync(small);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', small]).status).toBe(0);
    try {
      const { status, stdout, stderr } = lsvf(['convert', '--to', 'lspci', dump], { TMPDIR: small });
      expect(stderr).toContain(`lsvf: ${small} cannot be written: no space is left there`);
      expect([status, stdout, readdirSync(small)]).toEqual([2, '', []]);
    } finally {
      spawnSync('umount', [small]);
    }
  });
});

describe('what the system says is said in words', () => {
  const long = 'n'.repeat(300);

  test.each([
    ['tree', long],
    ['show', long],
    ['shared', long],
    ['lint', long],
    ['diff', long, dump],
    ['convert', '--to', 'json', long],
    ['fixture', long],
    ['fixture', '--from', long, '--set', 'sriov.num_vfs=1'],
    ['report', long, '-o', 'out'],
    ['lint', '--config', long, dump],
    ['lint', '--baseline', long, dump],
    ['tree', '--ids', long, dump],
    ['tree', join(dump, 'below')],
    ['tree', dump, '-o', join(dump, 'below')],
    ['tree', dump, '-o', ''],
    ['tree', dump, '-o', 'circle'],
    ['tree', 'circle'],
    ['lint', '--config', '.', dump],
    ['fixture', '.'],
  ])('%s %s %s', (...args) => {
    symlinkSync('circle', join(place, 'circle'));
    const { status, stdout, stderr } = lsvf(args);
    expect(status).toBe(2);
    // Of a PATH, lint says it as a finding.
    const said = `${stdout}${stderr}`;
    expect(said).toMatch(/no such|too long|longer than|circle|cannot be|folder|not a regular file/);
    expect(said).not.toMatch(/\bE[A-Z]{3,}\b|errno|syscall|\bopen\b|\bstat\b| {4}at /);
  });

  test('a working folder that was removed', () => {
    for (const args of ['lint x.txt', 'tree x.txt', `tree ${dump} -o out`, `report ${dump} -o out`]) {
      mkdirSync(join(place, 'gone'));
      const script = `cd gone && rmdir ../gone && "${process.execPath}" "${bin}" ${args}`;
      const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: place, encoding: 'utf8' });
      expect(status).toBe(2);
      expect(stderr).toMatch(/no such|no longer there/);
      expect(stderr).not.toMatch(/\bE[A-Z]{3,}\b| {4}at /);
    }
  });
});
