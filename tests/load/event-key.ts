import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';

/**
 * Names the device message that an entry tells of, so that what a device had acknowledged can be
 * looked for on a desk; null for what no device said. A fence report does not tell the panel's number
 * of it, so its time and zone have to do.
 */
export function eventKey(event: DurableEvent): string | null {
  switch (event.type) {
    case 'seal.reported': {
      const { sealId, deviceSeq, deviceAtMs } = event.data.report;
      return `seal/${sealId}/${deviceSeq}/${deviceAtMs}`;
    }
    case 'fence.reported': {
      const { account, code, zone, deviceAtMs } = event.data.report;
      return `fence/${account}/${code}/${zone}/${deviceAtMs}`;
    }
    case 'lane.passed':
      return `passage/${event.data.passage.laneId}/${event.data.passage.eventId}`;
    case 'equipment.reported': {
      const { deviceId, eventId } = event.data.report;
      return `equipment/${deviceId}/${eventId}`;
    }
    case 'lane.checked':
    case 'lane.release-asked': {
      const { laneId, sessionId, result, operatorId } = event.data.check;
      return `lane-check/${laneId}/${sessionId}/${result}/${operatorId}`;
    }
    case 'lane.fed-back': {
      const { laneId, sessionId, outcome } = event.data.feedback;
      return `lane-feedback/${laneId}/${sessionId}/${outcome}`;
    }
    case 'journey.declared':
      return `journey/${event.data.journey.id}`;
    case 'document.filed': {
      const { kind, id, version } = event.data.document;
      return `document/${kind}/${id}/${version}`;
    }
    case 'agency.ruled':
      return `ruling/${event.data.ruling.agency}/${event.data.ruling.id}`;
    default:
      return null;
  }
}
