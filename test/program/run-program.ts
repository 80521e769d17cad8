import { join, resolve } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

/*
 * To start lsvf as a process takes ten times longer than most runs: where the start itself is not what is tested, a run
 * is a call into a thread that has loaded the built program once (thread.js).
 */

const root = resolve(import.meta.dirname, '..', '..');
/** Nothing takes so long unless it hangs. */
const longestMs = 120_000;

export interface ProgramOptions {
  readonly cwd?: string;
  /** The whole environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** What comes on standard input, which is a pipe. */
  readonly input?: string | Uint8Array;
}

interface Written {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface ProgramRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunMessage {
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly isLast: boolean;
}

interface Thread {
  readonly port: MessagePort;
  readonly turn: Int32Array;
}

let thread: Thread | undefined;

function started(): Thread {
  if (thread) return thread;
  const turn = new Int32Array(new SharedArrayBuffer(4));
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(join(import.meta.dirname, 'thread.js'), {
    workerData: { root, turn, port: port2 },
    transferList: [port2],
    execArgv: [],
  });
  worker.unref();
  port.unref();
  thread = { port, turn };
  return thread;
}

/** What `lsvf ARGS` does, its output as bytes. This thread waits for it. */
export function runProgramBytes(
  args: readonly string[],
  { cwd = root, env = process.env, input = '' }: ProgramOptions = {},
): Written {
  const { port, turn } = started();
  const before = process.cwd();
  process.chdir(cwd);
  try {
    Atomics.store(turn, 0, 0);
    port.postMessage({ args, env: { ...env }, bytes: Buffer.from(input as string) });
    const ended = Atomics.wait(turn, 0, 0, longestMs);
    const message: { readonly message: RunMessage } | undefined = receiveMessageOnPort(port);
    if (ended === 'timed-out' || !message) {
      thread = undefined;
      throw new Error(`lsvf ${args.join(' ')}: it did not come to its end in ${longestMs / 1000} s`);
    }
    const { status, stdout, stderr, isLast } = message.message;
    // After a defect the next run gets a thread of its own, as it would get a process.
    if (isLast) thread = undefined;
    return { status, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) };
  } finally {
    process.chdir(before);
  }
}

/** What `lsvf ARGS` does. */
export function runProgram(args: readonly string[], options: ProgramOptions = {}): ProgramRun {
  const { status, stdout, stderr } = runProgramBytes(args, options);
  return { status, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') };
}
