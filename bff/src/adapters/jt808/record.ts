import { FieldCursor } from './field-cursor.ts';
import type { Header } from './header.ts';
import { areaBodies } from './record-areas.ts';
import type { Fields, RecordBody } from './record-body.ts';
import { mediaBodies } from './record-media.ts';
import { platformBodies } from './record-platform.ts';
import { terminalBodies } from './record-terminal.ts';
import { videoBodies } from './record-video.ts';

/** A message that people read and this gateway does nothing with but that. */
export type RecordMessage = { kind: 'record'; name: string; fields: Fields };

const bodies: ReadonlyMap<number, RecordBody> = new Map([
  ...terminalBodies,
  ...platformBodies,
  ...areaBodies,
  ...mediaBodies,
  ...videoBodies,
]);

/**
 * The rarer messages, field by field. Null where the id is none of them, or where the body has not the
 * layout of the standard: vendors reuse ids for bodies of their own, and their frames are good ones.
 */
export function readRecord(
  messageId: number,
  bytes: Uint8Array,
  layout: Header['layout'],
): RecordMessage | null {
  const body = bodies.get(messageId);
  if (body === undefined) return null;
  const cursor = new FieldCursor(bytes);
  const fields = body.read(cursor, layout);
  if (cursor.overran) return null;
  const rest = cursor.left > 0 ? { trailingHex: cursor.restHex() } : {};
  return { kind: 'record', name: body.name, fields: { ...fields, ...rest } };
}
