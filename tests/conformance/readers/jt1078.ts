import { jt1078Reader } from '@ftz/bff/adapters/jt1078/jt1078-reader.ts';
import { mediaDataTypes, mediaParts } from '@ftz/bff/adapters/jt1078/packet.ts';
import { bytesOfRow, type CorpusReader } from '#conformance/corpus-row.ts';

const placeIn = (words: readonly unknown[], word: unknown) => words.indexOf(word);

export const jt1078: CorpusReader = {
  protocol: 'jt1078',
  read: (row) => {
    const bytes = bytesOfRow(row);
    const [first] = jt1078Reader.read(bytes, {});
    if (!first?.ok) return { ok: false, reason: first?.reason ?? 'nothing' };
    const { fields } = first;
    return {
      ok: true,
      words: {
        upstream_error: null,
        v_p_x_cc: fields.firstByte,
        marker: fields.marker ? 1 : 0,
        payload_type: fields.payloadType,
        sequence: fields.sequence,
        sim_bcd: fields.sim,
        channel: fields.channel,
        data_type: placeIn(mediaDataTypes, fields.dataType),
        subpackage: placeIn(mediaParts, fields.part),
        timestamp_ms: fields.timestampMs,
        last_i_frame_interval_ms: fields.sinceKeyFrameMs,
        last_frame_interval_ms: fields.sinceFrameMs,
        body_length: fields.bodyBytes,
        trailing_bytes: bytes.length - first.length,
      },
    };
  },
};
