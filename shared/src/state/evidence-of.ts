import type { Alarm } from '#contract/alarm.ts';
import type { AgencyRuling, TradeDocument } from '#contract/document.ts';
import type { Incident } from '#contract/incident.ts';
import type { LaneRead } from '#contract/lane-passage.ts';
import type { Situation } from '#contract/situation.ts';
import { laneOutcomeKey } from './lane-outcome.ts';
import { ownOf } from './own.ts';
import { cargoKey, documentKey } from './paper-keys.ts';
import { alarmsOfIncident, tasksOfIncident } from './situation-selectors.ts';

export const evidenceKinds = [
  'facts',
  'journey',
  'document',
  'lane',
  'ruling',
  'seal',
  'track',
  'photo',
  'camera',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** One thing by which an alarm is believed or not. `ref` names it in its own record. */
export type EvidencePiece = { id: string; kind: EvidenceKind; ref: string };

/** As many live pictures as a desk keeps warm. */
const mostCameras = 3;
const mostOfKind = 12;
/** An id of a piece travels in a task and in the access log. */
const longestId = 120;

/**
 * What there is to look at about an incident, in the order in which it is read. Server and desk ask the same
 * function, so the pieces of a review task and those on the screen have the same names.
 */
export function evidenceOf(situation: Situation, incident: Incident): EvidencePiece[] {
  const subject = subjectOf(situation, incident);
  const { alarms } = subject;
  const ids = <K extends keyof Alarm>(key: K) => [
    ...new Set(alarms.map((alarm) => alarm[key]).filter((value) => value !== null)),
  ];
  return [
    ...pieces(
      'facts',
      alarms.filter(({ facts }) => facts.length > 0).map(({ id }) => id),
    ),
    ...pieces('journey', [...subject.journeyIds]),
    ...pieces('document', documentsOf(situation, subject).map(documentKey)),
    ...pieces(
      'lane',
      readsOf(situation, subject).map(({ passage: { laneId, eventId } }) =>
        laneOutcomeKey(laneId, eventId),
      ),
    ),
    ...pieces('ruling', rulingsOf(situation, subject).map(cargoKey)),
    ...pieces('seal', [...subject.sealIds]),
    ...pieces('track', ids('vehicleId') as string[]),
    ...pieces('photo', photoIdsOf(situation, incident)),
    ...pieces('camera', [...new Set(alarms.flatMap(({ cameraIds }) => cameraIds))], mostCameras),
  ];
}

function pieces(
  kind: EvidenceKind,
  refs: readonly string[],
  most: number = mostOfKind,
): EvidencePiece[] {
  return refs.slice(0, most).map((ref) => ({
    id: `${kind}:${ref}`.slice(0, longestId),
    kind,
    ref,
  }));
}

/** Who and what an incident is about. */
export type EvidenceSubject = {
  alarms: readonly Alarm[];
  journeyIds: ReadonlySet<string>;
  containerNos: ReadonlySet<string>;
  plates: ReadonlySet<string>;
  vehicleIds: ReadonlySet<string>;
  sealIds: ReadonlySet<string>;
};

export function subjectOf(situation: Situation, incident: Incident): EvidenceSubject {
  const alarms = alarmsOfIncident(situation, incident.id);
  const journeys = alarms.flatMap(({ journeyId }) =>
    journeyId === null ? [] : (ownOf(situation.journeys, journeyId) ?? []),
  );
  const named = (values: (string | null)[]) =>
    new Set(values.filter((value): value is string => value !== null && value !== ''));
  return {
    alarms,
    journeyIds: named(journeys.map(({ id }) => id)),
    containerNos: named([...alarms, ...journeys].map(({ containerNo }) => containerNo)),
    plates: named([...alarms, ...journeys].map(({ plate }) => plate)),
    vehicleIds: named([...alarms, ...journeys].map(({ vehicleId }) => vehicleId)),
    sealIds: named([...alarms, ...journeys].map(({ sealId }) => sealId)),
  };
}

export function documentsOf(
  { documents }: Situation,
  { containerNos, vehicleIds, sealIds }: EvidenceSubject,
): TradeDocument[] {
  const has = (ids: ReadonlySet<string>, id: string | null) => id !== null && ids.has(id);
  const direct = Object.values(documents).filter(
    ({ containerNo, vehicleId, sealId }) =>
      has(containerNos, containerNo) || has(vehicleIds, vehicleId) || has(sealIds, sealId),
  );
  const bills = new Set(direct.flatMap(({ billNo }) => billNo ?? []));
  return Object.values(documents)
    .filter((paper) => direct.includes(paper) || has(bills, paper.billNo))
    .sort((a, b) => a.issuedAtMs - b.issuedAtMs);
}

export function rulingsOf(situation: Situation, subject: EvidenceSubject): AgencyRuling[] {
  const bills = new Set(documentsOf(situation, subject).flatMap(({ billNo }) => billNo ?? []));
  return Object.values(situation.rulings)
    .filter(
      ({ containerNo, billNo }) =>
        (containerNo !== null && subject.containerNos.has(containerNo)) ||
        (billNo !== null && bills.has(billNo)),
    )
    .sort((a, b) => a.ruledAtMs - b.ruledAtMs);
}

/** Readings of its journeys, and where there is none, of the vehicle; oldest first. */
export function readsOf(
  { laneReads }: Situation,
  { journeyIds, plates, containerNos, alarms }: EvidenceSubject,
): LaneRead[] {
  const sinceMs = Math.min(...alarms.map(({ raisedAtMs }) => raisedAtMs)) - beforeAlarmMs;
  return Object.values(laneReads)
    .filter(({ passage, journeyId, atMs }) => {
      if (journeyId !== null && journeyIds.has(journeyId)) return true;
      if (atMs < sinceMs) return false;
      const isSame = passage.plate !== null && plates.has(passage.plate);
      return isSame || passage.containerNos.some((no) => containerNos.has(no));
    })
    .sort((a, b) => a.atMs - b.atMs)
    .slice(-mostReads);
}
const beforeAlarmMs = 2 * 3_600_000;
const mostReads = 4;

function photoIdsOf(situation: Situation, incident: Incident): string[] {
  const ofTasks = tasksOfIncident(situation, incident.id).flatMap(
    ({ result }) => result?.photoIds ?? [],
  );
  return [...new Set([...(incident.photoIds ?? []), ...ofTasks])];
}
