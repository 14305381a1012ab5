import { type TSchema, Type } from 'typebox';
import {
  Disposition,
  Draw,
  DrawReason,
  FirstWord,
  RuleOutcome,
  Signer,
  Verdict,
  WaitingFor,
} from './disposition.ts';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { RefusalCode } from './refusal.ts';

const dispositionRef = { dispositionId: Id, incidentId: Nullable(Id) };

/** What happens to a disposition, in the order of its life. */
export const dispositionPayloads = {
  /** Everybody learns that there is one; its author's conclusion only where one signature does. */
  'disposition.submitted': Type.Object({ disposition: Disposition }),
  /** What the author concluded, for himself alone until the second has recorded his own. */
  'disposition.first-concluded': Type.Object({ dispositionId: Id, first: FirstWord }),
  'disposition.drawn': Type.Object({ ...dispositionRef, draw: Draw, secondDueAtMs: Millis }),
  /** Who was drawn cannot any more, and nobody else is there. */
  'disposition.second-lost': Type.Object({
    ...dispositionRef,
    why: DrawReason,
    waitingFor: WaitingFor,
  }),
  'disposition.started': Type.Object({ ...dispositionRef, secondDueAtMs: Millis }),
  /** The second has recorded his own: now both are known to all. */
  'disposition.concluded': Type.Object({
    ...dispositionRef,
    first: FirstWord,
    second: Verdict,
    agree: Type.Boolean(),
  }),
  'disposition.returned': Type.Object({
    ...dispositionRef,
    by: Signer,
    reason: Type.String({ maxLength: 500 }),
  }),
  'disposition.adjudicated': Type.Object({ ...dispositionRef, by: Signer, verdict: Verdict }),
  /** `outcomes`: which rules raised what is concluded, so that each learns whether it was right. */
  'disposition.in-force': Type.Object({
    ...dispositionRef,
    verdict: Verdict,
    amends: Nullable(Id),
    outcomes: Type.Array(RuleOutcome),
  }),
  'disposition.locked': Type.Object({ ...dispositionRef }),
  /** It stays pending; a shift leader is told. */
  'disposition.late': Type.Object({ ...dispositionRef }),
  /** Somebody tried what the rule of two people forbids. */
  'disposition.attempt-refused': Type.Object({
    dispositionId: Nullable(Id),
    incidentId: Nullable(Id),
    command: Type.String({ maxLength: 64 }),
    refusal: RefusalCode,
  }),
} as const satisfies Record<string, TSchema>;
