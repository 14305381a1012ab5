import { type Static, Type } from 'typebox';
import { Role } from './account.ts';
import { Id } from './ids.ts';

/** Somebody who can be asked about an incident, as whoever asks needs to know him. */
export const Colleague = Type.Object({
  accountId: Id,
  username: Type.String(),
  role: Role,
  online: Type.Boolean(),
  /** How many open incidents he owns. */
  owns: Type.Integer({ minimum: 0 }),
  /** Whether the incident may be handed to him. */
  mayOwn: Type.Boolean(),
});
export type Colleague = Static<typeof Colleague>;
