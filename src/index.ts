export { readSnapshot, readSnapshots, type Source } from './library/disk.ts';
export * from './library/index.ts';
