import { cameraReader } from '@ftz/bff/adapters/plate-cameras/camera-reader.ts';
import { bytesOfRow, type CorpusReader } from '#conformance/corpus-row.ts';

/** The corpus's words for our names of the dialects. */
const formats: Record<string, string> = {
  'zhenshi-plate': 'zhenshi-alarminfoplate',
  'zhenshi-input': 'zhenshi-gpio',
  'plate-recognizer': 'platerecognizer',
};

type Form = { category: string | null } | null;

/** `2019-10-24T15:56:23Z`: the second reader writes a fraction only where there is one. */
const timeOf = (at: unknown) => (typeof at === 'string' ? at.replace(/\.?0*Z$/, 'Z') : null);

/** The second reader tells the class of a plate with its number of characters. */
function classOf(plate: unknown, form: Form): string | null {
  if (form === null || form.category === null) return null;
  return `${form.category.replaceAll('-', '_')}_${[...String(plate)].length}`;
}

export const lprJson: CorpusReader = {
  protocol: 'lpr-json',
  read: (row) => {
    const [reading] = cameraReader.read(bytesOfRow(row), {});
    if (!reading?.ok) return { ok: false, reason: reading?.reason ?? 'nothing' };
    const { fields } = reading;
    const [first] = Array.isArray(fields.candidates) ? fields.candidates : [];
    return {
      ok: true,
      words: {
        vendor_format: formats[String(fields.format)] ?? fields.format,
        plate: fields.plate,
        plate_class: classOf(fields.plate, (fields.plateForm ?? null) as Form),
        confidence: fields.confidenceAsSent,
        plate_colour_code: fields.colour,
        direction: fields.direction,
        channel: fields.channel,
        vehicle_type: fields.vehicleType,
        device_serial: fields.serial,
        camera_id: fields.serial,
        time_utc: timeOf(fields.at),
        epoch_ms: fields.atMs,
        io_source: fields.source,
        io_value: fields.value,
        best_candidate: first ?? null,
        candidates: Array.isArray(fields.candidates) ? fields.candidates.length : null,
      },
    };
  },
};
