import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packTar } from 'modern-tar';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { dump, Shell } from '../program/shell.ts';
import { works } from '../works.ts';

/* Folders that somebody else made, and what the run over them shows of the machine: nothing. */

const shell = new Shell();
afterAll(() => shell.remove());
beforeEach(() => shell.clear());
const link = (path: string, target: string): void => symlinkSync(target, join(shell.folder, path));
const text = readFileSync(dump);
const whole = '1 file, 15 functions: 0 errors, ';

describe.skipIf(process.platform === 'win32')('links of a walked folder', () => {
  beforeEach(() => {
    shell.write('in/dump.txt', text);
    shell.write('secret.txt', '0000:09:00.0 secret\n00: 86 80 SECRET\n');
    shell.write('others/dump.txt', text);
  });

  test.each(['text', 'json', 'sarif', 'github', 'markdown'])('a file outside is not read: %s', (format) => {
    link('in/lspci.txt', '../secret.txt');
    const { status, stdout, stderr } = shell.run(`lsvf lint in --profile pedantic --format ${format}`);
    expect(stdout + stderr).not.toMatch(/09:00\.0|SECRET/);
    expect(stdout).toContain('its link leads out of the folder');
    expect(status).toBe(0);
  });

  test('nor a folder outside, which is said', () => {
    link('in/others', '../others');
    const { stdout } = shell.run('lsvf lint in');
    expect(stdout).toContain(
      'in/others\n  warning it was left out: its link leads out of the folder that was named',
    );
    expect(stdout).toContain('2 files, 15 functions: 0 errors, 1 warning');
  });

  test('nor what a pattern fits', () => {
    link('in/lspci.txt', '../secret.txt');
    link('in/others', '../others');
    const { stdout } = shell.run("lsvf lint 'in/*'");
    expect(stdout).not.toMatch(/09:00\.0|SECRET/);
    expect(stdout).toContain('3 files, 15 functions: 0 errors, 2 warnings');
  });

  test('a run that could read nothing else has failed', () => {
    shell.write('only/readme.md', 'x');
    link('only/dump.txt', '../in/dump.txt');
    expect(shell.run('lsvf lint only').status).toBe(2);
  });

  test('links inside are followed, a named link wherever it leads, and one in source code is no dump', () => {
    link('in/same.txt', 'dump.txt');
    link('in/README.md', '../../README.md');
    // A file is linted once, whatever leads to it.
    expect(shell.run('lsvf lint in').stdout).toContain(whole);
    shell.run('mkdir in/deeper; mv in/dump.txt in/deeper; ln -sf deeper/dump.txt in/same.txt');
    expect(shell.run('lsvf lint in').stdout).toContain(whole);
    link('named.txt', 'others/dump.txt');
    expect(shell.run('lsvf lint named.txt').stdout).toContain(whole);
    link('named', 'others');
    expect(shell.run('lsvf lint named').stdout).toContain(whole);
  });

  test('pipes and sockets are not opened: they are counted, and links to them said', () => {
    // Only root makes devices; one that were opened would never end.
    shell.run('mkfifo in/pipe; mknod in/zero.txt c 1 5');
    link('in/lspci.txt', 'pipe');
    const { stdout } = shell.run('lsvf lint in --verbose');
    expect(stdout).toContain('in/lspci.txt\n  warning it was left out: it is not a regular file');
    expect(stdout).toMatch(/Left out: no dumps\n {2}in\/pipe\n/);
    expect(stdout).toContain('2 files, 15 functions: 0 errors, 1 warning');
  });

  test('a tree, of which attributes and the list are links out', () => {
    shell.write('secret', 'root:x:0:0:SECRET\n');
    shell.write('t/tree/0000:01:00.0/config', new Uint8Array(256).fill(0x10));
    link('t/tree/0000:01:00.0/sriov_numvfs', '../../../secret');
    link('t/tree/0000:01:00.0/vendor', '../../../secret');
    for (const command of [
      'lint t/tree --profile pedantic',
      'tree t/tree -f json',
      'show t/tree -f json',
      'lint t',
    ]) {
      const { stdout, stderr } = shell.run(`lsvf ${command}`);
      expect(stdout + stderr).not.toContain('SECRET');
      expect(stdout + stderr).toContain('its link leads out of the folder that was named');
    }
  });

  test('the lines of a finding come from what was read, not from a file that is named like a member of an archive', async () => {
    const row = '0000:01:00.0 Ethernet controller: X\n00: 86 80 zz\n';
    const archive = await packTar([{ header: { name: 'd/dump.txt', size: row.length }, body: row }]);
    shell.write('in/a.tar', archive);
    shell.write('secret.txt', 'SECRET 1\nSECRET 2\nSECRET 3\n');
    shell.write('in/a.tar:d/x', '');
    link('in/a.tar:d/dump.txt', '../../secret.txt');
    const { stdout } = shell.run('lsvf lint in --profile pedantic');
    expect(stdout).toContain('in/a.tar:d/dump.txt');
    expect(stdout).not.toContain('SECRET');
  });
});

