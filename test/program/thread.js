/*
 * lsvf in a thread that stays: each run finds it loaded and compiled. It is the built program with the working folder,
 * the environment and the three standard streams of the run; the streams are pipes, as those of a started process.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';

const { fstatSync, readSync, writeSync } = fs;
const { root, turn, port } = workerData;

let input = Buffer.alloc(0);
let inputAt = 0;
let written = { 1: [], 2: [] };

const pipe = fstatSync(fs.openSync(process.execPath, 'r'));
pipe.mode = fs.constants.S_IFIFO | 0o600;
pipe.size = 0;

fs.fstatSync = (fd, options) => (fd <= 2 ? pipe : fstatSync(fd, options));
fs.readSync = (fd, buffer, ...place) => {
  if (fd !== 0) return readSync(fd, buffer, ...place);
  const [offset, length] = place;
  const got = input.copy(buffer, offset, inputAt, Math.min(input.length, inputAt + length));
  inputAt += got;
  return got;
};
fs.writeSync = (fd, bytes, ...place) => {
  if (fd !== 1 && fd !== 2) return writeSync(fd, bytes, ...place);
  const rest = Buffer.from(bytes.subarray(place[0] ?? 0));
  written[fd].push(rest);
  return rest.length;
};
syncBuiltinESMExports();

/** Tells who waits that the run is over. */
function finish(status, isLast) {
  const [stdout, stderr] = [Buffer.concat(written[1]), Buffer.concat(written[2])];
  port.postMessage({ status, stdout, stderr, isLast });
  Atomics.store(turn, 0, 1);
  Atomics.notify(turn, 0);
}

// `run` is in a chunk, under another name.
const main = fs.readFileSync(join(root, 'dist', 'cli.js'), 'utf8');
const [, chunk, name] = /import\("(\.\/chunks\/[^"]+)"\)\.then\(\(?\(\{(\w+):run/.exec(main);
const { [name]: run } = await import(join(root, 'dist', chunk));

// A defect ends the thread, as it ends the process.
process.on('exit', () => finish(process.exitCode ?? 0, true));

port.on('message', async ({ args, env, bytes }) => {
  input = Buffer.from(bytes);
  inputAt = 0;
  written = { 1: [], 2: [] };
  process.argv = [process.execPath, join(root, 'bin', 'lsvf.js'), ...args];
  for (const key of Object.keys(process.env)) delete process.env[key];
  for (const [key, value] of Object.entries(env)) if (value !== undefined) process.env[key] = value;
  process.exitCode = undefined;
  await run();
  finish(process.exitCode ?? 0, false);
});
