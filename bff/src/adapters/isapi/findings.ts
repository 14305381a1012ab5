import type { CameraFinding, Found } from '#adapters/camera-reports.ts';
import type { IsapiAlert } from './alert.ts';

/** Motion alone is every cat; what counts is where something moved. */
const findings: Readonly<Record<string, CameraFinding>> = {
  linedetection: 'line-crossing',
  fielddetection: 'field-intrusion',
  regionentrance: 'region-entrance',
  regionexiting: 'region-exit',
  tamperdetection: 'camera-covered',
  shelteralarm: 'camera-covered',
  scenechangedetection: 'scene-change',
  videoloss: 'video-loss',
  io: 'digital-input',
};

export type AlertNews = { found: Found; active: boolean };

/** What an alert says of the world; null when it only shows that the camera lives. */
export function newsOf(alert: IsapiAlert): AlertNews | null {
  const { eventType, relationEvent, eventState, leaves, regions, dateTime } = alert;
  const type = (eventType?.toLowerCase() === 'duration' ? relationEvent : eventType) ?? '';
  const finding = Object.hasOwn(findings, type.toLowerCase())
    ? findings[type.toLowerCase()]
    : undefined;
  if (!finding) return null;
  const port = leaves.inputIOPortID ?? '';
  const part = finding === 'digital-input' ? port : (regions[0]?.regionId ?? '');
  return {
    found: {
      finding,
      part: `${alert.channelId ?? ''}/${part}`.slice(0, 64),
      zone: finding === 'digital-input' && /^\d{1,4}$/.test(port) ? Number(port) : 0,
      atMs: timeOf(dateTime),
    },
    // An event without a state happened once.
    active: eventState?.toLowerCase() !== 'inactive',
  };
}

/** With its offset, or it is nobody's time. */
function timeOf(dateTime: string | null): number | null {
  if (dateTime === null || !/(Z|[+-]\d\d:?\d\d)$/i.test(dateTime)) return null;
  const atMs = Date.parse(dateTime);
  return Number.isSafeInteger(atMs) && atMs >= 0 ? atMs : null;
}

/** Recorders count their network cameras from 33. */
const recorderOffset = 32;

/** Whether an alert is of the camera that a link is for. */
export function isOfChannel(alert: IsapiAlert, channel: number | undefined): boolean {
  if (channel === undefined || alert.channelId === null) return true;
  const said = Number(alert.channelId);
  return said === channel || said === channel + recorderOffset;
}