describe.skipIf(process.platform === 'win32')('names', () => {
  test('that are no UTF-8 are read, by a folder, a pattern or their own name, and shown with their bytes', () => {
    shell.write('x/y.txt', text);
    shell.run("cp x/y.txt $'caf\\xe9.txt'; mkdir $'d\\xff\\xfe'; cp x/y.txt $'d\\xff\\xfe/y.txt'; rm -r x");
    expect(shell.run('lsvf lint .').stdout).toContain('2 files, 30 functions: 0 errors');
    expect(shell.run('lsvf lint *').stdout).toContain('2 files, 30 functions: 0 errors');
    expect(shell.run("lsvf lint '*/*' 'caf?.txt'").stdout).toContain('2 files, 30 functions: 0 errors');
    expect(shell.run("lsvf $'caf\\xe9.txt'").stdout).toContain(
      'caf\\xe9.txt: 1 PF, 7 VFs, all attached (lspci, 15 functions)',
    );
    const { files } = JSON.parse(shell.run('lsvf lint . --profile pedantic --format json').stdout).summary;
    expect(files).toBe(2);
    const shown = shell.run('lsvf lint . --profile pedantic').stdout;
    expect(shown).toMatch(/^caf\\xe9\.txt$/m);
    expect(shown).toMatch(/^d\\xff\\xfe\/y\.txt$/m);
    // The row of a finding is found again.
    expect(shown).toMatch(/\| 50: 10 00/);
  });

  test('a sysfs tree below a name that is no UTF-8, and one that is named so', () => {
    shell.run("mkdir -p $'h\\xe9/t'; tar xzf \"$ROOT/samples/igb-7vf/sysfs.tar.gz\" -C $'h\\xe9/t'");
    expect(shell.run("lsvf $'h\\xe9'").stdout).toContain(
      'h\\xe9/t: 1 PF, 7 VFs, all attached (sysfs, 15 functions)',
    );
    expect(shell.run('lsvf lint .').stdout).toContain(whole);
  });

  test('the configuration of a folder whose name is no UTF-8', () => {
    shell.run(
      "mkdir -p $'h\\xe9/d'; cp \"$DUMP\" $'h\\xe9/d/x.txt'; echo '{\"rules\":{\"x\":1}}' > $'h\\xe9/lsvf.config.json'",
    );
    const { status, stderr } = shell.run("cd $'h\\xe9/d'; lsvf lint x.txt");
    expect(stderr).toContain('/rules/x: ');
    expect(status).toBe(2);
  });

  test('that are longer than the system takes are an error of that file, in a folder too', () => {
    shell.write('good.txt', text);
    const { status, stdout } = shell.run('lsvf lint good.txt "$(printf %05000d 0)"');
    expect(stdout).toContain('its name or path is longer than this system takes');
    expect(stdout).toContain('2 files, 15 functions: 1 error');
    expect(status).toBe(1);
    const alone = shell.run('lsvf "$(printf %05000d 0)"');
    expect(alone.stderr).toContain('its name or path is longer than this system takes [input/unreadable]');
    expect(alone.status).toBe(2);
    // Made from inside: no path to it is short enough.
    const made = shell.run(
      'd=$(printf %0250d 0); for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18; do mkdir $d && cd $d; done; cp "$DUMP" x.txt; ls',
    );
    expect(made.stdout).toBe('x.txt\n');
    const deep = shell.run('lsvf lint "$PWD"');
    expect(deep.stderr).toBe('');
    expect(deep.stdout).toContain('its name or path is longer than this system takes');
    expect(deep.status).toBe(1);
  });

  // Root may enter all, unless that is taken away.
  const limits = process.getuid?.() === 0 ? 'setpriv --bounding-set=-dac_override,-dac_read_search' : 'env';
  test.skipIf(!works('sh', ['-c', `${limits} true`]))('folders that may be listed and not entered', () => {
    shell.write('closed/x.txt', text);
    shell.write('good.txt', text);
    const program = `"${process.execPath}" "$ROOT/bin/lsvf.js"`;
    const { status, stdout, stderr } = shell.run(
      `chmod 444 closed; ${limits} ${program} lint .; s=$?; chmod 755 closed; exit $s`,
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('no permission to read it');
    expect(status).toBe(1);
  });
});
