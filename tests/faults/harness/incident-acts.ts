import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { awaitsReview, isEmergencyOpen } from '@ftz/shared/state/emergency-lifecycle.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import type { Act, Actor } from './act.ts';

const minuteMs = 60_000;
const second = { accountId: 'U-second', username: 'second' };
const expert = 'U-expert';

const some = (situation: Situation, random: Random, suits: (incident: Incident) => boolean) => {
  const found = Object.values(situation.incidents).filter(suits);
  return found.length === 0 ? null : random.pick(found);
};

const on = (
  incident: Incident | null,
  name: CommandName,
  more: object = {},
  by: Actor = 'officer',
): Act => incident && { name, argument: { incidentId: incident.id, ...more }, by };

/** The colleague takes what was offered to him, or does not. */
export function answerOffer(situation: Situation, random: Random): Act {
  const offered = some(situation, random, ({ offer }) => offer?.to === second.accountId);
  const answer = random.pick(['incident.accept-transfer', 'incident.decline-transfer'] as const);
  return on(offered, answer, {}, 'second');
}

/** Who has it: taken, given back, offered to another, watched, opened again. */
export function onOwner(situation: Situation, random: Random): Act {
  const free = some(situation, random, (each) => isIncidentOpen(each) && each.owner === null);
  const owned = some(situation, random, ({ owner, state }) => owner !== null && state !== 'closed');
  const closed = some(situation, random, ({ state }) => state === 'closed');
  const assessed = some(situation, random, ({ owner, state }) => !!owner && state === 'assessing');
  const untilMs = situation.atMs + 30 * minuteMs;
  const by = assessed?.owner?.accountId === second.accountId ? 'second' : 'officer';
  return random.pick([
    on(free, 'incident.claim'),
    on(assessed, 'incident.release', {}, by),
    on(owned, 'incident.transfer', { to: second.accountId }, 'chief'),
    on(assessed, 'incident.monitor', { untilMs, reason: 'it only has to be watched' }, 'chief'),
    on(closed, 'incident.reopen', { reason: 'there is more to it' }),
  ]);
}

/** What belongs together, and what does not. */
export function onCircle(situation: Situation, random: Random): Act {
  const from = some(situation, random, isIncidentOpen);
  const into = some(situation, random, (each) => isIncidentOpen(each) && each.id !== from?.id);
  // A merge is taken back within a minute, by whoever did it; later it is refused.
  const justMerged = some(situation, random, ({ mergedInto, timeline }) => {
    const lastAtMs = timeline.at(-1)?.atMs ?? 0;
    return mergedInto !== null && situation.atMs - lastAtMs < minuteMs;
  });
  const merged = justMerged ?? some(situation, random, ({ mergedInto }) => mergedInto !== null);
  const many = some(situation, random, (each) => isIncidentOpen(each) && each.alarms.length > 1);
  const alarmIds = many ? [random.pick(many.alarms).alarmId] : [];
  const reason = 'one story';
  const unmerge = on(merged, 'incident.unmerge', { reason });
  if (justMerged && random.next() < 0.5) return unmerge;
  return random.pick([
    into && on(from, 'incident.merge', { intoId: into.id, reason }),
    unmerge,
    on(many, 'incident.split', { alarmIds, reason }),
  ]);
}

/** Somebody else is asked: a colleague by name, an expert from outside. */
export function askSomebody(situation: Situation, random: Random): Act {
  const open = some(situation, random, isIncidentOpen);
  const mentioned = some(situation, random, ({ mentions }) =>
    mentions.some(({ accountId }) => accountId === second.accountId),
  );
  const noteSeq = mentioned?.mentions.find((each) => each.accountId === second.accountId)?.noteSeq;
  const visited = some(situation, random, ({ guests }) => guests.length > 0);
  const untilMs = situation.atMs + random.pick([2, 60]) * minuteMs;
  return random.pick([
    on(open, 'incident.note', { text: `@${second.username} please look` }),
    on(mentioned, 'mention.read', { noteSeq }, 'second'),
    on(open, 'incident.invite', { accountId: expert, untilMs, question: 'what is it?' }, 'chief'),
    on(visited, 'incident.note', { text: 'as I see it' }, 'expert'),
    on(visited, 'incident.uninvite', { accountId: expert }, 'chief'),
  ]);
}

/** Declared by a leader, confirmed and ended by the chief, reviewed afterwards; or only played through. */
export function onEmergency(situation: Situation, random: Random): Act {
  const running = some(situation, random, ({ emergency }) => isEmergencyOpen(emergency));
  const waits = some(
    situation,
    random,
    ({ emergency }) => emergency?.state === 'pending' || emergency?.state === 'unconfirmed',
  );
  const over = some(situation, random, ({ emergency }) => awaitsReview(emergency));
  const calm = some(situation, random, (each) => isIncidentOpen(each) && each.emergency === null);
  const drill = { area: random.pick([...areaIds]), kind: 'radiation', reason: 'exercise' };
  return random.pick([
    running === null ? on(calm, 'emergency.declare', { reason: 'fire' }, 'leader') : null,
    running === null ? { name: 'emergency.drill', argument: drill, by: 'leader' as const } : null,
    on(waits, 'emergency.confirm', {}, 'chief'),
    on(running, 'emergency.report', { text: 'nothing new' }),
    on(running, 'emergency.stand-down', { note: 'over' }, 'chief'),
    on(over, 'emergency.review', { note: 'the door was late' }, 'chief'),
  ]);
}
