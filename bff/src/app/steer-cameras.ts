import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import type { RunningGateway } from '#adapters/device-adapter.ts';
import type { CameraSteering } from '#domain/camera-steering.ts';
import type { Clock } from '#domain/ports.ts';
import type { World } from '#domain/sighting.ts';
import { type Turn, takeTurn, turnAt } from '#domain/steering-turn.ts';

/** A move ends by itself so long after it was said last: whoever holds a key says it again, well before. */
export const deadManMs = 1_000;
/** A camera's own patience with a move is longer than this, so it goes on while a hand holds. */
const sayAgainMs = 800;
/** Of a stop that the camera did not take: it is the one motion that is not given up at once. */
const stopTries = 5;

type Deps = {
  world: () => World;
  gateways: ReadonlyMap<string, Pick<RunningGateway, 'steer'>>;
  clock: Clock;
  deadManAfterMs?: number;
};

/** A camera under somebody's hand: what it was told last, and what waits for its answer. */
type Mount = {
  turn: Turn | null;
  said: { motion: CameraMotion; atMs: number } | null;
  newest: number;
  answered: Promise<void>;
  deadMan: NodeJS.Timeout | null;
};

/**
 * Turns cameras for people: one hand at a time, motions of one camera one after another, and only the
 * newest of those that wait. Nobody has to let go: without a word for a second it stops. In memory alone,
 * for a turn lasts seconds; that somebody turned a camera is noted where looks are (`access-log.ts`).
 */
export function steerCameras({ world, gateways, clock, deadManAfterMs = deadManMs }: Deps) {
  const mounts = new Map<string, Mount>();

  const mountOf = (cameraId: string): Mount => {
    const known = mounts.get(cameraId);
    const fresh = { turn: null, said: null, newest: 0, answered: Promise.resolve(), deadMan: null };
    const mount = known ?? fresh;
    mounts.set(cameraId, mount);
    return mount;
  };

  /**
   * After all that was said before it; what a newer motion has overtaken is not said any more. A stop that
   * the camera did not take is said again, whoever said it first.
   */
  const say = (
    cameraId: string,
    mount: Mount,
    motion: CameraMotion,
    tries = stopTries,
  ): Promise<void> => {
    mount.newest += 1;
    const turn = mount.newest;
    const isNewest = () => turn === mount.newest;
    const said = mount.answered.then(async () => {
      if (!isNewest()) return;
      mount.said = { motion, atMs: clock.nowMs() };
      await sayNow(cameraId, motion);
    });
    mount.answered = said.catch(() => {
      if (motion.act === 'stop' && isNewest() && tries > 1) stopLater(cameraId, mount, tries - 1);
    });
    return said;
  };

  const sayNow = async (cameraId: string, motion: CameraMotion): Promise<void> => {
    const device = deviceOf(world(), cameraId);
    const gateway = gateways.get(device?.gateway ?? '');
    if (!device || !gateway?.steer) throw new Error('nothing turns this camera');
    await gateway.steer(device.deviceId, motion);
  };

  const stop = (cameraId: string, mount: Mount, tries?: number): Promise<void> =>
    say(cameraId, mount, { act: 'stop' }, tries).catch(() => undefined);

  const letGo = (mount: Mount) => {
    if (mount.deadMan) clearTimeout(mount.deadMan);
    mount.deadMan = null;
  };

  const stopLater = (cameraId: string, mount: Mount, tries?: number) => {
    letGo(mount);
    mount.deadMan = setTimeout(() => {
      mount.deadMan = null;
      void stop(cameraId, mount, tries);
    }, deadManAfterMs);
  };

  const steering: CameraSteering = {
    turnOf: (cameraId) => turnAt(mounts.get(cameraId)?.turn ?? null, clock.nowMs()),
    steer: async (cameraId, motion, { accountId, username }) => {
      if (!deviceOf(world(), cameraId)) return refuse('camera-fixed');
      const mount = mountOf(cameraId);
      const taken = takeTurn(mount.turn, { accountId, name: username }, clock.nowMs());
      if (!taken.ok) return refuse('steered-by-other', taken.heldBy.name);
      mount.turn = taken.turn;
      letGo(mount);
      if (motion.act === 'move') stopLater(cameraId, mount);
      if (isJustSaid(mount, motion, clock.nowMs())) return null;
      return say(cameraId, mount, motion).then(
        () => null,
        () => refuse('camera-unmoved'),
      );
    },
  };
  return {
    steering,
    /** Nothing goes on turning when nobody can let go of it any more. */
    close: async () => {
      const moving = [...mounts].filter(([, { deadMan }]) => deadMan !== null);
      for (const [, mount] of moving) letGo(mount);
      await Promise.all(moving.map(([cameraId, mount]) => stop(cameraId, mount, 1)));
    },
  };
}

/** The device behind a camera that turns; null: it looks where it was put. */
function deviceOf({ registry }: World, cameraId: string) {
  if (!registry.cameras.get(cameraId)?.ptz) return null;
  const speaksFor = registry.site.equipment.find(
    (device) => device.cameraId === cameraId && turningGateways.has(device.gateway),
  );
  return speaksFor ?? null;
}

const turningGateways: ReadonlySet<string> = new Set(['onvif', 'isapi', 'gb28181']);

function isJustSaid({ said }: Mount, motion: CameraMotion, nowMs: number): boolean {
  if (said === null || motion.act !== 'move') return false;
  return nowMs - said.atMs < sayAgainMs && JSON.stringify(said.motion) === JSON.stringify(motion);
}
