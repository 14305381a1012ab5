import type { LonLat } from '@ftz/shared/contract/position.ts';
import { SealEventName, SealState } from '@ftz/shared/contract/seal.ts';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { UplinkTopic } from './topic.ts';

/** The largest payload that the protocol allows. */
export const maxPayloadBytes = 16 * 1024;

/** A moment as ISO 8601 with its zone, or as milliseconds since 1970. */
const Moment = Type.Union([
  Type.String({
    pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)$',
  }),
  Type.Integer({ minimum: 0, maximum: 8.64e15 }),
]);
const SealPayload = Type.Object({
  v: Type.Literal(1),
  id: Type.String(),
  seq: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  ts: Type.Optional(Moment),
  pos: Type.Optional(Type.Unknown()),
  state: SealState,
  batteryPct: Type.Number({ minimum: 0, maximum: 100 }),
  events: Type.Optional(Type.Array(Type.Unknown())),
});
const StatusPayload = Type.Object({ online: Type.Boolean() });
const AckPayload = Type.Object({
  cmdId: Type.String({ minLength: 1, maxLength: 64 }),
  result: Type.String({ minLength: 1, maxLength: 64 }),
  at: Type.Optional(Moment),
});
const Position = Type.Object({
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  sys: Type.Optional(Type.String()),
  fix: Type.Optional(Type.Unknown()),
});

/** A report without `ts` has a null time: the receiver's clock stands in. */
export type SealMessage =
  | {
      kind: 'report';
      deviceSeq: number;
      sentAtMs: number | null;
      state: SealState;
      batteryPct: number;
      events: SealEventName[];
      point: LonLat | null;
    }
  | { kind: 'status'; online: boolean }
  | { kind: 'command-ack'; cmdId: string; result: string; sentAtMs: number | null };

export type SealRefusal = 'too-long' | 'not-json' | 'bad-payload' | 'foreign-id' | 'bad-time';
export type SealDecoding = { ok: true; message: SealMessage } | { ok: false; reason: SealRefusal };

const refuse = (reason: SealRefusal): SealDecoding => ({ ok: false, reason });

/** Reads one payload of one of the four uplink topics. Never throws. */
export function decodePayload(topic: UplinkTopic, payload: Uint8Array): SealDecoding {
  if (payload.length > maxPayloadBytes) return refuse('too-long');
  const json = readJson(payload);
  if (json === undefined) return refuse('not-json');
  if (topic.channel === 'status') return decodeStatus(json);
  if (topic.channel === 'cmdAck') return decodeAck(json);
  return decodeReport(topic.sealId, json);
}

function readJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}

function decodeStatus(json: unknown): SealDecoding {
  if (!Value.Check(StatusPayload, json)) return refuse('bad-payload');
  return { ok: true, message: { kind: 'status', online: json.online } };
}

function decodeAck(json: unknown): SealDecoding {
  if (!Value.Check(AckPayload, json)) return refuse('bad-payload');
  const sentAtMs = readMoment(json.at);
  if (sentAtMs === undefined) return refuse('bad-time');
  const { cmdId, result } = json;
  return { ok: true, message: { kind: 'command-ack', cmdId, result, sentAtMs } };
}

function decodeReport(sealId: string, json: unknown): SealDecoding {
  if (!Value.Check(SealPayload, json)) return refuse('bad-payload');
  if (json.id !== sealId) return refuse('foreign-id');
  const sentAtMs = readMoment(json.ts);
  if (sentAtMs === undefined) return refuse('bad-time');
  const { sealed, rope, motor, cover } = json.state;
  return {
    ok: true,
    message: {
      kind: 'report',
      deviceSeq: json.seq,
      sentAtMs,
      state: { sealed, rope, motor, cover },
      batteryPct: json.batteryPct,
      events: knownEvents(json.events ?? []),
      point: readPoint(json.pos),
    },
  };
}

/** Null when absent, undefined when it names no moment. */
function readMoment(moment: Static<typeof Moment> | undefined): number | null | undefined {
  if (moment === undefined) return null;
  const atMs = typeof moment === 'number' ? moment : Date.parse(moment);
  return Number.isFinite(atMs) && atMs >= 0 ? atMs : undefined;
}

/** Newer firmware may know more events: what we do not know is no reason to lose the rest. */
function knownEvents(events: unknown[]): SealEventName[] {
  const known = events.filter((event): event is SealEventName => Value.Check(SealEventName, event));
  return [...new Set(known)];
}

/** A seal without a fix, off the Earth or on another datum is nowhere: a wrong place is worse than none. */
function readPoint(pos: unknown): LonLat | null {
  if (!Value.Check(Position, pos)) return null;
  const noFix = pos.fix === false || pos.fix === 0 || pos.fix === null;
  const otherDatum = pos.sys !== undefined && !/^wgs-?84$/i.test(pos.sys);
  return noFix || otherDatum ? null : [pos.lon, pos.lat];
}
