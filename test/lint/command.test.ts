import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { encode, type FieldValues } from '../../src/decode/encode.ts';
import { configJsonSchema } from '../../src/lint/config.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { runProgram } from '../program/run-program.ts';
import { type Run, runHere } from './run-here.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});

const lint = (args: readonly string[], cwd = folder): Promise<Run> => runHere(['lint', ...args], cwd);

/** In a process of its own, with something on standard input, or as another user. */
function lintAlone(args: readonly string[], input?: string, as: { uid?: number; gid?: number } = {}): Run {
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '100' };
  if (input !== undefined && as.uid === undefined)
    return runProgram(['lint', ...args], { cwd: folder, env, input });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'lsvf.js'), 'lint', ...args],
    { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...as },
  );
  return { status: status ?? -1, stdout, stderr };
}

const pf: FieldValues = {
  'header.vendor_id': 0x8086,
  'header.device_id': 0x1234,
  'header.class_code.base_class': 2,
  'header.subsystem_vendor_id': 0x8086,
  'header.subsystem_id': 1,
  'pcie.capabilities.version': 2,
  'pcie.device_capabilities.function_level_reset_capability': 1,
  'pcie.device_capabilities.role_based_error_reporting': 1,
  'pcie.link_capabilities.max_link_speed': 3,
  'pcie.link_capabilities.maximum_link_width': 8,
  'pcie.link_status.current_link_speed': 3,
  'pcie.link_status.negotiated_link_width': 8,
  'pm.capabilities.version': 3,
  'sriov.initial_vfs': 8,
  'sriov.total_vfs': 8,
  'sriov.first_vf_offset': 128,
  'sriov.vf_stride': 2,
  'sriov.vf_device_id': 0x5678,
  'sriov.supported_page_sizes': 0x553,
  'sriov.system_page_size': 1,
};

function dump(fields: FieldValues, before = ''): string {
  const bytes = encode({ ...pf, ...fields }, { capabilities: ['pm', 'pcie', 'ari', 'sriov'] });
  let text = `${before}0000:01:00.0 Ethernet controller: Example\n`;
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = [...bytes.subarray(offset, offset + 16)].map((byte) => byte.toString(16).padStart(2, '0'));
    text += `${offset.toString(16).padStart(2, '0')}: ${row.join(' ')}\n`;
  }
  return `${text}\n`;
}

const good = dump({});
/** TotalVFs 8, NumVFs 9. */
const bad = dump({
  'sriov.num_vfs': 9,
  'sriov.control.vf_enable': 1,
  'sriov.control.vf_memory_space_enable': 1,
});
const write = (name: string, content: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
};
const overNumVfs = 'sriov/num-vfs-within-total';

interface JsonFinding {
  readonly source: string;
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
  readonly suppressed: { kind: string } | null;
}
const findingsOf = (run: Run): JsonFinding[] => JSON.parse(run.stdout).findings;
const only = ['--rule', '*=off', '--rule', `${overNumVfs}=error`];

describe('exit codes', () => {
  test('0 without findings, 1 with, 2 when it could not run', async () => {
    write('good.txt', good);
    write('bad.txt', bad);
    expect((await lint(['good.txt', ...only])).status).toBe(0);
    expect((await lint(['bad.txt', ...only])).status).toBe(1);
    expect((await lint(['bad.txt', '--rule', '*=off', '--rule', `${overNumVfs}=warning`])).status).toBe(0);
    expect((await lint(['bad.txt', ...only, '--fail-on', 'never'])).status).toBe(0);
    expect(
      (await lint(['bad.txt', '--rule', '*=off', '--rule', `${overNumVfs}=warning`, '--fail-on', 'warning']))
        .status,
    ).toBe(1);
    expect(
      (await lint(['bad.txt', '--rule', '*=off', '--rule', `${overNumVfs}=warning`, '--max-warnings', '0']))
        .status,
    ).toBe(1);
    for (const args of [
      ['nowhere.txt'],
      ['*.nothing'],
      ['bad.txt', '--rule', 'sriov/nope=error'],
      ['bad.txt', '-f', 'yaml'],
    ]) {
      expect([args, (await lint(args)).status]).toEqual([args, 2]);
    }
  });

  test('a folder: what is no dump is left out, one broken file does not stop the others', async () => {
    write('a/good.txt', good);
    write('a/readme.md', '# hello\n');
    write('a/deep/bad.txt', bad);
    const run = await lint(['a', '--format', 'json', ...only]);
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout).summary).toMatchObject({ files: 2, functions: 2, errors: 1 });
  });

  test('standard input has the name that is given', async () => {
    const run = lintAlone(['-', '--stdin-filename', 'x/y.txt', '--format', 'json', ...only], bad);
    expect(JSON.parse(run.stdout).findings[0].source).toBe('x/y.txt');
  });

  test('a file that cannot be read is said', async () => {
    write('good.txt', good);
    write('secret.txt', bad);
    chmodSync(join(folder, 'secret.txt'), 0);
    const run = await lint(['good.txt', 'secret.txt']);
    // root reads everything
    if (process.getuid?.() !== 0) expect(run.stdout).toContain('no permission');
    expect(run.status).not.toBe(2);
  });
});

describe('places', () => {
  test('text, JSON, SARIF and GitHub point at the same line and column', async () => {
    write('bad.txt', bad);
    const [finding] = findingsOf(await lint(['bad.txt', '--format', 'json', ...only]));
    expect(finding?.rule).toBe(overNumVfs);
    const row = bad.split('\n')[(finding?.line ?? 0) - 1] ?? '';
    expect(row.slice((finding?.column ?? 0) - 1).slice(0, 5)).toBe('09 00');
    const { line, column } = finding as JsonFinding;
    expect((await lint(['bad.txt', ...only])).stdout).toContain(`${line}:${column} error`);
    expect((await lint(['bad.txt', '-f', 'github', ...only])).stdout).toContain(
      `file=bad.txt,line=${line},col=${column}`,
    );
    const sarif = JSON.parse((await lint(['bad.txt', '-f', 'sarif', ...only])).stdout);
    const { region } = sarif.runs[0].results[0].locations[0].physicalLocation;
    expect([region.startLine, region.startColumn]).toEqual([line, column]);
    expect(row.slice(region.startColumn - 1, region.endColumn - 1)).toBe('09 00');
  });

  test('the text shows the row with its bytes underlined', async () => {
    write('bad.txt', bad);
    const lines = (await lint(['bad.txt', ...only])).stdout.split('\n');
    const under = lines.findIndex((line) => line.includes('^^^^^'));
    expect(lines[under - 1]?.slice(lines[under]?.indexOf('^')).slice(0, 5)).toBe('09 00');
  });
});

