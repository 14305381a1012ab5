import { randomUUID } from 'node:crypto';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { Command, CommandName } from '@ftz/shared/contract/live-up.ts';
import { changeRetention, deleteEvidence } from '#faults/harness/disposition-acts.ts';
import { actorNames, principals } from './people-of-house.ts';
import type { PocketHouse } from './pocket-house.ts';

const desks = ['officer', 'second', 'third', 'head', 'leader', 'chief'] as const;
const why = { cause: 'other', note: '', evidence: [] };

/**
 * Two people come to agree about what is kept of an incident that is over. Left to chance alone that is as good as never:
 * such an incident is there for half a day, and most who are on duty have had a hand in it.
 */
export function agreeOnKept(house: PocketHouse, random: Random): void {
  const made = random.pick([deleteEvidence, changeRetention])(house.situation, random);
  if (made === null) return;
  const submit = (by: keyof typeof principals, name: CommandName, argument: object) =>
    house.submit(by, {
      ...{ commandId: randomUUID(), basedOnVersion: null, name, argument },
    } as Command);
  for (const desk of desks) submit(desk, 'duty.begin', {});
  if (submit(made.by ?? 'officer', made.name, made.argument) !== null) return;
  const { id: dispositionId, second } = Object.values(house.situation.dispositions).at(-1) ?? {};
  const drawn = actorNames.find((name) => principals[name].username === second?.name);
  if (!drawn) return;
  submit(drawn, 'disposition.start', { dispositionId });
  const conclusion = random.next() < 0.8 ? 'justified' : 'not-justified';
  submit(drawn, 'disposition.conclude', { dispositionId, ...why, conclusion });
}
