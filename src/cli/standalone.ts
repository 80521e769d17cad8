/** The command line as a program of its own: it has the licences of all that is in it, Node among them. */
import { writeAll } from './write-all.ts';

const [, , flag, ...more] = process.argv;
if (flag === '--licenses' && more.length === 0) {
  const { getAsset } = process.getBuiltinModule('node:sea');
  writeAll(1, Buffer.from(getAsset('licenses')));
} else import('./main.ts');
