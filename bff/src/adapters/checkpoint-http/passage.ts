import type { LanePassage } from '@ftz/shared/contract/lane-passage.ts';
import { type ContainerReading, readContainerNo } from '@ftz/shared/state/iso6346.ts';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { plateTextOf } from '#domain/lanes/plate.ts';

/** What the lane itself can say; gate and area are ours to know. */
export type Passage = Omit<LanePassage, 'gateId' | 'area'>;
export type PassageReading = { ok: true; passage: Passage } | { ok: false; reason: string };

const maxContainers = 4;
const maxSeals = 4;
const maxReads = 8;

/** The fields without which a passage is nothing; each with the sentence for its absence. */
const required = [
  ['v', Type.Literal(1), 'v must be 1'],
  [
    'eventId',
    Type.String({ pattern: '^[\\x21-\\x7e]{1,64}$' }),
    'eventId must be 1 to 64 printable characters',
  ],
  ['laneId', Type.String({ minLength: 1, maxLength: 64 }), 'laneId must be 1 to 64 characters'],
  ['direction', Type.Enum(['IN', 'OUT']), 'direction must be IN or OUT'],
] as const;

/**
 * Reads a `lane.passage.v1`. What is required must be right; what is optional is taken where it is
 * readable and left out where it is not, because a lane with a broken scale still saw a truck.
 */
export function readPassage(body: Uint8Array, laneId: string): PassageReading {
  const json = readJson(body);
  if (!isRecord(json)) return { ok: false, reason: 'the body must be a JSON object' };
  for (const [name, schema, reason] of required) {
    if (!Value.Check(schema, json[name])) return { ok: false, reason };
  }
  if (json.laneId !== laneId) return { ok: false, reason: 'laneId differs from the address' };
  const closedAtMs = readMoment(json.closedAt);
  if (closedAtMs === null) {
    return { ok: false, reason: 'closedAt must be ISO 8601 with its zone, or milliseconds' };
  }
  const plate = isRecord(json.plate) ? json.plate : {};
  const text = plateTextOf(plate.text);
  return {
    ok: true,
    passage: {
      eventId: String(json.eventId),
      laneId,
      direction: json.direction === 'OUT' ? 'OUT' : 'IN',
      closedAtMs,
      plate: text,
      plateConfidence: text === null ? null : readConfidence(plate.confidence),
      containerNos: readContainerNos(json.containers),
      ...containerReadsOf(json.containers),
      seals: readSeals(json.seals),
      weightKg: readWeight(json.weight),
    },
  };
}

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function readMoment(value: unknown): number | null {
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
  const atMs = typeof value === 'string' && iso.test(value) ? Date.parse(value) : value;
  return typeof atMs === 'number' && Number.isInteger(atMs) && atMs >= 0 && atMs <= 8.64e15
    ? atMs
    : null;
}

/** Cameras count to 1 or to 100, and some beyond. */
function readConfidence(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  return Math.min(1, value > 1 ? value / 100 : value);
}

/** A number that fails its check digit is a misreading: comparing it would accuse the wrong box. */
function readContainerNos(value: unknown): string[] {
  const usable: ContainerReading['verdict'][] = ['valid', 'unverified'];
  const read = records(value)
    .map(({ no }) => readContainerNo(typeof no === 'string' ? no.slice(0, 32) : ''))
    .filter(({ verdict }) => usable.includes(verdict))
    .map(({ normalised }) => normalised);
  return [...new Set(read)].slice(0, maxContainers);
}

/** Only where the lane names the camera: two positions of one camera are one source. */
function containerReadsOf(value: unknown): Pick<Passage, 'containerReads'> {
  const reads = records(value).flatMap(({ no, source }) => {
    const from = typeof source === 'string' ? source.trim() : '';
    const [read] = readContainerNos([{ no }]);
    return from === '' || from.length > 64 || read === undefined
      ? []
      : [{ source: from, no: read }];
  });
  return reads.length === 0 ? {} : { containerReads: reads.slice(0, maxReads) };
}

function readSeals(value: unknown): Passage['seals'] {
  const read = records(value).flatMap(({ id, state }) => {
    const sealId = typeof id === 'string' ? id.trim() : '';
    if (sealId === '' || sealId.length > 64) return [];
    return [{ id: sealId, state: typeof state === 'string' ? state.slice(0, 24) : 'unknown' }];
  });
  return read.slice(0, maxSeals);
}

/** An unsettled scale says nothing. */
function readWeight(value: unknown): number | null {
  if (!isRecord(value) || value.stable === false) return null;
  return typeof value.kg === 'number' && Number.isFinite(value.kg) && value.kg >= 0
    ? value.kg
    : null;
}
