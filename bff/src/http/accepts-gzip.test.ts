import { expect, it } from 'vitest';
import { acceptsGzip } from './accepts-gzip.ts';

it.each(['gzip', 'gzip, deflate, br', 'br;q=1.0, GZIP;q=0.2', '*', 'identity, *;q=0.5'])(
  'takes it: %s',
  (header) => expect(acceptsGzip(header)).toBe(true),
);

it.each([undefined, '', 'br', 'identity', 'gzip;q=0', 'gzip; q=0.0, *', 'xgzip', 'gzip;q=x'])(
  'does not take it: %s',
  (header) => expect(acceptsGzip(header)).toBe(false),
);
