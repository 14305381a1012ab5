import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { site } from '@ftz/shared/site/site.ts';
import { startLanes } from '#feeds/checkpoint-http/device.ts';
import { startDocumentFeed } from '#feeds/documents-http/device.ts';
import type { SealOp } from '#feeds/eseal-mqtt/command.ts';
import type { SealDevice } from '#feeds/eseal-mqtt/device.ts';
import { type CameraHeadEnd, startCameras } from '#feeds/hls-camera/device.ts';
import { openJournal } from '#feeds/journal.ts';
import type { Terminal } from '#feeds/jt808/device.ts';
import type { KindSurroundings, RunningKind } from '#feeds/simulated-kind.ts';
import { scenarios } from '#scenarios/scenarios.ts';
import { createSimClock } from '#sim/clock.ts';
import { createRandom } from '#sim/random.ts';
import type { Story } from '#sim/story.ts';
import { createTraffic, type Traffic } from '#sim/traffic.ts';
import { createZoneGrounds } from '#world/zone-grounds.ts';
import { connectFleet, connectPanels, type FieldDevices } from './connect-field.ts';
import { createBeatReporter, createEventReporter, type Reporting } from './report-field.ts';
import { simulatedKinds } from './simulated-kinds.ts';

export type RunningField = {
  /** Resolves when every device has been accepted by the centre once. */
  connected: Promise<void>;
  /** Cuts, freezes or covers a camera; everyday life leaves all of them well. */
  putCamera: CameraHeadEnd['put'];
  close: () => Promise<void>;
};

export type FieldSurroundings = { nowMs: () => number; say: (line: string) => void };

const beatMs = 200;
const declaringAtOnce = 64;
/** A world younger than this has not been seen yet: its story still waits for its first second. */
const youngMs = 60_000;
const longestResumeMs = 24 * 3_600_000;
/** Of what the centre has heard, the last hour is told again: it knows what it has. */
const retoldMs = 3_600_000;

/** Whoever is under way is declared before its first position: else it would be lost. */
async function declareUnderWay(reporting: Reporting): Promise<void> {
  const report = createEventReporter(reporting);
  const waiting = reporting.traffic.journeys();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { n, journey } = next;
      await report({ kind: 'journey-declared', atMs: journey.departedAtMs, n, journey });
    }
  };
  await Promise.all(Array.from({ length: declaringAtOnce }, worker));
}

/**
 * Lives through the time that this process or the centre was away, and delivers the papers and reads of
 * it: a journey that ended meanwhile would else never end.
 */
async function catchUp(reporting: Reporting, heardUntilMs: number, nowMs: number): Promise<void> {
  const { traffic, clock } = reporting;
  const toldFromMs = clock.toSim(Math.min(heardUntilMs, nowMs) - retoldMs);
  const report = createEventReporter(reporting);
  const missed = traffic.advance(clock.toSim(nowMs)).filter((event) => {
    return (
      event.atMs >= toldFromMs &&
      (event.kind === 'journey-declared' || event.kind === 'lane-passed')
    );
  });
  await Promise.all(missed.map(report));
}

/** The devices that a story needs from its first second on. */
async function storyDevices(story: Story | null, devices: FieldDevices): Promise<void> {
  if (story === null) return;
  const accounts = story.acts.flatMap((act) => (act.act === 'fence' ? [act.account] : []));
  await Promise.all([
    devices.terminals.get(story.vehicle)?.online,
    devices.seals.get(story.vehicle)?.online,
    ...accounts.map((account) => devices.panels.get(account)?.online),
  ]);
}

async function everyDevice(devices: FieldDevices): Promise<void> {
  const all = [devices.terminals, devices.seals, devices.panels].flatMap((some) => [
    ...some.values(),
  ]);
  await Promise.all(all.map((device) => device.online));
}

/** What is turned by hand, and what an alarm is judged by at once; yards and quays go on as most cameras do. */
const inParts = ({ ptz, sees }: Camera) => ptz !== undefined || sees === 'gate' || sees === 'fence';

function startCameraHeadEnd(plan: FeedPlan, nowMs: () => number) {
  const { hostname, port } = new URL(plan.camerasUrl);
  return startCameras({
    host: hostname,
    port: port === '' ? 80 : Number(port),
    cameras: site.cameras,
    inParts,
    nowMs,
  });
}

