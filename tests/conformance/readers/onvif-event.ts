import { onvifReader } from '@ftz/bff/adapters/onvif/onvif-reader.ts';
import { bytesOfRow, type CorpusReader } from '#conformance/corpus-row.ts';

export const onvifEvent: CorpusReader = {
  protocol: 'onvif-event',
  read: (row) => {
    const [reading] = onvifReader.read(bytesOfRow(row), {});
    if (!reading?.ok) return { ok: false, reason: reading?.reason ?? 'nothing' };
    const { topic, source, key, data, operation, utcTime } = reading.fields;
    return { ok: true, words: { topic, source, key, data, operation, utc_time: utcTime } };
  },
};
