import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { type SealOp, sealKeyOf } from '#feeds/eseal-mqtt/command.ts';
import { type SealDevice, startSealDevice } from '#feeds/eseal-mqtt/device.ts';
import type { Journal } from '#feeds/journal.ts';
import { startTerminal, type Terminal } from '#feeds/jt808/device.ts';
import { type PanelDevice, startPanel } from '#feeds/perimeter-dc09/device.ts';
import { createRandom } from '#sim/random.ts';

/** The devices that keep a connection, by truck number and by panel account. */
export type FieldDevices = {
  terminals: ReadonlyMap<number, Terminal>;
  seals: ReadonlyMap<number, SealDevice>;
  panels: ReadonlyMap<string, PanelDevice>;
};

/** What devices live in: their clock, and who notes what they sent. */
export type DeviceSurroundings = { nowMs: () => number; journal: Journal };
/** And what becomes of the seal of a truck that was told to do something. */
export type FleetSurroundings = DeviceSurroundings & { obey: (n: number, op: SealOp) => void };

/** Sequence numbers begin at the start time in seconds: one a second is more than any seal sends. */
function firstSealSeq(startMs: number): number {
  return Math.floor(startMs / 1000);
}

/** Every report of every truck would be more journal than journey: each so-many-th keeps one. */
const trackedEvery = 50;

function trackOf(n: number, id: string, journal: Journal) {
  if (n % trackedEvery !== 0) return {};
  const keyOf = (atMs: number) => `position/${id}/${atMs}`;
  return {
    track: {
      sent: (atMs: number) => journal.sent(keyOf(atMs)),
      kept: (atMs: number) => journal.acked(keyOf(atMs)),
    },
  };
}

function connectTerminal(
  plan: FeedPlan,
  n: number,
  { nowMs, journal }: DeviceSurroundings,
): Terminal {
  const { id, terminalId, plate, datum } = fleetVehicle(n);
  return startTerminal({
    host: plan.host,
    port: plan.ports.jt808,
    terminalId,
    plate,
    // Both editions are on the road; the fleet of this zone is half renewed.
    edition: n % 2 === 0 ? '2013' : '2019',
    datum,
    hasVideo: true,
    // What was kept during an outage, a few send in messages of several packets.
    batches: n % 10 === 4 ? 'in-parts' : 'whole',
    random: createRandom(plan.seed, `terminal ${n}`),
    nowMs,
    ...trackOf(n, id, journal),
  });
}

function connectSeal(
  plan: FeedPlan,
  n: number,
  { startMs, journal, nowMs, obey }: FleetSurroundings & { startMs: number },
): SealDevice | null {
  const { sealId, area } = fleetVehicle(n);
  if (sealId === null) return null;
  return startSealDevice({
    url: plan.mqttUrl,
    zone: area,
    sealId,
    firstSeq: firstSealSeq(startMs),
    key: sealKeyOf(plan.deviceKeys, sealId),
    nowMs,
    obey: (op) => obey(n, op),
    journal,
  });
}

export function connectPanels(
  plan: FeedPlan,
  { nowMs, journal }: DeviceSurroundings,
): Map<string, PanelDevice> {
  const firstSeq = (Math.floor(nowMs() / 1000) % 9999) + 1;
  return new Map(
    site.panels.map(({ account, nullPeriodS }) => {
      const random = createRandom(plan.seed, `panel ${account}`);
      const { host, ports } = plan;
      const port = ports['perimeter-dc09'];
      const settings = { host, port, account, nullPeriodS, firstSeq, random, nowMs, journal };
      return [account, startPanel(settings)];
    }),
  );
}

// A thousand terminals a second: twenty thousand are there before their drivers have sat down.
const breatheEvery = 40;
const breathMs = 40;

/**
 * Switches on every terminal and seal, a few at a time: a listening queue holds some hundred
 * connections, and a real fleet does not wake in one instant either. Fills `terminals` and `seals`
 * as it goes, and stops early when `signal` aborts.
 */
export async function connectFleet(
  plan: FeedPlan,
  devices: { terminals: Map<number, Terminal>; seals: Map<number, SealDevice> },
  surroundings: FleetSurroundings & { signal: AbortSignal },
): Promise<void> {
  const { nowMs, signal } = surroundings;
  const startMs = nowMs();
  for (let n = 1; n <= plan.vehicles && !signal.aborted; n++) {
    devices.terminals.set(n, connectTerminal(plan, n, surroundings));
    const seal = connectSeal(plan, n, { ...surroundings, startMs });
    if (seal !== null) devices.seals.set(n, seal);
    if (n % breatheEvery === 0) await new Promise((resolve) => setTimeout(resolve, breathMs));
  }
}
