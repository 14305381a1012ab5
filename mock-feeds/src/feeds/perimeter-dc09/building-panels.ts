import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import { type PanelDevice, startPanel } from './device.ts';

/** A daily routine, told every few minutes: armed, disarmed, the periodic test. No alarm. */
const routine = ['CL', 'RP', 'OP', 'RP'];
const routineEveryMs = 4 * 60_000;

/** The panels of buildings: those that prove who they are seal what they say, and some use datagrams. */
export const startBuildingPanels: SimulatedKind = async (surroundings) => {
  const panels = connectBuildingPanels(surroundings);
  let step = 0;
  const beat = setInterval(() => {
    const code = routine[step++ % routine.length] ?? 'RP';
    for (const panel of panels.values()) {
      panel.sendZoneEvent({ zone: 1, code, atMs: surroundings.nowMs() });
    }
  }, routineEveryMs);
  return {
    online: Promise.all([...panels.values()].map(({ online }) => online)).then(() => undefined),
    close: async () => {
      clearInterval(beat);
      for (const panel of panels.values()) panel.close();
    },
  };
};

/** By account. */
export function connectBuildingPanels({
  plan,
  site,
  randomOf,
  nowMs,
}: KindSurroundings): Map<string, PanelDevice> {
  const port = plan.ports['perimeter-dc09'];
  const registered = site.equipment.filter(({ gateway }) => gateway === 'perimeter-dc09');
  // Where nobody listens nobody connects.
  const present = port === 0 ? [] : registered;
  return new Map(
    present.map(({ deviceId: account, silentAfterS, model }) => {
      const key = plan.deviceKeys[`perimeter-dc09/${account}`];
      const panel = startPanel({
        host: plan.host,
        port,
        account,
        nullPeriodS: (silentAfterS ?? 40) / 2,
        firstSeq: (Math.floor(nowMs() / 1000) % 9999) + 1,
        random: randomOf(`panel ${account}`),
        nowMs,
        key: key === undefined ? null : keyOf(key),
        transport: model === 'DC09-UDP' ? 'udp' : 'tcp',
      });
      return [account, panel] as const;
    }),
  );
}

/** As the technician entered it: hex for 16, 24 or 32 bytes, or base64url. */
function keyOf(text: string): Buffer {
  const isHex = /^([0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/i.test(text);
  return Buffer.from(text, isHex ? 'hex' : 'base64url');
}
