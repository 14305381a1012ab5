import type { SeenAlarm } from './access.ts';
import type { Alarm } from './alarm.ts';
import type { Call } from './call.ts';
import type { DevicePin, RegisteredDevice, UnknownDevice } from './device.ts';
import type { TrackedOrder } from './device-order.ts';
import type { Disposition } from './disposition.ts';
import type { AgencyRuling, TradeDocument } from './document.ts';
import type { Duty } from './duty.ts';
import type { EquipmentReport } from './equipment.ts';
import type { FenceState } from './fence.ts';
import type { Flood } from './flood.ts';
import type { HandOver } from './hand-over.ts';
import type { AreaId } from './ids.ts';
import type { Conclusion, Incident } from './incident.ts';
import type { Inspection } from './inspection.ts';
import type { Journey } from './journey.ts';
import type { LaneOutcome } from './lane-decision.ts';
import type { LaneRead } from './lane-passage.ts';
import type { UpstreamOrder } from './order.ts';
import type { Outage } from './outage.ts';
import type { ProcedureRun } from './procedure.ts';
import type { SceneRecord } from './scene.ts';
import type { SealReport, SealStory } from './seal.ts';
import type { RosterSlot, ShiftNote } from './shift.ts';
import type { Task } from './task.ts';
import type { UnitRecord } from './unit.ts';
import type { Wall } from './wall.ts';

/**
 * What is going on, folded from the log up to and including `seq`. Plain records, so that it travels
 * as JSON and two folds can be compared. Closed things stay for half a day.
 */
export type Situation = {
  seq: number;
  /** The log's own time of that entry. */
  atMs: number;
  alarms: Record<string, Alarm>;
  incidents: Record<string, Incident>;
  tasks: Record<string, Task>;
  /** How far each incident is with its procedures, by incident. */
  procedures: Record<string, ProcedureRun>;
  /** Crews, places and flags of the site's units; one that nobody ever joined is not in it. */
  units: Record<string, UnitRecord>;
  journeys: Record<string, Journey>;
  seals: Record<string, SealReport>;
  /** The newest steps of each seal to which anything has happened. */
  sealStories: Record<string, SealStory>;
  fences: Record<string, FenceState>;
  /** The newest of each piece of equipment, by its own id. */
  equipment: Record<string, EquipmentReport>;
  /** The newest readings of each lane, by `laneId/eventId`. */
  laneOutcomes: Record<string, LaneOutcome>;
  /** The newest readings of all lanes, by `laneId/eventId`. */
  laneReads: Record<string, LaneRead>;
  /** Orders of the national centre. */
  orders: Record<string, UpstreamOrder>;
  /** The newest version of each paper, by kind and id; the thousand newest. */
  documents: Record<string, TradeDocument>;
  /** The newest word of each agency about each cargo. */
  rulings: Record<string, AgencyRuling>;
  unknownDevices: Record<string, UnknownDevice>;
  /** Believed by the act of a person, beside those that the site's own files name. By `gateway/deviceId`. */
  registeredDevices: Record<string, RegisteredDevice>;
  devicePins: Record<string, DevicePin>;
  deviceOrders: Record<string, TrackedOrder>;
  /** Who has seen the pictures of an alarm, by alarm. */
  seenAlarms: Record<string, SeenAlarm>;
  /** By task. */
  inspections: Record<string, Inspection>;
  /** Calls that are going on. */
  calls: Record<string, Call>;
  /** Sources of alarms that are, or are to be, taken away for a time. */
  outages: Record<string, Outage>;
  /** The newest flood of each area. */
  floods: Record<string, Flood>;
  dispositions: Record<string, Disposition>;
  /** Who is on duty, by account. */
  duty: Record<string, Duty>;
  /** Who is planned, by `day/shift/seat`; those of the last week and of all that come. */
  roster: Record<string, RosterSlot>;
  handOvers: Record<string, HandOver>;
  shiftNotes: Record<string, ShiftNote>;
  /** The screens of the hall and what was thrown onto them, by the digit of each. */
  walls: Record<string, Wall>;
  /** What walls can show, as far as somebody changed it; `sceneOf` knows the others too. */
  scenes: Record<string, SceneRecord>;
  statistics: Statistics;
};

/** Counts that the charts draw: by area, (gate,) and hour (milliseconds of its start, UTC). */
export type Statistics = {
  /**
   * The areas that are counted: all, or of a page its person's own. What happens elsewhere may reach
   * him by an incident that he takes part in, but its count would be a part of nothing.
   */
  areas: readonly AreaId[];
  alarmsByHour: Record<string, Record<number, [p1: number, p2: number, p3: number, p4: number]>>;
  passagesByGate: Record<string, Record<string, Record<number, { in: number; out: number }>>>;
  /** Raise to acknowledgement, acknowledgement to dispatch, dispatch to arrival; the newest 200 of each and area. */
  responses: {
    acknowledge: ResponseSample[];
    dispatch: ResponseSample[];
    arrive: ResponseSample[];
  };
  /** What each rule's alarms turned out to be: by area, kind of alarm and ISO week of the raise, nine weeks. */
  outcomesByRule: Record<string, Record<string, Record<string, OutcomeCounts>>>;
};
/** How many were raised, and of those that were concluded, as what. */
export type OutcomeCounts = { raised: number } & Record<Conclusion, number>;
export type ResponseSample = { area: string; atMs: number; tookMs: number };
