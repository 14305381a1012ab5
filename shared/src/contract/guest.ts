import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';

/** An expert who was invited into one incident: he sees it, and nothing else, until then. */
export const Guest = Type.Object({
  accountId: Id,
  name: Type.String(),
  invitedBy: Type.String(),
  untilMs: Millis,
  /** What he is asked. */
  why: Type.String({ maxLength: 500 }),
});
export type Guest = Static<typeof Guest>;
