import {
  type Field,
  type Layout,
  layouts,
  staticBoat,
  staticName,
  staticShip,
} from './message-layouts.ts';
import type { Bits } from './six-bit.ts';

/**
 * One AIS message as it was sent: what the standard calls "not available" (longitude 181, latitude 91,
 * speed 102.3, course 360, heading 511) still stands there. `vessel.ts` knows what it means.
 */
export type AisMessage = {
  type: number;
  repeat: number;
  mmsi: number;
  /** What kind of message the type is. */
  kind: string;
  fields: Readonly<Record<string, number | string | boolean>>;
};

export type MessageFault = 'too-short' | 'unknown-type';
export type MessageReading =
  | { ok: true; message: AisMessage }
  | { ok: false; reason: MessageFault };

/** Reads one whole message (ITU-R M.1371-5). Pure; never throws, whatever the bits. */
export function decodeMessage(bits: Bits): MessageReading {
  if (bits.length < 38) return { ok: false, reason: 'too-short' };
  const type = bits.unsigned(0, 6);
  const mmsi = bits.unsigned(8, 30);
  const layout = layoutOf(type, mmsi, bits);
  if (layout === undefined) return { ok: false, reason: 'unknown-type' };
  if (bits.length < layout.least) return { ok: false, reason: 'too-short' };
  const fields: Record<string, number | string | boolean> = {};
  for (const field of layout.fields) {
    // A field that lies behind the end was not sent.
    if (field.at < bits.length) fields[field.name] = readField(field, bits);
  }
  return {
    ok: true,
    message: { type, repeat: bits.unsigned(6, 2), mmsi, kind: layout.kind, fields },
  };
}

function layoutOf(type: number, mmsi: number, bits: Bits): Layout | undefined {
  if (type !== 24) return layouts[type];
  const part = bits.unsigned(38, 2);
  if (part === 0) return staticName;
  if (part !== 1) return undefined;
  return Math.floor(mmsi / 10_000_000) === 98 ? staticBoat : staticShip;
}

function readField({ at, width, read }: Field, bits: Bits): number | string | boolean {
  switch (read) {
    case 'number':
      return bits.unsigned(at, width);
    case 'signed':
      return bits.signed(at, width);
    case 'flag':
      return bits.unsigned(at, width) === 1;
    case 'text':
      return bits.text(at, width);
    case 'tenths':
      return bits.unsigned(at, width) / 10;
    case 'degrees':
      return bits.signed(at, width) / 600_000;
    case 'coarse-degrees':
      return bits.signed(at, width) / 600;
  }
}
