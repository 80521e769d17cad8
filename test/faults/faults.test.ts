import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeDump } from '../bench/make-dump.ts';
import { dump, type Run, Shell } from '../program/shell.ts';
import { works } from '../works.ts';

/* What goes wrong around lsvf: disks, pipes, signals, folders and names. */

const root = resolve(import.meta.dirname, '..', '..');
const bin = join(root, 'bin', 'lsvf.js');
const shell = new Shell();
const scratch = shell.folder;
// Everyone may look in, for what runs as another user.
chmodSync(scratch, 0o755);
afterAll(() => shell.remove());
const sh = (command: string): Run => shell.run(command);
const isRoot = process.getuid?.() === 0;
/** Whether a file system may be mounted: root in a container may not. Tried where nobody else sees it. */
const mounts = works('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', tmpdir()]);

const folder = (name: string): string => {
  const path = join(scratch, name);
  mkdirSync(path, { recursive: true });
  return path;
};

describe('where output cannot go', () => {
  test.each([
    ['lsvf "$DUMP" > /dev/full', 'standard output cannot be written: no space is left there'],
    ['lsvf show "$DUMP" -f ndjson > /dev/full', 'standard output cannot be written: no space is left there'],
    ['lsvf "$DUMP" -o /dev/full', '/dev/full cannot be written: no space is left there'],
    ['lsvf report "$DUMP" -o /dev/full', '/dev/full cannot be written: no space is left there'],
    ['lsvf convert --to json "$DUMP" -o /dev/full', '/dev/full cannot be written: no space is left there'],
    ['lsvf lint "$DUMP" -f json=/dev/full', '/dev/full cannot be written: no space is left there'],
    [
      'lsvf lint "$DUMP" --baseline none/b --write-baseline',
      'none/b cannot be written: there is no such folder',
    ],
    ['lsvf "$DUMP" -o none/x', 'none/x cannot be written: there is no such folder'],
    ['lsvf report "$DUMP" -o none/x.html', 'none/x.html cannot be written: there is no such folder'],
    ['lsvf "$DUMP" -o .', '. cannot be written: it is a folder'],
  ])('%s', (command, message) => {
    const { status, stderr } = sh(command);
    expect(stderr).toBe(`lsvf: ${message}\n`);
    expect(status).toBe(2);
  });

  test.skipIf(!mounts)('a disk that is full keeps the old file, and nothing else', () => {
    const small = folder('small');
    expect(sh(`mount -t tmpfs -o size=64k none "${small}"`).status).toBe(0);
    try {
      writeFileSync(join(small, 'out'), 'old');
      for (const command of ['show "$DUMP" -f json', 'report "$DUMP"', 'convert --to lspci "$DUMP"']) {
        // Its end takes the file away: it is a process, by the shell's variable.
        const { status, stderr } = sh(`status=0; lsvf ${command} -o small/out`);
        expect(stderr).toMatch(/cannot be written: no space is left there\n$/);
        expect(status).toBe(2);
        expect(readFileSync(join(small, 'out'), 'utf8')).toBe('old');
        expect(readdirSync(small)).toEqual(['out']);
      }
    } finally {
      sh(`umount "${small}"`);
    }
  });

  test('a reader that goes away ends it quietly', () => {
    const { status, stderr, stdout } = sh('set -o pipefail; lsvf show "$DUMP" | head -1');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('0000:00:00.0');
    // What was found is known all the same. Enough lines that not all fit into the pipe.
    const many = `${'"$ROOT/samples/igb-7vf/other" "$ROOT/samples/broken" '.repeat(4)}`;
    expect(sh(`set -o pipefail; lsvf lint --profile pedantic ${many} | head -1`).status).toBe(1);
  });

  test('a link stays a link, and permissions stay', () => {
    const place = folder('links');
    writeFileSync(join(place, 'real'), 'old', { mode: 0o640 });
    symlinkSync('real', join(place, 'link'));
    for (const command of ['lsvf "$DUMP"', 'lsvf convert --to lspci "$DUMP"']) {
      expect(sh(`${command} -o links/link`).status).toBe(0);
      expect(
        readdirSync(place, { withFileTypes: true }).map((entry) => [entry.name, entry.isSymbolicLink()]),
      ).toEqual([
        ['link', true],
        ['real', false],
      ]);
    }
    expect(sh('lsvf "$DUMP" -o links/real').status).toBe(0);
    expect(statSync(join(place, 'real')).mode & 0o777).toBe(0o640);
  });

  test('a link that waits beside the output is not written through', () => {
    const place = folder('trap');
    writeFileSync(join(place, 'precious'), 'old');
    for (const name of ['out.part', 'new.part']) symlinkSync('precious', join(place, name));
    writeFileSync(join(place, 'out'), 'old');
    for (const name of ['out', 'new']) {
      expect(sh(`lsvf "$DUMP" -o trap/${name}`)).toMatchObject({ status: 0, stderr: '' });
      expect(readFileSync(join(place, name), 'utf8')).toContain('7 VFs');
    }
    expect(readFileSync(join(place, 'precious'), 'utf8')).toBe('old');
    expect(readdirSync(place).sort()).toEqual(['new', 'new.part', 'out', 'out.part', 'precious']);
  });

  test('the input may be the output', () => {
    writeFileSync(join(scratch, 'same.txt'), readFileSync(dump));
    expect(sh('lsvf convert --to json same.txt -o same.txt && lsvf same.txt').stdout).toContain(
      '(json, 15 functions)',
    );
  });
});

