import { gcj02Reader } from '@ftz/bff/adapters/jt808/gcj02-reader.ts';
import { bytesOfRow, type CorpusReader } from '#conformance/corpus-row.ts';

const metresPerDegree = 111_320;

export const gcj02: CorpusReader = {
  protocol: 'gcj02',
  read: (row) => {
    const [reading] = gcj02Reader.read(bytesOfRow(row), {});
    return reading?.ok
      ? { ok: true, words: reading.fields }
      : { ok: false, reason: reading?.reason ?? 'nothing' };
  },
  // Each row says how far apart two readings of it may be.
  toleranceOf: (_field, { expect }) => {
    const { tolerance_deg: degrees, tolerance_m: metres } = expect ?? {};
    if (typeof degrees === 'number') return degrees;
    return typeof metres === 'number' ? metres / metresPerDegree : undefined;
  },
  notComparable: (field) =>
    field.startsWith('tolerance') ? 'says how exact the comparison has to be' : null,
};
