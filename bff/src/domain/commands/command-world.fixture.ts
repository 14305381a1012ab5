import type { Person } from '@ftz/shared/contract/person.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { type People, peopleOf } from '#domain/people.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { CommandWorld } from './command-decision.ts';

/** The world of a decision in a test: a quiet zone, nobody there, a counted dice. */
export function exampleCommandWorld(change: Partial<CommandWorld> = {}): CommandWorld {
  let thrown = 0;
  return {
    situation: emptySituation(),
    units: site.units,
    registry: buildRegistry(site, [], []),
    people: examplePeople(),
    limits: siteTimeLimits,
    siteCodes: (gateId) => `code-of-${gateId}`,
    waitingWall: () => undefined,
    wallSilence: () => ({ ms: 0, isHeard: false }),
    nowMs: 9_000,
    newId: (prefix) => `${prefix}9`,
    dice: () => thrown++,
    ...change,
  };
}

/** These people, of whom `online` have a page open (all of them, where it is not said). */
export function examplePeople(list: readonly Person[] = [], online?: readonly string[]): People {
  const known = list.map((person) => ({ person, open: true }));
  const isThere = (accountId: string) => list.some((person) => person.accountId === accountId);
  return peopleOf(known, (accountId) => online?.includes(accountId) ?? isThere(accountId));
}
