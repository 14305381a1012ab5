import type { VideoFrame } from '#domain/vehicle-video.ts';
import type { MediaPacket } from './packet.ts';

/** JT/T 1078-2016, table 12. */
const h264 = 98;
const longestFrame = 2 * 1024 * 1024;

export type JoinedFrame = VideoFrame | 'not-h264' | null;

/**
 * Joins the packets of one channel to frames, from the first whole key frame on. What lacks a piece, or is
 * longer than any camera's frame, is left out, and with it all until the next key frame: they would be shown
 * broken. Sound and passed-through data are left out.
 */
export function createFrameJoiner(): (packet: MediaPacket, body: Uint8Array) => JoinedFrame {
  let parts: Uint8Array[] | null = null;
  let length = 0;
  let sequence: number | null = null;
  let waitsForKey = true;

  function lose(): null {
    parts = null;
    waitsForKey = true;
    return null;
  }

  function take(packet: MediaPacket, body: Uint8Array): JoinedFrame {
    const isKey = packet.dataType === 'key-frame';
    if (packet.part === 'whole' || packet.part === 'first') [parts, length] = [[], 0];
    if (parts === null) return lose();
    parts.push(body);
    length += body.length;
    if (length > longestFrame) return lose();
    if (packet.part !== 'whole' && packet.part !== 'last') return null;
    const bytes = Buffer.concat(parts);
    parts = null;
    if (waitsForKey && !isKey) return null;
    waitsForKey = false;
    return { bytes, isKey };
  }

  return (packet, body) => {
    const follows = sequence === null || packet.sequence === (sequence + 1) % 65_536;
    sequence = packet.sequence;
    if (!follows) lose();
    if (packet.dataType === 'audio' || packet.dataType === 'passed-through') return null;
    if (packet.payloadType !== h264) return 'not-h264';
    return take(packet, body);
  };
}
