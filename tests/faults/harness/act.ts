import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';

/** Who acts: an officer, another one where two are needed, two on the road, whoever owns the devices, who leads the shift, an expert from outside. */
export type Actor =
  | 'officer'
  | 'second'
  | 'patrol'
  | 'patrolSecond'
  | 'technician'
  | 'chief'
  | 'leader'
  | 'expert'
  | 'wall';

export type Act = {
  name: CommandName;
  argument: object;
  basedOnVersion?: number | null;
  by?: Actor;
} | null;

const named: readonly Actor[] = ['officer', 'second', 'patrol', 'technician', 'chief', 'leader'];
/** Accounts are called after who they are, here and there; the zone's officer is the one left. */
export const actorOf = (name: string): Actor =>
  named.find((each) => name.endsWith(each)) ?? 'officer';

/** One of these, most often one that suits; null: there is none. */
export const pickFrom = <T>(
  records: Record<string, T>,
  random: Random,
  suits: (value: T) => boolean,
) => {
  const all = Object.values(records);
  const suitable = all.filter(suits);
  const list = random.next() < 0.9 && suitable.length > 0 ? suitable : all;
  return list.length === 0 ? null : random.pick(list);
};
