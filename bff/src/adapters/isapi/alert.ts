import { readXml, textOfXml, type XmlElement, type XmlFault } from '#adapters/read-xml.ts';
import { readJsonTree } from './json-tree.ts';

/**
 * One `EventNotificationAlert` of a Hikvision device (ISAPI). Every leaf of the document is kept by
 * name, as text and as sent: vendors and firmwares differ in what they add.
 */
export type IsapiAlert = {
  eventType: string | null;
  /** What `duration` wraps. */
  relationEvent: string | null;
  eventState: string | null;
  channelId: string | null;
  dateTime: string | null;
  /** The leaves directly inside the document. */
  fields: Record<string, string>;
  /** Every leaf by name, the first of each. */
  leaves: Record<string, string>;
  regions: { regionId: string | null; target: string | null }[];
  /** Leaves of the number plate part; null when there is none. */
  anpr: Record<string, string> | null;
};

export type IsapiReading =
  | { ok: true; alert: IsapiAlert }
  | { ok: false; reason: XmlFault | 'json-malformed' | 'not-an-alert' };

const rootName = 'EventNotificationAlert';
const longestText = 400;
const mostLeaves = 400;
const limits = { characters: 1_000_000, elements: 5000, undeclaredPrefixes: true };

/** Reads an alert in XML or JSON. Never throws. */
export function readAlert(bytes: Uint8Array): IsapiReading {
  const text = textOfXml(bytes).trim();
  if (text.startsWith('{')) return readJsonAlert(text);
  const reading = readXml(text, limits);
  if (!reading.ok) return reading;
  if (reading.root.name !== rootName) return { ok: false, reason: 'not-an-alert' };
  return { ok: true, alert: alertOf(reading.root) };
}

/** JSON devices send the same names, wrapped or bare. */
function readJsonAlert(text: string): IsapiReading {
  const tree = readJsonTree(text, rootName);
  if (!tree) return { ok: false, reason: 'json-malformed' };
  const alert = tree.children.find(({ name }) => name === rootName) ?? tree;
  const isAlert = alert.children.some(({ name }) => name === 'eventType');
  return isAlert ? { ok: true, alert: alertOf(alert) } : { ok: false, reason: 'not-an-alert' };
}

function alertOf(root: XmlElement): IsapiAlert {
  const fields = leavesOf(root, 1);
  const leaves = { ...leavesOf(root, Number.POSITIVE_INFINITY), ...fields };
  const anpr = find(root, (name) => name.toUpperCase() === 'ANPR' || name === 'vehicleDetect')[0];
  const { eventType, relationEvent, eventState, dateTime } = leaves;
  return {
    eventType: eventType ?? null,
    relationEvent: relationEvent ?? null,
    eventState: eventState ?? null,
    channelId: fields.channelID ?? fields.dynChannelID ?? null,
    dateTime: dateTime ?? null,
    fields,
    leaves,
    regions: find(root, (name) => name === 'DetectionRegionEntry')
      .slice(0, 16)
      .map((entry) => leavesOf(entry, Number.POSITIVE_INFINITY))
      .map(({ regionID = null, detectionTarget = null }) => ({
        regionId: regionID,
        target: detectionTarget,
      })),
    anpr: anpr ? leavesOf(anpr, Number.POSITIVE_INFINITY) : null,
  };
}

/** The elements of that name at any depth, in the order of the document. */
function find(root: XmlElement, is: (name: string) => boolean): XmlElement[] {
  return root.children.flatMap((child) => (is(child.name) ? [child] : find(child, is)));
}

function leavesOf(root: XmlElement, depth: number): Record<string, string> {
  const leaves = new Map<string, string>();
  const walk = (element: XmlElement, left: number): void => {
    for (const child of element.children) {
      if (child.children.length > 0) {
        if (left > 1) walk(child, left - 1);
      } else if (child.text !== '' && !leaves.has(child.name) && leaves.size < mostLeaves) {
        leaves.set(child.name.slice(0, longestText), child.text.slice(0, longestText));
      }
    }
  };
  walk(root, depth);
  return Object.fromEntries(leaves);
}
