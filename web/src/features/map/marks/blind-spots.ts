import type { CameraEntry } from '@ftz/shared/contract/camera.ts';
import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isOpen } from '@ftz/shared/state/alarm-lifecycle.ts';
import type { Thing } from '#desk/thing.ts';
import { gateSilentMs, heardFromGates } from '#live/gate-freshness.ts';
import { sealsUnderWay } from './seals-under-way.ts';

const minuteMs = 60_000;

/** After how long without evidence each kind of thing is a blind spot; a fence goes by its panel's own promise. */
export const blindAfterMs = {
  camera: 2 * minuteMs,
  gate: gateSilentMs,
  vehicle: 2 * minuteMs,
  seal: 30 * minuteMs,
};

export type WhyBlind = 'silent' | 'no-picture' | 'not-recorded' | 'out-of-service' | 'old-position';

/** Something that gives no evidence; `sinceMs`: when it gave its last, null where it never gave any. */
export type BlindSpot = { thing: Thing; point: LonLat; sinceMs: number | null; why: WhyBlind };

export type BlindKnown = {
  site: Site;
  situation: Pick<Situation, 'alarms' | 'outages' | 'journeys' | 'seals' | 'laneReads'>;
  feeds: readonly FeedFreshness[];
  /** As the server told them last; null: it has not, and then nothing is said of cameras. */
  cameras: readonly CameraEntry[] | null;
  fixOf: (vehicleId: string) => { point: LonLat; fixAtMs: number } | null;
  nowMs: number;
};

/** Everything that gave no evidence for too long, whether it fell silent or was taken out of service. */
export function blindSpots(known: BlindKnown): BlindSpot[] {
  return [
    ...blindCameras(known),
    ...blindFences(known),
    ...blindGates(known),
    ...blindVehicles(known),
    ...blindSeals(known),
  ];
}

function blindCameras({ site, situation, cameras, nowMs }: BlindKnown): BlindSpot[] {
  const out = takenOut(situation, nowMs);
  return (cameras ?? []).flatMap((camera) => {
    const { id, state, lastSeenAtMs, trouble, recording } = camera;
    const point = site.cameras.find((each) => each.id === id)?.point as LonLat | undefined;
    if (!point) return [];
    const thing: Thing = { kind: 'camera', id };
    const spot = (why: WhyBlind, sinceMs: number | null): BlindSpot[] => [
      { thing, point, sinceMs, why },
    ];
    const taken = out.get(id);
    if (taken !== undefined) return spot('out-of-service', taken);
    const isOld = nowMs - (lastSeenAtMs ?? 0) > blindAfterMs.camera;
    if (state === 'lost' || (state === 'never-seen' && isOld)) return spot('silent', lastSeenAtMs);
    if (trouble) return spot('no-picture', lastSeenAtMs);
    return recording.trouble ? spot('not-recorded', recording.sinceMs) : [];
  });
}

/** All that a panel watches falls silent with it. */
function blindFences({ site, situation, feeds, nowMs }: BlindKnown): BlindSpot[] {
  const lost = new Map(
    Object.values(situation.alarms)
      .filter((alarm) => alarm.kind === 'device-lost' && isOpen(alarm))
      .map(({ entityId, raisedAtMs }) => [entityId, raisedAtMs]),
  );
  const out = takenOut(situation, nowMs);
  const silentAreas = new Map(
    feeds
      .filter(
        ({ gateway, alive, known }) => gateway === 'perimeter-dc09' && known > 0 && alive === 0,
      )
      .map(({ area, lastSeenAtMs }) => [area, lastSeenAtMs]),
  );
  return site.fences.flatMap(({ id, area, account, line: [from, to] }): BlindSpot[] => {
    const point: LonLat = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const spot = (why: WhyBlind, sinceMs: number | null): BlindSpot[] => [
      { thing: { kind: 'fence', id }, point, sinceMs, why },
    ];
    const taken = out.get(id) ?? out.get(account);
    if (taken !== undefined) return spot('out-of-service', taken);
    const lostAtMs = lost.get(account);
    if (lostAtMs !== undefined) return spot('silent', lostAtMs);
    const silentSince = silentAreas.get(area);
    return silentSince === undefined ? [] : spot('silent', silentSince);
  });
}

function blindGates({ site, situation, feeds, nowMs }: BlindKnown): BlindSpot[] {
  const out = takenOut(situation, nowMs);
  // Before the first word of the server about its feeds nothing is silent: nothing is known.
  if (feeds.length === 0) return [];
  const heard = heardFromGates({ site, feeds, laneReads: situation.laneReads });
  return site.gates.flatMap(({ id, point }): BlindSpot[] => {
    const taken = out.get(id);
    const sinceMs = taken ?? heard.get(id) ?? null;
    const isSilent = sinceMs === null || nowMs - sinceMs > blindAfterMs.gate;
    if (taken === undefined && !isSilent) return [];
    const why = taken === undefined ? 'silent' : 'out-of-service';
    return [{ thing: { kind: 'gate', id }, point: point as LonLat, sinceMs, why }];
  });
}

/** Of those that stand somewhere without goods nobody awaits a word. */
function blindVehicles({ situation, fixOf, nowMs }: BlindKnown): BlindSpot[] {
  return Object.values(situation.journeys).flatMap(({ vehicleId: id, state }): BlindSpot[] => {
    const fix = state === 'under-way' ? fixOf(id) : null;
    if (!fix || nowMs - fix.fixAtMs <= blindAfterMs.vehicle) return [];
    const { point, fixAtMs: sinceMs } = fix;
    return [{ thing: { kind: 'vehicle', id }, point, sinceMs, why: 'old-position' }];
  });
}

function blindSeals({ situation, fixOf, nowMs }: BlindKnown): BlindSpot[] {
  return sealsUnderWay(situation).flatMap((seal): BlindSpot[] => {
    const { sealId: id, vehicleId, condition, saidAtMs, departedAtMs } = seal;
    const isOld = nowMs - (saidAtMs ?? departedAtMs) > blindAfterMs.seal;
    const point = condition === 'silent' || isOld ? fixOf(vehicleId)?.point : null;
    return point ? [{ thing: { kind: 'seal', id }, point, sinceMs: saidAtMs, why: 'silent' }] : [];
  });
}

/** Whose alarms are all taken away, by what it is called, and since when. */
function takenOut({ outages }: Pick<Situation, 'outages'>, nowMs: number): Map<string, number> {
  return new Map(
    Object.values(outages)
      .filter(
        ({ state, how, fromMs }) =>
          state === 'in-force' && how === 'out-of-service' && fromMs <= nowMs,
      )
      .map(({ source, fromMs }) => [source.entityId, fromMs]),
  );
}
