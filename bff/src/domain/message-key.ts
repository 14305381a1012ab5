import { identifyDevice } from './enrich/identify-device.ts';
import { isFromTheFuture } from './enrich/judge-lateness.ts';
import { deviceKey } from './live-picture.ts';
import type { Observation } from './observation.ts';
import type { World } from './sighting.ts';
import { isUrgent } from './urgency.ts';

const hourMs = 3_600_000;

/**
 * Names a message that a device may send again, so that everything it caused is kept once, however
 * often it comes and however often we restarted in between. Null: repeating it changes nothing.
 */
export function messageKey(observation: Observation): string | null {
  const { deviceId, deviceAtMs } = observation;
  switch (observation.kind) {
    case 'seal':
      return `seal/${deviceId}/${observation.deviceSeq}/${deviceAtMs}`;
    case 'fence':
      return `fence/${deviceId}/${observation.panelSeq}/${observation.code}/${observation.zone}/${deviceAtMs}`;
    case 'passage':
      return `passage/${deviceId}/${observation.passage.eventId}`;
    case 'equipment':
      return `equipment/${deviceId}/${observation.report.eventId}`;
    case 'lane-feedback':
      return `lane-feedback/${deviceId}/${observation.sessionId}/${observation.outcome}`;
    case 'lane-check':
      return `lane-check/${deviceId}/${observation.sessionId}/${observation.result}/${observation.operatorId}`;
    case 'journey':
      return `journey/${observation.journey.id}`;
    case 'document': {
      const { kind, id, version } = observation.document;
      return `document/${kind}/${id}/${version}`;
    }
    case 'ruling':
      return `ruling/${observation.ruling.agency}/${observation.ruling.id}`;
    case 'upstream-order':
      return `upstream/${observation.message.content.sender}/${observation.message.content.identifier}`;
    case 'upstream-receipt':
      return `upstream-receipt/${observation.of.sender}/${observation.of.identifier}`;
    case 'upstream-emergency':
      return `upstream-emergency/${observation.incidentId}/${observation.declaredAtMs}`;
    case 'order-answer':
      return `order-answer/${deviceId}/${observation.orderId}/${observation.outcome}`;
    case 'position':
      return observation.alarms.length === 0
        ? null
        : `position/${deviceId}/${deviceAtMs}/${observation.alarms.join('+')}`;
    default:
      return null;
  }
}

/** A busy lane passes fewer in an hour, and what devices say a hundred times more fills no log. */
const mostQuarantinedPerHour = 240;

/**
 * Names messages like `messageKey`, but those from the future within bounds: a clock that runs wild
 * must not fill the log. What is said again and again (places, telemetry) has one name per device and
 * hour of ours, so one of it is quarantined. What is said once keeps its own, so that no alarm goes
 * without a trace, until its device has used up its share of the hour; the rest has the hour's name.
 */
export function createMessageNames(): (observation: Observation, world: World) => string | null {
  let hour = 0;
  /** Names given within the hour, by device: the same message once more takes no second place. */
  let given = new Map<string, Set<string>>();

  function hasShare(device: string, key: string): boolean {
    const names = given.get(device) ?? new Set();
    given.set(device, names);
    if (names.size < mostQuarantinedPerHour) names.add(key);
    return names.has(key);
  }

  return (observation, world) => {
    const key = messageKey(observation);
    if (!isFromTheFuture(observation, world.nowMs)) return key;
    const thisHour = Math.floor(world.nowMs / hourMs);
    if (thisHour !== hour) given = new Map();
    hour = thisHour;
    const device = deviceKey(observation.gateway, observation.deviceId);
    // Names of strangers are free to invent, and nothing they say is quarantined.
    const { trusted } = identifyDevice(observation, world);
    if (key !== null && trusted && isSaidOnce(observation) && hasShare(device, key)) return key;
    return `quarantine/${device}/${hour}`;
  };
}

/** An event, not a level that the next report repeats. A level that may be an alarm counts as one. */
function isSaidOnce(observation: Observation): boolean {
  const { kind } = observation;
  return (
    kind === 'fence' ||
    kind === 'passage' ||
    kind === 'equipment' ||
    kind === 'journey' ||
    kind === 'document' ||
    isUrgent(observation)
  );
}
