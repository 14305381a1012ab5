import type { DurableEvent } from '#contract/durable-event.ts';
import type { Incident } from '#contract/incident.ts';
import { concluded, isOpen } from './alarm-lifecycle.ts';
import type { Fold } from './fold.ts';
import { foldHandedOver } from './fold-hand-over.ts';
import { foldAlarmJoined, foldMerged, foldSplit, foldUnmerged } from './fold-incident-joining.ts';
import { mayIncident, stateAfter } from './incident-lifecycle.ts';
import {
  type EventOf,
  entryOf,
  type FoldsOf,
  incidentOf,
  reveal,
  storyOf,
  writeOn,
} from './incident-lines.ts';
import { withPhotos } from './incident-photos.ts';
import { joinClips } from './join-clips.ts';
import { ownOf } from './own.ts';

type IncidentEvent = Extract<DurableEvent, { type: `incident.${string}` }>;

/** What each entry does to an incident; what it does to several of them is in fold-incident-joining.ts. */
export const incidentFolds = {
  'incident.opened': foldOpened,
  'incident.alarm-joined': foldAlarmJoined,
  'incident.equipment-told': (f, event) => {
    const { deviceId, what, facts, deviceAtMs } = event.data.report;
    const told = { deviceAtMs, equipment: { deviceId, what, facts } };
    writeOn(f, event.data.incidentId, entryOf(event, told));
  },
  'incident.lane-told': (f, event) => {
    const { incidentId, word, text } = event.data;
    writeOn(f, incidentId, entryOf(event, { type: word, text }));
  },
  // No line and no new version: it says nothing that an officer decided without knowing it.
  'incident.clips-held': (f, event) => {
    const incident = storyOf(f, event.data.incidentId);
    if (!incident) return;
    const clips = joinClips([...(incident.clips ?? []), ...event.data.clips]);
    f.put('incidents', incident.id, { ...incident, clips });
  },
  'incident.claimed': (f, event) =>
    change(f, event, (incident) => ({
      state: stateAfter(incident, 'claim'),
      ...ownedBy(event, event.data.holdsMs),
    })),
  'incident.released': foldUnowned,
  'incident.claim-lapsed': foldUnowned,
  'incident.unowned': (f, event) =>
    change(f, event, () => ({
      unownedLevel: event.data.level,
      unownedDueAtMs: event.data.unownedDueAtMs,
    })),
  'incident.transfer-offered': (f, event) =>
    change(f, event, () => ({ offer: event.data.offer }), event.data.offer.toName),
  'incident.transfer-accepted': (f, event) =>
    change(f, event, (incident) => ({
      state: stateAfter(incident, 'claim'),
      ...ownedBy(event, event.data.holdsMs),
    })),
  // The owner has his time again: it went by while he waited for an answer.
  'incident.transfer-declined': (f, event) =>
    change(f, event, () => ({ offer: null, claimLapsesAtMs: null })),
  'incident.transfer-returned': (f, event) =>
    change(f, event, () => ({ offer: null, claimLapsesAtMs: null }), event.data.to),
  'incident.handed-over': foldHandedOver,
  'incident.noted': foldNoted,
  'incident.monitored': (f, event) =>
    change(
      f,
      event,
      (incident) => ({
        state: stateAfter(incident, 'monitor'),
        monitorUntilMs: event.data.untilMs,
      }),
      event.data.reason,
    ),
  'incident.monitoring-ended': (f, event) =>
    change(f, event, (incident) => ({
      ...(mayIncident(incident, 'end-monitoring')
        ? { state: stateAfter(incident, 'end-monitoring') }
        : {}),
      monitorUntilMs: null,
    })),
  'incident.merged': foldMerged,
  'incident.unmerged': foldUnmerged,
  'incident.split': foldSplit,
  'incident.closed': foldClosed,
  'incident.reopened': (f, event) =>
    change(
      f,
      event,
      (incident) => ({
        ...(mayIncident(incident, 'reopen') ? { state: stateAfter(incident, 'reopen') } : {}),
        ...ownedBy(event, event.data.holdsMs),
        reopenCount: incident.reopenCount + 1,
        conclusion: null,
        closedAtMs: null,
      }),
      event.data.reason,
    ),
  'incident.guest-invited': (f, event) => {
    const { guest, revealed } = event.data;
    reveal(f, revealed);
    const others = ({ guests }: Incident) =>
      guests.filter(({ accountId }) => accountId !== guest.accountId);
    change(f, event, (incident) => ({ guests: [...others(incident), guest] }), guest.why);
  },
  'incident.guest-left': (f, event) => {
    const { accountId, name } = event.data;
    const guestsOf = ({ guests }: Incident) => guests.filter((one) => one.accountId !== accountId);
    change(f, event, (incident) => ({ guests: guestsOf(incident) }), name);
  },
} satisfies FoldsOf<IncidentEvent['type']>;

