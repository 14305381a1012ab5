import type { Equipment } from '@ftz/shared/contract/site.ts';
import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import type { Random } from '#sim/random.ts';
import {
  encodeHikvision,
  encodeHikvisionHeartbeat,
  encodePlateRecognizer,
  encodeZhenshi,
  encodeZhenshiHeartbeat,
  type Push,
  type Sight,
  zhenshiEventId,
} from './encode.ts';

const sightEveryMs = 75_000;
const heartbeatMs = 30_000;
const patienceMs = 10_000;

export type PlateCamera = {
  /** Posts one sight; resolves with whether it was kept. It is not said again: the vehicle has gone. */
  see: (sight: Sight) => Promise<boolean>;
  beat: () => Promise<boolean>;
  /** How often the answer told this camera to open the barrier. */
  opened: () => number;
};

/** One camera of the make that its registration names. */
export function createPlateCamera(
  { deviceId, gateway, model }: Equipment,
  { plan, nowMs, journal }: Pick<KindSurroundings, 'plan' | 'nowMs' | 'journal'>,
): PlateCamera {
  const secret = plan.deviceKeys[`${gateway}/${deviceId}`] ?? '';
  const url = `${plan.httpUrl}/devices/plate-cameras/${deviceId}/${secret}`;
  let opened = 0;

  async function post({ contentType, body }: Push): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: Buffer.from(body),
        signal: AbortSignal.timeout(patienceMs),
      });
      // A Zhenshi camera lifts the barrier on this one word.
      if (/"info"\s*:\s*"ok"/.test(await response.text())) opened += 1;
      return response.ok;
    } catch {
      return false;
    }
  }

  function encode(sight: Sight): { push: Push; eventId: string } {
    const eventId = `${deviceId}-${sight.atMs}`;
    if (model === 'hikvision') return { push: encodeHikvision(eventId, sight), eventId };
    if (model === 'plate-recognizer') {
      return { push: encodePlateRecognizer(eventId, sight), eventId };
    }
    return { push: encodeZhenshi(deviceId, sight), eventId: zhenshiEventId(sight) };
  }

  return {
    see: async (sight) => {
      const { push, eventId } = encode(sight);
      const name = `equipment/${deviceId}/${eventId}`;
      journal.sent(name);
      const kept = await post(push);
      if (kept) journal.acked(name);
      return kept;
    },
    beat: () =>
      post(
        model === 'hikvision'
          ? encodeHikvisionHeartbeat(nowMs())
          : encodeZhenshiHeartbeat(deviceId),
      ),
    opened: () => opened,
  };
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A visitor's car or truck, of no registered fleet. */
const visitor = (random: Random, atMs: number): Sight => ({
  plate: `沪${random.pick([...letters])}${Math.floor(random.between(10_000, 99_999))}`,
  atMs,
  confidence: random.between(0.88, 0.99),
  colour: random.pick(['blue', 'yellow', 'green'] as const),
});

/** The plate cameras of the lanes: a visitor now and then, and a heartbeat between them. */
export const startPlateCameras: SimulatedKind = async (surroundings) => {
  const { site, randomOf, nowMs } = surroundings;
  const mine = site.equipment.filter(({ gateway }) => gateway === 'plate-cameras');
  const timers: NodeJS.Timeout[] = [];
  const online = mine.map((equipment) => {
    const camera = createPlateCamera(equipment, surroundings);
    const random = randomOf(`plate camera ${equipment.deviceId}`);
    const kept = Promise.withResolvers<void>();
    const beat = () =>
      void camera.beat().then((taken) => {
        if (taken) kept.resolve();
      });
    beat();
    timers.push(
      setInterval(beat, heartbeatMs),
      setInterval(
        () => void camera.see(visitor(random, nowMs())),
        sightEveryMs + random.between(0, sightEveryMs),
      ),
    );
    return kept.promise;
  });
  return {
    online: Promise.all(online).then(() => undefined),
    close: async () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
};
