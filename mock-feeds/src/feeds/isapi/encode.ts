/** Hikvision ISAPI as a camera writes it: `EventNotificationAlert` in XML or JSON, in an endless multipart. */

export const boundary = 'MIME_boundary';

export type Alert = {
  channelId: number;
  atMs: number;
  eventType: string;
  state: 'active' | 'inactive';
  /** Grows while a condition lasts. */
  count: number;
  regionId?: string;
};

/** Cameras of this zone say their local time, with its offset. */
function localTime(atMs: number): string {
  return `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

export function encodeAlertXml(alert: Alert): string {
  const { channelId, atMs, eventType, state, count, regionId } = alert;
  const region =
    regionId === undefined
      ? ''
      : `<DetectionRegionList><DetectionRegionEntry><regionID>${regionId}</regionID><sensitivityLevel>50</sensitivityLevel><detectionTarget>human</detectionTarget></DetectionRegionEntry></DetectionRegionList>\r\n`;
  return (
    '<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">\r\n' +
    `<ipAddress>192.0.2.10</ipAddress>\r\n<portNo>80</portNo>\r\n<protocol>HTTP</protocol>\r\n` +
    `<channelID>${channelId}</channelID>\r\n<dateTime>${localTime(atMs)}</dateTime>\r\n` +
    `<activePostCount>${count}</activePostCount>\r\n<eventType>${eventType}</eventType>\r\n` +
    `<eventState>${state}</eventState>\r\n<eventDescription>${eventType} alarm</eventDescription>\r\n` +
    `${region}</EventNotificationAlert>\r\n`
  );
}

export function encodeAlertJson(alert: Alert): string {
  const { channelId, atMs, eventType, state, count, regionId } = alert;
  return JSON.stringify({
    ipAddress: '192.0.2.10',
    channelID: channelId,
    dateTime: localTime(atMs),
    activePostCount: count,
    eventType,
    eventState: state,
    ...(regionId === undefined
      ? {}
      : { DetectionRegionList: [{ DetectionRegionEntry: { regionID: regionId } }] }),
  });
}

/** One part. Some firmwares count the length of what they wrote before they wrote it, and are wrong. */
export function encodePart(type: string, body: string | Buffer, saidLength?: number): Buffer {
  const length = saidLength ?? Buffer.byteLength(body);
  const head = `--${boundary}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body), Buffer.from('\r\n')]);
}
