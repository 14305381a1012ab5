import { readXml, textOfXml, type XmlElement, type XmlFault } from '#adapters/read-xml.ts';
import type { CapAlert, CapArea, CapInfo, CapNamedValue, CapResource } from './cap-alert.ts';
import { findFaults } from './cap-faults.ts';
import { readCircle, readPolygon, readReferences, readWords } from './cap-values.ts';
import { capNamespaces } from './cap-words.ts';

export const capRefusals = ['not-cap', 'unknown-edition', 'nameless'] as const;
export type CapFault = XmlFault | (typeof capRefusals)[number];
export type CapReading = { ok: true; alert: CapAlert } | { ok: false; reason: CapFault };

/** A message with pictures inside is larger; those come as links here. */
export const longestCap = 512 * 1024;

/**
 * OASIS CAP 1.2, and 1.1 and 1.0, whatever prefix they are written with. No DTD, no entity, bounded in
 * size, depth and elements. A message that names neither itself, its sender nor its time is refused:
 * nobody could answer it.
 */
export function readCap(bytes: Uint8Array): CapReading {
  if (bytes.length > longestCap) return { ok: false, reason: 'xml-too-large' };
  const text = textOfXmlSafely(bytes);
  if (text === null) return { ok: false, reason: 'xml-malformed' };
  const reading = readXml(text, { characters: longestCap, depth: 12, elements: 20_000 });
  if (!reading.ok) return reading;
  const { root } = reading;
  if (root.name !== 'alert') return { ok: false, reason: 'not-cap' };
  const edition = capNamespaces[root.namespace];
  if (edition === undefined) return { ok: false, reason: 'unknown-edition' };
  const alert = alertOf(root, edition);
  if (!alert.identifier && !alert.sender && !alert.sent) return { ok: false, reason: 'nameless' };
  const { missing, invalid } = findFaults(alert);
  return { ok: true, alert: { ...alert, missing, invalid } };
}

/** A label may name an encoding that this machine cannot decode. */
function textOfXmlSafely(bytes: Uint8Array): string | null {
  try {
    return textOfXml(bytes);
  } catch {
    return null;
  }
}

/** Children of that name in the document's own namespace: signatures and extensions are no part of it. */
const all = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name && child.namespace === element.namespace);
const texts = (element: XmlElement, name: string): string[] =>
  all(element, name).map(({ text }) => text);
/** Null where the element is absent; empty where it is there and empty. */
const text = (element: XmlElement, name: string): string | null => texts(element, name)[0] ?? null;

function alertOf(root: XmlElement, edition: CapAlert['edition']): CapAlert {
  return {
    namespace: root.namespace,
    edition,
    identifier: text(root, 'identifier'),
    sender: text(root, 'sender'),
    sent: text(root, 'sent'),
    status: text(root, 'status'),
    msgType: text(root, 'msgType'),
    scope: text(root, 'scope'),
    source: text(root, 'source'),
    restriction: text(root, 'restriction'),
    addresses: readWords(text(root, 'addresses') ?? ''),
    codes: texts(root, 'code'),
    note: text(root, 'note'),
    references: readReferences(text(root, 'references') ?? ''),
    referencesText: text(root, 'references'),
    incidents: readWords(text(root, 'incidents') ?? ''),
    incidentsText: text(root, 'incidents'),
    infos: all(root, 'info').map(infoOf),
    missing: [],
    invalid: [],
  };
}

function infoOf(info: XmlElement): CapInfo {
  return {
    language: text(info, 'language'),
    categories: texts(info, 'category'),
    event: text(info, 'event'),
    responseTypes: texts(info, 'responseType'),
    urgency: text(info, 'urgency'),
    severity: text(info, 'severity'),
    certainty: text(info, 'certainty'),
    audience: text(info, 'audience'),
    eventCodes: all(info, 'eventCode').map(namedValueOf),
    effective: text(info, 'effective'),
    onset: text(info, 'onset'),
    expires: text(info, 'expires'),
    senderName: text(info, 'senderName'),
    headline: text(info, 'headline'),
    description: text(info, 'description'),
    instruction: text(info, 'instruction'),
    web: text(info, 'web'),
    contact: text(info, 'contact'),
    parameters: all(info, 'parameter').map(namedValueOf),
    resources: all(info, 'resource').map(resourceOf),
    areas: all(info, 'area').map(areaOf),
  };
}

/** CAP 1.0 writes `name=value` as the element's own text. */
function namedValueOf(element: XmlElement): CapNamedValue {
  const [name = '', ...rest] = element.text.split('=');
  return {
    name: text(element, 'valueName') ?? name,
    value: text(element, 'value') ?? rest.join('='),
  };
}

function resourceOf(resource: XmlElement): CapResource {
  const size = text(resource, 'size') ?? '';
  return {
    resourceDesc: text(resource, 'resourceDesc'),
    mimeType: text(resource, 'mimeType'),
    size: /^\d{1,15}$/.test(size) ? Number(size) : null,
    uri: text(resource, 'uri'),
    digest: text(resource, 'digest'),
  };
}

function areaOf(area: XmlElement): CapArea {
  const rings = texts(area, 'polygon').map((written) => ({ written, ring: readPolygon(written) }));
  const circles = texts(area, 'circle').map((written) => ({
    written,
    circle: readCircle(written),
  }));
  return {
    areaDesc: text(area, 'areaDesc'),
    polygons: rings.flatMap(({ ring }) => (ring ? [ring] : [])),
    circles: circles.flatMap(({ circle }) => circle ?? []),
    geocodes: all(area, 'geocode').map(namedValueOf),
    badPolygons: rings.flatMap(({ written, ring }) => (ring ? [] : written)),
    badCircles: circles.flatMap(({ written, circle }) => (circle ? [] : written)),
  };
}
