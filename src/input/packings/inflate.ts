/** What is used of pako: named here, so that nothing else of it is in the bundle. */
export {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako';
