import { textOf } from '#adapters/read-xml.ts';
import type { Observation } from '#domain/observation.ts';
import type { PlatformCamera } from '#domain/video-platforms.ts';
import { codeOf, signalOf, timeOf } from './alarm-signal.ts';
import { type Manscdp, readAlarm, readCatalog } from './manscdp.ts';
import type { Platforms } from './platforms.ts';

type Heard = { platformId: string; receivedAtMs: number; isKnown: (deviceId: string) => boolean };

/**
 * What a platform's message says to the house. A camera that is registered itself speaks in its own
 * name, all others in their platform's.
 */
export function observe(
  manscdp: Manscdp,
  { platformId, receivedAtMs, isKnown }: Heard,
): Observation {
  const gateway = 'gb28181';
  const alive = { gateway, deviceId: platformId, deviceAtMs: receivedAtMs, receivedAtMs } as const;
  if (manscdp.cmdType !== 'Alarm') return { ...alive, kind: 'alive' };
  const alarm = readAlarm(manscdp.document);
  const signal = signalOf(alarm);
  if (signal === null) return { ...alive, kind: 'alive' };
  const { deviceId } = alarm;
  return {
    kind: 'fence',
    gateway,
    deviceId: deviceId !== null && isKnown(deviceId) ? deviceId : platformId,
    deviceAtMs: timeOf(alarm.time) ?? receivedAtMs,
    receivedAtMs,
    zone: 0,
    signal,
    code: codeOf(alarm),
    panelSeq: Number(/^\d{1,9}$/.exec(manscdp.sn ?? '')?.[0] ?? 0),
  };
}

/** Cameras of which a catalog says whether they are there. */
export function camerasIn({ cmdType, root, document }: Manscdp): PlatformCamera[] {
  return cmdType === 'Catalog' && root !== 'Query' ? readCatalog(document).items : [];
}

const infoNames = [
  'DeviceName',
  'Manufacturer',
  'Model',
  'Firmware',
  'Channel',
  'Online',
  'Status',
];

/** Answers to our queries: kept beside the platform, newest only. */
export function keepAnswer(manscdp: Manscdp, platformId: string, platforms: Platforms): void {
  const { cmdType, document, sn } = manscdp;
  if (cmdType === 'Catalog') {
    const { sum, items } = readCatalog(document);
    platforms.takeCatalog(platformId, sn ?? '', sum, items);
  }
  if (cmdType === 'DeviceInfo' || cmdType === 'DeviceStatus') {
    const known = infoNames.flatMap((name) => {
      const text = textOf(document, name);
      return text === null ? [] : [[name, text.slice(0, 80)] as const];
    });
    platforms.noteInfo(platformId, Object.fromEntries(known));
  }
}
