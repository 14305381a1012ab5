import type { Json, ProtocolReader, Reading } from '#adapters/protocol-reader.ts';
import type { XmlElement } from '#adapters/read-xml.ts';
import { alarmTypeOf, readManscdp } from './manscdp.ts';
import {
  expiryOf,
  headerOf,
  methodOf,
  readDigest,
  readSip,
  type SipMessage,
  statusOf,
  userOf,
} from './sip-message.ts';

/** GB/T 28181: SIP messages, glued as a stream brings them, or a MANSCDP document alone. */
export const gb28181Reader: ProtocolReader = {
  protocol: 'gb28181',
  standard: 'GB/T 28181-2011/2016/2022: SIP (RFC 3261) and MANSCDP documents',
  read: (bytes) => {
    const first = bytes.find((byte) => byte > 0x20);
    if (first === undefined) return [];
    if (first === 0x3c || first === 0xef) return [readDocument(bytes)];
    return readMessages(bytes);
  },
};

function readDocument(bytes: Uint8Array): Reading {
  const whole = { at: 0, length: bytes.length };
  const reading = readManscdp(bytes);
  if (!reading.ok) return { ...whole, ok: false, reason: reading.reason };
  const { root, cmdType, document } = reading.manscdp;
  const fields = {
    root,
    cmdType,
    alarmType: alarmTypeOf(document),
    document: jsonOf(document),
  };
  return { ...whole, ok: true, kind: cmdType, fields };
}

function readMessages(bytes: Uint8Array): Reading[] {
  const readings: Reading[] = [];
  for (let at = 0; at < bytes.length && readings.length < 1000; ) {
    const reading = readSip(bytes.subarray(at));
    if (!reading.ok) {
      readings.push({ at, length: bytes.length - at, ok: false, reason: reading.reason });
      break;
    }
    const { message } = reading;
    const length = message.headerBytes + message.body.length;
    readings.push({ at, length, ok: true, kind: kindOf(message), fields: fieldsOf(message) });
    at += length;
    // Empty lines between two messages belong to nobody.
    while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  }
  return readings;
}

function kindOf(message: SipMessage): string {
  return methodOf(message) ?? String(statusOf(message));
}

/** A message that is not whole yet is shown as far as it came, and says so. */
function fieldsOf(message: SipMessage): { [name: string]: Json } {
  const { startLine, headers, headerComplete, headerBytes, contentLength, body } = message;
  const digest = readDigest(
    headerOf(message, 'authorization') ?? headerOf(message, 'www-authenticate'),
  );
  const manscdp = body[0] === 0x3c ? readManscdp(body) : null;
  return {
    startLine,
    method: methodOf(message),
    status: statusOf(message),
    fromUser: userOf(headerOf(message, 'from')),
    toUser: userOf(headerOf(message, 'to')),
    expiresS: expiryOf(message),
    headers: Object.fromEntries([...headers].map(([name, [value = '']]) => [name, value])),
    digest: digest ? Object.fromEntries(digest) : null,
    headerComplete,
    headerBytes,
    bodyComplete: contentLength === null || body.length === contentLength,
    bodyBytes: body.length,
    document: manscdp?.ok ? jsonOf(manscdp.manscdp.document) : null,
  };
}

/** Elements by name: text where there is nothing inside, a list where a name comes again. */
function jsonOf(element: XmlElement): Json {
  const attributes = Object.entries(element.attributes);
  if (element.children.length === 0 && attributes.length === 0) return element.text;
  const fields: { [name: string]: Json } = Object.fromEntries(attributes);
  for (const child of element.children) {
    const known = fields[child.name];
    const value = jsonOf(child);
    if (known === undefined) fields[child.name] = value;
    else fields[child.name] = Array.isArray(known) ? [...known, value] : [known, value];
  }
  return fields;
}
