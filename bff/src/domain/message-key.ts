import { isFromTheFuture } from './enrich/judge-lateness.ts';
import type { Observation } from './observation.ts';

const hourMs = 3_600_000;

/**
 * Names a message that a device may send again, so that everything it caused is kept once, however
 * often it comes and however often we restarted in between. Null: repeating it changes nothing.
 */
export function messageKey(observation: Observation, nowMs: number): string | null {
  const { gateway, deviceId, deviceAtMs } = observation;
  // One entry per device and hour of ours: a clock that runs wild must not fill the log.
  if (isFromTheFuture(observation, nowMs)) {
    return `quarantine/${gateway}/${deviceId}/${Math.floor(nowMs / hourMs)}`;
  }
  switch (observation.kind) {
    case 'seal':
      return `seal/${deviceId}/${observation.deviceSeq}/${deviceAtMs}`;
    case 'fence':
      return `fence/${deviceId}/${observation.panelSeq}/${observation.code}/${observation.zone}/${deviceAtMs}`;
    case 'passage':
      return `passage/${deviceId}/${observation.passage.eventId}`;
    case 'journey':
      return `journey/${observation.journey.id}`;
    case 'position':
      return observation.alarms.length === 0
        ? null
        : `position/${deviceId}/${deviceAtMs}/${observation.alarms.join('+')}`;
    default:
      return null;
  }
}
