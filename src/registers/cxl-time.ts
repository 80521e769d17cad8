/** Scales of the times of CXL's Global Persistent Flush (CXL 3.1 §8.1.6, §8.1.7). */
export const cxlTimeScales = {
  0: '1 us',
  1: '10 us',
  2: '100 us',
  3: '1 ms',
  4: '10 ms',
  5: '100 ms',
  6: '1 s',
  7: '10 s',
  rest: 'reserved',
};
