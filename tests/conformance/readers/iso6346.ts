import { containerReader } from '@ftz/bff/adapters/checkpoint-http/container-reader.ts';
import { bytesOfRow, type CorpusReader } from '#conformance/corpus-row.ts';

export const iso6346: CorpusReader = {
  protocol: 'iso6346',
  read: (row) => {
    const [reading] = containerReader.read(bytesOfRow(row), {});
    if (!reading?.ok) return { ok: false, reason: reading?.reason ?? 'nothing' };
    const { containerNo, owner, category, serial, checkDigit, remainder } = reading.fields;
    return {
      ok: true,
      words: {
        valid: true,
        reason: null,
        normalised: containerNo,
        owner,
        category,
        serial,
        check_digit: checkDigit,
        computed_remainder: remainder,
        remainder_10: remainder === 10,
      },
    };
  },
};
