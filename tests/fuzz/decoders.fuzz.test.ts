import type { ProtocolReader } from '@ftz/bff/adapters/protocol-reader.ts';
import { protocolReaders } from '@ftz/bff/app/protocol-readers.ts';
import { expect, it } from 'vitest';
import { fuzzDecoder } from './fuzz-decoders.ts';
import { messagesOf } from './messages.ts';

// A small size of `npm run fuzz`: enough to notice a decoder that throws, hangs or makes messages up.
const cases = 4_000;

it.each(protocolReaders)('$protocol survives damage', (reader) => {
  expect(fuzzDecoder(reader, messagesOf(reader.protocol), cases, 1).faults).toEqual([]);
});

it('notices a decoder that throws, one that hangs, and one that makes messages up', () => {
  const reader = (read: ProtocolReader['read']): ProtocolReader => ({
    protocol: 'x',
    standard: '',
    read,
  });
  const faultsOf = (read: ProtocolReader['read']) =>
    fuzzDecoder(reader(read), [], 3, 1).faults.map(({ fault }) => fault);
  const busy = () => {
    const until = performance.now() + 60;
    while (performance.now() < until);
    return [];
  };
  expect(
    faultsOf(() => {
      throw new Error('index');
    }),
  ).toContain('threw');
  expect(faultsOf(busy)).toContain('hung');
  const one = { at: 0, length: 1, ok: false, reason: 'x' } as const;
  expect(faultsOf(() => Array.from({ length: 999 }, () => one))).toContain('unbounded');
});
