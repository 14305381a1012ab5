import type { ProtocolReader, Reading } from '#adapters/protocol-reader.ts';
import { readAlert } from './alert.ts';
import { createPartCutter, type Part } from './multipart.ts';

/** A single alert, or a piece of an alert stream with its parts; pictures among them are named only. */
export const isapiReader: ProtocolReader = {
  protocol: 'hikvision-isapi',
  standard: 'Hikvision ISAPI EventNotificationAlert, XML or JSON, alone or in multipart',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const boundary = boundaryOf(bytes);
    const unparted = { type: null, body: bytes, at: 0 };
    if (boundary === null) return [readPart(unparted)];
    const cutter = createPartCutter(boundary, (body) => readAlert(body).ok);
    const parts = [...cutter.push(bytes), ...cutter.end()];
    // Damage where a part's head ends leaves no part at all: then the whole is what was not understood.
    return (parts.length > 0 ? parts : [unparted]).map(readPart);
  },
};

function boundaryOf(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 128)).toString('latin1').trimStart();
  return /^--([^\r\n]{1,70})\r?\n/.exec(start)?.[1] ?? null;
}

function readPart({ type, body, at }: Part): Reading {
  const place = { at, length: body.length };
  if (type !== null && !/xml|json|text/i.test(type)) {
    return { ...place, ok: true, kind: 'attachment', fields: { contentType: type } };
  }
  const reading = readAlert(body);
  if (!reading.ok) return { ...place, ok: false, reason: reading.reason };
  const { alert } = reading;
  return { ...place, ok: true, kind: alert.eventType ?? 'unknown', fields: alert };
}
