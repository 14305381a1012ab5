import { type Static, Type } from 'typebox';
import { Role } from './account.ts';
import { AreaId, Id } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What somebody is trained and allowed to do, beside what the role says. */
export const licences = ['second-review', 'open-goods'] as const;
export const Licence = Type.Enum(licences);
export type Licence = Static<typeof Licence>;

/**
 * An account and the human being behind it. Two accounts of one person have one `personId`: wherever
 * two people are needed, persons are counted, never accounts.
 */
export const Person = Type.Object({
  accountId: Id,
  personId: Id,
  /** As colleagues know him; the log calls him by his user name. */
  username: Type.String(),
  role: Role,
  areas: Type.Array(AreaId),
  /** Null: of the command center itself. */
  officeId: Nullable(Id),
  licences: Type.Array(Licence),
});
export type Person = Static<typeof Person>;
