#!/usr/bin/env node
// Node keeps what it has compiled, where it can do so (from 22.1 on): with it lsvf starts in two thirds of the time.
const { enableCompileCache } = process.getBuiltinModule('node:module');
const folder = enableCompileCache && ownCacheFolder();
if (folder) enableCompileCache(folder);
await import('../dist/cli.js');

/** Code is taken from there: it must be the user's alone, which the folder for temporary files is not. */
function ownCacheFolder() {
  const { env, getuid } = process;
  if (!getuid) return env.LOCALAPPDATA && `${env.LOCALAPPDATA}\\lsvf`;
  const { statSync } = process.getBuiltinModule('node:fs');
  const isOwn = (path) =>
    path?.startsWith('/') && statSync(path, { throwIfNoEntry: false })?.uid === getuid();
  if (isOwn(env.XDG_CACHE_HOME)) return `${env.XDG_CACHE_HOME}/lsvf`;
  return isOwn(env.HOME) ? `${env.HOME}/.cache/lsvf` : undefined;
}
