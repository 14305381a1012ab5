import { readXml, type XmlElement, type XmlFault } from '#adapters/read-xml.ts';

export type MessageReading = { ok: true; root: XmlElement } | { ok: false; reason: XmlFault };

const limits = { characters: 1_000_000, depth: 16, elements: 50_000, gluedAttributes: true };
/** Chapter 6 prints the time of a position as `RTCime` where it opens and `RTCTime` where it closes. */
const printedTime = /<(RTCime|RTCTime)>([^<]{0,40})<\/(?:RTCime|RTCTime)>/g;

/** Reads a message of JGS/T 14, out of its SOAP envelope where it has one. Never throws. */
export function readMessage(text: string): MessageReading {
  const reading = readXml(text.trim().replace(printedTime, '<$1>$2</$1>'), limits);
  return reading.ok ? { ok: true, root: withoutEnvelope(reading.root) } : reading;
}

/** The body's first element; or, in the calls that carry a message as text, what the text says. */
function withoutEnvelope(root: XmlElement): XmlElement {
  if (root.name !== 'Envelope') return root;
  const [called] = root.children.find(({ name }) => name === 'Body')?.children ?? [];
  if (!called) return root;
  return messageInText(called) ?? called;
}

function messageInText(element: XmlElement): XmlElement | null {
  for (const { text } of [element, ...element.children]) {
    const inner = text.startsWith('<') ? readXml(text, limits) : null;
    if (inner?.ok) return inner.root;
  }
  const [only, ...more] = element.children;
  return only && more.length === 0 && only.children.length > 0 ? only : null;
}

/** A value that stands once, or all values of a name that is repeated. */
export type MessageFields = { [path: string]: string | string[] };

/**
 * Every value of a message by its path below the root, `attr.` before the names of attributes. Elements
 * that are empty are left out: lanes send every tag that they know.
 */
export function fieldsOf(root: XmlElement): MessageFields {
  const fields: MessageFields = {};
  collect(root, '', fields);
  return fields;
}

function collect(element: XmlElement, path: string, fields: MessageFields): void {
  for (const [name, value] of Object.entries(element.attributes))
    add(fields, `${path}attr.${name}`, value);
  for (const child of element.children) {
    if (child.text !== '') add(fields, `${path}${child.name}`, child.text);
    collect(child, `${path}${child.name}.`, fields);
  }
}

function add(fields: MessageFields, path: string, value: string): void {
  const known = Object.hasOwn(fields, path) ? fields[path] : undefined;
  if (known === undefined) fields[path] = value;
  else if (Array.isArray(known)) known.push(value);
  else fields[path] = [known, value];
}
