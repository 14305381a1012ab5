import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import { abnormalKinds, type Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Act, Actor } from './random-acts.ts';

const conclusions = ['confirmed', 'false-alarm', 'nuisance', 'resolved-on-site'];
const ofAct = ['justified', 'not-justified'];
const why = { cause: 'other', note: '', evidence: [] };

const actors: readonly Actor[] = ['officer', 'second', 'patrol', 'technician', 'chief'];
/** Accounts are called after who they are, here and there. */
const actorOf = (name: string): Actor => actors.find((each) => name.endsWith(each)) ?? 'officer';

export function submitDisposition({ incidents }: Situation, random: Random): Act {
  const open = Object.values(incidents).filter(({ state }) => state !== 'closed');
  const waiting = open.filter(({ state }) => state === 'awaiting-disposition');
  const [few, all] = [waiting.length > 0 && random.next() < 0.6 ? waiting : open, open];
  if (all.length === 0) return null;
  const argument = {
    incidentId: random.pick(few).id,
    conclusion: random.pick(conclusions),
    ...why,
    forcedRestore: 'seen on the spot',
  };
  return { name: 'disposition.submit', argument };
}

/** Any of the acts by themselves, most often on something of its own. */
export function proposeDisposition({ laneReads, journeys }: Situation, random: Random): Act {
  const act = random.pick([...abnormalKinds]);
  const readings = Object.keys(laneReads);
  const release = act === 'released-after-mismatch' && readings.length > 0;
  const goods = act === 'journey-written-off' ? Object.keys(journeys) : [];
  const entityId = release
    ? random.pick(readings)
    : goods.length > 0
      ? random.pick(goods)
      : `E${Math.floor(random.between(0, 30))}`;
  const argument = {
    act,
    entityId,
    area: laneReads[entityId]?.passage.area ?? 'WGQ',
    incidentId: null,
    alreadyDone: random.next() < 0.1,
    ...why,
    conclusion: random.pick(ofAct),
  };
  return { name: 'disposition.propose', argument, by: random.pick(['officer', 'second']) };
}

/** The next step of one that is under way, by whoever is to take it; or an amendment of what is locked. */
export function onDisposition({ dispositions }: Situation, random: Random): Act {
  const all = Object.values(dispositions);
  if (all.length === 0) return null;
  const open = all.filter(({ state }) => state.startsWith('second') || state === 'adjudication');
  const each = random.pick(open.length > 0 && random.next() < 0.85 ? open : all);
  const by = each.state === 'adjudication' ? 'chief' : actorOf(each.second?.name ?? 'officer');
  return { ...nextStep(each, random), by };
}

function nextStep({ id, state, subject }: Disposition, random: Random) {
  const dispositionId = id;
  const conclusion = random.pick(subject.kind === 'incident' ? conclusions : ofAct);
  if (state !== 'locked' && random.next() < 0.1)
    return { name: 'disposition.return' as const, argument: { dispositionId, reason: 'unclear' } };
  if (state === 'second-assigned')
    return { name: 'disposition.start' as const, argument: { dispositionId } };
  const argument = { dispositionId, conclusion, ...why };
  if (state === 'locked') return { name: 'disposition.amend' as const, argument };
  return state === 'adjudication'
    ? { name: 'disposition.adjudicate' as const, argument }
    : { name: 'disposition.conclude' as const, argument };
}
