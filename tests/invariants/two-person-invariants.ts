import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { peopleOfHouse } from './people-of-house.ts';

/** Judged by other means than the decisions: by what the entries and the timeline say. */
export function wrongWithTwoPersons(event: DurableEvent, situation: Situation): string | null {
  switch (event.type) {
    case 'disposition.in-force':
      return wrongInForce(event, situation);
    case 'disposition.first-concluded': {
      const author = situation.dispositions[event.data.dispositionId]?.author.accountId;
      const { audience } = event;
      const isForFew = typeof audience === 'object' && 'only' in audience;
      const told = isForFew ? audience.only.join() : 'all';
      return told === author ? null : `the first word is told to ${told}`;
    }
    case 'disposition.submitted': {
      const { needsSecond, first } = event.data.disposition;
      return needsSecond && first !== null ? 'the first word is told with the submission' : null;
    }
    case 'incident.closed': {
      const concluded = Object.values(situation.dispositions).some(
        (each) => each.incidentId === event.data.incidentId && holds(each),
      );
      return concluded ? null : `incident ${event.data.incidentId} is closed without a disposition`;
    }
    case 'journey.written-off': {
      const by = situation.dispositions[event.data.dispositionId];
      return by?.needsSecond && holds(by)
        ? null
        : `journey ${event.data.journeyId} was written off without two`;
    }
    case 'evidence.deletion-ordered': {
      const { incidentId, deletion } = event.data;
      const by = situation.dispositions[deletion.dispositionId];
      if (!by?.needsSecond || !holds(by) || deletion.by.length < 2)
        return `evidence ${deletion.pieceId} was ordered gone without two`;
      const { state } = situation.incidents[incidentId] ?? {};
      return state === 'closed' ? null : `evidence of ${incidentId}, which is ${state}, was lost`;
    }
    case 'retention.changed': {
      const { incidentId, retention } = event.data;
      const by = situation.dispositions[retention.dispositionId];
      const isOfTwo = by?.needsSecond && holds(by) && retention.by.length >= 2;
      return isOfTwo ? null : `the retention of ${incidentId} was changed without two`;
    }
    case 'evidence.deleted': {
      const { incidentId, pieceId } = event.data;
      const known = situation.incidents[incidentId]?.deletions?.find(
        (each) => each.pieceId === pieceId,
      );
      return known?.files ? null : `evidence ${pieceId} is gone and nobody knows its sum`;
    }
    case 'lane.checked': {
      const { laneId, sessionId, result } = event.data.check;
      const of = (read: LaneOutcome) => read.laneId === laneId && read.sessionId === sessionId;
      return result === 'release' ? wrongRelease(of, situation) : null;
    }
    case 'lane.desk-decided': {
      const { laneId, eventId, decision } = event.data;
      const of = (read: LaneOutcome) => read.laneId === laneId && read.eventId === eventId;
      return decision.ruling === 'release' ? wrongRelease(of, situation) : null;
    }
    default:
      return null;
  }
}

/** What a lane read and does not fit the papers leaves by a disposition of two, by whatever door. */
function wrongRelease(
  isReleased: (read: LaneOutcome) => boolean,
  { laneOutcomes, dispositions }: Situation,
): string | null {
  const wrong = Object.entries(laneOutcomes).find(
    ([key, read]) =>
      isReleased(read) &&
      read.comparison.some(({ verdict }) => verdict === 'mismatch') &&
      !Object.values(dispositions).some(
        (each) =>
          each.subject.kind === 'act' &&
          each.subject.entityId === key &&
          each.needsSecond &&
          holds(each),
      ),
  );
  return wrong ? `${wrong[0]} does not fit, and was released by one person` : null;
}

/** Entries of one decision are looked at when all of them are folded: it is locked by then. */
const holds = ({ state }: Disposition) => state === 'in-force' || state === 'locked';

function wrongInForce(
  event: Extract<DurableEvent, { type: 'disposition.in-force' }>,
  situation: Situation,
): string | null {
  const disposition = situation.dispositions[event.data.dispositionId];
  if (!disposition) return 'a disposition came into force that nobody submitted';
  const { id } = disposition;
  if (event.actor.kind !== 'person') return `${id} came into force by a clock`;
  if (!holds(disposition)) return `${id} is said to be in force and is not`;
  const { first, needsSecond, amends, author, second, secondVerdict, adjudicator } = disposition;
  if ((first?.abnormal.length ?? 0) > 0 && !needsSecond) return `${id} is abnormal, by one person`;
  if (!needsSecond) return amends === null ? null : `${id} amends by one person`;
  if (!second || !secondVerdict) return `${id} has one signature`;
  const agree = first?.verdict.conclusion === secondVerdict.conclusion;
  if (!agree && !adjudicator) return `${id} holds though two differ and nobody settled it`;
  const signers = [author, second, ...(adjudicator ? [adjudicator] : [])];
  const persons = signers.map(({ accountId }) => peopleOfHouse.personIdOf(accountId));
  if (new Set(persons).size < persons.length) return `${id} was signed twice by one person`;
  return whoTookPart(disposition, situation, persons.slice(1));
}

/** Lines that a reviewer writes himself: he looks, and what he agrees to closes the incident. */
const ofReview = [
  'alarm.seen',
  'incident.closed',
  'journey.written-off',
  'evidence.deletion-ordered',
  'retention.changed',
];

/** The word of a reviewer; what he does in the incident after it no longer colours it. */
const hisWord = ['disposition.concluded', 'disposition.adjudicated'];

function whoTookPart(
  { id, incidentId }: Disposition,
  { incidents }: Situation,
  others: string[],
): string | null {
  const lines = (incidents[incidentId ?? '']?.timeline ?? []).map((line) => ({
    ...line,
    by: line.accountId === null ? null : peopleOfHouse.personIdOf(line.accountId),
  }));
  const touches = lines
    .filter(({ type }) => !type.startsWith('disposition.') && !ofReview.includes(type))
    // The release that they agreed on is carried out by his word.
    .filter(({ type, text }) => type !== 'lane.desk-decided' || !text?.startsWith('release'));
  const found = others.find((person) => {
    const word = lines.findLast(({ by, type }) => by === person && hisWord.includes(type));
    const spokenSeq = word?.seq ?? Number.POSITIVE_INFINITY;
    return touches.some(({ by, seq }) => by === person && seq < spokenSeq);
  });
  return found === undefined ? null : `${id} was reviewed by ${found}, who had a hand in it`;
}
