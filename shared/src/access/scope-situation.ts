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
  const samples = (list: ResponseSample[]) => list.filter((sample) => seesArea(sample.area));
  const byArea = <T>(records: Record<string, T>) =>
    Object.fromEntries(Object.entries(records).filter(([area]) => seesArea(area)));
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
  const alarms = keep(
    situation.alarms,
    ({ area, incidentId }) => sees([area]) || (incidentId !== null && incidentId in incidents),
  );
  const journeys = keep(situation.journeys, ({ fromArea, toArea }) => sees([fromArea, toArea]));
  const { areas, alarmsByHour, passagesByGate, responses, outcomesByRule } = situation.statistics;
  const dispositions = keep(
    situation.dispositions,
    ({ areas, incidentId }) => sees(areas) || (incidentId !== null && incidentId in incidents),
  );
  return {
    seq: situation.seq,
    atMs: situation.atMs,
    alarms,
    incidents,
    tasks: keep(situation.tasks, ({ incidentId }) => incidentId in incidents),
    procedures: keep(situation.procedures, ({ incidentId }) => incidentId in incidents),
    journeys,
    units: keep(situation.units, ({ area }) => sees([area])),
    seals: keep(situation.seals, (report) => sees([report.area])),
    sealStories: keep(situation.sealStories, ({ area }) => sees([area])),
    fences: Object.fromEntries(fences),
    equipment: keep(situation.equipment, (report) => sees([report.area])),
    laneOutcomes: keep(situation.laneOutcomes, ({ area }) => sees([area])),
    // Who sees a journey sees what every gate on its way read of it.
    laneReads: keep(
      situation.laneReads,
      ({ passage, journeyId }) =>
        sees([passage.area]) || (journeyId !== null && journeyId in journeys),
    ),
    orders: keep(situation.orders, ({ areas }) => sees(areas)),
    documents: keep(situation.documents, ({ areas }) => sees(areas)),
    rulings: keep(situation.rulings, ({ areas }) => sees(areas)),
    unknownDevices: sees([]) ? situation.unknownDevices : {},
    registeredDevices: keep(situation.registeredDevices, ({ area }) => sees([area])),
    devicePins: sees([]) ? situation.devicePins : {},
    deviceOrders: keep(
      situation.deviceOrders,
      ({ areas, incidentId }) => sees(areas) || isLetInto(incidents, incidentId),
    ),
    seenAlarms: keep(situation.seenAlarms, ({ alarmId }) => alarmId in alarms),
    inspections: keep(situation.inspections, ({ incidentId }) => incidentId in incidents),
    calls: keep(situation.calls, ({ incidentId }) => incidentId in incidents),
    outages: keep(situation.outages, ({ area }) => sees([area])),
    floods: keep(situation.floods, ({ area }) => sees([area])),
    dispositions: Object.fromEntries(
      Object.entries(dispositions).map(([id, each]) => [id, veiled(principal, each)]),
    ),
    duty: keep(situation.duty, ({ person }) => sees(person.areas)),
    roster: keep(situation.roster, (slot) => sees(slot.areas)),
    handOvers: keep(situation.handOvers, (handOver) => seesEvery(principal, handOver.areas)),
    shiftNotes: keep(situation.shiftNotes, (note) => seesEvery(principal, note.areas)),
    scenes: sees(areaIds) ? situation.scenes : {},
    walls: sees(areaIds) ? wallsFor(situation.walls, sees) : {},
    statistics: {
      areas: areas.filter(seesArea),
      alarmsByHour: byArea(alarmsByHour),
      passagesByGate: byArea(passagesByGate),
      responses: {
        acknowledge: samples(responses.acknowledge),
        dispatch: samples(responses.dispatch),
        arrive: samples(responses.arrive),
      },
      outcomesByRule: byArea(outcomesByRule),
    },
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
