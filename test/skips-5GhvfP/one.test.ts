import { test } from 'vitest';

test('runs', () => {});
test.skipIf(process.env['LACKS'])('asks for something', () => {});