/** Writes the line of an entry, with what it changes of the incident. */
function change(
  f: Fold,
  event: IncidentEvent,
  changeOf: (incident: Incident) => Partial<Incident>,
  text: string | null = null,
): void {
  const { incidentId } = event.data as { incidentId: string };
  const incident = storyOf(f, incidentId);
  if (incident) writeOn(f, incident.id, entryOf(event, { text }), changeOf(incident));
}

/** Whoever caused the entry owns the incident from now on. */
function ownedBy({ actor, atMs }: DurableEvent, claimHoldsMs: number): Partial<Incident> {
  if (actor.kind !== 'person') return {};
  return {
    owner: { accountId: actor.accountId, name: actor.name, sinceMs: atMs },
    claimHoldsMs,
    claimLapsesAtMs: null,
    unownedDueAtMs: null,
    unownedLevel: 0,
    offer: null,
  };
}

function foldUnowned(f: Fold, event: EventOf<'incident.released' | 'incident.claim-lapsed'>): void {
  const text = event.type === 'incident.claim-lapsed' ? event.data.owner : null;
  const { unownedDueAtMs } = event.data;
  change(
    f,
    event,
    (incident) => ({
      ...(mayIncident(incident, 'release') ? { state: stateAfter(incident, 'release') } : {}),
      owner: null,
      offer: null,
      unownedDueAtMs,
    }),
    text,
  );
}

function foldOpened(f: Fold, event: EventOf<'incident.opened'>): void {
  const { incident } = event.data;
  const first = ownOf(f.situation.alarms, incident.alarms[0]?.alarmId ?? '');
  const entry = entryOf(event, {
    alarmKind: incident.kind,
    deviceAtMs: first?.deviceAtMs ?? null,
  });
  f.put('incidents', incident.id, { ...incident, timeline: [entry] });
}

function foldNoted(f: Fold, event: EventOf<'incident.noted'>): void {
  const { text, mentions = [], photoId } = event.data;
  const by = event.actor.name;
  const named = mentions.map((accountId) => ({
    noteSeq: event.seq,
    atMs: event.atMs,
    accountId,
    by,
    text,
  }));
  change(
    f,
    event,
    (incident) => ({
      mentions: [...incident.mentions, ...named],
      ...withPhotos(incident, photoId === undefined ? [] : [photoId]),
    }),
    text,
  );
}

/** Reading changes nothing of the incident that anybody else decides on: no line, no version. */
export function foldMentionRead(f: Fold, { data }: EventOf<'mention.read'>): void {
  const incident = incidentOf(f, data.incidentId);
  if (!incident) return;
  const mentions = incident.mentions.filter(
    ({ accountId, noteSeq }) => accountId !== data.accountId || noteSeq !== data.noteSeq,
  );
  f.put('incidents', incident.id, { ...incident, mentions });
}

function foldClosed(f: Fold, event: EventOf<'incident.closed'>): void {
  const { incidentId, conclusion, note } = event.data;
  const incident = incidentOf(f, incidentId);
  if (!incident) return;
  for (const { alarmId } of incident.alarms) {
    const alarm = ownOf(f.situation.alarms, alarmId);
    if (!alarm || !isOpen(alarm)) continue;
    f.put('alarms', alarmId, concluded(alarm));
  }
  const closed = { conclusion, closedAtMs: event.atMs, ...overNow };
  writeOn(f, incidentId, entryOf(event, { text: note || null }), { state: 'closed', ...closed });
}

/** What nobody is waited for any more when an incident is over. */
const overNow = { offer: null, unownedDueAtMs: null, monitorUntilMs: null } as const;
