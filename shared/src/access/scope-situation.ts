import type { Principal } from '#contract/account.ts';
import { type AreaId, areaIds } from '#contract/ids.ts';
import type { Incident } from '#contract/incident.ts';
import type { ResponseSample, Situation } from '#contract/situation.ts';
import { ownOf } from '#state/own.ts';
import { veiled } from './blind-review.ts';
import { isGuest } from './guest-sight.ts';
import { maySee } from './policy.ts';
import { seesEvery } from './scope-events.ts';

function keep<T>(records: Record<string, T>, sees: (value: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(records).filter(([, value]) => sees(value)));
}

/**
 * The part of the situation that this principal may see: what a page gets when it joins.
 * `areaOfSegment` says where a fence stands; a segment that it does not know is not shown.
 */
export function scopeSituation(
  principal: Principal,
  situation: Situation,
  areaOfSegment: (segmentId: string) => AreaId | null,
): Situation {
  const sees = (areas: readonly AreaId[]) => maySee(principal, 'situation.read', areas);
  const seesArea = (area: string) => areaIds.some((id) => id === area && sees([id]));
  const fences = Object.entries(situation.fences).filter(([segmentId]) => {
    const area = areaOfSegment(segmentId);
    return area !== null && sees([area]);
  });
  const isLetIn = (incident: Incident) => isGuest(incident, principal.accountId, situation.atMs);
  const isLetInto = (seen: Situation['incidents'], id: string | null) => {
    const incident = id === null ? undefined : ownOf(seen, id);
    return incident !== undefined && isLetIn(incident);
  };
  // Who sees an incident sees its alarms and tasks, wherever they lie.
  const incidents = keep(
    situation.incidents,
    (incident) => sees(incident.areas) || isLetIn(incident),
  );
  const isOfIncident = ({ incidentId }: { incidentId: string | null }) =>
    incidentId !== null && incidentId in incidents;
  const isInArea = ({ area }: { area: AreaId }) => sees([area]);
  const isInAreas = ({ areas }: { areas: readonly AreaId[] }) => sees(areas);
  const alarms = keep(situation.alarms, (alarm) => isInArea(alarm) || isOfIncident(alarm));
  const journeys = keep(situation.journeys, ({ fromArea, toArea }) => sees([fromArea, toArea]));
  const dispositions = keep(
    situation.dispositions,
    (each) => isInAreas(each) || isOfIncident(each),
  );
  return {
    seq: situation.seq,
    atMs: situation.atMs,
    alarms,
    incidents,
    tasks: keep(situation.tasks, isOfIncident),
    procedures: keep(situation.procedures, isOfIncident),
    journeys,
    units: keep(situation.units, isInArea),
    seals: keep(situation.seals, isInArea),
    sealStories: keep(situation.sealStories, isInArea),
    fences: Object.fromEntries(fences),
    equipment: keep(situation.equipment, isInArea),
    laneOutcomes: keep(situation.laneOutcomes, isInArea),
    // Who sees a journey sees what every gate on its way read of it.
    laneReads: keep(
      situation.laneReads,
      ({ passage, journeyId }) =>
        sees([passage.area]) || (journeyId !== null && journeyId in journeys),
    ),
    orders: keep(situation.orders, isInAreas),
    documents: keep(situation.documents, isInAreas),
    rulings: keep(situation.rulings, isInAreas),
    unknownDevices: sees([]) ? situation.unknownDevices : {},
    registeredDevices: keep(situation.registeredDevices, isInArea),
    devicePins: sees([]) ? situation.devicePins : {},
    deviceOrders: keep(
      situation.deviceOrders,
      (order) => isInAreas(order) || isLetInto(incidents, order.incidentId),
    ),
    seenAlarms: keep(situation.seenAlarms, ({ alarmId }) => alarmId in alarms),
    inspections: keep(situation.inspections, isOfIncident),
    calls: keep(situation.calls, isOfIncident),
    outages: keep(situation.outages, isInArea),
    floods: keep(situation.floods, isInArea),
    dispositions: Object.fromEntries(
      Object.entries(dispositions).map(([id, each]) => [id, veiled(principal, each)]),
    ),
    duty: keep(situation.duty, ({ person }) => sees(person.areas)),
    roster: keep(situation.roster, isInAreas),
    handOvers: keep(situation.handOvers, (handOver) => seesEvery(principal, handOver.areas)),
    shiftNotes: keep(situation.shiftNotes, (note) => seesEvery(principal, note.areas)),
    scenes: sees(areaIds) ? situation.scenes : {},
    walls: sees(areaIds) ? wallsFor(situation.walls, sees) : {},
    statistics: statisticsOf(situation.statistics, seesArea),
  };
}

/** Everybody knows the screens; what is on one is known to those who may know of the thing. */
function wallsFor(
  walls: Situation['walls'],
  sees: (areas: readonly AreaId[]) => boolean,
): Situation['walls'] {
  const shown = Object.entries(walls).map(([id, wall]) => {
    const isSeen = wall.thrown === null || sees(wall.thrown.areas);
    return [id, isSeen ? wall : { ...wall, thrown: null }] as const;
  });
  return Object.fromEntries(shown);
}

function statisticsOf(
  { areas, alarmsByHour, passagesByGate, responses, outcomesByRule }: Situation['statistics'],
  seesArea: (area: string) => boolean,
): Situation['statistics'] {
  const samples = (list: ResponseSample[]) => list.filter((sample) => seesArea(sample.area));
  const byArea = <T>(records: Record<string, T>) =>
    Object.fromEntries(Object.entries(records).filter(([area]) => seesArea(area)));
  return {
    areas: areas.filter(seesArea),
    alarmsByHour: byArea(alarmsByHour),
    passagesByGate: byArea(passagesByGate),
    responses: {
      acknowledge: samples(responses.acknowledge),
      dispatch: samples(responses.dispatch),
      arrive: samples(responses.arrive),
    },
    outcomesByRule: byArea(outcomesByRule),
  };
}
