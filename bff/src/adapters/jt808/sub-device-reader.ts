import type { ProtocolReader, Reading } from '#adapters/protocol-reader.ts';
import { FrameCutter, flag, rawFrame } from './frame.ts';
import { decodeSubDeviceSeal, isSubDeviceSeal } from './sub-device-seal.ts';

/** Locks that speak through a vehicle's tracker. */
export const subDeviceReader: ProtocolReader = {
  protocol: 'eseal-sub-device',
  standard: 'Jointech sub-device reports 0x5501 and 0x5502 in JT/T 808 framing',
  read: (bytes) => {
    const plain = readUnescaped(bytes);
    if (plain !== null) return [plain];
    const readings: Reading[] = [];
    let at = 0;
    // Frames and bad stretches come in order; the place of each is found behind the one before.
    const place = (raw: Uint8Array) => {
      const found = Math.max(at, Buffer.from(bytes).indexOf(raw, at));
      at = found + raw.length;
      return { at: found, length: raw.length };
    };
    const cutter = new FrameCutter({
      frame: (frame, from, to) => {
        const where = place(rawFrame());
        if (!isSubDeviceSeal(frame, from, to)) {
          readings.push({ ...where, ok: false, reason: 'not-a-sub-device' });
          return true;
        }
        const reading = decodeSubDeviceSeal(frame.slice(from, to));
        readings.push(
          reading.ok
            ? { ...where, ok: true, kind: 'sub-device-seal', fields: { ...reading.seal } }
            : { ...where, ok: false, reason: reading.reason },
        );
        return true;
      },
      bad: (reason, raw) => readings.push({ ...place(raw), ok: false, reason }),
    });
    cutter.push(bytes);
    cutter.end();
    return readings;
  },
};

/** Recordings often keep a frame with its escapes undone: then its own length ends it, not a flag. */
function readUnescaped(bytes: Uint8Array): Reading | null {
  const frame = bytes.subarray(1, -2);
  const sum = frame.reduce((xor, byte) => xor ^ byte, bytes.at(-2) ?? 0);
  const isFramed = bytes[0] === flag && bytes.at(-1) === flag && sum === 0;
  if (!isFramed || !isSubDeviceSeal(frame, 0, frame.length)) return null;
  const reading = decodeSubDeviceSeal(frame);
  if (!reading.ok) return null;
  const { length } = bytes;
  return { at: 0, length, ok: true, kind: 'sub-device-seal', fields: { ...reading.seal } };
}