describe('interruption', () => {
  const large = join(scratch, 'large.txt');

  test.each([
    ['report', 'out.html'],
    ['show --format ndjson', 'out.ndjson'],
    ['convert --to json', 'out.json'],
  ])(
    '%s: exit 130, and no half of a file',
    async (command, out) => {
      if (!existsSync(large)) makeDump(large, { functions: 4000 });
      const place = folder(`interrupted-${command.split(' ')[0]}`);
      writeFileSync(join(place, out), 'old');
      expect(sh(`lsvf ${command} "${large}" -o whole`).status).toBe(0);
      const whole = readFileSync(join(scratch, 'whole'), 'utf8');
      expect(whole.length).toBeGreaterThan(1_000_000);
      // Some are ended while they read, some while they write, and one may be ended when it has written.
      for (const wait of [60, 400, 900]) {
        const child = spawn(process.execPath, [bin, ...command.split(' '), large, '-o', join(place, out)], {
          stdio: 'ignore',
        });
        const ended = new Promise<[number | null, string | null]>((done) =>
          child.on('exit', (...how) => done(how)),
        );
        await new Promise((done) => setTimeout(done, wait));
        child.kill('SIGINT');
        const [code, signal] = await ended;
        if (code === 0) break;
        // A shell calls this 130.
        expect(signal).toBe('SIGINT');
        const content = readFileSync(join(place, out), 'utf8');
        expect(content === 'old' || content === whole).toBe(true);
        expect(readdirSync(place)).toEqual([out]);
      }
    },
    60_000,
  );
});

