import { laneReader } from '@ftz/bff/adapters/lane-jgst14/lane-reader.ts';
import { bytesOfRow, type CorpusReader, type Fields } from '#conformance/corpus-row.ts';

const recordOf = (value: unknown): Fields => (value ?? {}) as Fields;

/** Our names of the status word's places, in the corpus's words. */
function wordOf(value: unknown): Fields | undefined {
  if (value === null || value === undefined) return undefined;
  const { containerFront, containerRear, icCard, vehicleTag, seal, laneConfig, reserved, ...same } =
    recordOf(value);
  return {
    ...same,
    container_front: containerFront,
    container_rear: containerRear,
    ic_card: icCard,
    vehicle_tag: vehicleTag,
    eseal: seal,
    lane_config: laneConfig,
    reserved_14_20: reserved,
  };
}

function messageOf(message: unknown): Fields {
  const { root, fields, containerChecks, statusWord } = recordOf(message);
  const checks = Object.entries(recordOf(containerChecks)).map(([path, ok]) => [
    `derived.iso6346_ok.${path}`,
    ok,
  ]);
  const words = { root, ...recordOf(fields), ...Object.fromEntries(checks) };
  return statusWord ? { ...words, 'derived.status_word': wordOf(statusWord) } : words;
}

function frameOf(fields: Fields): Fields {
  const images = fields.images as Fields[];
  return {
    byte_order: fields.byteOrder,
    code_width: fields.codeWidth,
    code: fields.code,
    area_id: fields.areaId,
    channel_no: fields.channelNo,
    direction: fields.direction,
    marker: fields.marker,
    xml_length: fields.xmlLength,
    total_length: fields.totalLength,
    xml_encoding: fields.xmlEncoding,
    xml: messageOf(fields.message),
    image_count: images.length,
    images: images.map(({ position, length }) => ({ position: String(position), length })),
  };
}

export const checkpointJgst14: CorpusReader = {
  protocol: 'checkpoint-jgst14',
  read: (row) => {
    const readings = laneReader.read(bytesOfRow(row), {});
    const [reading, ...more] = readings;
    if (!reading?.ok) return { ok: false, reason: reading?.reason ?? 'nothing' };
    const bad = more.find((other) => !other.ok);
    if (bad && !bad.ok) return { ok: false, reason: bad.reason };
    const { kind, fields } = reading;
    if (kind === 'status-word') return { ok: true, words: wordOf(fields) ?? {} };
    if (kind === 'json') {
      const word = wordOf(fields.statusWord);
      return { ok: true, words: { ...recordOf(fields.message), status_word: word } };
    }
    return { ok: true, words: 'byteOrder' in fields ? frameOf(fields) : messageOf(fields) };
  },
};
