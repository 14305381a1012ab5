import type { CameraFinding, Found } from '#adapters/camera-reports.ts';
import { type OnvifNotification, timeOf, truthOf } from './notification.ts';

/** By topic, first that fits; vendors put their own names before and behind. Motion alone is every cat. */
const findings: readonly (readonly [RegExp, CameraFinding])[] = [
  [/Line(Detector|Cross)|Cross(ed)?Line|TripWire/i, 'line-crossing'],
  [/FieldDetector|Intrusion/i, 'field-intrusion'],
  [/RegionEntr|EnterRegion/i, 'region-entrance'],
  [/RegionExit|LeaveRegion/i, 'region-exit'],
  [/GlobalSceneChange|SceneChange/i, 'scene-change'],
  [/Tamper|ImageTooDark|ImageTooBlurry|Shelter/i, 'camera-covered'],
  [/SignalLoss|VideoLoss/i, 'video-loss'],
  [/Trigger\/(DigitalInput|Alarm_?In)/i, 'digital-input'],
];

/** `state` null: it says that something happened, and nothing of how long. */
export type OnvifNews = { found: Found; state: boolean | null; initial: boolean };

/** What a notification says of the world; null when it only shows that the camera lives. */
export function newsOf(notification: OnvifNotification): OnvifNews | null {
  const { topicPath, source, key, data, operation } = notification;
  const finding = findings.find(([pattern]) => pattern.test(topicPath))?.[1];
  if (!finding || operation === 'Deleted') return null;
  const part = [topicPath, ...Object.values(source), ...Object.values(key)].join('/');
  const input = /(\d{1,3})$/.exec(Object.values(source)[0] ?? '')?.[1];
  return {
    found: {
      finding,
      part: part.slice(0, 200),
      zone: finding === 'digital-input' && input !== undefined ? Number(input) : 0,
      atMs: timeOf(notification),
    },
    state: stateOf(data),
    initial: operation === 'Initialized',
  };
}

/** Numbers of objects and the like are 0 and 1 by chance. */
const isNoState = /id$|token|count|class|number/i;

function stateOf(data: Record<string, string>): boolean | null {
  for (const [name, value] of Object.entries(data)) {
    const truth = isNoState.test(name) ? null : truthOf(value);
    if (truth !== null) return truth;
  }
  return null;
}
