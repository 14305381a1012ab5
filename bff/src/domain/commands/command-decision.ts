import { type Act, mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Command, CommandName } from '@ftz/shared/contract/live-up.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Unit } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import type { WaitingWall } from '@ftz/shared/contract/wall.ts';
import type { SiteCodes } from '#domain/dispatch/judge-arrival.ts';
import type { People } from '#domain/people.ts';
import type { Dice, IdSource } from '#domain/ports.ts';
import type { Registry } from '#domain/registry.ts';
import type { Silence } from '#domain/walls/wall-hearing.ts';

/** What a decision of a person, or of a clock, may look at. */
export type CommandWorld = {
  situation: Situation;
  units: readonly Unit[];
  registry: Registry;
  people: People;
  limits: TimeLimits;
  /** The code that is posted at a gate: who scans it is there. */
  siteCodes: SiteCodes;
  /** The browser that waits with this code to become a screen of the hall. */
  waitingWall: (code: string) => WaitingWall | undefined;
  /** How long a screen of the hall has been silent, by its account. */
  wallSilence: (accountId: string) => Silence;
  nowMs: number;
  newId: IdSource;
  dice: Dice;
};

export type Decision = { ok: true; drafts: DurableDraft[] } | { ok: false; refusal: Refusal };

export type CommandOf<N extends CommandName> = Extract<Command, { name: N }>;
export type Decide<N extends CommandName> = (
  command: CommandOf<N>,
  principal: Principal,
  world: CommandWorld,
) => Decision;

export const yes = (...drafts: DurableDraft[]): Decision => ({ ok: true, drafts });
export const no = (refusal: Refusal): Decision => ({ ok: false, refusal });

export const actorOf = ({ accountId, username }: Principal): Actor => ({
  kind: 'person',
  accountId,
  name: username,
});

/**
 * Null: go on. What a stranger to the area asks for does not exist for him; a guest of the thing does
 * there what his role may.
 */
export function guard(
  principal: Principal,
  act: Act,
  thing: { areas: AreaId[]; version: number; isGuest?: boolean } | undefined,
  basedOnVersion: number | null,
): Refusal | null {
  const may = (asked: Act) =>
    thing?.isGuest
      ? mayDo(principal, asked, null)
      : mayDoInAny(principal, asked, thing?.areas ?? []);
  if (!thing || !may('situation.read')) return refuse('not-found');
  if (!may(act)) return refuse('not-permitted');
  return isStale(thing, basedOnVersion)
    ? refuse('stale-version', `version ${thing.version}`)
    : null;
}

export const isStale = ({ version }: { version: number }, basedOnVersion: number | null) =>
  basedOnVersion !== null && basedOnVersion !== version;
