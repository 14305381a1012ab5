import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';

const CallParty = Type.Object({ accountId: Id, name: Type.String() });

/** Two people see and hear each other about a task: the desk, and one of the crew. */
export const Call = Type.Object({
  id: Id,
  taskId: Id,
  incidentId: Id,
  areas: Type.Array(AreaId, { minItems: 1 }),
  from: CallParty,
  to: CallParty,
  startedAtMs: Millis,
});
export type Call = Static<typeof Call>;

export const CallEnd = Type.Enum(['hung-up', 'connection-lost', 'interrupted']);
export type CallEnd = Static<typeof CallEnd>;

/** How two browsers find each other, as WebRTC wants it. Empty: on this network, without any server. */
export type IceServer = { urls: string | string[]; username?: string; credential?: string };

const callId = Type.String({ minLength: 8, maxLength: 64 });

/**
 * What one side of a call says to the other. The server passes it on, and only between these two; what
 * `description` and `candidate` hold is between the browsers.
 */
export const CallSignal = Type.Union([
  Type.Object({ kind: Type.Literal('ring'), callId, taskId: Id }),
  Type.Object({ kind: Type.Literal('accept'), callId }),
  Type.Object({ kind: Type.Literal('decline'), callId }),
  Type.Object({ kind: Type.Literal('hang-up'), callId }),
  Type.Object({
    kind: Type.Literal('description'),
    callId,
    type: Type.Enum(['offer', 'answer']),
    sdp: Type.String({ maxLength: 24_000 }),
  }),
  Type.Object({
    kind: Type.Literal('candidate'),
    callId,
    candidate: Type.String({ maxLength: 1_000 }),
    mid: Type.String({ maxLength: 32 }),
  }),
]);
export type CallSignal = Static<typeof CallSignal>;

/** What reaches a page: a signal of the other side, or that the call is over. */
export type CallNews =
  | { kind: 'ringing'; callId: string; taskId: string; from: string; iceServers: IceServer[] }
  | { kind: 'accepted'; callId: string }
  | { kind: 'over'; callId: string; why: 'declined' | 'hung-up' | 'no-answer' | 'connection-lost' }
  | Extract<CallSignal, { kind: 'description' | 'candidate' }>;