describe('what is in the way of reading', () => {
  test('a pipe without a file is read; in a folder it is passed over', () => {
    const place = folder('pipes');
    expect(sh('mkfifo pipes/pipe').status).toBe(0);
    writeFileSync(join(place, 'a.txt'), readFileSync(dump));
    expect(sh('(cat "$DUMP" > pipes/pipe &); lsvf pipes/pipe').stdout).toContain('(lspci, 15 functions)');
    const { status, stdout } = sh('lsvf lint pipes');
    expect([status, stdout.split('\n')[0]]).toEqual([
      0,
      '1 file, 15 functions: 0 errors, 0 warnings, 0 infos',
    ]);
  });

  test.each(['/dev/zero', '/dev/null', '/dev/urandom'])('%s is refused', (path) => {
    const { status, stderr } = sh(`lsvf ${path}`);
    expect(stderr).toBe(`${path}: error: this is neither a file nor a folder [input/unreadable]\n`);
    expect(status).toBe(2);
  });

  test('standard input that is closed or empty', () => {
    for (const command of ['lsvf - <&-', 'lsvf - < /dev/null']) expect(sh(command).status).toBe(2);
  });

  // Root may read all, so it is another user who looks.
  const other = isRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'env', 'HOME=/']
    : ['env'];
  test.skipIf(!works(other[0] as string, [...other.slice(1), 'true']))(
    'what may not be read is said, and the rest is linted',
    () => {
      const place = folder('forbidden');
      for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(place, name), readFileSync(dump));
      chmodSync(join(place, 'b.txt'), 0);
      const { stdout, stderr } = sh(`${other.join(' ')} "${process.execPath}" "${bin}" lint forbidden`);
      expect(`${stdout}${stderr}`).toContain('forbidden/b.txt');
      expect(stdout).toMatch(/no permission to read it/);
      expect(stdout).toMatch(/^\d files?, 30 functions/m);
    },
  );

  test('links in a circle, and a folder 1,200 deep', () => {
    const place = folder('circle');
    symlinkSync('.', join(place, 'loop'));
    symlinkSync('self', join(place, 'self'));
    writeFileSync(join(place, 'a.txt'), readFileSync(dump));
    const path = Array.from({ length: 1200 }, () => 'd').join('/');
    mkdirSync(join(scratch, 'deep', path), { recursive: true });
    writeFileSync(join(scratch, 'deep', path, 'x.txt'), readFileSync(dump));
    const circle = sh('lsvf lint circle');
    expect(circle.stdout).toContain('its links lead in a circle');
    expect(circle.stdout).toContain('2 files, 15 functions: 1 error');
    expect(sh('lsvf lint deep').stdout).toContain('1 file, 15 functions');
  });

  test('20,000 files in one folder', () => {
    const place = folder('many');
    const first = join(place, '0.txt');
    writeFileSync(first, '00:00.0 X\n00: 86 80\n');
    for (let n = 1; n < 20_000; n++) linkSync(first, join(place, `${n}.txt`));
    const { stdout } = sh('lsvf lint many --format json');
    expect(JSON.parse(stdout).summary.files).toBe(20_000);
  });

  test('a file that shrinks, and one that goes away, while it is read', () => {
    writeFileSync(join(scratch, 'shrinks.txt'), readFileSync(dump));
    for (const change of [': > shrinks.txt', 'rm -f shrinks.txt']) {
      const { status, stderr } = sh(`lsvf shrinks.txt & ${change}; wait $!`);
      expect(stderr).not.toContain('    at ');
      expect([0, 2]).toContain(status);
    }
  });

  test('few file descriptors, no home, no folder, no UTF-8', () => {
    expect(sh('ulimit -n 20; lsvf "$DUMP"').status).toBe(0);
    expect(sh(`env -i "${process.execPath}" "${bin}" "$DUMP"`).status).toBe(0);
    expect(sh('mkdir gone; cd gone; rmdir ../gone; lsvf "$DUMP"').status).toBe(0);
    expect(sh('LC_ALL=C lsvf "$DUMP"').status).toBe(0);
  });

  test('names with line ends and escape sequences are shown as what they are', () => {
    const name = 'a\nb\u001b[31m.txt';
    writeFileSync(join(scratch, name), readFileSync(dump));
    const { stdout } = sh("lsvf $'a\\nb\\e[31m.txt'");
    expect(stdout.split('\n')[0]).toBe(
      'a\\x0ab\\x1b[31m.txt: 1 PF, 7 VFs, all attached (lspci, 15 functions)',
    );
  });

  test('a line without an end', () => {
    const { status, stderr } = sh('head -c 3000000 /dev/zero | tr "\\0" x | lsvf -');
    expect(status).toBe(2);
    expect(stderr).toContain('no configuration space found');
  });
});