describe('the same places in every format', () => {
  interface Placed {
    readonly rule: string;
    readonly file: string;
    readonly line?: number | undefined;
    readonly column?: number | undefined;
  }
  const text = ({ rule, file, line, column }: Placed): string =>
    `${rule} ${file}${line === undefined ? '' : `:${line}:${column}`}`;
  const broken = join(root, 'samples', 'broken');

  test.each(['dump', 'sysfs', 'sriov', 'vf'])('of samples/broken/%s', async (group) => {
    cpSync(join(broken, group), join(folder, group), { recursive: true, verbatimSymlinks: true });
    const records: (Placed & { source: string })[] = JSON.parse(
      (await lint([group, '-f', 'json'])).stdout,
    ).findings;
    expect(records.length).toBeGreaterThan(10);
    // A member of an archive is no file that other tools could open: they are shown the archive.
    const wanted = records
      .map(({ rule, source, file = source, line, column }) =>
        text(file.startsWith(`${source}:`) ? { rule, file: source } : { rule, file, line, column }),
      )
      .sort();

    const sarif = JSON.parse((await lint([group, '-f', 'sarif'])).stdout).runs[0].results;
    const ofSarif = sarif.map(
      ({ ruleId: rule, locations: [{ physicalLocation }] }: { ruleId: string; locations: [SarifLocation] }) =>
        text({
          rule,
          file: decodeURIComponent(physicalLocation.artifactLocation.uri),
          line: physicalLocation.region?.startColumn && physicalLocation.region.startLine,
          column: physicalLocation.region?.startColumn,
        }),
    );
    expect(ofSarif.sort()).toEqual(wanted);

    const github = (await lint([group, '-f', 'github'])).stdout;
    const ofGithub = [
      ...github.matchAll(/^::\w+ file=([^,]+?)(?:,line=(\d+),col=(\d+))?,title=([^:]+)::/gm),
    ].map(([, file = '', line, column, rule = '']) =>
      text({
        rule,
        file: file.replaceAll('%3A', ':'),
        line: line === undefined ? undefined : Number(line),
        column: Number(column),
      }),
    );
    expect(ofGithub.sort()).toEqual(wanted);
  });

  test('text: by file, with the member of an archive', async () => {
    cpSync(join(broken, 'dump'), join(folder, 'dump'), { recursive: true });
    const shown: string[] = [];
    let source = '';
    for (const line of (await lint(['dump'])).stdout.split('\n')) {
      if (/^dump\//.test(line)) source = line;
      const place = /^ {2}(\S+:)?(\d+):(\d+) (?:error|warning|info) /.exec(line);
      if (place) shown.push(`${source}:${place[1] ?? ''}${place[2]}:${place[3]}`);
    }
    const records: { source: string; file?: string; line?: number; column?: number }[] = JSON.parse(
      (await lint(['dump', '-f', 'json'])).stdout,
    ).findings;
    const wanted = records
      .filter(({ line }) => line !== undefined)
      .map(({ source, file = source, line, column }) => `${file}:${line}:${column}`);
    expect(wanted.some((place) => place.includes('.tar:dump.txt:'))).toBe(true);
    expect(shown).toEqual(wanted);
  });

  test('the byte of a binary file: its offset, and its row', async () => {
    const bytes = encode({ ...pf, 'sriov.num_vfs': 9, 'sriov.control.vf_enable': 1 });
    mkdirSync(join(folder, '0000:01:00.0'));
    writeFileSync(join(folder, '0000:01:00.0', 'config'), bytes);
    const [{ file, offset }] = JSON.parse((await lint(['.', '-f', 'json', ...only])).stdout).findings;
    expect([file, bytes[offset]]).toEqual(['0000:01:00.0/config', 9]);
    const [result] = JSON.parse((await lint(['.', '-f', 'sarif', ...only])).stdout).runs[0].results;
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: '0000%3A01%3A00.0/config' },
      region: { startLine: 1, byteOffset: offset, byteLength: 2 },
    });
    const lines = (await lint(['.', ...only])).stdout.split('\n');
    expect(lines[1]).toContain(`0000:01:00.0/config: byte ${offset} error`);
    const under = lines.findIndex((line) => line.includes('^^^^^'));
    expect(lines[under - 1]?.slice(lines[under]?.indexOf('^')).slice(0, 5)).toBe('09 00');
  });

  test('long lines, tabs and escapes: the mark stands below its word', async () => {
    const head = `0000:01:00.0 Ethernet controller: ${'x'.repeat(150)}`;
    write('odd.txt', `${good.replace(/^.*/, `${head}\u001b[31mred`)}\n\tCapabilities: <access denied>\n`);
    const lines = (await lint(['odd.txt'])).stdout.split('\n');
    const below = (rule: string): string | undefined => {
      const at = lines.findIndex((line) => line.trim() === rule);
      return lines[at + 1]?.slice(lines[at + 2]?.indexOf('^'), (lines[at + 2]?.lastIndexOf('^') ?? 0) + 1);
    };
    expect(below('dump/no-terminal-escapes')).toBe('\\x1b[31mred');
    expect(below('dump/bytes-as-root')).toBe('<access');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });
});

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine?: number; readonly startColumn?: number };
  };
}

describe('what cannot be read', () => {
  const both = (path: string): Promise<Run> => {
    write('good.txt', good);
    write('bad.txt', bad);
    return lint([path, 'bad.txt', 'good.txt', '-f', 'github', '--rule', '*=off', '--rule', 'dump/*=error']);
  };

  test('a binary that is no dump, a packed one, and a folder without dumps', async () => {
    write('program.bin', '\u007fELF\u0000\u0001\u0002');
    expect(await both('program.bin')).toMatchObject({ status: 1 });
    expect((await both('program.bin')).stdout).toContain(
      'file=program.bin,title=dump/empty::no configuration space',
    );
    writeFileSync(join(folder, 'program.gz'), gzipSync(randomBytes(100_000)));
    expect((await both('program.gz')).stdout).toContain(
      'file=program.gz,title=dump/empty::no configuration space',
    );
    expect((await lint(['program.bin'])).status).toBe(2);
    expect((await lint(['program.gz'])).status).toBe(2);
    mkdirSync(join(folder, 'empty'));
    expect((await lint(['empty'])).status).toBe(2);
  });

  test('a bomb: the reading stops, the other files are linted', async () => {
    const zeros = gzipSync(Buffer.alloc(256 << 20), { level: 9 });
    // Members of one gzip file follow each other: 16 GiB of zeros.
    writeFileSync(join(folder, 'bomb.gz'), Buffer.concat(Array.from({ length: 64 }, () => zeros)));
    const started = Date.now();
    const run = await both('bomb.gz');
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(run.stdout).toContain('file=bomb.gz,title=dump/empty::');
  });

  test('a dump that unpacks to more than is read', async () => {
    const rest = gzipSync(Buffer.alloc(256 << 20, 10), { level: 9 });
    writeFileSync(join(folder, 'long.gz'), Buffer.concat([gzipSync(good), rest, rest]));
    const run = await both('long.gz');
    expect(run.stdout).toMatch(
      /file=long\.gz,title=dump\/archive-whole::it unpacks to more than \d+ MiB; the rest was dropped/,
    );
    expect(run.status).toBe(1);
  });

  test('links and folders of a walked folder', async () => {
    write('a/bad.txt', bad);
    symlinkSync('nowhere.txt', join(folder, 'a', 'lost.txt'));
    symlinkSync('bad.txt', join(folder, 'a', 'same.txt'));
    symlinkSync('.', join(folder, 'a', 'circle'));
    const run = await lint(['a', '-f', 'github', '--rule', 'tree/*=off']);
    expect(run.stdout).not.toContain('lost');
    expect(run.stdout).not.toContain('same');
    expect(run.stdout).not.toContain('circle');
    expect(run.status).toBe(1);
    expect((await lint(['a', ...only])).stdout).toContain('1 file that is not a dump left out');
    const named = await lint(['a/lost.txt', 'a/bad.txt', ...only]);
    expect(named).toMatchObject({ status: 2, stdout: '' });
    expect(named.stderr).toContain('a/lost.txt: there is no such file or folder');
  });

  test('files and folders without permission', async () => {
    write('a/bad.txt', bad);
    write('a/secret.txt', bad);
    write('a/closed/bad.txt', bad);
    chmodSync(join(folder, 'a', 'secret.txt'), 0);
    chmodSync(join(folder, 'a', 'closed'), 0);
    chmodSync(folder, 0o755);
    // Root may read all, so it is another user who looks.
    const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout } = lintAlone(['a', '-f', 'github'], '', other);
    chmodSync(join(folder, 'a', 'closed'), 0o700);
    for (const path of ['secret.txt', 'closed'])
      expect(stdout).toContain(`file=a/${path},title=dump/empty::no permission to read it`);
    expect(stdout).toContain('file=a/bad.txt,line=');
  });

  test('a pointer to a file of Git LFS, which no CI step fetched', async () => {
    write('a/bad.txt', bad);
    write('a/big.txt', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n');
    expect((await lint(['a', '-f', 'github'])).stdout).toContain(
      'file=a/big.txt,title=dump/empty::this is a Git LFS',
    );
  });
});

