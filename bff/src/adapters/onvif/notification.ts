import {
  childOf,
  childrenOf,
  readXml,
  textOf,
  textOfXml,
  type XmlElement,
  type XmlFault,
} from '#adapters/read-xml.ts';

/**
 * One event of an ONVIF device (Core specification clause 9, WS-BaseNotification). Names and values are
 * as sent; a topic keeps its prefixes, which say nothing, so `topicPath` is without them.
 */
export type OnvifNotification = {
  topic: string;
  /** `RuleEngine/LineDetector/Crossed` */
  topicPath: string;
  source: Record<string, string>;
  key: Record<string, string>;
  data: Record<string, string>;
  /** `Initialized` tells the state at the time of subscribing: no news. */
  operation: string | null;
  utcTime: string | null;
};

export type OnvifReading =
  | { ok: true; notifications: OnvifNotification[] }
  | { ok: false; reason: XmlFault | 'no-notification' };

const limits = { characters: 2_000_000, elements: 20_000, undeclaredPrefixes: true };
const mostNotifications = 1000;
const longestText = 400;

/** Reads every notification of a SOAP message, a metadata document or a bare one. Never throws. */
export function readNotifications(bytes: Uint8Array): OnvifReading {
  const reading = readXml(textOfXml(bytes), limits);
  if (!reading.ok) return reading;
  const notifications = notificationsIn(reading.root);
  return notifications.length === 0
    ? { ok: false, reason: 'no-notification' }
    : { ok: true, notifications };
}

/** Those at any depth: in `Notify`, in `PullMessagesResponse`, in a metadata stream. */
export function notificationsIn(root: XmlElement): OnvifNotification[] {
  const found: OnvifNotification[] = [];
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.name !== 'NotificationMessage') open.push(...element.children.toReversed());
    else if (found.length < mostNotifications) found.push(...notificationOf(element));
  }
  return found;
}

function notificationOf(element: XmlElement): OnvifNotification[] {
  const topic = textOf(element, 'Topic')?.slice(0, longestText);
  const wrapper = childOf(element, 'Message');
  const message = childOf(wrapper, 'Message') ?? wrapper;
  if (!topic || !message) return [];
  const { UtcTime, PropertyOperation } = message.attributes;
  return [
    {
      topic,
      topicPath: topic.replaceAll(/(^|\/)[^/:]*:/g, '$1').replace(/^\//, ''),
      source: itemsOf(childOf(message, 'Source')),
      key: itemsOf(childOf(message, 'Key')),
      data: itemsOf(childOf(message, 'Data')),
      operation: PropertyOperation?.slice(0, longestText) ?? null,
      utcTime: UtcTime?.slice(0, longestText) ?? null,
    },
  ];
}

function itemsOf(element: XmlElement | null): Record<string, string> {
  return Object.fromEntries(
    childrenOf(element, 'SimpleItem')
      .slice(0, 64)
      .map(({ attributes: { Name = '', Value = '' } }) => [
        Name.slice(0, longestText),
        Value.slice(0, longestText),
      ]),
  );
}

/** `xs:dateTime`; without a zone it is UTC, as the attribute promises. Null: absent or no time. */
export function timeOf({ utcTime }: OnvifNotification): number | null {
  if (utcTime === null) return null;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(utcTime) ? utcTime : `${utcTime}Z`;
  const atMs = Date.parse(zoned);
  return Number.isSafeInteger(atMs) && atMs >= 0 ? atMs : null;
}

/** Devices write true, TRUE and 1. Null: it says neither. */
export function truthOf(value: string | undefined): boolean | null {
  const word = value?.trim().toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : null;
}
