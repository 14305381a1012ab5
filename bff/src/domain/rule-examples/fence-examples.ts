import type { Breach } from '@ftz/shared/contract/device.ts';
import type { FenceSensor, FenceSignal } from '@ftz/shared/contract/fence.ts';
import { site } from '@ftz/shared/site/site.ts';
import { unknownClock } from '#domain/device-clock.ts';
import { deviceKey } from '#domain/live-picture.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { exampleWorld, noonMs, reported, sightingOf } from './example-world.ts';

export function exampleFence(signal: FenceSignal): Sighting {
  const segment = site.fences[0] ?? null;
  const observation: Observation = {
    ...reported,
    kind: 'fence',
    gateway: 'perimeter-dc09',
    deviceId: segment?.account ?? '',
    zone: segment?.zone ?? 0,
    signal,
    code: 'BA',
    panelSeq: 1,
  };
  return sightingOf(observation, { segment, vehicle: null, sealId: null });
}

/** A camera that watches the first stretch of fence. */
export function exampleFenceCamera(signal: FenceSignal, code = 'line-crossing'): Sighting {
  const fence = exampleFence(signal);
  const device = site.equipment.find(({ gateway, cameraId }) => gateway === 'isapi' && cameraId);
  const camera = { gateway: 'isapi' as const, deviceId: device?.deviceId ?? '', zone: 0, code };
  return {
    ...fence,
    device: device ?? null,
    observation: { ...fence.observation, ...camera, kind: 'fence', signal, panelSeq: 0 },
  };
}

/** The first stretch of fence was alarmed so long ago. */
export function exampleAlarmedWorld(by: FenceSensor, agoMs: number): World {
  const world = exampleWorld();
  const atMs = noonMs - agoMs;
  const state = {
    signal: 'alarm' as const,
    atMs,
    deviceAtMs: atMs,
    by,
    alarmedAtMs: { [by]: atMs },
  };
  const fences = { [site.fences[0]?.id ?? '']: state };
  return { ...world, situation: { ...world.situation, fences } };
}

/** The first panel was last heard so long ago. */
export function examplePanelWorld(heardAgoMs: number): World {
  const world = exampleWorld();
  const panel = site.panels[0];
  if (!panel) return world;
  const key = deviceKey('perimeter-dc09', panel.account);
  world.picture.devices.set(key, {
    gateway: 'perimeter-dc09',
    deviceId: panel.account,
    area: panel.area,
    state: 'alive',
    lastSeenAtMs: noonMs - heardAgoMs,
    newestDeviceAtMs: noonMs - heardAgoMs,
    clock: unknownClock(),
  });
  return world;
}

/** Somebody spoke with the name of the first panel. */
export function exampleBreach(breach: Breach): Sighting {
  const panel = site.panels[0];
  const observation: Observation = {
    ...reported,
    kind: 'breach',
    gateway: 'perimeter-dc09',
    deviceId: panel?.account ?? '',
    breach,
    peer: '10.9.8.7:40000',
    detail: '',
  };
  return sightingOf(observation, { vehicle: null, sealId: null, point: panel?.point ?? null });
}
