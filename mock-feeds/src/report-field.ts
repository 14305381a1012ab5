import type { LaneDevices } from '#feeds/checkpoint-http/device.ts';
import type { DocumentFeed } from '#feeds/documents-http/device.ts';
import type { PostOutcome } from '#feeds/post-until-accepted.ts';
import { createBeatWheel } from '#sim/beat-wheel.ts';
import type { SimClock } from '#sim/clock.ts';
import type { Traffic } from '#sim/traffic.ts';
import type { DeclaredJourney, WorldEvent } from '#sim/world-event.ts';
import type { FieldDevices } from './connect-field.ts';

/** Who carries which news, and how the world's time becomes the devices' time. */
export type Reporting = {
  traffic: Traffic;
  clock: SimClock;
  devices: FieldDevices;
  lanes: LaneDevices;
  documents: DocumentFeed;
  /** One line for whoever watches the process. */
  say: (line: string) => void;
};

function inRealTime(journey: DeclaredJourney, clock: SimClock): DeclaredJourney {
  return {
    ...journey,
    departedAtMs: clock.toReal(journey.departedAtMs),
    dueAtMs: clock.toReal(journey.dueAtMs),
  };
}

function sendHttp(reporting: Reporting, event: WorldEvent): Promise<PostOutcome> | null {
  const { clock, lanes, documents } = reporting;
  if (event.kind === 'journey-declared') {
    const journey = inRealTime(event.journey, clock);
    const declared = documents.declare(journey);
    void declared.then(({ accepted }) => accepted && documents.fileLater(journey));
    return declared;
  }
  if (event.kind !== 'lane-passed') return null;
  const { openedAtMs, closedAtMs } = event.reading;
  return lanes.sendPassage({
    ...event.reading,
    openedAtMs: clock.toReal(openedAtMs),
    closedAtMs: clock.toReal(closedAtMs),
  });
}

function sendOnLine(reporting: Reporting, event: WorldEvent): void {
  const { clock, devices } = reporting;
  const atMs = clock.toReal(event.atMs);
  if (event.kind === 'seal-changed') {
    const { state, batteryPct, events, point } = event;
    devices.seals.get(event.n)?.sendEvent({ atMs, point, state, batteryPct, events });
  } else if (event.kind === 'fence-changed') {
    const { zone, code } = event;
    devices.panels.get(event.account)?.sendZoneEvent({ zone, code, atMs });
  }
}

/**
 * Hands events to their devices; the promise is kept when the centre has taken (or refused) it.
 * Papers and lane reads of one truck go one after another, so that a lane never tells of a truck
 * whose journey the centre has not accepted yet.
 */
export function createEventReporter(reporting: Reporting): (event: WorldEvent) => Promise<void> {
  const lastOf = new Map<number, Promise<void>>();
  const inTurn = async (before: Promise<void> | undefined, event: WorldEvent) => {
    await before;
    const outcome = await sendHttp(reporting, event);
    if (outcome?.accepted === false) reporting.say(`not accepted: ${outcome.why}`);
  };
  return async (event) => {
    if (event.kind === 'journey-declared' || event.kind === 'lane-passed') {
      const turn = inTurn(lastOf.get(event.n), event);
      lastOf.set(event.n, turn);
      return turn;
    }
    sendOnLine(reporting, event);
  };
}

/** The truck of the story is watched more closely, as one with a sealed high-risk load would be. */
const closeLocationMs = 1_000;
const telemetryMs = 30_000;

/** Lets every terminal and seal report whose own moment has come since the last call. */
export function createBeatReporter(
  reporting: Reporting,
  { reportEveryS, closelyWatched }: { reportEveryS: number; closelyWatched: number | null },
): (nowMs: number) => void {
  const { traffic, clock, devices } = reporting;
  const all = [...devices.terminals.keys()];
  const wheels = [
    createBeatWheel(
      all.filter((n) => n !== closelyWatched),
      reportEveryS * 1000,
    ),
    createBeatWheel(
      all.filter((n) => n === closelyWatched),
      closeLocationMs,
    ),
  ];
  const sealWheel = createBeatWheel([...devices.seals.keys()], telemetryMs);
  return (nowMs) => {
    // Fixes are of whole seconds: the protocol's times have no finer part.
    const fixMs = Math.floor(nowMs / 1000) * 1000;
    const simMs = clock.toSim(fixMs);
    for (const wheel of wheels) {
      for (const n of wheel.due(nowMs)) {
        devices.terminals.get(n)?.report({ atMs: fixMs, ...traffic.truck(n, simMs) });
      }
    }
    for (const n of sealWheel.due(nowMs)) {
      const seal = traffic.seal(n);
      if (seal === null) continue;
      const { state, batteryPct, point } = seal;
      devices.seals.get(n)?.sendTelemetry({ atMs: nowMs, point, state, batteryPct, events: [] });
    }
  };
}
