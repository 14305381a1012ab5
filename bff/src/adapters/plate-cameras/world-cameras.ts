import type { CameraReading, PlateCandidate, PlateRead } from './camera-message.ts';
import {
  confidenceFrom,
  epochMsFrom,
  isRecord,
  type Json,
  momentFrom,
  numberFrom,
  percentFrom,
  plateFrom,
  recordOf,
  textFrom,
} from './camera-values.ts';

const mostCandidates = 10;
type Dialect = (json: Json) => PlateRead | null;

/** Plate readers beyond China's usual two, each known by names that only it uses. Null: none of them. */
export function readWorldCamera(json: Json): CameraReading | null {
  for (const dialect of dialects) {
    const message = dialect(json);
    if (message) return { ok: true, message };
  }
  return null;
}

/** Everything that a reader may leave out. */
const plain = { eventId: null, serial: null, colour: null, direction: null, vehicleType: null };

const recordsOf = (value: unknown): Json[] =>
  Array.isArray(value) ? value.slice(0, mostCandidates).filter(isRecord) : [];

function candidatesOf(value: unknown, confidence: 'score' | 'confidence'): PlateCandidate[] {
  return recordsOf(value).flatMap((candidate) => {
    const plate = plateFrom(candidate.plate)?.text;
    return plate ? [{ plate, confidence: confidenceFrom(candidate[confidence]) }] : [];
  });
}

/** PlateRecognizer: a hook around the results, or the results alone; the best one is the plate. */
const plateRecognizer: Dialect = (json) => {
  const data = isRecord(json.data) ? json.data : json;
  const [result] = recordsOf(data.results);
  if (!result || !('score' in result || 'box' in result)) return null;
  // Version 2 of the hook puts the readings of a plate one level deeper.
  const [best] = recordsOf(recordOf(recordOf(result.plate).props).plate);
  const plate = best?.value ?? result.plate;
  const score = best?.score ?? result.score;
  return {
    ...plain,
    kind: 'plate',
    format: 'plate-recognizer',
    eventId: textFrom(recordOf(json.hook).id ?? data.uuid),
    serial: textFrom(data.camera_id),
    plate: plateFrom(plate),
    confidence: confidenceFrom(score),
    confidenceAsSent: numberFrom(score),
    direction: textFrom(result.direction),
    channel: textFrom(data.camera_id),
    vehicleType: textFrom(recordOf(result.vehicle).type),
    atMs: timeOf(data.timestamp ?? data.epoch_start),
    candidates: candidatesOf(result.candidates, 'score'),
  };
};

/** OpenALPR: a group of frames with its best plate, or one frame with results; confidence counts to 100. */
const openAlpr: Dialect = (json) => {
  const isGroup = json.data_type === 'alpr_group';
  const [result] = recordsOf(json.results);
  const ofTheirs = isGroup || json.data_type === 'alpr_results' || 'epoch_time' in json;
  if (!ofTheirs) return null;
  const best = isGroup ? recordOf(json.best_plate) : recordOf(result);
  const plate = best.plate ?? json.best_plate_number;
  const confidence = best.confidence ?? json.best_confidence;
  return {
    ...plain,
    kind: 'plate',
    format: 'openalpr',
    eventId: textFrom(json.best_uuid ?? json.uuid),
    serial: textFrom(json.agent_uid ?? json.company_id),
    plate: plateFrom(plate),
    confidence: percentFrom(confidence),
    confidenceAsSent: numberFrom(confidence),
    direction: textFrom(json.travel_direction),
    channel: textFrom(json.camera_id),
    vehicleType: null,
    atMs: epochMsFrom(json.epoch_start ?? json.epoch_time),
    candidates: candidatesOf(best.candidates ?? json.candidates, 'confidence'),
  };
};

/** Axis and other users of one engine: flat names, times as text of epoch milliseconds. */
const axis: Dialect = (json) => {
  const plate = json.plateUTF8 ?? json.plateText ?? json.plateASCII ?? json.plateUnicode;
  if (plate === undefined) return null;
  return {
    ...plain,
    kind: 'plate',
    format: 'axis',
    eventId: textFrom(json.carID ?? json.packetCounter),
    serial: textFrom(json.sensorProviderID ?? json.camera_info),
    plate: plateFrom(plate),
    confidence: confidenceFrom(json.plateConfidence),
    confidenceAsSent: numberFrom(json.plateConfidence),
    direction: textFrom(json.carMoveDirection),
    channel: textFrom(json.roiID),
    vehicleType: textFrom(json.vehicle_info),
    atMs: timeOf(json.capture_timestamp ?? json.captureTimestamp ?? json.datetime),
    candidates: [],
  };
};

/** A small JSON with `plate_number`, as Intelbras and others write it. */
const plateNumber: Dialect = (json) => {
  const result = isRecord(json.PlateResult) ? json.PlateResult : json;
  if (typeof result.plate_number !== 'string') return null;
  return {
    ...plain,
    kind: 'plate',
    format: 'intelbras',
    plate: plateFrom(result.plate_number),
    confidence: confidenceFrom(result.confidence),
    confidenceAsSent: numberFrom(result.confidence),
    channel: textFrom(result.channel),
    atMs: timeOf(result.capture_time),
    candidates: [],
  };
};

const timeOf = (value: unknown): number | null => momentFrom(value) ?? epochMsFrom(value);

const dialects: readonly Dialect[] = [openAlpr, plateRecognizer, axis, plateNumber];
