import { areaIds } from '#contract/ids.ts';
import type { Situation } from '#contract/situation.ts';

/** Before the first entry of the log. */
export function emptySituation(): Situation {
  return {
    seq: 0,
    atMs: 0,
    alarms: {},
    incidents: {},
    tasks: {},
    procedures: {},
    units: {},
    journeys: {},
    seals: {},
    sealStories: {},
    fences: {},
    equipment: {},
    laneOutcomes: {},
    laneReads: {},
    orders: {},
    documents: {},
    rulings: {},
    unknownDevices: {},
    registeredDevices: {},
    devicePins: {},
    deviceOrders: {},
    seenAlarms: {},
    inspections: {},
    calls: {},
    outages: {},
    floods: {},
    dispositions: {},
    duty: {},
    roster: {},
    handOvers: {},
    shiftNotes: {},
    walls: {},
    scenes: {},
    statistics: {
      areas: areaIds,
      alarmsByHour: {},
      passagesByGate: {},
      responses: { acknowledge: [], dispatch: [], arrive: [] },
      outcomesByRule: {},
    },
  };
}