describe('formats', () => {
  const {
    $schema: _draft4,
    id: _id,
    ...schema
  } = JSON.parse(
    readFileSync(join(root, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  );

  test('SARIF fits the official schema, with and without findings', async () => {
    write('good.txt', good);
    write('bad.txt', bad);
    const ajv = new Ajv({ strict: false, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    for (const args of [['good.txt'], ['bad.txt', '--profile', 'pedantic'], [join(root, 'samples')]]) {
      const log = JSON.parse((await lint([...args, '-f', 'sarif'])).stdout);
      expect(validate(log) ? [] : validate.errors).toEqual([]);
      const [{ tool, results }] = log.runs;
      expect(tool.driver.rules.length).toBeGreaterThan(10);
      // What GitHub's code scanning asks for.
      for (const rule of tool.driver.rules) {
        expect(
          rule.id.length * rule.shortDescription.text.length * rule.fullDescription.text.length,
        ).toBeGreaterThan(0);
        expect([rule.id, rule.help.text.length > 0, URL.canParse(rule.helpUri)]).toEqual([
          rule.id,
          true,
          true,
        ]);
      }
      for (const { message, locations, partialFingerprints } of results) {
        expect(message.text).not.toBe('');
        expect(locations[0].physicalLocation.artifactLocation.uri).not.toBe('');
        expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
        expect(Object.keys(partialFingerprints).length).toBeGreaterThan(0);
      }
    }
  });

  test('several at once, into files', async () => {
    write('bad.txt', bad);
    const run = await lint([
      'bad.txt',
      '-f',
      'text',
      '-f',
      'sarif=out.sarif',
      '-f',
      'junit=out.xml',
      ...only,
    ]);
    expect(run.stdout).toContain('NumVFs');
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(join(folder, 'out.xml'), 'utf8')).toMatch(/<failure type="error"/);
  });

  test('concise: one line each; --quiet: errors alone; --statistics: how often', async () => {
    write('bad.txt', bad);
    write('two.txt', bad);
    expect((await lint(['bad.txt', '-f', 'concise', ...only])).stdout).toMatch(
      /^bad\.txt:\d+:\d+: error: 0000:01:00\.0: NumVFs is 9, but TotalVFs is 8 \[sriov\/num-vfs-within-total\]\n$/,
    );
    const info = ['--rule', '*=off', '--rule', `${overNumVfs}=info`];
    const quiet = await lint(['bad.txt', '-f', 'concise', '--quiet', ...info, '--fail-on', 'info']);
    expect([quiet.status, quiet.stdout]).toEqual([1, '']);
    expect((await lint(['bad.txt', '-f', 'concise', '--quiet', ...only])).stdout).toContain(overNumVfs);
    const { stdout } = await lint(['.', '--statistics', ...only]);
    expect(stdout).toBe(
      `     2  error    ${overNumVfs} in 2 files\n\n2 files, 2 functions: 2 errors, 0 warnings, 0 infos\n`,
    );
  });

  test('Checkstyle names the file of a tree, not its folder', async () => {
    mkdirSync(join(folder, 'sys', '0000:01:00.0'), { recursive: true });
    const bytes = encode({ ...pf, 'sriov.num_vfs': 9, 'sriov.control.vf_enable': 1 });
    writeFileSync(join(folder, 'sys', '0000:01:00.0', 'config'), bytes);
    write('good.txt', good);
    const { stdout } = await lint(['.', '-f', 'checkstyle', ...only]);
    expect(stdout).toContain('<file name="sys/0000:01:00.0/config">\n  <error ');
    expect(stdout).toContain('<file name="good.txt">');
    expect(stdout).not.toContain('name="sys"');
  });

  test('JUnit has a passing case for a clean file', async () => {
    write('good.txt', good);
    expect((await lint(['good.txt', '-f', 'junit', ...only])).stdout).toMatch(
      /tests="1" failures="0">\n {2}<testcase name="no findings"/,
    );
  });

  test('hostile names are escaped', async () => {
    const name = 'a<b>&"%0A::error::.txt';
    write(name, bad);
    expect((await lint([name, '-f', 'junit', ...only])).stdout).not.toContain('<b>');
    expect((await lint([name, '-f', 'checkstyle', ...only])).stdout).toContain('a&lt;b&gt;&amp;&quot;');
    expect((await lint([name, '-f', 'github', ...only])).stdout.split('\n')[0]).toMatch(
      /^::error file=a<b>&"%250A%3A%3Aerror%3A%3A\.txt,line=\d+/,
    );
    expect((await lint([name, '-f', 'markdown', ...only])).stdout).toContain('a\\<b\\>');
  });

  test('names cannot command the terminal, in findings or in those that others explain', async () => {
    const functions = readFileSync(
      join(root, 'samples/broken/sharing/pf-stu-differs-from-vf-view.txt'),
      'utf8',
    );
    write('a\u001b[31mred.txt', functions);
    const { stdout } = await lint(['.', '--verbose', '--profile', 'strict']);
    expect(stdout).toContain('Explained by findings above');
    expect(stdout.split('a\\x1b[31mred.txt').length).toBeGreaterThan(2);
    expect(stdout).not.toContain('\u001b');
    expect((await lint(['.', '-f', 'markdown', ...only])).stdout).not.toContain('\u001b');
  });

  test('GitLab and NDJSON are JSON', async () => {
    write('bad.txt', bad);
    const [entry] = JSON.parse((await lint(['bad.txt', '-f', 'gitlab', ...only])).stdout);
    expect(entry).toMatchObject({ check_name: overNumVfs, severity: 'major', location: { path: 'bad.txt' } });
    expect(JSON.parse((await lint(['bad.txt', '-f', 'ndjson', ...only])).stdout.trim()).rule).toBe(
      overNumVfs,
    );
  });
});

describe('configuration', () => {
  const config = (value: unknown): void => write('lsvf.config.json', JSON.stringify(value));

  test('severities, groups and overrides; the command line wins', async () => {
    write('bad.txt', bad);
    write('old/bad.txt', bad);
    config({
      rules: { '*': 'off', 'sriov/*': 'info', [overNumVfs]: 'warning' },
      overrides: [{ files: ['old/**'], rules: { [overNumVfs]: 'off' } }],
    });
    const severities = async (file: string, more: string[] = []): Promise<string[]> =>
      findingsOf(await lint([file, '-f', 'json', ...more]))
        .filter((f) => f.rule === overNumVfs)
        .map((f) => f.severity);
    expect(await severities('bad.txt')).toEqual(['warning']);
    expect(await severities('old/bad.txt')).toEqual([]);
    expect(await severities('old/bad.txt', ['--rule', `${overNumVfs}=error`])).toEqual(['error']);
    expect(await severities('bad.txt', ['--no-config'])).toEqual(['error']);
  });

  test.each([
    [{ ruels: {} }, '/ruels: there is no such key; did you mean "rules"?'],
    [
      { rules: { 'sriov/num-vfs-within-totl': 'error' } },
      `/rules/sriov~1num-vfs-within-totl: there is no rule 'sriov/num-vfs-within-totl'; did you mean ${overNumVfs}?`,
    ],
    [{ rules: { [overNumVfs]: 'fatal' } }, '/rules/sriov~1num-vfs-within-total: '],
    [
      { rules: { [overNumVfs]: 'warn' } },
      '/rules/sriov~1num-vfs-within-total: "warn" is not a severity (off, info, warning or error); did you mean "warning"?',
    ],
    [{ suppressions: [{ rule: overNumVfs }] }, '/suppressions/0/reason: '],
    [
      { suppressions: [{ rule: overNumVfs, reason: 'because', expires: 'soon' }] },
      '/suppressions/0/expires: must be a date',
    ],
    [
      { suppressions: [{ rule: overNumVfs, reason: 'because', expires: '2027-02-30' }] },
      '/suppressions/0/expires: must be a date such as 2027-01-31; there is no 2027-02-30',
    ],
    [
      { suppressions: [{ rule: overNumVfs, reason: 'x' }] },
      "/suppressions/0/reason: a suppression needs a reason of at least 3 characters, not 'x'",
    ],
    [
      { suppressions: [{ rule: overNumVfs, reason: '' }] },
      '/suppressions/0/reason: a suppression needs a reason',
    ],
    [[], '/: must be an object, not an array'],
    [{ rules: [] }, '/rules: must be an object, not an array'],
    [{ overrides: [{ files: ['a'], rules: [] }] }, '/overrides/0/rules: must be an object, not an array'],
    [
      { suppressions: [{ rule: overNumVfs, function: '01:00', reason: 'because' }] },
      '/suppressions/0/function: must be an address such as 0000:01:00.0',
    ],
    [
      { suppressions: [{ rule: 'config/stale-baseline', reason: 'because' }] },
      '/suppressions/0/rule: config/stale-baseline is about this file',
    ],
    [
      { rules: { 'dump/incomplet': 'off' } },
      "/rules/dump~1incomplet: there is no rule 'dump/incomplet'; did you mean dump/incomplete?",
    ],
  ])('%j is an error with its place', async (value, message) => {
    write('bad.txt', bad);
    config(value);
    const run = await lint(['bad.txt']);
    expect(run.status).toBe(2);
    const [, column = '', text] = /^lsvf: lsvf\.config\.json:1:(\d+): (.*)/.exec(run.stderr) ?? [];
    expect(text?.startsWith(message), run.stderr).toBe(true);
    // What is named there begins at the column, or the object does that lacks it.
    expect(JSON.stringify(value).slice(Number(column) - 1)).toMatch(/^["{[]/);
  });

  test('broken JSON has a line and a column', async () => {
    write('bad.txt', bad);
    write('lsvf.config.json', '{\n "rules": {,}\n}\n');
    expect(await lint(['bad.txt'])).toMatchObject({ status: 2, stdout: '' });
    expect((await lint(['bad.txt'])).stderr).toMatch(/lsvf: lsvf\.config\.json:2:12: this is not JSON/);
    write('lsvf.config.json', '{\n "rules": {\n');
    expect((await lint(['bad.txt'])).stderr).toMatch(/lsvf: lsvf\.config\.json:2:12: this is not JSON/);
  });

  test('a suppression hides with its reason; unused and expired ones are findings', async () => {
    write('bad.txt', bad);
    const item = {
      rule: overNumVfs,
      files: ['bad.txt'],
      function: '0000:01:00.0',
      reason: 'a fixture for this very rule',
    };
    const run = async (suppressions: unknown[]): Promise<{ rule: string; suppressed: unknown }[]> => {
      config({ rules: { '*': 'off', [overNumVfs]: 'error' }, suppressions });
      return findingsOf(await lint(['bad.txt', '-f', 'json']));
    };
    expect(await run([item])).toMatchObject([
      { rule: overNumVfs, suppressed: { kind: 'suppression', reason: item.reason } },
    ]);
    expect((await lint(['bad.txt'])).status).toBe(0);
    expect(await run([{ ...item, function: '0000:02:00.0' }])).toMatchObject([
      { rule: overNumVfs, suppressed: null },
      { rule: 'config/unused-suppression' },
    ]);
    expect(await run([{ ...item, expires: '2020-01-01' }])).toMatchObject([
      { rule: overNumVfs, suppressed: null },
      { rule: 'config/expired-suppression' },
    ]);
  });

  test('its JSON schema takes what is right and refuses what is wrong', async () => {
    const ajv = new Ajv({ strict: false, validateSchema: false });
    addFormats.default(ajv);
    const { $schema: _dialect, ...schema } = configJsonSchema(rules);
    const validate = ajv.compile(schema);
    expect(validate({ profile: 'strict', rules: { [overNumVfs]: 'off', 'sriov/*': 'info' } })).toBe(true);
    expect(validate({ profile: 'lax' })).toBe(false);
    expect(validate({ rules: { 'sriov/nope': 'off' } })).toBe(false);
    expect(validate({ suppressions: [{ rule: overNumVfs }] })).toBe(false);
  });
});

describe('comments in a dump', () => {
  const named = 'lsvf-ignore sriov/num-vfs-within-total: shows too many VFs';
  const second = bad.replace('0000:01:00.0', '0000:02:00.0');
  const found = async (text: string): Promise<unknown> => {
    write('bad.txt', text);
    return findingsOf(await lint(['bad.txt', '-f', 'json', ...only])).map(
      ({ rule, line, suppressed }) =>
        `${rule}${suppressed ? ` ${suppressed.kind}` : ''}${rule === overNumVfs ? '' : ` ${line}`}`,
    );
  };

  test('on top they are about the file, further down about the function that follows', async () => {
    expect(await found(`# ${named}\n${bad}${second}`)).toEqual([
      `${overNumVfs} comment`,
      `${overNumVfs} comment`,
    ]);
    expect(await found(`${bad}# ${named}\n${second}`)).toEqual([overNumVfs, `${overNumVfs} comment`]);
    expect(await lint(['bad.txt', ...only])).toMatchObject({ status: 1 });
  });

  test.each([
    [`# ${named}\n${good}`, 'lsvf-ignore of sriov/num-vfs-within-total hides nothing'],
    [`# lsvf-ignore ${overNumVfs}\n${good}`, 'needs a reason; write # lsvf-ignore RULE: reason'],
    [`# lsvf-ignore: x\n${good}`, 'this comment names no rule'],
    [`# lsvf-ignore sriov/num-vfs-within-totl: x\n${good}`, `did you mean ${overNumVfs}?`],
    [`${good}# ${named}\n`, 'comes after the last Function'],
  ])('one that hides nothing is a finding: %#', async (text, message) => {
    write('good.txt', text);
    const { stdout } = await lint(['good.txt', '-f', 'concise', ...only]);
    expect(stdout).toContain('config/unused-suppression');
    expect(stdout).toContain(message);
  });
});

describe('baseline', () => {
  test('known findings do not count, also when lines move; new ones do; gone ones are said', async () => {
    write('bad.txt', bad);
    expect((await lint(['bad.txt', '--write-baseline', '--baseline', 'base.json', ...only])).status).toBe(0);
    expect((await lint(['bad.txt', '--baseline', 'base.json', ...only])).status).toBe(0);
    write('bad.txt', dump({ 'sriov.num_vfs': 9, 'sriov.control.vf_enable': 1 }, '# moved\n# down\n'));
    expect((await lint(['bad.txt', '--baseline', 'base.json', ...only])).status).toBe(0);
    write('bad.txt', dump({ 'sriov.num_vfs': 10, 'sriov.control.vf_enable': 1 }));
    expect((await lint(['bad.txt', '--baseline', 'base.json', ...only])).status).toBe(1);
    write('bad.txt', good);
    expect((await lint(['bad.txt', '--baseline', 'base.json', ...only])).stdout).toContain(
      'config/stale-baseline',
    );
  });
  test('a file that is none is an error', async () => {
    write('bad.txt', bad);
    write('base.json', '{}');
    expect(await lint(['bad.txt', '--baseline', 'base.json'])).toMatchObject({ status: 2 });
  });
});

test('--require-complete makes too few bytes a finding', async () => {
  const short = bad.split('\n').slice(0, 5).join('\n');
  write('short.txt', `${short}\n`);
  expect((await lint(['short.txt', '--rule', '*=off', '--rule', `${overNumVfs}=error`])).status).toBe(0);
  const run = await lint([
    'short.txt',
    '--rule',
    '*=off',
    '--rule',
    `${overNumVfs}=error`,
    '--require-complete',
  ]);
  expect(run.status).toBe(1);
  expect(run.stdout).toContain('dump/incomplete');
});

test('--require-complete finds nothing in a dump that is whole, functions of conventional PCI included', async () => {
  const run = await lint([join(root, 'samples/igb-7vf/lspci-xxxx.txt'), '--require-complete', '-f', 'json']);
  expect(JSON.parse(run.stdout).summary).toMatchObject({ errors: 0, skipped: 0 });
});

describe('a folder above', () => {
  const config = (value: unknown, at = 'lsvf.config.json'): void => write(at, JSON.stringify(value));
  const off = { rules: { '*': 'off', [overNumVfs]: 'error' } };
  const hidden = (run: Run): unknown[] =>
    findingsOf(run).map(({ rule, suppressed }) => [rule, suppressed?.kind]);
  const suppressed = [[overNumVfs, 'suppression']];

  test('globs of a configuration are relative to its folder, wherever lint runs', async () => {
    write('fixtures/deep/bad.txt', bad);
    config({
      ...off,
      overrides: [{ files: ['other/**'], rules: { [overNumVfs]: 'off' } }],
      suppressions: [{ rule: overNumVfs, files: ['fixtures/**'], reason: 'known' }],
    });
    write('other/bad.txt', bad);
    const at = (cwd: string, path: string): Promise<Run> => lint([path, '-f', 'json'], join(folder, cwd));
    expect(hidden(await at('', 'fixtures'))).toEqual(suppressed);
    expect(hidden(await at('fixtures', '.'))).toEqual(suppressed);
    expect(hidden(await at('fixtures/deep', 'bad.txt'))).toEqual(suppressed);
    expect(hidden(await at('other', '../fixtures'))).toEqual(suppressed);
    expect(hidden(await at('fixtures', join(folder, 'fixtures', 'deep', 'bad.txt')))).toEqual(suppressed);
    expect(hidden(await at('other', 'bad.txt'))).toEqual([]);
    const named = join(folder, 'fixtures', 'own.json');
    config(
      { ...off, suppressions: [{ rule: overNumVfs, files: ['deep/*'], reason: 'known' }] },
      'fixtures/own.json',
    );
    expect(hidden(await lint(['fixtures', '-f', 'json', '--config', named]))).toEqual(suppressed);
  });

  test('a baseline holds files relative to its folder, and is found from below', async () => {
    write('fixtures/bad.txt', bad);
    const known = [[overNumVfs, 'baseline']];
    const run = await lint(['.', '--write-baseline', ...only]);
    expect(run).toMatchObject({ status: 0 });
    expect(run.stderr).toBe(
      'lsvf: 1 finding written to lsvf.baseline.json; lsvf lint, here and in folders below, takes them as known\n',
    );
    const below = join(folder, 'fixtures');
    expect(hidden(await lint(['.', '-f', 'json', ...only]))).toEqual(known);
    expect(hidden(await lint(['bad.txt', '-f', 'json', ...only], below))).toEqual(known);
    const named = ['bad.txt', '-f', 'json', '--baseline', '../lsvf.baseline.json', ...only];
    expect(hidden(await lint(named, below))).toEqual(known);
    expect(hidden(await lint(['bad.txt', '-f', 'json', '--no-baseline', ...only], below))).toEqual([
      [overNumVfs, undefined],
    ]);
  });

  test('a baseline from before files were kept in it', async () => {
    write('fixtures/bad.txt', bad);
    await lint(['fixtures', '--write-baseline', ...only]);
    const content = JSON.parse(readFileSync(join(folder, 'lsvf.baseline.json'), 'utf8'));
    for (const entry of Object.values<{ file?: string }>(content.findings)) {
      expect(entry.file).toBe('fixtures/bad.txt');
      delete entry.file;
    }
    write('ci/old.json', JSON.stringify(content));
    rmSync(join(folder, 'lsvf.baseline.json'));
    expect(hidden(await lint(['.', '-f', 'json', '--baseline', 'ci/old.json', ...only]))).toEqual([
      [overNumVfs, 'baseline'],
    ]);
  });

  test('writing a baseline keeps what the run did not look at, and drops what is gone', async () => {
    write('a.txt', bad);
    write('b.txt', bad);
    const files = (): string[] => {
      const { findings } = JSON.parse(readFileSync(join(folder, 'lsvf.baseline.json'), 'utf8'));
      return Object.values<{ file: string }>(findings)
        .map(({ file }) => file)
        .sort();
    };
    await lint(['.', '--write-baseline', ...only]);
    expect(files()).toEqual(['a.txt', 'b.txt']);
    write('a.txt', good);
    expect((await lint(['a.txt', '--write-baseline', ...only])).stderr).toContain(
      ', 1 that is not of this run kept; ',
    );
    expect(files()).toEqual(['b.txt']);
    write('lsvf.baseline.json', '{"other": 1}');
    expect((await lint(['a.txt', '--write-baseline', ...only])).status).toBe(2);
    expect((await lint(['a.txt', '--write-baseline', '--no-baseline', ...only])).status).toBe(2);
  });
});

describe('stale entries', () => {
  const rulesOf = async (args: readonly string[]): Promise<string[]> =>
    findingsOf(await lint([...args, '-f', 'json'])).map(({ rule }) => rule);
  const config = (...suppressions: unknown[]): void =>
    write('lsvf.config.json', JSON.stringify({ rules: { '*': 'off', [overNumVfs]: 'error' }, suppressions }));
  const unused = ['config/unused-suppression'];
  const reason = 'known';

  test.each<[string, object, readonly string[], boolean]>([
    ['of a file that was linted', { files: ['a/good.txt'] }, ['a/good.txt'], true],
    ['of another file', { files: ['b/good.txt'] }, ['a/good.txt'], false],
    ['of a file in a folder that was linted', { files: ['a/good.txt'] }, ['a'], true],
    ['of a file that is gone from a folder that was linted', { files: ['a/gone.txt'] }, ['a'], true],
    ['of a file that is gone, with its folder above linted', { files: ['a/gone.txt'] }, ['.'], true],
    ['of a pattern that fits more than was linted', { files: ['a/*.txt'] }, ['a/good.txt'], false],
    ['of a pattern whose folder was linted', { files: ['a/*.txt'] }, ['a'], true],
    ['of two folders, one of which was linted', { files: ['a/*.txt', 'b/*.txt'] }, ['a'], false],
    ['of two folders that were linted', { files: ['a/*.txt', 'b/*.txt'] }, ['a', 'b'], true],
    ['of all files, with one linted', {}, ['a/good.txt'], false],
    ['of all files, with their folder linted', {}, ['.'], true],
    ['of a rule that did not run', { rule: 'sriov/stride-zero' }, ['.'], false],
  ])('a suppression %s', async (_, item, paths, isStale) => {
    write('a/good.txt', good);
    write('b/good.txt', good);
    config({ rule: overNumVfs, reason, ...item });
    expect(await rulesOf(paths)).toEqual(isStale ? unused : []);
  });

  test('a baseline is not stale for files that were not linted', async () => {
    write('a.txt', bad);
    write('b.txt', bad);
    await lint(['.', '--write-baseline', ...only]);
    expect(await rulesOf(['a.txt', ...only])).toEqual([overNumVfs]);
    write('a.txt', good);
    expect(await rulesOf(['b.txt', ...only])).toEqual([overNumVfs]);
    expect(await rulesOf(['a.txt', ...only])).toEqual(['config/stale-baseline']);
    expect(await rulesOf(['a.txt', '--rule', '*=off'])).toEqual([]);
    rmSync(join(folder, 'a.txt'));
    expect(await rulesOf(['.', ...only])).toEqual([overNumVfs, 'config/stale-baseline']);
  });
});

describe('findings on the run', () => {
  const short = `${bad.split('\n').slice(0, 5).join('\n')}\n`;
  const severities = async (args: readonly string[]): Promise<string[]> =>
    findingsOf(await lint([...args, '-f', 'json'])).map(({ rule, severity }) => `${rule} ${severity}`);

  test('have a severity by flag and configuration', async () => {
    write('short.txt', short);
    write('b.txt', good);
    const run = ['short.txt', ...only];
    expect(await severities([...run, '--require-complete'])).toEqual(['dump/incomplete error']);
    expect(await severities([...run, '--require-complete', '--rule', 'dump/incomplete=info'])).toEqual([
      'dump/incomplete info',
    ]);
    expect(await severities([...run, '--require-complete', '--rule', 'dump/incomplete=off'])).toEqual([]);
    expect(await severities([...run, '--rule', 'dump/incomplete=warning'])).toEqual([
      'dump/incomplete warning',
    ]);
    expect(await severities([...run, '--rule', 'dump/*=warning'])).not.toContain('dump/incomplete warning');
    const config = (rules: object, more: object = {}): void =>
      write(
        'lsvf.config.json',
        JSON.stringify({ rules: { '*': 'off', [overNumVfs]: 'error', ...rules }, ...more }),
      );
    config({ 'dump/incomplete': 'warning' });
    expect(await severities(['.'])).toEqual(['dump/incomplete warning']);
    config(
      { 'dump/incomplete': 'warning' },
      { overrides: [{ files: ['short.txt'], rules: { 'dump/incomplete': 'off' } }] },
    );
    expect(await severities(['.'])).toEqual([]);
    const suppressions = [{ rule: overNumVfs, reason: 'nothing there' }];
    config({}, { suppressions });
    expect(await severities(['.'])).toEqual(['config/unused-suppression warning']);
    config({ 'config/unused-suppression': 'error' }, { suppressions });
    expect(await severities(['.'])).toEqual(['config/unused-suppression error']);
    expect(await severities(['.', '--rule', 'config/unused-suppression=off'])).toEqual([]);
    config({ 'config/*': 'off' }, { suppressions });
    expect(await severities(['.'])).toEqual([]);
  });

  test('dump/incomplete can be suppressed, for a function named with or without its domain', async () => {
    write('short.txt', short);
    for (const name of ['0000:01:00.0', '01:00.0']) {
      const item = { rule: 'dump/incomplete', function: name, reason: 'taken as a user' };
      write('lsvf.config.json', JSON.stringify({ suppressions: [item] }));
      expect(await lint(['short.txt', '--require-complete', ...only])).toMatchObject({ status: 0 });
      expect(await severities(['.', ...only])).toEqual([]);
    }
  });
});

describe('systems of many files', () => {
  const summary = async (args: readonly string[]): Promise<unknown> => {
    const { summary: all, findings } = JSON.parse((await lint([...args, '-f', 'json'])).stdout);
    const { files, functions } = all;
    return { files, functions, rules: findings.map(({ rule }: JsonFinding) => rule) };
  };
  const whole = { files: 1, functions: 15, rules: [] };
  const unpacked = (): void => {
    const archive = join(root, 'samples/igb-7vf/sysfs.tar.gz');
    expect(spawnSync('tar', ['-xzf', archive, '-C', folder]).status).toBe(0);
  };
  /** The config files of that system, named by their addresses. */
  const configs = (at: string, nameOf: (address: string) => string): string[] => {
    unpacked();
    mkdirSync(join(folder, at), { recursive: true });
    const names = readdirSync(join(folder, 'sys/bus/pci/devices')).map((address) => {
      const name = join(at, nameOf(address));
      cpSync(join(folder, 'sys/bus/pci/devices', address, 'config'), join(folder, name));
      return name;
    });
    rmSync(join(folder, 'sys'), { recursive: true });
    return names;
  };

  test.each<[string, (address: string) => string]>([
    ['0000_01_00.0.bin', (address) => `${address.replaceAll(':', '_')}.bin`],
    ['0000-01-00.0.config, of libvirt', (address) => `${address.replaceAll(':', '-')}.config`],
    ['0000_01_00.0', (address) => address.replaceAll(':', '_')],
  ])('a folder of config files as %s', async (_, nameOf) => {
    const names = configs('all/cfg', nameOf);
    for (const args of [
      ['all'],
      ['all/cfg'],
      ['--from', 'config-folder', 'all/cfg'],
      ['--from', 'config-folder', 'all'],
      names,
    ])
      expect([args, await summary(args)]).toEqual([args, whole]);
    write('all/cfg/bad.txt', bad);
    write('all/cfg/readme.md', '# igb\n');
    expect(await summary(['all', ...only])).toEqual({ files: 2, functions: 16, rules: [overNumVfs] });
    expect(await summary(['all', names[0] as string, join(folder, 'all'), ...only])).toMatchObject({
      files: 2,
    });
  });

  test('one config file alone is a dump like any other', async () => {
    const [, second = ''] = configs('cfg', (address) => `${address.replaceAll(':', '_')}.bin`);
    expect(await summary([second])).toMatchObject({ files: 1, functions: 1 });
  });

  test('config files and folders of functions in a sysfs tree mean the tree', async () => {
    unpacked();
    const files = [
      'sys/bus/pci/devices/0000:01:00.0/config',
      'sys/devices/pci0000:00/0000:00:02.0/0000:01:10.0/config',
      'sys/devices/pci0000:00/0000:00:1f.0/config',
    ];
    expect(await summary(files)).toEqual(whole);
    for (const path of ['sys', '.', 'sys/devices', 'sys/devices/pci0000:00/0000:00:1f.0', files[1] as string])
      expect([path, await summary([path])]).toEqual([path, whole]);
    expect(await summary(['sys', ...files])).toEqual(whole);
    expect(await summary(['sys/**/config'])).toEqual(whole);
    expect(await summary(['--from', 'raw', files[0] as string])).toMatchObject({ files: 1, functions: 1 });
  });

  test('a function folder that the list of a copy lacks is read and reported', async () => {
    const bytes = encode(pf, { capabilities: ['pm', 'pcie', 'ari', 'sriov'] });
    const broken = encode({ ...pf, 'sriov.num_vfs': 9, 'sriov.control.vf_enable': 1 });
    const folders = 'sys/devices/pci0000:00';
    for (const [address, config] of [
      ['0000:00:01.0', bytes],
      ['0000:00:02.0', broken],
    ] as const) {
      mkdirSync(join(folder, folders, address), { recursive: true });
      writeFileSync(join(folder, folders, address, 'config'), config);
    }
    mkdirSync(join(folder, 'sys/bus/pci/devices'), { recursive: true });
    const list = join(folder, 'sys/bus/pci/devices/0000:00:01.0');
    const target = '../../../devices/pci0000:00/0000:00:01.0';
    for (const link of [() => symlinkSync(target, list), () => writeFileSync(list, target)]) {
      rmSync(list, { force: true });
      link();
      for (const path of ['sys', `${folders}/0000:00:02.0/config`, `${folders}/0000:00:02.0`])
        expect([path, await summary([path, ...only, '--rule', 'sysfs/unlinked-function=warning'])]).toEqual([
          path,
          { files: 1, functions: 2, rules: ['sysfs/unlinked-function', overNumVfs] },
        ]);
    }
  });

  test('a copy of /proc/bus/pci', async () => {
    const names = configs('proc/bus/pci', (address) => address.slice(5).replace(':', '_'));
    for (const name of names) {
      const [bus = '', fn = ''] = name.slice('proc/bus/pci/'.length).split('_');
      mkdirSync(join(folder, 'proc/bus/pci', bus), { recursive: true });
      renameSync(join(folder, name), join(folder, 'proc/bus/pci', bus, fn));
    }
    expect(await summary(['proc'])).toEqual(whole);
  });

  test('the folder of one function, copied with its links', async () => {
    unpacked();
    cpSync(join(folder, 'sys/devices/pci0000:00/0000:00:1f.0'), join(folder, 'isa'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    rmSync(join(folder, 'sys'), { recursive: true });
    expect(await lint(['isa', '-f', 'json', ...only])).toMatchObject({ status: 0 });
    expect(await summary(['isa', ...only])).toEqual({ files: 1, functions: 1, rules: [] });
  });

  test.skipIf(process.platform !== 'linux')('without a PATH the running machine is linted', async () => {
    const machine = lintAlone(['-f', 'json']);
    expect({ ...machine, stderr: '' }).toEqual(lintAlone(['/sys', '-f', 'json']));
    expect(machine.stderr).toContain('the running machine is linted');
    expect(JSON.parse(machine.stdout).summary.files).toBe(1);
  });
});

describe('a walked folder', () => {
  test('source and prose that look like dumps are left out, and --verbose names them', async () => {
    for (const name of ['pciconf.ts', 'tlscan.ts', 'lspci/detect.ts'])
      cpSync(join(root, 'src/input/formats', name), join(folder, 'a', name));
    write(
      'a/notes.md',
      'A dump begins with\n\n```\n00: 86 80 c9 10 07 04 10 00 01 00 00 02 00 00 80 00\n```\n',
    );
    write('a/good.txt', good);
    const run = await lint(['a', '--verbose', ...only]);
    expect(run).toMatchObject({ status: 0 });
    expect(run.stdout).toContain(
      'Left out: no dumps\n  a/lspci/detect.ts\n  a/notes.md\n  a/pciconf.ts\n  a/tlscan.ts\n',
    );
    expect(run.stdout).toContain('4 files that are not dumps left out');
    expect((await lint(['a/pciconf.ts', ...only])).status).toBe(2);
  });

  test('a test in Python that quotes a dump is left out of the walk, and read when it is named', async () => {
    write('a/test_pci.py', `DUMP = '''\n${bad}'''\n`);
    write('a/good.txt', good);
    const walked = await lint(['a', '-f', 'json', ...only]);
    expect(JSON.parse(walked.stdout).summary).toMatchObject({ files: 1, errors: 0 });
    expect(await lint(['a/test_pci.py', ...only])).toMatchObject({ status: 1 });
  });

  const sources = async (args: readonly string[], cwd = folder): Promise<string[]> =>
    findingsOf(await lint([...args, '-f', 'json', ...only], cwd))
      .map(({ source }) => source)
      .sort();

  test('.gitignore of the repository and of its folders is honoured; what is named is linted', async () => {
    mkdirSync(join(folder, '.git'));
    write('.gitignore', '*.log.txt\n/build/\nout[0-9]/\n');
    write('a/.gitignore', 'tmp*\n!tmp-kept.txt\n# nothing.txt\n');
    for (const name of [
      'a/tmp1.txt',
      'a/tmp-kept.txt',
      'a/x.log.txt',
      'a/build/c.txt',
      'build/b.txt',
      'out1/o.txt',
    ])
      write(name, bad);
    const kept = ['a/build/c.txt', 'a/tmp-kept.txt'];
    expect(await sources(['.'])).toEqual(kept);
    expect(await sources(['a'])).toEqual(kept);
    expect(await sources(['**/*.txt'])).toEqual(kept);
    expect(await sources(['build'])).toEqual(['build/b.txt']);
    expect(await sources(['a/x.log.txt'])).toEqual(['a/x.log.txt']);
    const { stdout } = await lint(['.', '--verbose', ...only]);
    expect(stdout).toContain('Left out: ignored\n  a/tmp1.txt\n  a/x.log.txt\n  build/\n  out1/\n');
    expect(stdout).toContain('4 paths ignored');
  });

  test('`ignore` of the configuration and --ignore are written as in .gitignore', async () => {
    for (const name of ['f/a.txt', 'f/broken/b.txt', 'f/old/c.txt', 'g/broken/d.txt']) write(name, bad);
    write('lsvf.config.json', JSON.stringify({ ignore: ['f/broken/', 'c.txt'] }));
    expect(await sources(['.'])).toEqual(['f/a.txt', 'g/broken/d.txt']);
    expect(await sources(['.'], join(folder, 'f'))).toEqual(['a.txt']);
    expect(await sources(['.', '--no-config', '--ignore', 'broken', '--ignore', '/f/old'])).toEqual([
      'f/a.txt',
    ]);
    expect(await sources(['f/a.txt', 'f/broken/b.txt'])).toEqual(['f/a.txt', 'f/broken/b.txt']);
    expect(await sources(['f/a.txt', 'f/broken/b.txt', '--ignore', 'broken/'])).toEqual(['f/a.txt']);
  });

  test('each input has the configuration that is nearest above it', async () => {
    for (const name of ['one/a.txt', 'two/deep/b.txt']) write(name, bad);
    write('one/lsvf.config.json', JSON.stringify({ rules: { [overNumVfs]: 'warning' } }));
    write('two/lsvf.config.json', JSON.stringify({ rules: { [overNumVfs]: 'info' }, ignore: ['none'] }));
    write('lsvf.config.json', JSON.stringify({ rules: { '*': 'off' } }));
    const severities = async (args: readonly string[], cwd = folder): Promise<string[]> =>
      findingsOf(await lint([...args, '-f', 'json'], cwd))
        .filter(({ rule }) => rule === overNumVfs)
        .map(({ severity }) => severity)
        .sort();
    expect(await severities(['.'])).toEqual(['info', 'warning']);
    expect(await severities(['../one/a.txt'], join(folder, 'two'))).toEqual(['warning']);
    expect(await severities([join(folder, 'two/deep/b.txt')], join(folder, 'one'))).toEqual(['info']);
  });

  test('what has the name of a dump is one, also when nothing can be read in it', async () => {
    write('a/good.txt', good);
    write('a/lspci-xxxx.txt', '');
    const run = await lint(['a', '-f', 'github', '--rule', 'tree/*=off']);
    expect(run.stdout).toContain('file=a/lspci-xxxx.txt,title=dump/empty::');
    expect(run.status).toBe(1);
  });
});

describe('JUnit', () => {
  const warning = ['--rule', '*=off', '--rule', `${overNumVfs}=warning`, '-f', 'junit'];

  test('a finding that does not fail the run passes, with its text', async () => {
    write('bad.txt', bad);
    const green = await lint(['bad.txt', ...warning]);
    expect(green.status).toBe(0);
    expect(green.stdout).toContain('tests="1" failures="0"');
    expect(green.stdout).toMatch(
      /<system-out>warning: 0000:01:00\.0: NumVFs is 9, .* \(bad\.txt:\d+:\d+\)<\/system-out>/,
    );
    for (const more of [
      ['--fail-on', 'warning'],
      ['--max-warnings', '0'],
    ]) {
      const red = await lint(['bad.txt', ...warning, ...more]);
      expect(red.status).toBe(1);
      expect(red.stdout).toContain('tests="1" failures="1"');
      expect(red.stdout).toContain('<failure type="warning"');
    }
    expect((await lint(['bad.txt', '-f', 'junit', ...only, '--fail-on', 'never'])).stdout).not.toContain(
      '<failure',
    );
  });

  test('no two cases of a suite have one name', async () => {
    const names = (text: string): string[] =>
      [...text.matchAll(/<testcase name="([^"]*)"/g)].map(([, name = '']) => name);
    cpSync(join(root, 'samples/broken'), join(folder, 'broken'), { recursive: true, verbatimSymlinks: true });
    const { stdout } = await lint(['broken', '-f', 'junit', '--profile', 'pedantic']);
    const suites = stdout.split('<testsuite ').slice(1).map(names);
    expect(suites.length).toBeGreaterThan(100);
    for (const suite of suites) expect(new Set(suite).size).toBe(suite.length);
    expect(suites.flat().some((name) => name.endsWith(' (2)'))).toBe(true);
  });
});

test('the pattern of the pre-commit hook', async () => {
  const [, pattern = ''] =
    /^ {2}files: (.*)$/m.exec(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) ?? [];
  const files = new RegExp(pattern);
  for (const path of [
    'a/lspci-xxxx.txt',
    'lspci.txt',
    'sys/0000:01:00.0/config',
    '0000_01_00.0/config',
    'a/0000-06-12.0.config',
    '0000_06_12.0.bin',
    'x/0000:06:12.0',
  ])
    expect([path, files.test(path)]).toEqual([path, true]);
  for (const path of [
    '.dvc/config',
    'config',
    '.git/config',
    'a/config',
    'a/0000-06-12.0.md',
    'lspci/notes.md',
    'lspci/notes.txt',
  ])
    expect([path, files.test(path)]).toEqual([path, false]);
});
