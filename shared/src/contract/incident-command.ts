import { type TSchema, Type } from 'typebox';
import { AlarmKind } from './alarm.ts';
import { AreaId, Id, Millis } from './ids.ts';

const ref = { incidentId: Id };
const reason = Type.String({ minLength: 1, maxLength: 500 });
const words = Type.String({ minLength: 1, maxLength: 2000 });

/** What people do with an incident. */
export const incidentCommands = {
  'incident.claim': Type.Object({ ...ref }),
  'incident.release': Type.Object({ ...ref }),
  'incident.transfer': Type.Object({ ...ref, to: Id }),
  'incident.accept-transfer': Type.Object({ ...ref }),
  'incident.decline-transfer': Type.Object({ ...ref }),
  /** `@username` in the text asks that person to read it; `photoId` is a picture that was kept for this incident. */
  'incident.note': Type.Object({ ...ref, text: words, photoId: Type.Optional(Id) }),
  'mention.read': Type.Object({ ...ref, noteSeq: Type.Integer({ minimum: 1 }) }),
  'incident.monitor': Type.Object({ ...ref, untilMs: Millis, reason }),
  /** This one goes on in the other. */
  'incident.merge': Type.Object({ ...ref, intoId: Id, reason }),
  /** `incidentId` is the one that was merged away. */
  'incident.unmerge': Type.Object({ ...ref, reason }),
  'incident.split': Type.Object({
    ...ref,
    alarmIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    reason,
  }),
  'incident.reopen': Type.Object({ ...ref, reason }),
  'incident.invite': Type.Object({ ...ref, accountId: Id, untilMs: Millis, question: reason }),
  'incident.uninvite': Type.Object({ ...ref, accountId: Id }),
  'emergency.declare': Type.Object({ ...ref, reason }),
  /** Plays an emergency through, on an incident of its own that counts in no statistic. */
  'emergency.drill': Type.Object({ area: AreaId, kind: AlarmKind, reason }),
  'emergency.confirm': Type.Object({ ...ref }),
  'emergency.report': Type.Object({ ...ref, text: words }),
  'emergency.stand-down': Type.Object({ ...ref, note: words }),
  'emergency.review': Type.Object({ ...ref, note: words }),
} as const satisfies Record<string, TSchema>;