const startKinds = (surroundings: KindSurroundings): Promise<RunningKind[]> =>
  Promise.all(simulatedKinds.map((start) => start(surroundings)));

function createWorld(plan: FeedPlan, startMs: number): Traffic {
  return createTraffic({
    grounds: createZoneGrounds(),
    seed: plan.seed,
    vehicles: plan.vehicles,
    startMs,
    story: scenarios[plan.scenario],
  });
}

function createBeat(
  reporting: Reporting,
  { reportEveryS }: FeedPlan,
  story: Story | null,
  nowMs: () => number,
): () => void {
  const reportEvent = createEventReporter(reporting);
  const closelyWatched = story?.vehicle ?? null;
  const reportBeats = createBeatReporter(reporting, { reportEveryS, closelyWatched });
  return () => {
    const now = nowMs();
    for (const event of reporting.traffic.advance(reporting.clock.toSim(now))) {
      void reportEvent(event);
    }
    reportBeats(now);
  };
}

/** A seal that is told to lock or unlock does so in the world, and reports it as what happened there. */
function sealObedience(reporting: Reporting, nowMs: () => number): (n: number, op: SealOp) => void {
  const report = createEventReporter(reporting);
  return (n, op) => {
    const { traffic, devices } = reporting;
    const seal = traffic.seal(n);
    if (seal === null) return;
    if (op === 'locate') {
      const { state, batteryPct, point } = seal;
      devices.seals.get(n)?.sendTelemetry({ atMs: nowMs(), state, batteryPct, point, events: [] });
      return;
    }
    for (const event of traffic.orderSeal(n, op)) void report(event);
  };
}

/**
 * Builds the world, declares the journeys that are under way, switches every device on, and lets
 * time run: a new world's time begins when its story's own devices are connected, a resumed one's
 * never stopped. Returns as soon as the camera head-end listens; rejects when it cannot.
 */
export async function startField(
  plan: FeedPlan,
  { nowMs, say }: FieldSurroundings,
): Promise<RunningField> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const story = scenarios[plan.scenario];
  const ageMs = nowMs() - (plan.startedAtMs ?? nowMs());
  const startSimMs = ageMs < longestResumeMs ? nowMs() - ageMs : nowMs();
  const resumes = ageMs >= youngMs && ageMs < longestResumeMs;
  const clockFrom = (startRealMs: number) =>
    createSimClock({ startSimMs, startRealMs, speed: plan.speed });
  const random = createRandom(plan.seed, 'http');
  const cameras = await startCameraHeadEnd(plan, nowMs);
  const journal = openJournal(plan.journal, { pid: process.pid, nowMs });
  const devices = {
    terminals: new Map<number, Terminal>(),
    seals: new Map<number, SealDevice>(),
    panels: connectPanels(plan, { nowMs, journal }),
  };
  const reporting: Reporting = {
    traffic: createWorld(plan, startSimMs),
    clock: clockFrom(startSimMs),
    devices,
    lanes: startLanes({ ...plan, random, signal, journal }),
    documents: startDocumentFeed({ ...plan, random, signal, journal }),
    say,
  };
  const kinds = await startKinds({
    plan,
    site,
    randomOf: (label) => createRandom(plan.seed, label),
    nowMs,
    journal,
    say,
  });
  let beat: NodeJS.Timeout | null = null;

  const run = async () => {
    if (resumes) await catchUp(reporting, plan.heardUntilMs ?? nowMs(), nowMs());
    await declareUnderWay(reporting);
    const obey = sealObedience(reporting, nowMs);
    await connectFleet(plan, devices, { nowMs, signal, journal, obey });
    if (!resumes) await storyDevices(story, devices);
    if (signal.aborted) return;
    if (!resumes) reporting.clock = clockFrom(nowMs());
    beat = setInterval(createBeat(reporting, plan, story, nowMs), beatMs);
    await everyDevice(devices);
    await Promise.all(kinds.map(({ online }) => online));
  };
  const close = async () => {
    stopping.abort();
    if (beat !== null) clearInterval(beat);
    for (const terminal of devices.terminals.values()) terminal.close();
    for (const panel of devices.panels.values()) panel.close();
    await Promise.all([...devices.seals.values()].map((seal) => seal.close()));
    await Promise.all(kinds.map((kind) => kind.close()));
    await cameras.close();
    journal.close();
  };
  return { connected: run(), putCamera: cameras.put, close };
}
