import { type BinaryFault, type BinaryReport, decodeReport, dollar } from './binary-report.ts';
import { decodeText, open, type TextDecoding, type TextFault } from './text-frame.ts';

export type Message = BinaryReport | Extract<TextDecoding, { ok: true }>['message'];
export type Fault = BinaryFault | TextFault | 'garbage';
export type Decoding = { ok: true; message: Message } | { ok: false; reason: Fault };

/** Reads one whole frame of either family. Pure, never throws. */
export function decodeFrame(bytes: Uint8Array): Decoding {
  if (bytes[0] === dollar) return decodeReport(bytes);
  if (bytes[0] === open) return decodeText(bytes);
  return { ok: false, reason: 'garbage' };
}
