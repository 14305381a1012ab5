import type { Equipment } from '@ftz/shared/contract/site.ts';
import { type PostOutcome, postUntilAccepted } from '#feeds/post-until-accepted.ts';
import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import type { Random } from '#sim/random.ts';
import { encodeImaged, encodeMeasured, type Imaged, type Measured } from './encode.ts';

const heartbeatMs = 60_000;
const resultEveryMs = 120_000;

type Seen = { atMs: number; plate: string | null; containerNo: string | null };

export type InspectionDevice = {
  measure: (
    seen: Seen & Pick<Measured, 'alarm' | 'gammaCps' | 'neutronCps'>,
  ) => Promise<PostOutcome>;
  image: (seen: Seen & Pick<Imaged, 'verdict' | 'operator'>) => Promise<PostOutcome>;
  beat: () => Promise<PostOutcome>;
};

/** One machine with its key. A result is said until the centre has it. */
export function createInspectionDevice(
  { deviceId, gateway, post }: Equipment,
  surroundings: Pick<KindSurroundings, 'plan' | 'journal'> & {
    random: Random;
    signal: AbortSignal;
  },
): InspectionDevice {
  const { plan, journal, random, signal } = surroundings;
  const key = plan.deviceKeys[`${gateway}/${deviceId}`] ?? '';
  const url = `${plan.httpUrl}/devices/inspection/${deviceId}`;
  let count = 0;

  async function send(eventId: string, body: string): Promise<PostOutcome> {
    const name = `equipment/${deviceId}/${eventId}`;
    journal.sent(name);
    const outcome = await postUntilAccepted(
      { url: `${url}/results`, key, body },
      { signal, random },
    );
    if (outcome.accepted) journal.acked(name);
    return outcome;
  }

  const named = (atMs: number) => {
    count += 1;
    return { deviceId, eventId: `${deviceId}-${atMs}-${count}` };
  };
  return {
    measure: (seen) => {
      const measured = { ...seen, ...named(seen.atMs) };
      return send(measured.eventId, encodeMeasured(measured));
    },
    image: (seen) => {
      const kind = post?.equipment === 'x-ray' ? 'x-ray' : 'h986';
      const imaged = { ...seen, ...named(seen.atMs), kind } as const;
      return send(imaged.eventId, encodeImaged(imaged));
    },
    beat: () => postUntilAccepted({ url: `${url}/heartbeat`, key, body: '{}' }, { signal, random }),
  };
}

/** Scanners and portals on an ordinary day: everything is clear. */
export const startInspectionEquipment: SimulatedKind = async (surroundings) => {
  const { site, randomOf, nowMs } = surroundings;
  const stopping = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const mine = site.equipment.filter(({ gateway }) => gateway === 'inspection-http');
  const online = mine.map((equipment) => {
    const random = randomOf(`inspection ${equipment.deviceId}`);
    const { signal } = stopping;
    const device = createInspectionDevice(equipment, { ...surroundings, random, signal });
    const seen = () => ({ atMs: nowMs(), plate: null, containerNo: null });
    const everyday = () =>
      equipment.post?.equipment === 'radiation-portal'
        ? device.measure({
            ...seen(),
            alarm: false,
            gammaCps: Math.round(random.between(280, 340)),
            neutronCps: 0,
          })
        : device.image({ ...seen(), verdict: 'clear', operator: 'hall' });
    timers.push(
      setInterval(() => void device.beat(), heartbeatMs),
      setInterval(() => void everyday(), resultEveryMs + random.between(0, resultEveryMs)),
    );
    return device.beat();
  });
  return {
    online: Promise.all(online).then(() => undefined),
    close: async () => {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
    },
  };
};
